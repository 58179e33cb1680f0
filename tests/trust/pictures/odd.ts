import sharp from "sharp";
import { pngChunk, pngChunks } from "../../../app/platform/pictures/png-chunks.ts";
import { flat, grain, type NamedBytes } from "./whole.ts";

type Make = () => Promise<Buffer>;

/** Colours that screens do not have, depths that files seldom have. */
const COLOURS: Record<string, Make> = {
  "CMYK as JPEG": () => grain(60, 40).toColourspace("cmyk").jpeg().toBuffer(),
  "CMYK as TIFF": () => grain(60, 40).toColourspace("cmyk").tiff().toBuffer(),
  "LAB as TIFF": () => grain(60, 40).toColourspace("lab").tiff().toBuffer(),
  "LAB of 16 bits as TIFF": () => grain(60, 40).toColourspace("labs").tiff().toBuffer(),
  "floats as TIFF": () => grain(60, 40).toColourspace("scrgb").tiff({ predictor: "none" }).toBuffer(),
  "XYZ as TIFF": () => grain(60, 40).toColourspace("xyz").tiff({ predictor: "none" }).toBuffer(),
  "16 bits as PNG": () => grain(60, 40).toColourspace("rgb16").png().toBuffer(),
  "16 bits and alpha as PNG": () => grain(60, 40, 4).toColourspace("rgb16").png().toBuffer(),
  "16 bits of grey as PNG": () => grain(60, 40).toColourspace("grey16").png().toBuffer(),
  "grey as JPEG": () => grain(60, 40).greyscale().jpeg().toBuffer(),
  "grey with alpha as PNG": () => grain(60, 40, 4).toColourspace("b-w").png().toBuffer(),
  "a palette of 256 as PNG": () => grain(60, 40).png({ palette: true }).toBuffer(),
  "a palette of 2 as PNG": () => grain(60, 40).png({ palette: true, colours: 2 }).toBuffer(),
  "one bit as TIFF": () => grain(60, 40).greyscale().tiff({ bitdepth: 1 }).toBuffer(),
  "wide colours as PNG": () => grain(60, 40).withIccProfile("p3").png().toBuffer(),
  "4:4:4 as JPEG": () => grain(61, 41).jpeg({ chromaSubsampling: "4:4:4" }).toBuffer(),
};

const SIDES: readonly (readonly [number, number])[] = [
  [1, 1],
  [2, 3],
  [1, 30_000],
  [30_000, 1],
  [16_383, 2],
];
const FORMATS = ["jpeg", "png", "webp", "gif", "tiff", "avif"] as const;

export async function* odd(wholes: Record<string, Buffer>): AsyncGenerator<NamedBytes> {
  for (const [name, make] of Object.entries(COLOURS)) yield { name, bytes: await make() };
  for (const format of FORMATS) {
    for (const [width, height] of SIDES) {
      if (Math.max(width, height) > 16_383 && (format === "webp" || format === "avif")) continue;
      const bytes = await flat(width, height).toFormat(format).toBuffer();
      yield { name: `${width} x ${height} ${format}`, bytes };
    }
  }
  yield* moving(wholes);
  yield* withExif();
}

async function* moving(wholes: Record<string, Buffer>): AsyncGenerator<NamedBytes> {
  const frames = await Promise.all(
    [1, 2, 3].map((n) =>
      flat(64, 40 + n)
        .resize(64, 40)
        .png()
        .toBuffer(),
    ),
  );
  for (const format of ["gif", "webp"] as const) {
    const film = sharp(frames, { join: { animated: true } });
    yield { name: `a moving ${format}`, bytes: await film.toFormat(format).toBuffer() };
  }
  yield { name: "a moving PNG", bytes: movingPng(wholes["plain.png"] ?? Buffer.alloc(0)) };
}

/** https://www.w3.org/TR/png-3/#apng-frame-based-animation: a count of frames, and each with where it goes. */
function movingPng(png: Buffer): Buffer {
  const [head, ...others] = [...pngChunks(png)].map(({ type, start, data, end }) => ({
    type,
    chunk: png.subarray(start, end),
    data: png.subarray(data, end - 4),
  }));
  const frames = Buffer.alloc(8);
  frames.writeUInt32BE(2, 0);
  const control = (sequence: number) => {
    const data = Buffer.alloc(26);
    data.writeUInt32BE(sequence, 0);
    (head?.data ?? data).copy(data, 4, 0, 8);
    return pngChunk("fcTL", data);
  };
  const again = others
    .filter(({ type }) => type === "IDAT")
    .map(({ data }, n) => {
      const sequence = Buffer.alloc(4);
      sequence.writeUInt32BE(n + 2, 0);
      return pngChunk("fdAT", Buffer.concat([sequence, data]));
    });
  const [end] = others.splice(-1);
  return Buffer.concat([
    ...[png.subarray(0, 8), head?.chunk ?? Buffer.alloc(0), pngChunk("acTL", frames), control(0)],
    ...others.map(({ chunk }) => chunk),
    ...[control(1), ...again, end?.chunk ?? Buffer.alloc(0)],
  ]);
}

const EXIF_HEAD = Buffer.from("Exif\0\0II*\0\x08\0\0\0", "latin1");

/** One directory with one entry; `next` is where the next directory is said to lie. */
function exif(tag: number, type: number, count: number, value: number, next = 0): Buffer {
  const entry = Buffer.alloc(18);
  entry.writeUInt16LE(1, 0);
  entry.writeUInt16LE(tag, 2);
  entry.writeUInt16LE(type, 4);
  entry.writeUInt32LE(count, 6);
  entry.writeUInt32LE(value, 10);
  entry.writeUInt32LE(next, 14);
  return Buffer.concat([EXIF_HEAD, entry]);
}

const ODD_EXIF: Record<string, Buffer> = {
  ...Object.fromEntries(
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 255].map((n) => [`orientation ${n}`, exif(0x112, 3, 1, n)]),
  ),
  "an orientation that lies outside": exif(0x112, 3, 4_000_000_000, 0xfffffff0),
  "a directory that is its own next": exif(0x112, 3, 1, 6, 8),
  "a directory that lies outside": exif(0x8769, 4, 1, 0xffffff00),
  "a camera's directory that is the first one": exif(0x8769, 4, 1, 8),
  "a text of four gigabytes": exif(0x10e, 2, 0xffffffff, 8),
  "64 kilobytes": Buffer.concat([exif(0x112, 3, 1, 6), Buffer.alloc(65_000)]),
  "a head and no more": EXIF_HEAD,
};

async function* withExif(): AsyncGenerator<NamedBytes> {
  const [jpeg, png] = [await grain(60, 40).jpeg().toBuffer(), await grain(60, 40).png().toBuffer()];
  for (const [name, data] of Object.entries(ODD_EXIF)) {
    const fields = Buffer.from([0xff, 0xe1, 0, 0]);
    fields.writeUInt16BE(data.length + 2, 2);
    const inJpeg = Buffer.concat([jpeg.subarray(0, 2), fields, data, jpeg.subarray(2)]);
    yield { name: `EXIF with ${name} in a JPEG`, bytes: inJpeg };
    const chunk = pngChunk("eXIf", data.subarray(6));
    yield {
      name: `EXIF with ${name} in a PNG`,
      bytes: Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]),
    };
  }
}
