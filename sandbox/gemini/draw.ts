import sharp, { type OverlayOptions, type Sharp } from "sharp";
import { caption } from "./caption.ts";
import { chooseScene, recolouringIn, sceneWords } from "./choose-scene.ts";
import { cutOut, type Cutout } from "./cutout.ts";
import type { Frame } from "./models.ts";
import { between, randomFrom, type Random } from "./random.ts";
import { recoloured } from "./recolour.ts";
import type { Scene } from "./scenes/scene.ts";
import { shadowsOf, type Layer, type Placed } from "./shadow.ts";

export interface Drawing {
  prompt: string;
  photo: Buffer | undefined;
  frame: Frame;
  seed: number;
}

/** The product at its size and place in the picture: red, green, blue, alpha. */
const CANVAS = 600;

/** A picture of the photo's subject in the scene that the prompt speaks of. */
export async function draw({ prompt, photo, frame, seed }: Drawing): Promise<Sharp> {
  const hex = recolouringIn(prompt);
  if (photo && hex) return finished(await recoloured(photo, hex, frame), [], frame);

  const random = randomFrom(seed);
  const words = sceneWords(prompt);
  const scale = CANVAS / Math.max(frame.width, frame.height);
  const canvas = { width: Math.round(frame.width * scale), height: Math.round(frame.height * scale) };
  const scene = chooseScene(words)({ ...canvas, random, words });
  const product = photo ? await productLayers(await cutOut(photo), scene, frame, random) : [];
  const front = scene.foreground ? [await overlay(await painted(canvas, scene.foreground, frame))] : [];
  const background = (await painted(canvas, scene.background, frame)).flatten({ background: "#fff" });
  return finished(background, [...product, ...front], frame);
}

async function finished(picture: Sharp, layers: OverlayOptions[], frame: Frame): Promise<Sharp> {
  const all = [...layers, { input: caption(frame) }];
  const data = await picture.composite(all).removeAlpha().raw().toBuffer();
  // Not sharp 0.35's own info: it says `premultiplied` after a composite, and then blue would count as alpha.
  return sharp(data, { raw: { ...frame, channels: 3 } }).withExif({
    IFD0: { Software: "Packshot sandbox, a local preview" },
  });
}

/** Drawn at the canvas' size and then enlarged; in one step sharp would draw it at its final size, which takes long. */
async function painted({ width, height }: Frame, inside: string, frame: Frame): Promise<Sharp> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${inside}</svg>`;
  const { data, info } = await sharp(Buffer.from(svg))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return sharp(data, { raw: info }).resize({ ...frame, fit: "fill", kernel: "cubic" });
}

async function overlay(image: Sharp): Promise<OverlayOptions> {
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  return { input: data, raw: { width: info.width, height: info.height, channels: 4 } };
}

async function productLayers(
  cutout: Cutout,
  scene: Scene,
  frame: Frame,
  random: Random,
): Promise<OverlayOptions[]> {
  const placed = await place(cutout, scene, frame, random);
  const raw = { width: placed.width, height: placed.height, channels: 4 as const };
  const product = { input: placed.rgba, raw, left: placed.left, top: placed.top };
  const standsOnEdge = cutout.cutAtBottom && scene.shadow.kind !== "flat";
  const shadows = standsOnEdge ? [] : await shadowsOf(placed, scene.shadow);
  return [...(await Promise.all(shadows.map((shadow) => within(frame, shadow)))), product];
}

async function place(cutout: Cutout, scene: Scene, frame: Frame, random: Random): Promise<Placed> {
  const standsOnEdge = cutout.cutAtBottom && scene.shadow.kind !== "flat";
  const fill = (standsOnEdge ? Math.max(scene.fill, 0.82) : scene.fill) * between(random, 0.97, 1.02);
  const factor = Math.min((frame.width * fill) / cutout.width, (frame.height * fill) / cutout.height);
  const width = Math.max(1, Math.round(cutout.width * factor));
  const height = Math.max(1, Math.round(cutout.height * factor));
  const rgba = await sharp(cutout.rgba, { raw: { width: cutout.width, height: cutout.height, channels: 4 } })
    .resize(width, height, { fit: "fill" })
    .modulate({ brightness: (scene.brightness ?? 1) * between(random, 0.98, 1.02) })
    .raw()
    .toBuffer();
  const left = Math.round((frame.width - width) / 2 + frame.width * between(random, -0.015, 0.015));
  const bottom = scene.baseline
    ? Math.max(frame.height * scene.baseline, height * 1.04)
    : (frame.height + height) / 2;
  return {
    rgba,
    width,
    height,
    left,
    top: standsOnEdge ? frame.height - height : Math.round(bottom - height),
  };
}

/** libvips refuses layers that reach beyond the picture. */
async function within(frame: Frame, { image, left, top, width, height }: Layer): Promise<OverlayOptions> {
  const [x, y] = [Math.max(0, -left), Math.max(0, -top)];
  const size = {
    width: Math.min(width, frame.width - left) - x,
    height: Math.min(height, frame.height - top) - y,
  };
  return { ...(await overlay(image.extract({ left: x, top: y, ...size }))), left: left + x, top: top + y };
}
