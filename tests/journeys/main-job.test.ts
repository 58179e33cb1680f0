import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { settleMedia } from "../../sandbox/shopify/product-media.ts";
import type { Product } from "../../sandbox/shopify/model.ts";
import { alive, DESKTOP, newPage, openBrowser, PHONE } from "../browser.ts";
import { eventually } from "../eventually.ts";
import { merchant } from "../merchant.ts";
import { startStack, type Stack } from "../stack.ts";

let stack: Stack;
let browser: Browser;

beforeAll(async () => {
  stack = await startStack({ geminiLatencyMs: 300 });
  stack.shopify.faults.mediaDelayMs = 300;
  await stack.startWeb();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await stack.close();
});

const shopPath = "/store/northwind-goods";

/** Opens Packshot from the admin's navigation, as a merchant does. */
async function openPackshot(page: Page): Promise<FrameLocator> {
  await page.goto(stack.shopify.origin + shopPath);
  const menu = page.getByRole("button", { name: "Menu" });
  if (await menu.isVisible()) await menu.click();
  await page.getByRole("link", { name: "Packshot" }).first().click();
  return page.frameLocator("iframe");
}

/** From the products page: finds the product and chooses its first photo. */
async function choose(page: Page, app: FrameLocator, product: Product): Promise<void> {
  const search = await alive(app.getByLabel("Search products"));
  await search.fill(product.title);
  await search.press("Enter");
  await page.waitForURL((url) => url.searchParams.get("search") === product.title);
  const photo = app.getByRole("checkbox", { name: `Photo 1 of ${product.title}` });
  await photo.check({ force: true }); // the box itself is covered by its picture, which is its label
}

function stateOf(product: Product) {
  const { media, variants } = settleMedia(product, Date.now());
  return {
    media: media.map(({ id, alt }) => ({ id, alt })),
    variants: variants.map(({ id, mediaIds }) => ({ id, mediaIds })),
  };
}

describe.each([
  ["desktop", DESKTOP, 0],
  ["phone", PHONE, 4],
] as const)("the main job on a %s", (_device, viewport, offset) => {
  it("leads from a photo to a published image, and back", { timeout: 120_000 }, async () => {
    const [mug, lamp] = merchant(stack).products().slice(offset);
    if (!mug || !lamp) throw new Error("the demo shop is empty");
    const before = stateOf(mug);
    const page = await newPage(browser, viewport);
    const failures: string[] = [];
    page.on("pageerror", (error) => failures.push(error.message));

    // Installed by opening it: no login form, no question.
    let app = await openPackshot(page);
    await app.getByRole("link", { name: "Choose photos" }).first().click();

    // Chosen across searches.
    await choose(page, app, mug);
    await choose(page, app, lamp);
    await app.getByText("2 photos of 2 products chosen").first().waitFor();
    await app.getByRole("link", { name: "Continue" }).click();

    // The price is known before the run.
    await app.getByRole("radio", { name: /^Lifestyle/ }).check({ force: true });
    await app.getByLabel("Images per photo").selectOption("2");
    await app.getByText("2 photos × 2 images = 4 images").waitFor();
    await app.getByText(/4 credits/).waitFor();
    await app.getByRole("button", { name: "Generate" }).click();

    // It goes on without the tab, and progress is there for whoever comes back.
    await app.getByRole("progressbar").waitFor();
    const batchUrl = page.url();
    await page.goto("about:blank");
    await page.goto(batchUrl);
    app = page.frameLocator("iframe");
    await app.getByRole("link", { name: "Review 4 images" }).click();

    // Reviewed by keyboard; minds are changed.
    await app.getByText("1 of 4").waitFor();
    await alive(app.getByRole("button", { name: "Approve", exact: true }));
    await page.keyboard.press("p");
    await page.keyboard.press("x");
    await page.keyboard.press("u");
    await page.keyboard.press("x");
    await page.keyboard.press("x");
    await page.keyboard.press("x");
    const decisions = () => decisionsOf(mug, lamp);
    await eventually(decisions, ({ approved, rejected }) => approved === 1 && rejected === 3);

    // Published as the first image, under an alt text of the merchant's own.
    await app.getByRole("link", { name: "Approved", exact: true }).click();
    await app.getByLabel("Alt text").fill("A pleasant thing, photographed at home");
    await app.getByRole("button", { name: "Save" }).click();
    await eventually(altTexts, (texts) => texts.includes("A pleasant thing, photographed at home"));
    await app.getByRole("link", { name: "Publish 1 approved" }).click();
    await app.getByLabel("Place on the product").selectOption("first");
    await app.getByText("At the front, as number 1").waitFor();
    await app.getByRole("button", { name: "Publish 1 image" }).click();
    await app.getByText("Live").first().waitFor();

    // It is on the product in Shopify, first and named.
    const published = [mug, lamp].find((product) =>
      stateOf(product).media.some(({ alt }) => alt.startsWith("A pleasant")),
    );
    expect(published && stateOf(published).media[0]?.alt).toBe("A pleasant thing, photographed at home");
    const admin = await page.context().newPage();
    await admin.goto(`${stack.shopify.origin}${shopPath}/products/${published?.id.split("/").at(-1)}`);
    await admin.getByText("A pleasant thing, photographed at home").first().waitFor();
    await admin.close();

    // And back: exactly as it was.
    await app.getByRole("button", { name: `Restore ${published?.title}` }).click();
    await app.getByRole("button", { name: "Restore", exact: true }).click();
    const latest = () => stack.database.db.publication.findFirst({ orderBy: { createdAt: "desc" } });
    await eventually(latest, (publication) => publication?.state === "restored");
    await app.getByText("Restored").first().waitFor();
    expect(stateOf(mug)).toEqual(before);
    expect(failures).toEqual([]);
    await page.context().close();
  });
});

async function decisionsOf(...products: Product[]) {
  const ids = products.map(({ id }) => id.split("/").at(-1) ?? "");
  const images = await stack.database.db.image.findMany({ where: { productId: { in: ids } } });
  const count = (decision: string) => images.filter((image) => image.decision === decision).length;
  return { approved: count("approved"), rejected: count("rejected") };
}

async function altTexts(): Promise<string[]> {
  return (await stack.database.db.image.findMany()).map(({ altText }) => altText);
}
