import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { DESKTOP, newPage, openBrowser, PHONE } from "../browser.ts";
import { eventually } from "../eventually.ts";
import { merchant } from "../merchant.ts";
import { startStack, type Stack } from "../stack.ts";

let stack: Stack;
let browser: Browser;
let page: Page;
let app: FrameLocator;
let nora: ReturnType<typeof merchant>;

beforeAll(async () => {
  stack = await startStack();
  await stack.startWeb({ SWEEP_SECONDS: "1" });
  nora = merchant(stack);
  browser = await openBrowser();
  page = await newPage(browser);
  app = page.frameLocator("iframe");
  const [product] = nora.products();
  if (!product) throw new Error("the demo shop is empty");
  await nora.generate([nora.photoOf(product)], { imagesPerPhoto: "2" });
  await nora.generationsOver();
});
afterAll(async () => {
  await browser.close();
  await stack.close();
});

const open = (path: string) =>
  page.goto(`${stack.shopify.origin}/store/northwind-goods/apps/packshot/app${path}`);
const press = (name: string | RegExp) => app.getByRole("button", { name }).first().click();
const files = async () => (await stack.s3.keys()).filter((key) => key.includes("/exports/"));

it("a person makes an export, and deleting an image removes it, which its page says", async () => {
  await open("/privacy/export");
  await press("Make an export");
  await app.getByText("Your export is ready").waitFor();
  await app.getByText("2 images, ").waitFor();
  await app.getByRole("button", { name: /^Download / }).waitFor();
  expect(await files()).toHaveLength(1);

  const [image] = await stack.database.db.image.findMany();
  await open(`/review?show=all&image=${image?.id}`);
  const deleting = app.getByRole("button", { name: "Delete", exact: true }).first();
  await deleting.click();
  await deleting.click(); // asked once
  await eventually(files, (left) => left.length === 0);

  await open("/privacy/export");
  await app.getByText("This export was removed because images in it were deleted.").waitFor();
  expect(await app.getByRole("button", { name: /^Download / }).count()).toBe(0);
  for (const size of [PHONE, DESKTOP]) {
    await page.setViewportSize(size);
    await app.getByRole("button", { name: "Make a new export" }).waitFor();
  }
  await press("Make a new export");
  await app.getByText("1 image, ").waitFor();
  await app.getByRole("button", { name: /^Download / }).waitFor();
});
