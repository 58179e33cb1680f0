import sharp from "sharp";

/** Square, and grained as what a camera or a model makes is grained: grain is what makes a file heavy. */
async function grained(side: number, grain: { sigma: number; blur: number; mean: number }) {
  const noise = { type: "gaussian" as const, mean: grain.mean, sigma: grain.sigma };
  const create = { width: side, height: side, channels: 3 as const, background: "#000", noise };
  const { data, info } = await sharp({ create }).blur(grain.blur).raw().toBuffer({ resolveWithObject: true });
  return sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
}

/** About 2 MB, as phones and shop cameras make them; or about 100 kB. */
export async function makePhoto(kind: "real" | "small"): Promise<Buffer> {
  const [side, grain] =
    kind === "real"
      ? [3000, { sigma: 40, blur: 1.5, mean: 128 }]
      : ([800, { sigma: 20, blur: 2, mean: 128 }] as const);
  return (await grained(side, grain)).jpeg({ quality: kind === "real" ? 90 : 85 }).toBuffer();
}

/** What the model answers: a JPEG of about 700 kB, a PNG of about 1.5 MB, or a JPEG of about 100 kB. */
export async function makePicture(kind: "jpeg" | "png" | "small"): Promise<Buffer> {
  if (kind === "png") return (await grained(1024, { sigma: 30, blur: 2, mean: 80 })).png().toBuffer();
  const grain = kind === "jpeg" ? { sigma: 60, blur: 0.8, mean: 80 } : { sigma: 15, blur: 2, mean: 80 };
  return (await grained(1024, grain)).jpeg({ quality: 90 }).toBuffer();
}
