import { fileURLToPath } from "node:url";
import type { FrameLocator, Page } from "playwright-core";
import { startApp } from "../sandbox/app-process.ts";
import { buildIfStale } from "../sandbox/build.ts";
import { startSandbox } from "../sandbox/start.ts";
import { newPage, openBrowser } from "../tests/browser.ts";

/** `node docs/screenshot.ts` makes the README's picture: Review, with images of the demo shop. */
const FILE = fileURLToPath(new URL("review.png", import.meta.url));
const PRODUCTS = ["Desk Rubber Plant", "Aster Table Lamp", "Trail Bottle 750 ml"];

const [sandbox] = await Promise.all([startSandbox({ geminiLatencyMs: 0 }), buildIfStale()]);
const readyUrl = `${sandbox.appUrl}/readyz`;
const app = await startApp({
  entry: "server",
  env: sandbox.env,
  logFile: ".cache/docs/packshot.log",
  readyUrl,
});
const browser = await openBrowser();
try {
  const page = await newPage(browser);
  await generate(page, page.frameLocator("iframe"));
  await review(page, page.frameLocator("iframe"));
  await page.screenshot({ path: FILE });
} finally {
  await browser.close();
  await app.kill("SIGTERM");
  await sandbox.stop();
}

async function generate(page: Page, frame: FrameLocator): Promise<void> {
  for (const title of PRODUCTS) {
    await open(page, `/products?search=${encodeURIComponent(title)}`);
    await frame.getByRole("checkbox", { name: `Photo 1 of ${title}` }).check({ force: true });
  }
  await frame.getByRole("link", { name: "Continue" }).click();
  await frame.getByRole("radio", { name: /^Lifestyle/ }).check({ force: true });
  await frame.getByLabel("Images per photo").selectOption("2");
  await frame.getByRole("button", { name: "Generate" }).click();
  await frame.getByRole("link", { name: "Review 6 images" }).waitFor();
}

/** The first pass: one image marked, every picture loaded. */
async function review(page: Page, frame: FrameLocator): Promise<void> {
  await open(page, "/review");
  await frame
    .getByRole("button", { name: /^Mark to reject/ })
    .first()
    .click();
  for (const picture of await frame.locator("img").all()) {
    await picture.evaluate((image: HTMLImageElement) => image.decode());
  }
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(`${sandbox.shopify.origin}/store/northwind-goods/apps/packshot/app${path}`);
}
