import sharp from "sharp";

/** Of the palette: how many of the picture's colours it has to meet (libimagequant, by sharp). */
const QUALITIES = [100, 90, 60, 40, 20];

/** With the best palette with which it has no more than so many bytes, or nearly. */
export async function smallPng(picture: Buffer, mostBytes: number): Promise<Buffer> {
  let small = picture;
  for (const quality of QUALITIES) {
    small = await sharp(picture)
      .png({ palette: true, quality, dither: 0, effort: 10, compressionLevel: 9 })
      .toBuffer();
    if (small.length <= mostBytes) break;
  }
  return small;
}
