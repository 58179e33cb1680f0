import sharp, { type Sharp } from "sharp";
import { rgbOf, type Rgb } from "./colour.ts";
import { withMask } from "./cutout.ts";
import type { Frame } from "./models.ts";

/** The photo as it is, but the subject's main colour turned into `hex`; light and shade stay. */
export async function recoloured(photo: Buffer, hex: string, frame: Frame): Promise<Sharp> {
  const { rgba, info, alpha } = await withMask(photo);
  const main = mainColour(rgba, alpha);
  paint(rgba, alpha, main, rgbOf(hex));
  const { data } = await sharp(rgba, { raw: info })
    .flatten({ background: "#fff" })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  return sharp(data, { raw: { width, height, channels: 3 } }).resize({ ...frame, fit: "cover" });
}

interface MainColour {
  /** Degrees on the colour circle; nothing where the subject is grey. */
  hue: number | undefined;
  lightness: number;
}

function mainColour(rgba: Buffer, alpha: Buffer): MainColour {
  const weights = new Float32Array(36);
  const lights = new Float32Array(36);
  let [sum, light] = [0, 0];
  for (let at = 0; at < alpha.length; at += 5) {
    if ((alpha[at] ?? 0) < 128) continue;
    const { hue, chroma, lightness } = look(rgba, at * 4);
    const bin = Math.floor(hue / 10) % 36;
    const weight = chroma > 24 ? chroma : 0;
    weights[bin] = (weights[bin] ?? 0) + weight;
    lights[bin] = (lights[bin] ?? 0) + weight * lightness;
    sum += 1;
    light += lightness;
  }
  const best = weights.indexOf(Math.max(...weights));
  const weight = weights[best] ?? 0;
  if (weight < sum * 12) return { hue: undefined, lightness: light / Math.max(1, sum) };
  return { hue: best * 10 + 5, lightness: (lights[best] ?? 0) / weight };
}

function paint(rgba: Buffer, alpha: Buffer, main: MainColour, target: Rgb): void {
  for (let at = 0; at < alpha.length; at += 1) {
    if (!alpha[at]) continue;
    const { hue, chroma, lightness } = look(rgba, at * 4);
    const away = main.hue === undefined ? 0 : Math.abs(((hue - main.hue + 540) % 360) - 180);
    const similar =
      main.hue === undefined ? 1 : Math.min(1, chroma / 40) * Math.min(1, Math.max(0, (52 - away) / 22));
    const share = ((alpha[at] ?? 0) / 255) * similar;
    if (share === 0) continue;
    const light = lightness / Math.max(1, main.lightness);
    for (let channel = 0; channel < 3; channel += 1) {
      const wanted = target[channel] ?? 0;
      const lit = light <= 1 ? wanted * light : wanted + (255 - wanted) * Math.min(1, (light - 1) * 0.7);
      const index = at * 4 + channel;
      rgba[index] = (rgba[index] ?? 0) * (1 - share) + lit * share;
    }
  }
}

function look(rgba: Buffer, index: number) {
  const [r, g, b] = [rgba[index] ?? 0, rgba[index + 1] ?? 0, rgba[index + 2] ?? 0];
  const high = Math.max(r, g, b);
  const chroma = high - Math.min(r, g, b);
  const sector =
    chroma === 0
      ? 0
      : high === r
        ? (g - b) / chroma + 6
        : high === g
          ? (b - r) / chroma + 2
          : (r - g) / chroma + 4;
  return { hue: (sector * 60) % 360, chroma, lightness: 0.3 * r + 0.59 * g + 0.11 * b };
}
