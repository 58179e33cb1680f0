import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { newPage, openBrowser } from "../browser.ts";
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
  const photos = nora
    .products()
    .slice(0, 4)
    .map((product) => nora.photoOf(product));
  await nora.generate(photos);
  await nora.generationsOver();
});
afterAll(async () => {
  await browser.close();
  await stack.close();
});

const open = (path: string) =>
  page.goto(`${stack.shopify.origin}/store/northwind-goods/apps/packshot/app${path}`);
const press = (name: string | RegExp) => app.getByRole("button", { name }).first().click();
const images = () => stack.database.db.image.findMany({ orderBy: { id: "asc" } });

/** As if they had been made so many days ago. */
async function age(...days: number[]) {
  for (const [n, image] of (await images()).entries()) {
    const unusedSince = new Date(Date.now() - (days[n] ?? 0) * 86_400_000);
    await stack.database.db.image.updateMany({ where: { id: image.id }, data: { unusedSince } });
  }
}

it("a person is warned before images go, keeps some of them, and the others go", async () => {
  await age(29.5, 29.4, 25.5, 0);
  await open("");
  await app.getByText("2 images will be deleted within 3 days").waitFor();
  await app.getByRole("link", { name: "See and keep them" }).click();
  await app.getByText("Within a day: 2 images").waitFor();
  await app.getByText("Within 5 days: 1 image").waitFor();
  await press(/^Keep: /);
  await app.getByText("Kept: 1 image").waitFor();
  await app.getByText("Within a day: 1 image").waitFor();

  await age(31, 31, 25.5, 0);
  const [kept, gone] = await eventually(images, (all) => all.some(({ expiredAt }) => expiredAt));
  expect(kept).toMatchObject({ expiredAt: null });
  expect(gone?.expiredAt).not.toBeNull();
  await open("/review?show=all");
  await app.getByText("1 of 3").waitFor();
  await open(`/review?show=all&image=${gone?.id}`);
  await app.getByText("The image's file has expired").waitFor();
});

it("a shorter window says what would go at once, and is asked about", async () => {
  await open("/privacy/retention");
  const days = app.getByLabel("Days they are kept");
  await days.fill("0");
  await app.getByText("Type a whole number from 1 to 365").waitFor();
  await days.fill("10");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await app.getByText("1 image would be deleted at once").waitFor();
  await press("Leave it as it is");
  expect(await days.inputValue()).toBe("");
  await days.fill("10");
  await press("Save and delete them");
  const left = await eventually(images, (all) => all.filter(({ expiredAt }) => expiredAt).length === 2);
  expect(left).toHaveLength(4);
  expect(await stack.database.db.shop.findFirst()).toMatchObject({ retentionDays: 10 });
});

it("all images of a batch are kept no longer, and then deleted", async () => {
  const [{ batchId = "" } = {}] = await images();
  await open(`/batches/${batchId}`);
  await app.getByText("2 images on no product, 1 of them kept").waitFor();
  await press("Stop keeping them");
  await app.getByText("2 images on no product.").waitFor();
  await press("Delete all");
  await app.getByText("Delete 2 images for good?").waitFor();
  await press("Delete for good");
  await eventually(images, (all) => all.length === 0);
  await open("/review?show=all");
  await app.getByText("No images here").waitFor();
});
