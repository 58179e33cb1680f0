import type { AspectRatio, ImageSize } from "./recipe.ts";

/** Width divided by height. */
export function ratioOf(aspectRatio: AspectRatio): number {
  const [width = 1, height = 1] = aspectRatio.split(":").map(Number);
  return width / height;
}

/** The pixels a size stands for, whatever the ratio: 1K is the area of 1024 x 1024. */
export function areaOf(imageSize: ImageSize): number {
  const side = Number.parseInt(imageSize, 10) * 1024;
  return side * side;
}
