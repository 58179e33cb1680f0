import sharp, { type Sharp } from "sharp";
import { guidedFilter, planeLike, type Plane } from "./plane.ts";
import { lightness, placePrior, findSubject, type Pixels, type Subject } from "./subject-mask.ts";

export interface Cutout {
  /** The subject alone: red, green, blue, alpha. */
  rgba: Buffer;
  width: number;
  height: number;
  /** The photo ends where the subject ends, so it should stand on the edge of the new picture as well. */
  cutAtBottom: boolean;
}

const WORK = 1100;

/** Cuts the subject out of a photo; where the background is too busy for that, a soft-edged middle of the photo. */
export async function cutOut(photo: Buffer): Promise<Cutout> {
  const { rgba, info, alpha } = await withMask(photo);
  const { width, height } = info;
  for (let at = 0; at < alpha.length; at += 1) rgba[at * 4 + 3] = alpha[at] ?? 0;
  const box = boxOf(alpha, width, height);
  const subject = await sharp(rgba, { raw: info }).extract(box).raw().toBuffer();
  return {
    rgba: subject,
    width: box.width,
    height: box.height,
    cutAtBottom: box.top + box.height >= height - 2,
  };
}

/** The photo at working size, and how much of each pixel is subject. */
export async function withMask(photo: Buffer) {
  const image = sharp(photo, { limitInputPixels: 60_000_000 }).autoOrient().toColourspace("srgb");
  const { hasAlpha } = await image.metadata();
  const work = image.resize(WORK, WORK, { fit: "inside", withoutEnlargement: true });
  const { data: rgba, info } = await work.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const own = sharp(rgba, { raw: info });
  const cutOutAlready = hasAlpha && !(await own.stats()).isOpaque;
  const alpha = cutOutAlready
    ? await own.extractChannel(3).raw().toBuffer()
    : await alphaOf(own.removeAlpha(), info.width, info.height);
  return { rgba, info, alpha };
}

async function alphaOf(image: Sharp, width: number, height: number): Promise<Buffer> {
  const subject = findSubject(await pixelsOf(image, 192));
  const mask = isPlausible(subject)
    ? await refined(subject.mask, await pixelsOf(image, 400))
    : softMiddle(subject.mask);
  const bytes = Buffer.from(mask.values.map((value) => value * 255));
  return sharp(bytes, { raw: { width: mask.width, height: mask.height, channels: 1 } })
    .resize(width, height, { fit: "fill", kernel: "cubic" })
    .extractChannel(0)
    .raw()
    .toBuffer();
}

async function pixelsOf(image: Sharp, side: number): Promise<Pixels> {
  const { data, info } = await image
    .clone()
    .resize(side, side, { fit: "inside" })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgb: data };
}

/** Finds the subject's edge again in a finer copy of the photo. */
async function refined(coarse: Plane, pixels: Pixels): Promise<Plane> {
  const { width, height } = pixels;
  const bytes = await sharp(Buffer.from(coarse.values.map((value) => value * 255)), {
    raw: { width: coarse.width, height: coarse.height, channels: 1 },
  })
    .resize(width, height, { fit: "fill", kernel: "cubic" })
    .extractChannel(0)
    .raw()
    .toBuffer();
  const fine = planeLike({ width, height, values: new Float32Array(0) }, (at) => (bytes[at] ?? 0) / 255);
  const smooth = guidedFilter(fine, lightness(pixels), 4, 5e-4);
  return planeLike(smooth, (at) => Math.min(1, Math.max(0, ((smooth.values[at] ?? 0) - 0.5) / 0.36)));
}

/** A subject is neither a speck nor nearly everything, is not scattered, and does not cover the border. */
function isPlausible({ mask, outlined }: Subject): boolean {
  const { width, height, values } = mask;
  const middle = placePrior(mask);
  const seen = { inside: 0, onBorder: 0, middle: 0, allMiddle: 0 };
  values.forEach((value, at) => {
    const x = at % width;
    const y = (at - x) / width;
    const weight = (middle.values[at] ?? 0) ** 2;
    seen.allMiddle += weight;
    if (value < 0.5) return;
    seen.inside += 1;
    seen.middle += weight;
    if (x === 0 || y === 0 || x === width - 1 || y === height - 1) seen.onBorder += 1;
  });
  const few = seen.inside < values.length * 0.015 || seen.middle < seen.allMiddle * 0.06;
  const box = boxOf(Buffer.from(values.map((value) => value * 255)), width, height);
  const scattered = seen.inside < box.width * box.height * (outlined ? 0.1 : 0.28);
  return (
    !few &&
    !scattered &&
    seen.inside < values.length * (outlined ? 0.8 : 0.65) &&
    seen.onBorder < (width + height) * 2 * 0.3
  );
}

function softMiddle(shape: Plane): Plane {
  return planeLike(shape, (_, x, y) => {
    const dx = Math.abs(x / shape.width - 0.5) / 0.46;
    const dy = Math.abs(y / shape.height - 0.5) / 0.46;
    return Math.min(1, Math.max(0, (1 - (dx ** 4 + dy ** 4) ** 0.25) / 0.16));
  });
}

function boxOf(alpha: Buffer, width: number, height: number) {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let at = 0; at < alpha.length; at += 1) {
    if ((alpha[at] ?? 0) < 20) continue;
    const x = at % width;
    const y = (at - x) / width;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  if (right < 0) return { left: 0, top: 0, width, height };
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}
