import { BlockStack, TextField } from "@shopify/polaris";
import styles from "./recipe-words.module.css";

export type RecipeNeeds = {
  takes: "nothing" | "scene" | "colour";
  sceneLabel: string;
  sceneExample: string;
  sceneRequired: boolean;
};

export type Words = { scene: string; colour: string; part: string };

type Props = {
  needs: RecipeNeeds;
  words: Words;
  sceneError?: string;
  onChange: (change: Partial<Words>) => void;
};

/** What a recipe asks the person: words for the scene, or a colour and the part that takes it. */
export function RecipeWords({ needs, words, sceneError, onChange }: Props) {
  if (needs.takes === "scene") {
    return (
      <TextField
        label={needs.sceneLabel}
        name="scene"
        value={words.scene}
        onChange={(scene) => onChange({ scene })}
        placeholder={needs.sceneExample}
        helpText={needs.sceneRequired ? undefined : "Optional. Leave it empty and the recipe decides."}
        error={sceneError}
        focused={sceneError !== undefined}
        multiline={2}
        maxLength={2000}
        autoComplete="off"
      />
    );
  }
  if (needs.takes === "nothing") return null;
  return (
    <BlockStack gap="300">
      <label className={styles.colour}>
        <span>New colour</span>
        <input
          type="color"
          name="colour"
          value={words.colour}
          onChange={(event) => onChange({ colour: event.currentTarget.value })}
        />
        <code>{words.colour.toUpperCase()}</code>
      </label>
      <TextField
        label="Part to colour"
        name="part"
        value={words.part}
        onChange={(part) => onChange({ part })}
        placeholder="The strap"
        helpText="Optional. Without it the main coloured part is changed."
        maxLength={100}
        autoComplete="off"
      />
    </BlockStack>
  );
}
