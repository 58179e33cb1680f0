import type { Sketch } from "../sketch.ts";
import { bottle, candle, jar, serum } from "./bottles.ts";
import { backpack, sunglasses, tote } from "./carried.ts";
import { headphones, notebook } from "./desk.ts";
import { chair, cushion, lamp, plant } from "./living.ts";
import type { Look } from "./look.ts";
import { bowl, mug, teapot, vase } from "./tableware.ts";
import { sneaker, watch } from "./worn.ts";

/** Everything the studio can draw. */
export const SHAPES = {
  ...{ bottle, bowl, candle, jar, mug, serum, teapot, vase },
  ...{ chair, cushion, lamp, plant },
  ...{ backpack, headphones, notebook, sneaker, sunglasses, tote, watch },
} satisfies Record<string, (sketch: Sketch, look: Look) => string>;
export type ShapeName = keyof typeof SHAPES;
