const WHEN = new Intl.DateTimeFormat("en", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });

type Made = { model: string; recipeName: string; recipeVersion: number; createdAt: Date; photoAlt: string };

/**
 * Where an image comes from, for people: shops have to be able to tell that a picture was made by AI. Every image of
 * Google's models carries SynthID, a mark in the pixels that Google's own checker finds; Packshot leaves it alone, and
 * writes into the file what `withProvenance` says.
 */
export function provenanceOf({ model, recipeName, recipeVersion, createdAt, photoAlt }: Made): string {
  const photo = photoAlt ? ` from the photo “${photoAlt}”` : "";
  const mark = model.startsWith("gemini") ? " and in its pixels (SynthID)" : "";
  return (
    `Made by ${model} on ${WHEN.format(createdAt)} UTC${photo} with the recipe ${recipeName}, version ${recipeVersion}. ` +
    `Marked as AI-made in the file (IPTC digital source type)${mark}.`
  );
}
