import type { Visitor } from "../visitor.ts";
import type { WayIn } from "./way-in.ts";

const RECIPE = {
  ...{ name: "A stranger's", scene: "elsewhere" },
  ...{ aspectRatio: "1:1", imageSize: "1K", imagesPerPhoto: "1" },
};

/** The ways to recipes. */
export const recipeWays = (hers: { recipe: string }): Record<string, WayIn[]> => ({
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
