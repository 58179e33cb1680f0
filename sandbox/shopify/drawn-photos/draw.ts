import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { backdrop, vignette } from "./scene.ts";
import { SHAPES, type ShapeName } from "./shapes/shapes.ts";
import type { Sketch } from "./sketch.ts";

export type Drawing = {
  shape: ShapeName;
  colour: string;
  /** Which photo of the product's series: 0 front, 1 turned, 2 close, 3 with a second one behind. */
  angle: number;
  width: number;
  height: number;
};

const CACHE = fileURLToPath(new URL("../../../.cache/drawn-photos/", import.meta.url));
/** Part of every cached file's name: raise it when the drawings change. */
const EDITION = 1;

/** Drawing takes time with every pixel: photos are drawn at this size and then enlarged. Tests need no fine ones. */
const DRAWN_AT_MOST = Number(process.env.SANDBOX_PHOTO_PIXELS ?? 900);

/** Drawings under way: a page that shows the same photo five times has it drawn once. */
const underWay = new Map<string, Promise<Buffer>>();

/** The photo as a JPEG: drawn once, then kept on disk. */
export function drawPhoto(drawing: Drawing): Promise<Buffer> {
  const name = createHash("sha256")
    .update(`${EDITION} ${DRAWN_AT_MOST} ${JSON.stringify(drawing)}`)
    .digest("hex")
    .slice(0, 24);
  const begun = underWay.get(name) ?? cachedOrDrawn(join(CACHE, `${name}.jpg`), drawing);
  underWay.set(name, begun);
  return begun.finally(() => underWay.delete(name));
}

async function cachedOrDrawn(file: string, drawing: Drawing): Promise<Buffer> {
  const cached = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    return null;
  });
  if (cached) return cached;

  const jpeg = await render(drawing);
  await mkdir(CACHE, { recursive: true });
  await writeFile(`${file}.${process.pid}`, jpeg);
  await rename(`${file}.${process.pid}`, file); // another process never reads half a file
  return jpeg;
}

/** One that hangs fails, so that the next request draws it again. */
const PATIENCE = { seconds: 30 };

async function render(drawing: Drawing): Promise<Buffer> {
  const { width, height } = drawing;
  const scale = Math.min(1, DRAWN_AT_MOST / Math.max(width, height));
  const svg = svgOf({ ...drawing, width: Math.round(width * scale), height: Math.round(height * scale) });
  // Two steps: asked to enlarge an SVG, sharp draws it at the large size instead.
  const drawn = await sharp(Buffer.from(svg)).png({ compressionLevel: 1 }).timeout(PATIENCE).toBuffer();
  return sharp(drawn)
    .timeout(PATIENCE)
    .resize(width, height, { fit: "fill" })
    .jpeg({ quality: 88, chromaSubsampling: "4:4:4" })
    .toBuffer();
}

export function svgOf({ shape, colour, angle, width, height }: Drawing): string {
  const sketch: Sketch = { defs: [] };
  const draw = SHAPES[shape];
  const back =
    angle === 3
      ? `<g transform="translate(235 28) scale(0.74)" opacity="0.96">${draw(sketch, { colour, turn: 1 })}</g>`
      : "";
  const shift = angle === 3 ? `transform="translate(-95 14)"` : "";
  const front = `<g ${shift}>${draw(sketch, { colour, turn: angle % 4 })}</g>`;
  const scene = backdrop(sketch, angle) + back + front + vignette(sketch);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${viewBox(angle, width / height)}">
    <defs>${sketch.defs.join("")}</defs>${scene}</svg>`;
}

/** The frame around the middle of the picture: tighter for the close photo, as wide as the format wants. */
function viewBox(angle: number, ratio: number): string {
  const side = angle === 2 ? 720 : 900;
  const [wide, high] = ratio >= 1 ? [side * ratio, side] : [side, side / ratio];
  return `${500 - wide / 2} ${(angle === 2 ? 570 : 545) - high / 2} ${wide} ${high}`;
}
