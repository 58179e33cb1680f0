import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { buildPrompt, RECIPES, type RecipeKey } from "../app/generation/recipe.ts";
import { draw } from "../sandbox/gemini/draw.ts";
import { drawPhoto } from "../sandbox/shopify/drawn-photos/draw.ts";
import type { ShapeName } from "../sandbox/shopify/drawn-photos/shapes/shapes.ts";

/** `node docs/recipe-examples.ts` draws what the gallery shows of built-in recipes: a photo, and what becomes of it. */
const FOLDER = fileURLToPath(new URL("../public/recipes/", import.meta.url));
const SIDE = 320;
const DRAWN = 900;
/** Without the lower edge, where the sandbox says that it is no real model: no card is large enough to read it. */
const SHOWN = 850;

const SUBJECTS: Record<RecipeKey, { shape: ShapeName; colour: string }> = {
  white_background: { shape: "teapot", colour: "#2f6f73" },
  studio: { shape: "bottle", colour: "#c26b5a" },
  lifestyle: { shape: "lamp", colour: "#d7a84f" },
  flat_lay: { shape: "notebook", colour: "#5d7691" },
  seasonal: { shape: "candle", colour: "#8a3b2f" },
  on_surface: { shape: "bowl", colour: "#6d8a5f" },
  colour_variant: { shape: "backpack", colour: "#3c5068" },
  free: { shape: "plant", colour: "#b5623c" },
};

const WORDS = { scene: "On a rock by the sea at sunset, waves behind it", colour: "#C26B5A" };

await mkdir(FOLDER, { recursive: true });
for (const recipe of RECIPES) {
  const photo = await drawPhoto({ ...SUBJECTS[recipe.key], angle: 0, width: DRAWN, height: DRAWN });
  const input = recipe.key === "free" || recipe.takes === "colour" ? WORDS : {};
  const frame = { width: DRAWN, height: DRAWN };
  const picture = await draw({ prompt: buildPrompt(recipe, input), photo, frame, seed: 7 });
  await keep(`${recipe.key}-photo`, photo);
  await keep(recipe.key, await picture.png().toBuffer());
}

async function keep(name: string, picture: Buffer): Promise<void> {
  const shown = { left: (DRAWN - SHOWN) / 2, top: 0, width: SHOWN, height: SHOWN };
  await sharp(picture)
    .extract(shown)
    .resize(SIDE, SIDE)
    .webp({ quality: 80 })
    .toFile(`${FOLDER}${name}.webp`);
}
