import { readdir, readFile, stat } from "node:fs/promises";
import { extname, join, resolve } from "node:path";
import sharp from "sharp";
import type { Shop } from "../model.ts";
import { addFile, addMedia, addProduct, type Store } from "../store.ts";

const TYPES: Record<string, string> = {
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".png": "image/png",
  ".webp": "image/webp",
};

/** One product per folder, named after it, with the pictures in it in the order of their names. */
export async function addPhotosFrom(store: Store, shop: Shop, dir: string): Promise<void> {
  const entries = await readdir(resolve(dir), { withFileTypes: true }).catch((cause: unknown) => {
    throw new Error(`${dir} is no folder that can be read`, { cause });
  });
  const folders = entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  for (const folder of folders) await addFolder(store, shop, resolve(dir, folder), folder);
  if (shop.products.size === 0) {
    throw new Error(`${dir} holds no folder with .jpg, .png or .webp pictures: one folder is one product.`);
  }
}

async function addFolder(store: Store, shop: Shop, path: string, folder: string): Promise<void> {
  const pictures = (await readdir(path)).filter((name) => extname(name).toLowerCase() in TYPES).sort();
  if (pictures.length === 0) return;
  const product = addProduct(store, shop, { title: titleOf(folder), tags: ["own photos"] });
  for (const picture of pictures) {
    const source = join(path, picture);
    const mimeType = TYPES[extname(picture).toLowerCase()] ?? "image/jpeg";
    const { size } = await stat(source);
    const { width, height } = await sizeOf(source);
    const file = addFile(store, `${product.handle}-${picture}`, {
      contentType: mimeType,
      load: () => readFile(source),
    });
    addMedia(store, product, { alt: product.title, file: { ...file, width, height, bytes: size, mimeType } });
  }
}

/** A file that is no picture is sold all the same: the app has to cope with it. */
async function sizeOf(source: string): Promise<{ width: number; height: number }> {
  try {
    const { width, height } = await sharp(source).metadata();
    return { width, height };
  } catch {
    return { width: 1, height: 1 };
  }
}

/** `pink-sunglasses` → `Pink sunglasses` */
function titleOf(folder: string): string {
  const words = folder.replace(/[-_]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
