import type { Frame } from "../models.ts";
import type { Random } from "../random.ts";

/** How a product is set into a picture. Everything is a share of the frame. */
export interface Scene {
  /** The inside of an SVG as large as `canvas`. */
  background: string;
  /** Drawn over the product, in the same coordinates. */
  foreground?: string;
  /** The product's greatest width and height. */
  fill: number;
  /** Where it stands; without it, it is centred. */
  baseline?: number;
  shadow: { kind: "contact" | "cast" | "flat"; strength: number };
  /** Light on the product. */
  brightness?: number;
}

/** Scenes are soft, so they are drawn small and enlarged: coordinates are those of this canvas. */
export interface Canvas extends Frame {
  random: Random;
  /** The prompt's words about the scene, in lower case. */
  words: string;
}

export type PaintScene = (canvas: Canvas) => Scene;
