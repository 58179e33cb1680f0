import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findingsIn, frameOfApp } from "../axe.ts";
import { alive, newPage, openBrowser } from "../browser.ts";
import { eventually } from "../eventually.ts";
import { merchant, NORTHWIND } from "../merchant.ts";
import { startStack, type Stack } from "../stack.ts";

let stack: Stack;
let browser: Browser;
let page: Page;
let app: FrameLocator;

beforeAll(async () => {
  stack = await startStack({ geminiLatencyMs: 2_000 });
  await stack.startWeb();
  browser = await openBrowser();
  page = await newPage(browser);
  await page.emulateMedia({ reducedMotion: "reduce" });
  app = page.frameLocator("iframe");
});
afterAll(async () => {
  await browser.close();
  await stack.close();
});

const open = () => page.goto(`${stack.shopify.origin}/store/northwind-goods/apps/packshot/app`);
const seriousFindings = async () => findingsIn(await frameOfApp(page));

it("the first visit: one press makes a free image beside its photo, one more approves it", async () => {
  await open();
  await (await alive(app.getByRole("button", { name: "Make a free sample" }))).click();
  await app.getByText("The image is being made").waitFor();
  expect(await seriousFindings()).toEqual([]);
  const approve = app.getByRole("button", { name: "Approve", exact: true });
  await approve.waitFor();
  expect(await app.getByRole("listitem").filter({ hasText: "(done)" }).count()).toBe(2);
  expect(await seriousFindings()).toEqual([]);
  await approve.click();
  await app.getByText("Images in the last 30 days").waitFor();
  expect(await stack.database.db.image.findFirst()).toMatchObject({ decision: "approved" });
});

it("the chart says in a table what its bars show", async () => {
  const today = app.getByRole("row").nth(1).getByRole("cell");
  const read = async () => {
    await open();
    await (await alive(app.getByText("As a table"))).click();
    return today.allTextContents();
  };
  await eventually(read, ([made, published]) => made === "1" && published === "0"); // kept for some seconds
  expect(await app.getByRole("row").count()).toBe(31);
  expect(await seriousFindings()).toEqual([]);
});

it("what failed stands there with its cause, and one press has it tried again", async () => {
  const nora = merchant(stack, NORTHWIND);
  const [product] = nora.products();
  if (!product) throw new Error("the demo shop is empty");
  stack.gemini.setBehaviour({ next: [{ fail: "block_SAFETY" }] });
  await nora.generate([nora.photoOf(product)]);
  await nora.generationsOver();
  await open();
  await app.getByText("1 image failed in the last 7 days").waitFor();
  const again = await alive(app.getByRole("button", { name: /^Retry/ }).first());
  expect(await seriousFindings()).toEqual([]);
  await again.click();
  await app.getByText("1 image failed in the last 7 days").waitFor({ state: "hidden" });
});

it("a page that is slow to come shows its outline, and then itself", async () => {
  await open();
  await alive(app.getByRole("link", { name: "Choose photos" }).first());
  await page.context().route(/_data=routes%2Fapp\.credits/, async (route) => {
    await app.getByText("The page is loading").waitFor({ state: "attached" });
    expect(await app.getByText("Images in the last 30 days").isVisible()).toBe(false);
    await route.continue();
  });
  await page.getByRole("link", { name: "Credits", exact: true }).click();
  await app.getByText("Reserved for batches").waitFor();
  expect(await app.getByText("The page is loading").count()).toBe(0);
});
