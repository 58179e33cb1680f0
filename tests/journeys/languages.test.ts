import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { alive, newPage, openBrowser, PHONE } from "../browser.ts";
import { startStack, type Stack } from "../stack.ts";
import { fillShop, outOfSight, PAGES } from "./every-page.ts";

let stack: Stack;
let browser: Browser;
let page: Page;
let app: FrameLocator;
const errors: string[] = [];

beforeAll(async () => {
  stack = await startStack();
  await stack.startWeb();
  browser = await openBrowser();
  page = await newPage(browser, PHONE);
  app = page.frameLocator("iframe");
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
});
afterAll(async () => {
  await browser.close();
  await stack.close();
});

/** Opens Packshot as somebody whose admin speaks this language. */
async function openIn(locale: string, path = ""): Promise<void> {
  const owner = stack.shopify.store.shops.get("northwind-goods.myshopify.com")?.staff[0];
  if (!owner) throw new Error("the demo shop has no owner");
  owner.locale = locale;
  await page.goto(`${stack.shopify.origin}/store/northwind-goods/apps/packshot/app${path}`);
}

const html = () => app.locator("html");

it.each([
  ["en-GB", "en-GB", "New product images from the photos you have"],
  ["de", "de", "Neue Produktbilder aus den Fotos, die du hast"],
  ["fr-CA", "fr-CA", "De nouvelles images produit à partir de vos photos"],
  ["sv", "en", "New product images from the photos you have"],
])(
  "admin in %s: the page is in %s, and stays so as the browser takes it over",
  async (locale, lang, words) => {
    await openIn(locale);
    await alive(app.getByRole("link", { name: /choose photos|fotos auswählen|choisir des photos/i }).first());
    expect(await html().getAttribute("lang")).toBe(lang);
    expect(await app.getByText(words).count()).toBe(1);
    expect(errors).toEqual([]);
  },
);

describe.each([
  ["de", "ltr"],
  ["ar-XB", "rtl"],
])("on a phone, in %s", (locale, direction) => {
  beforeAll(async () => {
    stack.shopify.faults.mediaDelayMs = 20;
    if (!(await stack.database.db.batch.count())) await fillShop(stack);
    await openIn(locale, "/products");
    await (await alive(app.locator("input[type=checkbox]").first())).check({ force: true });
  });

  it.each(PAGES)("nothing leaves the screen: %s", async (_name, path) => {
    await openIn(locale, await path(stack));
    await alive(app.locator("main a:visible, main button:visible").first());
    expect(await html().getAttribute("dir")).toBe(direction);
    expect(await html().evaluate(outOfSight)).toEqual([]);
    expect(errors).toEqual([]);
  });
});
