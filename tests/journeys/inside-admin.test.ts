import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findingsIn } from "../axe.ts";
import { newPage, openBrowser, PHONE } from "../browser.ts";
import { merchant, numberOf, SECOND_STREET } from "../merchant.ts";
import { startStack, type Stack } from "../stack.ts";

let stack: Stack;
let browser: Browser;
let page: Page;
let app: FrameLocator;
let block: FrameLocator;

beforeAll(async () => {
  stack = await startStack();
  await stack.startWeb();
  await merchant(stack).visit.get("/app", "routes/app._index"); // installs
  browser = await openBrowser();
});
beforeEach(async () => {
  page = await newPage(browser);
  app = page.frameLocator("#app");
  block = page.frameLocator("#product-block");
});
afterAll(async () => {
  await browser.close();
  await stack.close();
});

const admin = (path: string) => `${stack.shopify.origin}/store/northwind-goods${path}`;

/** Of the demo shop; `photos` that it has, none of them chosen yet. */
function productWith(photos: (amount: number) => boolean) {
  const nora = merchant(stack);
  const found = [...nora.shop.products.values()].find(
    ({ media, status }) =>
      status === "ACTIVE" && photos(media.length) && media.every(({ type }) => type === "MediaImage"),
  );
  if (!found) throw new Error("the demo shop has no such product");
  return { title: found.title, id: numberOf(found.id) };
}

async function openProduct({ id }: { id: string }): Promise<void> {
  await page.goto(admin(`/products/${id}`));
}

describe("the links", () => {
  it("More actions of a product with several photos: its first is chosen, the others are there to choose", async () => {
    const product = productWith((amount) => amount > 1);
    await openProduct(product);
    await page.getByText("More actions").click();
    await page.getByRole("link", { name: "Generate images with Packshot" }).click();
    await app.getByRole("heading", { name: product.title, level: 1 }).waitFor();
    await app.getByText("1 photo of 1 product chosen").first().waitFor();
    await app.getByRole("checkbox", { name: /Photo 2/ }).check({ force: true });
    await app.getByRole("link", { name: "Continue" }).click();
    await app.getByRole("list", { name: "Chosen photos" }).waitFor();
    expect(await app.getByRole("list", { name: "Chosen photos" }).getByRole("listitem").count()).toBe(2);
  });

  it("three ticked in the list: the first photo of each is chosen, whatever was chosen before", async () => {
    await page.goto(admin("/products"));
    const boxes = page.getByRole("checkbox");
    const titles = await page.locator(".products .title").allTextContents();
    const wanted = [0, 1, 2];
    for (const place of wanted) await boxes.nth(place).check();
    await page.getByRole("button", { name: "Generate images with Packshot" }).click();
    const chosen = app.getByRole("list", { name: "Chosen photos" });
    await chosen.waitFor();
    const pictures = await chosen
      .getByRole("img")
      .evaluateAll((images) => images.map((image) => image.getAttribute("alt")));
    expect(pictures).toEqual(wanted.map((place) => titles[place]));

    await page.goto(admin("/products"));
    await page.getByRole("checkbox").nth(4).check();
    await page.getByRole("checkbox").nth(5).check();
    await page.getByRole("button", { name: "Generate images with Packshot" }).click();
    await app.getByText("2 photos of 2 products").waitFor();
  });

  it("names what has no photo before it goes on with the rest", async () => {
    const bare = [...merchant(stack).shop.products.values()].find(({ media }) => media.length === 0);
    if (!bare) throw new Error("the demo shop has no product without media");
    const ids = [productWith((amount) => amount > 1).id, numberOf(bare.id), "404"];
    await page.goto(admin(`/apps/packshot/app/choose?${ids.map((id) => `ids[]=${id}`).join("&")}`));
    await app.getByRole("heading", { name: "1 product was left out: it has no photo" }).waitFor();
    await app.getByText("1 product is no longer there").waitFor();
    expect(await findingsIn(await frameAt("#app"))).toEqual([]);
    await app.getByRole("link", { name: "Go on with 1 photo" }).click();
    await app.getByText("1 photo of 1 product").waitFor();
  });
});

describe("the block on a product's page", () => {
  it("has nothing yet: says so and leads to Generate", async () => {
    const product = productWith((amount) => amount === 1);
    await openProduct(product);
    await block.getByText("No Packshot images of this product yet").waitFor();
    expect(await findingsIn(await frameAt("#product-block"))).toEqual([]);
    await block.getByRole("link", { name: "Generate images" }).click();
    await app.getByText("1 photo of 1 product").waitFor();
  });

  it("shows the images that wait and opens them in Review; in the person's language, also on a phone", async () => {
    const nora = merchant(stack);
    const [product] = nora.products();
    if (!product) throw new Error("the demo shop is empty");
    await nora.generate([nora.photoOf(product)], { imagesPerPhoto: "3" });
    await nora.generationsOver();
    const shown = { title: product.title, id: numberOf(product.id) };

    await openProduct(shown);
    await block.getByText("3 wait for review").waitFor();
    expect(await loadedPictures()).toBe(3);
    expect(await findingsIn(await frameAt("#product-block"))).toEqual([]);

    await page.setViewportSize(PHONE);
    for (const [locale, words] of [
      ["de-CH", "3 warten auf Prüfung"],
      ["fr", "3 à vérifier"],
    ] as const) {
      await inLanguage(locale, async () => {
        await openProduct(shown);
        await block.getByText(words).waitFor();
        expect(await block.locator("html").evaluate(isTooWide)).toBe(false);
      });
    }

    await openProduct(shown);
    await block.getByRole("link", { name: "Review" }).click();
    await page.waitForURL(/review\?product=\d+/);
    await app.getByText(product.title).first().waitFor();
  });

  it("does not answer: says so in place, and tries again", async () => {
    const asked = (url: URL) => url.pathname.startsWith("/api/product/");
    await page.route(asked, (route) => route.fulfill({ status: 503 }));
    await openProduct(productWith((amount) => amount === 1));
    await block.getByText("Packshot did not answer").waitFor();
    expect(await findingsIn(await frameAt("#product-block"))).toEqual([]);
    await page.unroute(asked);
    await block.getByRole("button", { name: "Try again" }).click();
    await block.getByText("No Packshot images of this product yet").waitFor();
  });

  it("is there in shops that have Packshot alone", async () => {
    const [product] = merchant(stack, SECOND_STREET).products();
    await page.goto(`${stack.shopify.origin}/store/second-street/products/${numberOf(product?.id ?? "")}`);
    await page.getByRole("heading", { name: "Media" }).waitFor();
    expect(await page.locator("#product-block").count()).toBe(0);
    expect(await page.getByText("More actions").count()).toBe(0);
  });
});

async function frameAt(selector: string) {
  const frame = await (await page.locator(selector).elementHandle())?.contentFrame();
  if (!frame) throw new Error(`there is no frame ${selector}`);
  return frame;
}

async function inLanguage(locale: string, look: () => Promise<void>): Promise<void> {
  const [owner] = merchant(stack).shop.staff;
  if (!owner) throw new Error("the demo shop has no owner");
  const before = owner.locale;
  owner.locale = locale;
  try {
    await look();
  } finally {
    owner.locale = before;
  }
}

/** How many of the block's pictures are there, once all of them have come or failed. */
async function loadedPictures(): Promise<number> {
  const pictures = await block.locator("img").all();
  const seen = await Promise.all(
    pictures.map((picture) =>
      picture.evaluate(async (element) => {
        const image = element as HTMLImageElement;
        await image.decode();
        return image.naturalWidth > 0;
      }),
    ),
  );
  return seen.filter(Boolean).length;
}

function isTooWide(element: Element): boolean {
  return element.scrollWidth > element.clientWidth;
}
