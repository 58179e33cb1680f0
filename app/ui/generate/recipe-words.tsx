import { BlockStack, TextField } from "@shopify/polaris";
import type { Recipe, RecipeKey } from "../../generation/recipe.ts";
import { useTexts } from "../../texts/speaking.tsx";
import styles from "./recipe-words.module.css";

type SceneKey = Extract<Recipe, { takes: "scene" }>["key"];

export type RecipeNeeds =
  | { key: RecipeKey; takes: "nothing" | "colour" }
  | { key: SceneKey; takes: "scene"; isRequired: boolean }
  /** The shop's own: its scene is what it says already. */
  | { key: string; takes: "own"; name: string; scene: string };

export type Words = { scene: string; colour: string; part: string };

type Props = {
  needs: RecipeNeeds;
  words: Words;
  sceneError?: string;
  onChange: (change: Partial<Words>) => void;
};

/** What a recipe asks the person: words for the scene, or a colour and the part that takes it. */
export function RecipeWords({ needs, words, sceneError, onChange }: Props) {
  const { t } = useTexts();
  if (needs.takes !== "scene")
    return needs.takes === "colour" ? <ColourWords words={words} onChange={onChange} /> : null;
  return (
    <TextField
      label={t(`recipes.${needs.key}_scene`)}
      name="scene"
      value={words.scene}
      onChange={(scene) => onChange({ scene })}
      placeholder={t(`recipes.${needs.key}_example`)}
      helpText={needs.isRequired ? undefined : t("generate.optional")}
      error={sceneError}
      focused={sceneError !== undefined}
      multiline={2}
      maxLength={2000}
      autoComplete="off"
    />
  );
}

function ColourWords({ words, onChange }: Pick<Props, "words" | "onChange">) {
  const { t } = useTexts();
  return (
    <BlockStack gap="300">
      <label className={styles.colour}>
        <span>{t("generate.newColour")}</span>
        <input
          type="color"
          name="colour"
          value={words.colour}
          onChange={(event) => onChange({ colour: event.currentTarget.value })}
        />
        <code>{words.colour.toUpperCase()}</code>
      </label>
      <TextField
        label={t("generate.part")}
        name="part"
        value={words.part}
        onChange={(part) => onChange({ part })}
        placeholder={t("generate.partExample")}
        helpText={t("generate.partOptional")}
        maxLength={100}
        autoComplete="off"
      />
    </BlockStack>
  );
}
