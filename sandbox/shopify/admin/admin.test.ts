import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Product } from "../model.ts";
import {
  APP,
  control,
  SHOP,
  shopifyLibrary,
  staff,
  startTestShopify,
  type TestShopify,
} from "../test-shop.ts";

const BASE = "/store/northwind-goods";
let shopify: TestShopify;
beforeAll(async () => void (shopify = await startTestShopify("http://localhost:4999")));
afterAll(() => shopify.stop());
beforeEach(() => control(shopify, "reset"));

const page = async (path: string, headers = {}) => (await fetch(shopify.origin + path, { headers })).text();
const submit = (path: string, fields: Record<string, string>, headers = {}) =>
  fetch(shopify.origin + path, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers,
    redirect: "manual",
  });

function frame(html: string) {
  const attribute = (name: string) =>
    new RegExp(`${name}="([^"]*)"`).exec(html.slice(html.indexOf("<iframe")))?.[1] ?? "";
  return { url: new URL(attribute("src").replaceAll("&amp;", "&")), session: attribute("data-session") };
}

function product(title: string): Product {
  const found = [...(shopify.store.shops.get(SHOP)?.products.values() ?? [])].find(
    (each) => each.title === title,
  );
  if (!found) throw new Error(`No product ${title}`);
  return found;
}
const pathOf = ({ id }: Product) => `${BASE}/products/${id.split("/").pop()}`;

test("the first page answers 200 itself, with the demo shop", async () => {
  const response = await fetch(shopify.origin, { redirect: "manual" });
  expect(response.status).toBe(200);
  expect(await response.text()).toContain("Northwind Goods");
});

test("the frame's address is one Shopify's library accepts", async () => {
  const { url } = frame(await page(`${BASE}/apps/packshot/app/products?search=mug`));
  const query = Object.fromEntries(url.searchParams);
  expect(url.origin + url.pathname).toBe("http://localhost:4999/app/products");
  expect(query).toMatchObject({ embedded: "1", shop: SHOP, locale: "en", search: "mug" });

  const library = shopifyLibrary();
  expect(await library.utils.validateHmac(query)).toBe(true);
  expect(library.utils.sanitizeHost(query.host ?? "")).toBe(query.host);
  expect(await library.session.decodeSessionToken(query.id_token ?? "")).toMatchObject({ aud: APP.apiKey });
});

test("opening the app without a page of it leads to its home", async () => {
  expect(frame(await page(`${BASE}/apps/packshot`)).url.pathname).toBe("/app");
});

test("the person who is signed in can be switched, and speaks their own language", async () => {
  const claire = staff(shopify, "Claire");
  const answer = await submit(`${BASE}/staff`, { user: String(claire.id), back: `${BASE}/apps/packshot` });
  const cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? "";
  const { url } = frame(await page(answer.headers.get("location") ?? "", { cookie }));
  expect(url.searchParams.get("locale")).toBe("fr");
  const claims = await shopifyLibrary().session.decodeSessionToken(url.searchParams.get("id_token") ?? "");
  expect(claims.sub).toBe(String(claire.id));
});

test("an open frame gets no more session tokens once the app was uninstalled, even if it came back", async () => {
  const { session } = frame(await page(`${BASE}/apps/packshot`));
  const ask = () =>
    fetch(`${shopify.origin}${BASE}/apps/packshot/session-token`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ user: String(staff(shopify, "Nora").id), session }),
    });
  expect((await ask()).status).toBe(200);
  await submit(`${BASE}/settings/apps/uninstall`, {});
  expect((await ask()).status).toBe(410);
  await page(`${BASE}/apps/packshot`);
  expect((await ask()).status).toBe(410);
});

test("titles with HTML in them stay text", async () => {
  const title =
    [...(shopify.store.shops.get(SHOP)?.products.values() ?? [])].find((each) =>
      each.title.includes("<script>"),
    )?.title ?? "";
  const html = await page(pathOf(product(title)));
  expect(html).toContain("&lt;script&gt;alert");
  expect(html).not.toContain("<script>alert");
});

test("the merchant edits a product: order, variant link, photo, title, deletion", async () => {
  const mug = product("Stillwater Mug");
  const edit = (fields: Record<string, string>) => submit(`${pathOf(mug)}/edit`, fields);
  const [first, second] = mug.media.map(({ id }) => id);

  await edit({ action: "move_media", mediaId: second ?? "", position: "0" });
  expect(mug.media.slice(0, 2).map(({ id }) => id)).toEqual([second, first]);

  await edit({ action: "attach_media", mediaId: first ?? "", variantId: mug.variants[1]?.id ?? "" });
  expect(mug.variants[1]?.mediaIds).toEqual([first]);
  await edit({ action: "delete_media", mediaId: first ?? "" });
  expect(mug.variants[1]?.mediaIds).toEqual([]);

  const before = mug.media.length;
  await edit({ action: "add_photo" });
  expect(mug.media).toHaveLength(before + 1);
  await edit({ action: "set_title", title: "Renamed Mug" });
  expect(await page(pathOf(mug))).toContain("Renamed Mug");

  await edit({ action: "delete_product" });
  expect((await fetch(shopify.origin + pathOf(mug))).status).toBe(404);
});

test("another site cannot post as the merchant, nor frame the admin", async () => {
  const foreign = { origin: "https://evil.example" };
  expect((await submit(`${BASE}/settings/apps/uninstall`, {}, foreign)).status).toBe(403);
  const policy = (await fetch(shopify.origin)).headers.get("content-security-policy");
  expect(policy).toContain("frame-ancestors 'none'");
});
