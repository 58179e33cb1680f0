import { Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { Moment } from "../frame/moment.tsx";
import { useRecipeName } from "../generate/recipe-name.ts";
import type { DeskImage } from "./desk-image.ts";

type Props = {
  image: Pick<DeskImage, "model" | "createdAt" | "photoAlt" | "recipeKey" | "recipeName" | "recipeVersion">;
};

/**
 * Where an image comes from: shops have to be able to tell that a picture was made by AI. Every image of Google's models
 * carries SynthID, a mark in the pixels that Google's own checker finds; Packshot leaves it alone, and writes into the
 * file what `withProvenance` says.
 */
export function Provenance({ image }: Props) {
  const { t, rich, number } = useTexts();
  const nameOf = useRecipeName();
  const { model, photoAlt, recipeVersion } = image;
  return (
    <Text as="p" variant="bodySm" tone="subdued" breakWord>
      {rich("review.made", {
        ...{ model, recipe: nameOf(image), version: number(recipeVersion) },
        ...{ hasPhoto: photoAlt ? "yes" : "no", photo: photoAlt },
        moment: () => <Moment key="moment" at={image.createdAt} />,
      })}{" "}
      {t(model.startsWith("gemini") ? "review.markedFileAndPixels" : "review.markedFile")}
    </Text>
  );
}
