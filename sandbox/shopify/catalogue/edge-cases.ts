import { ENDLESS_FILE, REDIRECTING_FILE } from "../cdn.ts";
import { drawPhoto } from "../drawn-photos/draw.ts";
import type { Product, Shop } from "../model.ts";
import { addFile, addMedia, addProduct, type Store } from "../store.ts";
import * as odd from "./odd-files.ts";

/** A title as long as Shopify allows. */
const LONG_TITLE = "The title that goes on and on because somebody pasted the whole description into it "
  .repeat(4)
  .slice(0, 255);

/**
 * Products that an app must survive. Drafts of their own vendor, most with titles late in the alphabet, so that the
 * demo stays pleasant.
 */
export function addEdgeCases(store: Store, shop: Shop): void {
  const add = (title: string, ...files: odd.OddFile[]) => {
    const product = addProduct(store, shop, {
      title,
      vendor: "Edge Cases",
      productType: "Edge case",
      status: "DRAFT",
      tags: ["edge-case"],
      createdAt: "2025-01-01T00:00:00.000Z",
      updatedAt: "2025-01-01T00:00:00.000Z",
    });
    for (const file of files) addOddFile(store, product, file);
    return product;
  };
  const plain = plainPhoto();

  add("No media at all");
  const films = add("Only a video and a 3D model");
  addMedia(store, films, { type: "Video", alt: "A video" });
  addMedia(store, films, { type: "Model3d", alt: "A 3D model" });
  shareOnePhoto(store, add("Shelf of 249 media: room for one"), 249);
  shareOnePhoto(store, add("Shelf of 250 media: full"), 250);
  add(`Very <b>bold</b> & "quoted" <script>alert('title')</script>`, plain);
  add("كوب قهوة من السيراميك", plain);
  add("ספל קרמיקה בעבודת יד", plain);
  add(LONG_TITLE, plain);
  add("Withdrawn edge case", plain).status = "ARCHIVED";
  add("Photo in CMYK", odd.cmyk);
  add("Photo of 30 megapixels", odd.thirtyMegapixels);
  add("Truncated photo", odd.truncated);
  add("Photo of 0 bytes", odd.empty);
  add("SVG instead of a photo", odd.svg);
  add("Photo that moves: GIF and WebP", odd.animatedGif, odd.animatedWebp);
  add("Photo that redirects to another host", { ...plain, name: REDIRECTING_FILE });
  add("Photo that never ends", { ...plain, name: ENDLESS_FILE });
}

function plainPhoto(): odd.OddFile {
  const drawing = { shape: "mug", colour: "#a99bbd", angle: 0, width: 1200, height: 1200 } as const;
  return {
    name: "edge-plain.jpg",
    mimeType: "image/jpeg",
    width: 1200,
    height: 1200,
    load: () => drawPhoto(drawing),
  };
}

function addOddFile(
  store: Store,
  product: Product,
  { name, mimeType, width, height, load }: odd.OddFile,
): void {
  const file = addFile(store, name, { contentType: mimeType, load });
  const bytes = Math.round(width * height * 0.13);
  addMedia(store, product, { alt: "", file: { ...file, width, height, bytes, mimeType } });
}

function shareOnePhoto(store: Store, product: Product, count: number): void {
  addOddFile(store, product, { ...plainPhoto(), name: `edge-${count}-media.jpg` });
  const [first] = product.media;
  for (let added = 1; added < count; added += 1) {
    addMedia(store, product, { alt: `Number ${added + 1}`, file: first?.file ?? null });
  }
}
