import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { newPage, openBrowser } from "../browser.ts";
import { merchant, NORTHWIND } from "../merchant.ts";
import { startStack, type Stack } from "../stack.ts";

let stack: Stack;
let browser: Browser;
let page: Page;
let app: FrameLocator;

beforeAll(async () => {
  stack = await startStack();
  await stack.startWeb({ SWEEP_SECONDS: "1" });
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

it("a person erases everything, sees that it is done, and Packshot is as on the first day", async () => {
  const nora = merchant(stack);
  const [product] = nora.products();
  if (!product) throw new Error("the demo shop is empty");
  await nora.generate([nora.photoOf(product)]);
  await nora.generationsOver();

  await open("/privacy");
  await app.getByRole("link", { name: "Erase everything" }).click();
  await app.getByText("1 image in Packshot's library").waitFor();
  const erase = app.getByRole("button", { name: "Erase everything" });
  const typed = app.getByLabel(`Type ${NORTHWIND} to confirm`);
  await typed.fill("northwind");
  expect(await erase.isDisabled()).toBe(true);
  await typed.fill(NORTHWIND);
  await erase.click();

  await app.getByText("Everything was erased").waitFor();
  await app.getByText("1 image, 2 files and all data").waitFor();
  expect(await stack.database.db.image.count()).toBe(0);
  await open("");
  await app.getByText("New product images from the photos you have").waitFor();
  await open("/credits");
  await app.getByText("The starting credits were given before").waitFor();
});
