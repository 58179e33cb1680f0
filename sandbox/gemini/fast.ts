import type { IncomingMessage } from "node:http";
import sharp from "sharp";
import { answerOf } from "./answer.ts";
import { aspectRatios, frameOf, type Frame, type ImageSize, type Model } from "./models.ts";

/* For measuring: answers that cost next to nothing, so that what is measured is not the stand-in. */

const TAIL_BYTES = 4_096;

/** Reads a body to its end, and keeps only that: the settings come after the photo there. */
export async function tailOf(incoming: IncomingMessage): Promise<string> {
  let tail: Buffer = Buffer.alloc(0);
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    tail = chunk.length >= TAIL_BYTES ? chunk : Buffer.concat([tail.subarray(-TAIL_BYTES), chunk]);
  }
  return tail.subarray(-TAIL_BYTES).toString("latin1");
}

const prepared = new Map<string, Promise<Buffer>>();

/** The same picture for every request of a size and ratio, drawn once: about 700 kB as JPEG at 1K, 1.5 MB as PNG. */
export function fastAnswer(tail: string, model: Model, mimeType = model.mimeType): Promise<Buffer> {
  const ratio = aspectRatios.find((each) => tail.includes(`"aspectRatio":"${each}"`)) ?? "1:1";
  const size = (/"imageSize":"([124]K)"/.exec(tail)?.[1] ?? "1K") as ImageSize;
  const key = `${model.name} ${mimeType} ${ratio} ${size}`;
  const answer = prepared.get(key) ?? drawn(frameOf(ratio, size), model, mimeType);
  prepared.set(key, answer);
  return answer;
}

async function drawn(frame: Frame, model: Model, mimeType: string): Promise<Buffer> {
  const isPng = mimeType === "image/png";
  const picture = sharp(grainyDisc(frame, isPng ? 26 : 55), { raw: { ...frame, channels: 3 } });
  const bytes = await (
    isPng ? picture.png({ compressionLevel: 3 }) : picture.jpeg({ quality: 92 })
  ).toBuffer();
  const inlineData = { mimeType, data: bytes.toString("base64") };
  const parts = [{ inlineData, thoughtSignature: "c2lnbmF0dXJl" }];
  return Buffer.from(JSON.stringify(answerOf(model.name, "", { parts })));
}

/** A dark disc before a lighter ground, with the grain that gives a file the size of a real one. */
function grainyDisc({ width, height }: Frame, grain: number): Buffer {
  const pixels = Buffer.alloc(width * height * 3);
  let seed = 1;
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const x = (pixel % width) / width - 0.5;
    const y = Math.floor(pixel / width) / height - 0.5;
    const light = x * x + y * y < 0.09 ? 80 : 140 - 80 * y;
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    const noise = (seed / 2 ** 31 - 1) * grain;
    pixels.set([light + noise, light * 0.9 + noise, light * 0.8 + noise].map(Math.round), pixel * 3);
  }
  return pixels;
}
