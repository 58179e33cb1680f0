import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createStore } from "../store.ts";
import { DEMO_SHOP, fillShops } from "./shops.ts";

let dir: string;
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), "photos-"))));
afterEach(() => rm(dir, { recursive: true }));

async function put(path: string, width: number, height: number): Promise<void> {
  await mkdir(join(dir, path, ".."), { recursive: true });
  const picture = sharp({ create: { width, height, channels: 3, background: "#7d9a86" } });
  await writeFile(join(dir, path), await picture.toFormat(path.endsWith("png") ? "png" : "jpeg").toBuffer());
}

test("the demo shop sells what is in the folder, and nothing else", async () => {
  await put("pink-sunglasses/02.jpg", 40, 30);
  await put("pink-sunglasses/01.png", 20, 50);
  await put("teapot/front.JPG", 30, 30);
  await mkdir(join(dir, "empty"));
  await writeFile(join(dir, "CREDITS.md"), "credits");

  const store = createStore();
  await fillShops(store, dir);
  const products = [...(store.shops.get(`${DEMO_SHOP}.myshopify.com`)?.products.values() ?? [])];
  expect(products.map(({ title }) => title)).toEqual(["Pink sunglasses", "Teapot"]);
  expect(products[0]?.media.map(({ file }) => file)).toMatchObject([
    { fileName: "pink-sunglasses-01.png", width: 20, height: 50, mimeType: "image/png" },
    { fileName: "pink-sunglasses-02.jpg", width: 40, height: 30, mimeType: "image/jpeg" },
  ]);
});

test("a folder without pictures is an error that says what was expected", async () => {
  await expect(fillShops(createStore(), dir)).rejects.toThrow("one folder is one product");
});
