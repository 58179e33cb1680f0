import { BlockStack, Button } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { Panel } from "../frame/panel.tsx";
import { useState, type ReactNode } from "react";
import { ActionBar } from "../frame/action-bar.tsx";
import { FormatFields, type Format } from "./format-fields.tsx";
import { RecipeCards } from "./recipe-cards.tsx";
import { RecipeWords, type RecipeNeeds, type Words } from "./recipe-words.tsx";

export type RecipeChoice = RecipeNeeds & {
  defaults: { aspectRatio: string; imageSize: string; imagesPerPhoto?: string };
};

type Props = {
  recipes: readonly RecipeChoice[];
  /** The one that is chosen at the beginning; none: the first. */
  chosen?: string;
  aspectRatios: readonly string[];
  imageSizes: readonly string[];
  maxImagesPerPhoto: number;
  sceneError?: string;
  /** What the button says, and beside it what is known of the price. */
  submit: { label: string; isBusy: boolean; isBlocked?: boolean };
  summary: (order: { imagesPerPhoto: number; imageSize: string }) => ReactNode;
  /** Hidden fields and what went wrong, inside the form. */
  children: ReactNode;
};

/** Everything about a batch but its photos. The fields carry the names the server reads. */
export function GenerateFields({
  recipes,
  chosen,
  sceneError,
  submit,
  summary,
  children,
  ...choices
}: Props) {
  const { t } = useTexts();
  const [recipe, setRecipe] = useState(recipes.find(({ key }) => key === chosen) ?? recipes[0]);
  const [words, setWords] = useState<Words>({ scene: "", colour: "#2f6f73", part: "" });
  const [format, setFormat] = useState<Format>({
    imagesPerPhoto: "1",
    ...fitting(recipe, choices.imageSizes),
  });
  if (!recipe) return null;

  function choose(key: string) {
    const chosen = recipes.find((candidate) => candidate.key === key);
    setRecipe(chosen);
    setFormat((before) => ({ ...before, ...fitting(chosen, choices.imageSizes) }));
  }

  return (
    <BlockStack gap="400">
      <Panel>
        <BlockStack gap="400">
          <RecipeCards recipes={recipes} value={recipe.key} onChange={choose} />
          <RecipeWords
            needs={recipe}
            words={words}
            sceneError={sceneError}
            onChange={(change) => setWords({ ...words, ...change })}
          />
        </BlockStack>
      </Panel>
      <Panel>
        <FormatFields
          {...choices}
          format={format}
          onChange={(change) => setFormat({ ...format, ...change })}
        />
      </Panel>
      {children}
      <ActionBar label={t("generate.price")}>
        {summary({ imagesPerPhoto: Number(format.imagesPerPhoto), imageSize: format.imageSize })}
        <Button submit variant="primary" size="large" loading={submit.isBusy} disabled={submit.isBlocked}>
          {submit.label}
        </Button>
      </ActionBar>
    </BlockStack>
  );
}

/** A recipe's own format, as far as the model makes that size. */
function fitting(recipe: RecipeChoice | undefined, imageSizes: readonly string[]) {
  const { aspectRatio = "1:1", imageSize = "1K", ...count } = recipe?.defaults ?? {};
  return {
    ...count,
    aspectRatio,
    imageSize: imageSizes.includes(imageSize) ? imageSize : (imageSizes[0] ?? "1K"),
  };
}
