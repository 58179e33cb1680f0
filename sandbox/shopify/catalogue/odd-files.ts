import sharp from "sharp";
import { drawPhoto, type Drawing } from "../drawn-photos/draw.ts";
import type { StoredFile } from "../store.ts";

/** Files that real shops hold and that an app must survive. Each is made when it is first asked for. */
export type OddFile = {
  name: string;
  mimeType: string;
  width: number;
  height: number;
  load: () => Promise<Buffer>;
};

const drawing = (width: number, height: number, angle = 0): Drawing => ({
  shape: "vase",
  colour: "#c98f6b",
  angle,
  width,
  height,
});

export const thirtyMegapixels: OddFile = {
  name: "edge-30-megapixels.jpg",
  mimeType: "image/jpeg",
  width: 6000,
  height: 5000,
  load: () => drawPhoto(drawing(6000, 5000)),
};

export const cmyk: OddFile = {
  ...{ name: "edge-cmyk.jpg", mimeType: "image/jpeg", width: 1200, height: 1200 },
  load: once(async () =>
    sharp(await drawPhoto(drawing(1200, 1200)))
      .toColourspace("cmyk")
      .jpeg()
      .toBuffer(),
  ),
};

export const truncated: OddFile = {
  ...{ name: "edge-truncated.jpg", mimeType: "image/jpeg", width: 1400, height: 1400 },
  load: once(async () => {
    const whole = await drawPhoto(drawing(1400, 1400, 1));
    return whole.subarray(0, Math.floor(whole.length * 0.4));
  }),
};

export const empty: OddFile = {
  ...{ name: "edge-zero-bytes.jpg", mimeType: "image/jpeg", width: 1000, height: 1000 },
  load: () => Promise.resolve(Buffer.alloc(0)),
};

export const svg: OddFile = {
  ...{ name: "edge-drawing.svg", mimeType: "image/svg+xml", width: 600, height: 600 },
  load: () => {
    const shapes = `<rect width="600" height="600" fill="#efe6dc"/><circle cx="300" cy="300" r="180" fill="#2f5f6b"/>`;
    return Promise.resolve(
      Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="600" height="600">${shapes}</svg>`),
    );
  },
};

export const animatedGif: OddFile = {
  ...{ name: "edge-animated.gif", mimeType: "image/gif", width: 400, height: 400 },
  load: once(async () => (await frames()).gif({ loop: 0, delay: [200, 200, 200] }).toBuffer()),
};

export const animatedWebp: OddFile = {
  ...{ name: "edge-animated.webp", mimeType: "image/webp", width: 400, height: 400 },
  load: once(async () => (await frames()).webp({ loop: 0, delay: [200, 200, 200] }).toBuffer()),
};

async function frames() {
  const pictures = await Promise.all([0, 1, 3].map((angle) => drawPhoto(drawing(400, 400, angle))));
  return sharp(pictures, { join: { animated: true } });
}

function once(make: () => Promise<Buffer>): StoredFile["load"] {
  let made: Promise<Buffer> | null = null;
  return () => (made ??= make());
}
