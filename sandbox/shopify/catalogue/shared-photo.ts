import { randomBytes } from "node:crypto";
import sharp from "sharp";

/** What a made catalogue shows: the weight of a photo from a camera, or next to nothing. */
export const SHARED_PHOTOS = {
  real: { width: 4_000, height: 3_000, bytes: 2_000_000, quality: 80 },
  small: { width: 800, height: 600, bytes: 40_000, quality: 80 },
} as const;
export type SharedPhoto = keyof typeof SHARED_PHOTOS;

const made = new Map<SharedPhoto, Promise<Buffer>>();

/** One JPEG that stands for thousands of photos: made once, so that serving it costs nothing. */
export function sharedPhoto(kind: SharedPhoto): Promise<Buffer> {
  const photo = made.get(kind) ?? makePhoto(kind);
  made.set(kind, photo);
  return photo;
}

/** Noise over a gradient: as hard to compress as what a camera sees, and no two regions alike. */
async function makePhoto(kind: SharedPhoto): Promise<Buffer> {
  const { width, height, quality } = SHARED_PHOTOS[kind];
  const gradient = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs>
      <linearGradient id="g" x2="1" y2="1"><stop stop-color="#e8dfd2"/><stop offset="1" stop-color="#8d9aa3"/></linearGradient>
      </defs><rect width="100%" height="100%" fill="url(#g)"/>
      <ellipse cx="50%" cy="55%" rx="22%" ry="30%" fill="#a5523c"/><ellipse cx="50%" cy="30%" rx="22%" ry="7%" fill="#6d2f20"/></svg>`,
  );
  return sharp(gradient)
    .removeAlpha()
    .composite([{ input: await grain(width / 4, height / 4, width), blend: "soft-light" }])
    .jpeg({ quality })
    .toBuffer();
}

async function grain(width: number, height: number, to: number): Promise<Buffer> {
  const noise = randomBytes(width * height);
  return sharp(noise, { raw: { width, height, channels: 1 } })
    .resize({ width: to, kernel: "cubic" })
    .png({ compressionLevel: 1 })
    .toBuffer();
}
