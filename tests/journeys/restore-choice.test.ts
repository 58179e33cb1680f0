import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Product } from "../../sandbox/shopify/model.ts";
import { moveMedia, settleMedia } from "../../sandbox/shopify/product-media.ts";
import { findingsIn, frameOfApp } from "../axe.ts";
import { newPage, openBrowser } from "../browser.ts";
import { eventually } from "../eventually.ts";
import { merchant, numberOf } from "../merchant.ts";
import { startStack, type Stack } from "../stack.ts";

let stack: Stack;
let browser: Browser;
let page: Page;
let app: FrameLocator;

beforeAll(async () => {
  stack = await startStack();
  stack.shopify.faults.mediaDelayMs = 20;
  await stack.startWeb();
  browser = await openBrowser();
  page = await newPage(browser);
  app = page.frameLocator("iframe");
});
afterAll(async () => {
  await browser.close();
  await stack.close();
});

const open = (path: string) =>
  page.goto(`${stack.shopify.origin}/store/northwind-goods/apps/packshot/app${path}`);
const button = (name: string | RegExp) => app.getByRole("button", { name });
const latest = () => stack.database.db.publication.findMany({ where: { isLatest: true } });
const allAre = (state: string) =>
  eventually(latest, (rows) => rows.every((row) => row.state === state && row.restoringAt === null));

function orderOf(product: Product) {
  return settleMedia(product, Date.now()).media.map(({ id }) => id);
}

/** Approved images of the photos that the products begin with. */
async function approved(products: readonly Product[]): Promise<string[]> {
  const nora = merchant(stack);
  await nora.generate(products.map((product) => nora.photoOf(product)));
  await nora.generationsOver();
  const where = { productId: { in: products.map(({ id }) => numberOf(id)) } };
  const images = await stack.database.db.image.findMany({ where });
  for (const { id } of images) await nora.decide(id, "approved");
  return images.map(({ id }) => id);
}

it(
  "says what publishing does, does it, and asks before it restores what was changed meanwhile",
  { timeout: 180_000 },
  async () => {
    const products = merchant(stack)
      .products()
      .filter(({ media }) => media.length > 1)
      .slice(0, 2);
    const before = products.map(orderOf);
    const images = await approved(products);

    // Looking writes nothing; another place is another look.
    await open(`/publish?images=${images.join()}`);
    await app.getByText("2 images go on their products").waitFor();
    await app.getByText("At the end, as number").first().waitFor();
    await app.getByLabel("Place on the product").selectOption("in_place");
    await app.getByText("In its photo’s place, as number 1").first().waitFor();
    expect(await latest()).toEqual([]);
    expect(products.map(orderOf)).toEqual(before);
    await button("Publish 2 images").click();
    await app.getByText("Live").first().waitFor();
    await allAre("live");
    products.forEach((product, n) => {
      const now = orderOf(product);
      expect(now.at(-1)).toBe(before[n]?.[0]);
      expect(now.slice(1, -1)).toEqual(before[n]?.slice(1));
    });

    // The merchant moves photos of both in Shopify; restoring waits.
    for (const product of products) {
      moveMedia(product, [{ id: product.media.at(-2)?.id ?? "", newPosition: 0 }]);
    }
    const changed = products.map(orderOf);
    await merchant(stack).restore(...(await latest()).map(({ id }) => id));
    await eventually(latest, (rows) => rows.every(({ failureCode }) => failureCode === "product_changed"));
    expect(products.map(orderOf)).toEqual(changed);

    // For one product: seen before, as left and now; the old order is put back.
    const [first, second] = products;
    await open(`/published/${numberOf(first?.id ?? "")}`);
    await app.getByRole("heading", { name: "Before Packshot" }).waitFor();
    await app.getByRole("heading", { name: "As Packshot left it" }).waitFor();
    await app.getByRole("heading", { name: "As it is now" }).waitFor();
    expect(await findingsIn(await frameOfApp(page))).toEqual([]);
    await button("Put the old order back").click();
    await eventually(latest, (rows) => rows.some(({ state }) => state === "restored"));
    expect(first && orderOf(first)).toEqual(before[0]);

    // For all that still wait: the merchant's changes are kept.
    await open("/published?show=changed");
    await app.getByText("1 image waits").waitFor();
    expect(await findingsIn(await frameOfApp(page))).toEqual([]);
    await button("Keep changes for all").click();
    await button("Yes, for all").click();
    await allAre("restored");
    const ids = new Set(before[1]);
    expect(second && orderOf(second).every((id) => ids.has(id))).toBe(true);
    expect(second && orderOf(second)).toHaveLength(ids.size);
    await open("/published?show=restored");
    await app.getByText("Restored", { exact: true }).first().waitFor();
  },
);
