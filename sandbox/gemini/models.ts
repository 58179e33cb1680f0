export type ImageSize = "1K" | "2K" | "4K";

export interface Model {
  name: string;
  sizes: ImageSize[];
  /** Which format comes back differs by model and cannot be asked for. */
  mimeType: "image/jpeg" | "image/png";
}

export const models: readonly [Model, ...Model[]] = [
  { name: "gemini-nano-banana-2.1", sizes: ["1K", "2K", "4K"], mimeType: "image/jpeg" },
  { name: "gemini-3.1-flash-lite-image", sizes: ["1K"], mimeType: "image/png" },
  { name: "gemini-3-pro-image", sizes: ["1K", "2K", "4K"], mimeType: "image/jpeg" },
];

/** Pixels at 1K: https://ai.google.dev/gemini-api/docs/image-generation#aspect_ratios_and_image_size */
const pixels = {
  "1:1": [1024, 1024],
  "2:3": [848, 1264],
  "3:2": [1264, 848],
  "3:4": [896, 1200],
  "4:3": [1200, 896],
  "4:5": [928, 1152],
  "5:4": [1152, 928],
  "9:16": [768, 1376],
  "16:9": [1376, 768],
  "21:9": [1584, 672],
  "1:4": [512, 2048],
  "4:1": [2048, 512],
  "1:8": [384, 3072],
  "8:1": [3072, 384],
} as const satisfies Record<string, readonly [number, number]>;

export type AspectRatio = keyof typeof pixels;
export const aspectRatios = Object.keys(pixels) as AspectRatio[];

export interface Frame {
  width: number;
  height: number;
}

export function frameOf(ratio: AspectRatio, size: ImageSize): Frame {
  const factor = { "1K": 1, "2K": 2, "4K": 4 }[size];
  const [width, height] = pixels[ratio];
  return { width: width * factor, height: height * factor };
}

/** The ratio to answer in when none is asked for: that of the photo. */
export function nearestRatio(frame: Frame): AspectRatio {
  const wanted = Math.log(frame.width / frame.height);
  const distance = (ratio: AspectRatio) => Math.abs(Math.log(pixels[ratio][0] / pixels[ratio][1]) - wanted);
  return aspectRatios.reduce((best, ratio) => (distance(ratio) < distance(best) ? ratio : best));
}
