import type { Browser, FrameLocator, Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { newPage, openBrowser } from "../browser.ts";
import { eventually } from "../eventually.ts";
import { merchant } from "../merchant.ts";
import { startStack, type Stack } from "../stack.ts";

let stack: Stack;
let browser: Browser;
let page: Page;
let app: FrameLocator;

beforeAll(async () => {
  stack = await startStack();
  await stack.startWeb();
  browser = await openBrowser();
});
beforeEach(async () => {
  page = await newPage(browser);
  app = page.frameLocator("iframe");
});
afterAll(async () => {
  await browser.close();
  await stack.close();
});

const open = (path: string) =>
  page.goto(`${stack.shopify.origin}/store/northwind-goods/apps/packshot/app${path}`);
const button = (name: string) => app.getByRole("button", { name, exact: true });
const images = () => stack.database.db.image.findMany();

async function generate(imagesPerPhoto: string, aspectRatio = "1:1"): Promise<void> {
  const nora = merchant(stack);
  const [product] = nora.products();
  if (!product) throw new Error("the demo shop is empty");
  await nora.generate([nora.photoOf(product)], { imagesPerPhoto, aspectRatio });
}

it("downloads an image under a name of its own, and deletes one for good after asking once", async () => {
  await generate("2");
  await merchant(stack).generationsOver();
  await open("/review");

  const download = page.waitForEvent("download");
  await app.getByRole("link", { name: "Download" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^Stillwater Mug, white background \w{4}\.\w+$/);
  const { xmp } = await sharp(await file.path()).metadata();
  expect(xmp?.toString()).toContain("digitalsourcetype/compositeWithTrainedAlgorithmicMedia");

  await button("Delete").focus();
  await page.keyboard.press("Enter");
  await eventually(focused, (name) => name === "Keep it");
  await page.keyboard.press("Enter");
  await eventually(focused, (name) => name === "Delete");
  expect(await images()).toHaveLength(2);

  await button("Delete").click();
  await button("Delete").click();
  await app.getByText("1 of 1").waitFor();
  expect(await images()).toHaveLength(1);
});

it("cancels a batch after asking once", async () => {
  stack.gemini.setBehaviour({ latencyMs: 60_000 });
  await generate("1", "4:5");
  const { id } = await stack.database.db.batch.findFirstOrThrow({ where: { state: "running" } });
  await open(`/batches/${id}`);

  await button("Cancel batch").click();
  await button("Go on").click();
  await button("Cancel batch").click();
  await button("Cancel batch").click();
  await app.getByText("Cancelled", { exact: true }).waitFor();
});

function focused(): Promise<string | null> {
  return app.locator(":focus").textContent();
}
