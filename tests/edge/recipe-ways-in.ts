import type { Visitor } from "../visitor.ts";
import type { WayIn } from "./way-in.ts";

const RECIPE = {
  ...{ name: "A stranger's", scene: "elsewhere" },
  ...{ aspectRatio: "1:1", imageSize: "1K", imagesPerPhoto: "1" },
};

/** The ways to recipes. */
export const recipeWays = (
  hers: Record<"recipe" | "product" | "batch", string>,
): Record<string, WayIn[]> => ({
  "app.recipes._index.tsx": [
    {
      name: "recipes",
      ask: (visit) => visit.get("/app/recipes?show=archived", "routes/app.recipes._index"),
      refused: false,
    },
  ],
  "app.recipes.new.tsx": [
    {
      name: "a copy of a recipe",
      ask: (visit) => visit.get(`/app/recipes/new?from=${hers.recipe}`, "routes/app.recipes.new"),
      refused: true,
    },
    {
      name: "recipe: make",
      ask: (visit) => visit.post("/app/recipes/new", "routes/app.recipes.new", RECIPE),
      refused: false,
      status: 204,
    },
  ],
  "app.recipes_.photos.ts": [
    {
      name: "photos to try a recipe on",
      ask: (visit) => visit.get("/app/recipes/photos", "routes/app.recipes_.photos"),
      refused: false,
    },
  ],
  "app.recipes_.try.ts": [
    {
      name: "recipe: try",
      ask: (visit) =>
        visit.post("/app/recipes/try", "routes/app.recipes_.try", {
          ...{ recipeKey: hers.recipe, aspectRatio: "1:1", imageSize: "1K" },
          photos: JSON.stringify([{ productId: hers.product, photoId: hers.product }]),
        }),
      refused: true,
      status: 409,
    },
  ],
  "app.recipes_.tried.$id.ts": [
    {
      name: "what a recipe made when it was tried",
      ask: (visit) => visit.get(`/app/recipes/tried/${hers.batch}`, "routes/app.recipes_.tried.$id"),
      refused: true,
    },
  ],
  "app.recipes.$id.tsx": [
    {
      name: "recipe",
      ask: (visit) => visit.get(`/app/recipes/${hers.recipe}`, "routes/app.recipes.$id"),
      refused: true,
    },
    ...["save", "take_back", "archive", "bring_back"].map((intent) => ({
      name: `recipe: ${intent}`,
      ask: (visit: Visitor) =>
        visit.post(`/app/recipes/${hers.recipe}`, "routes/app.recipes.$id", {
          ...{ intent, version: "2", from: "1", ...RECIPE },
        }),
      refused: true,
    })),
  ],
});
