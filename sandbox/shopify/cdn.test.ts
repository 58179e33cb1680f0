import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Product } from "./model.ts";
import { fileUrl } from "./store.ts";
import { SHOP, startTestShopify, type TestShopify } from "./test-shop.ts";

let shopify: TestShopify;
beforeAll(async () => void (shopify = await startTestShopify()));
afterAll(() => shopify.stop());

const products = (): Product[] => [...(shopify.store.shops.get(SHOP)?.products.values() ?? [])];

function photoUrl(title: string, position = 0): string {
  const media = products().find((product) => product.title === title)?.media[position];
  if (!media?.file) throw new Error(`No photo of ${title}`);
  return fileUrl(shopify.store, media.file, media.createdAt);
}

async function photo(url: string) {
  const response = await fetch(url);
  const bytes = Buffer.from(await response.arrayBuffer());
  return { response, bytes };
}

test("a photo is served whole, with its type, for long", async () => {
  const { response, bytes } = await photo(photoUrl("Stillwater Mug"));
  expect(response.headers.get("content-type")).toBe("image/jpeg");
  expect(response.headers.get("cache-control")).toContain("max-age=31557600");
  expect(await sharp(bytes).metadata()).toMatchObject({ width: 1400, height: 1400, format: "jpeg" });
});

test("`width` makes it smaller, never larger", async () => {
  const small = await photo(`${photoUrl("Stillwater Mug")}&width=320`);
  expect(await sharp(small.bytes).metadata()).toMatchObject({ width: 320, height: 320 });
  const large = await photo(`${photoUrl("Stillwater Mug")}&width=5000`);
  expect(await sharp(large.bytes).metadata()).toMatchObject({ width: 1400 });
});

test("the awkward files are what they say", async () => {
  expect(await sharp((await photo(photoUrl("Photo in CMYK"))).bytes).metadata()).toMatchObject({
    space: "cmyk",
  });
  expect((await photo(photoUrl("Photo of 0 bytes"))).bytes).toHaveLength(0);
  const truncated = (await photo(photoUrl("Truncated photo"))).bytes;
  await expect(sharp(truncated, { failOn: "truncated" }).raw().toBuffer()).rejects.toThrow();
  for (const position of [0, 1]) {
    const moving = (await photo(photoUrl("Photo that moves: GIF and WebP", position))).bytes;
    expect((await sharp(moving, { animated: true }).metadata()).pages).toBe(3);
  }
});

test("one photo sends elsewhere, to another host that would answer", async () => {
  const response = await fetch(photoUrl("Photo that redirects to another host"), { redirect: "manual" });
  const target = new URL(response.headers.get("location") ?? "");
  expect(response.status).toBe(302);
  expect(target.host).not.toBe(new URL(shopify.origin).host);
  expect((await fetch(target)).status).toBe(200);
});

test("one photo never ends", async () => {
  const reader = (await fetch(photoUrl("Photo that never ends"))).body?.getReader();
  const first = await reader?.read();
  const second = await reader?.read();
  expect([first?.done, second?.done]).toEqual([false, false]);
  await reader?.cancel();
});

test("staged uploads nobody asked for are refused", async () => {
  const response = await fetch(`${shopify.origin}/staged/made-up/key.jpg`, { method: "PUT", body: "bytes" });
  expect(response.status).toBe(403);
});

test("the shops sell different things", () => {
  const titles = (shop: string) =>
    [...(shopify.store.shops.get(shop)?.products.values() ?? [])].map(({ title }) => title);
  expect(titles(SHOP).length).toBeGreaterThan(36);
  expect(titles("second-street.myshopify.com").filter((title) => titles(SHOP).includes(title))).toEqual([]);
  expect(titles("plain-paper.myshopify.com")).toEqual([]);
  expect(products().map(({ media }) => media.length)).toEqual(expect.arrayContaining([0, 249, 250]));
});
