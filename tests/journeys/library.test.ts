import { readFile } from "node:fs/promises";
import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { findingsIn, frameOfApp } from "../axe.ts";
import { alive, newPage, openBrowser, PHONE } from "../browser.ts";
import { eventually } from "../eventually.ts";
import { merchant } from "../merchant.ts";
import { startStack, type Stack } from "../stack.ts";
import { zipEntries } from "../trust/zip-reader.ts";
import { outOfSight } from "./every-page.ts";

let stack: Stack;
let browser: Browser;
let page: Page;
let app: FrameLocator;

beforeAll(async () => {
  stack = await startStack();
  stack.shopify.faults.mediaDelayMs = 20;
  await stack.startWeb();
  browser = await openBrowser();
  const nora = merchant(stack);
  const products = nora.products().slice(0, 3);
  await nora.generate(products.map((product) => nora.photoOf(product)));
  await nora.generationsOver();
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
const button = (name: string | RegExp) => app.getByRole("button", { name, exact: true });
const images = () => stack.database.db.image.findMany({ orderBy: { id: "asc" } });
const tiles = () => app.getByRole("checkbox", { name: /^Choose:/ });

async function titleOf(n: number): Promise<string> {
  return (await images())[n]?.productTitle ?? "";
}

it("finds an image by words of its product's title, and shows them by product", async () => {
  const title = await titleOf(1);
  await open("/library");
  await alive(tiles().first());
  expect(await tiles().count()).toBe(3);

  const words = title.split(" ").map((word) => word.slice(0, 4).toLowerCase());
  await app.getByPlaceholder("Search product titles").fill(words.join(" "));
  await page.keyboard.press("Enter");
  await app.getByText("1 image", { exact: true }).waitFor();
  expect(await app.getByRole("checkbox", { name: `Choose: ${title}, White background` }).count()).toBe(1);

  await app.getByRole("link", { name: "Clear search and filters" }).click();
  await app.getByText("3 images", { exact: true }).waitFor();
  await button("Filters").click();
  await app.getByLabel("Order").selectOption("By product, A to Z");
  await app.getByRole("heading", { name: title }).waitFor();
  expect(await app.getByRole("heading", { level: 2 }).count()).toBe(3);
});

it("downloads chosen images as one file, and approves all that match", async () => {
  await open("/library?decision=undecided");
  await (await alive(tiles().first())).check();
  await tiles().nth(1).check();
  await app.getByText("2 images chosen").waitFor();
  const download = page.waitForEvent("download");
  await button("Download").click();
  const file = await readFile(await (await download).path());
  const entries = await zipEntries(
    async (offset, length) => file.subarray(offset, offset + length),
    file.length,
  );
  expect(entries.map(({ name }) => name).sort()).toEqual(
    [await titleOf(1), await titleOf(2)].sort().map((title) => expect.stringContaining(title) as string),
  );

  await button("Choose all 3 that match").click();
  await app.getByText("All 3 images that match are chosen").waitFor();
  await button("Approve").click();
  await app.getByText("Approved 3 images.").waitFor();
  await app.getByText("No images found").waitFor();
  expect((await images()).map(({ decision }) => decision)).toEqual(["approved", "approved", "approved"]);
});

it("an image's page tells how it was made and what happened, and does what can be done", async () => {
  const [image] = await images();
  await open(`/library/${image?.id}`);
  await alive(button("Download"));
  await app.getByRole("region", { name: "Prompt" }).getByText("white").first().waitFor();
  await app.getByText("1 credit", { exact: true }).waitFor();
  const download = page.waitForEvent("download");
  await button("Download").click();
  expect((await download).suggestedFilename()).toContain(image?.productTitle);
  await app.getByText("Downloaded").waitFor();

  await button("Keep").click();
  await button("Stop keeping").waitFor();
  await button("Reject").click();
  await eventually(images, ([first]) => first?.decision === "rejected");
  await app.getByRole("listitem").filter({ hasText: "Rejected" }).first().waitFor();

  await button("Delete").click();
  await button("Delete").click();
  await app.getByText("2 images", { exact: true }).waitFor();
  expect(await images()).toHaveLength(2);
});

it("copies an image to another product, and its page says where it is", async () => {
  const [image] = await images();
  const other = merchant(stack).products().at(-1)?.title ?? "";
  await open(`/library/${image?.id}`);
  await alive(button("Search"));
  await app.getByLabel("Find the product").fill(other);
  await button("Search").click();
  const link = app.getByRole("link", { name: other });
  await link.waitFor();
  await link.click();
  await button("Publish 1 image").click();
  const [copy] = await merchant(stack).publicationsOver();
  expect(copy).toMatchObject({ imageId: image?.id, state: "live", isCopy: true });
  expect(copy?.productId).not.toBe(image?.productId);

  await open(`/library/${image?.id}`);
  await app.getByText("Live on a product").waitFor();
  await app.getByRole("link", { name: other, exact: true }).waitFor();
  await app.getByRole("link", { name: "To delete it, restore it first" }).waitFor();
});

it("on a phone nothing leaves the screen, and nothing is wrong with what is chosen", async () => {
  await page.close();
  page = await newPage(browser, PHONE);
  app = page.frameLocator("iframe");
  await open("/library");
  await (await alive(tiles().first())).check();
  await app.getByText("1 image chosen").waitFor();
  expect(await app.locator("html").evaluate(outOfSight)).toEqual([]);
  expect(await findingsIn(await frameOfApp(page))).toEqual([]);
  await button("Delete").click();
  expect(await findingsIn(await frameOfApp(page))).toEqual([]);
});
