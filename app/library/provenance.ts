/**
 * Where an image comes from, for people: shops have to be able to tell that a picture was made by AI. Every image of
 * Google's models carries SynthID, a mark in the pixels that Google's own checker finds; Packshot leaves it alone.
 */
export function provenanceOf(image: { model: string; recipeName: string; recipeVersion: number }): string {
  const { model, recipeName, recipeVersion } = image;
  const mark = model.startsWith("gemini") ? " Marked as AI-made with SynthID." : "";
  return `Made by ${model} with the recipe ${recipeName}, version ${recipeVersion}.${mark}`;
}
