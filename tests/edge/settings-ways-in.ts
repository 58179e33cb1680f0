import type { Visitor } from "../visitor.ts";
import type { WayIn } from "./way-in.ts";

const change = (fields: Record<string, string>) => (visit: Visitor) =>
  visit.post("/app/settings", "routes/app.settings", fields);

/** A shop's settings; a recipe that is another's is no choice. */
export const settingsWays = (hers: { recipe: string }): Record<string, WayIn[]> => ({
  "app.settings.tsx": [
    { name: "settings", ask: (visit) => visit.get("/app/settings", "routes/app.settings"), refused: false },
    { name: "settings: language", ask: change({ language: "fr" }), refused: false },
    { name: "settings: placement", ask: change({ placement: "first" }), refused: false },
    {
      name: "settings: recipe",
      ask: (visit) => change({ recipe: hers.recipe })(visit),
      refused: true,
      status: 409,
    },
  ],
});
