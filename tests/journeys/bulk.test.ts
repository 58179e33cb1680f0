import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { alive, newPage, openBrowser } from "../browser.ts";
import { eventually } from "../eventually.ts";
import { merchant, SECOND_STREET } from "../merchant.ts";
import { startStack, type Stack } from "../stack.ts";

let stack: Stack;
let browser: Browser;
let page: Page;
let app: FrameLocator;

beforeAll(async () => {
  stack = await startStack();
  await stack.startWeb({ GENERATION_CONCURRENCY: "3" });
  browser = await openBrowser();
});
beforeEach(async () => {
  stack.gemini.setBehaviour({ latencyMs: 600 });
  page = await newPage(browser);
  app = page.frameLocator("iframe");
});
afterEach(() => page.context().close());
afterAll(async () => {
  await browser.close();
  await stack.close();
});

const address = (path: string) => `${stack.shopify.origin}/store/second-street/apps/packshot/app${path}`;
const batches = () =>
  stack.database.db.batch.findMany({ where: { shop: SECOND_STREET }, orderBy: { id: "desc" } });
const account = () => stack.database.db.creditAccount.findUnique({ where: { shop: SECOND_STREET } });
const latest = async () => {
  const [batch] = await batches();
  if (!batch) throw new Error("there is no batch");
  return batch;
};
const sees = (frame: FrameLocator, text: string | RegExp) => frame.getByText(text).first().waitFor();
const press = async (frame: FrameLocator, name: string | RegExp) =>
  (await alive(frame.getByRole("button", { name }).first())).click();

/** From the products page to a quote for all of them. */
async function quoteAll(imagesPerPhoto: string): Promise<void> {
  await page.goto(address("/products"));
  await app.getByRole("link", { name: /^Choose all \d+ products$/ }).click();
  await sees(app, /^All \d+ products$/);
  await (await alive(app.getByLabel("Images per photo"))).selectOption(imagesPerPhoto);
  await press(app, "Get the quote");
  await sees(app, "Your quote");
}

describe("a whole catalogue", () => {
  it(
    "is priced, started, paused, resumed and done, and two people see the same",
    { timeout: 120_000 },
    async () => {
      stack.gemini.setBehaviour({ latencyMs: 1_500 });
      const products = merchant(stack, SECOND_STREET).shop.products.size;
      const images = products * 2;
      await quoteAll("2");

      // The quote waits, and survives a reload.
      await page.goto(page.url());
      await sees(app, `${products} photos × 2 images`);
      await sees(app, "A rejected image carries one free regeneration.");
      expect(await account()).toMatchObject({ reserved: 0 });
      await press(app, /^Start: /);
      await press(app, "Pause");

      // What is in work ends, nothing new begins, whoever looks; Lena reads German.
      await app.getByText("Paused", { exact: true }).first().waitFor();
      await eventually(running, (left) => left === 0);
      const { state, done, reserved } = await latest();
      expect({ state, reserved }).toEqual({ state: "paused", reserved: images - done });
      const lena = await openAs("Lena", page.url());
      await sees(app, new RegExp(`^Paused at ${done} images?$`));
      await sees(lena.app, new RegExp(`^Pausiert bei ${done} Bild`));

      // One resumes it, both see it done.
      stack.gemini.setBehaviour({ latencyMs: 100 });
      await press(lena.app, "Fortsetzen");
      await sees(app, `${images} images made`);
      await sees(lena.app, `${images} Bilder gemacht`);
      expect(await latest()).toMatchObject({ state: "done", done: images, reserved: 0 });
      expect(await account()).toMatchObject({ reserved: 0, charged: images });
      await lena.page.context().close();

      const approveAll = async () => {
        await press(app, /^Approve all/);
        await press(app, "Approve all");
        await sees(app, `Approved ${images} images.`);
      };
      await approveAll();
      await press(app, "Undo");
      await sees(app, `Took back ${images} decisions.`);
      await sees(app, `${images} images not reviewed yet`);
      await approveAll();
      await sees(app, `${images} approved images ready to publish`);
    },
  );

  it("leaves out what is made already, unless it is wanted again", { timeout: 60_000 }, async () => {
    const products = merchant(stack, SECOND_STREET).shop.products.size;
    await quoteAll("2");
    await sees(app, "All of them are made already.");
    await sees(app, /^You have images of all \d+ photos already/);
    expect(await app.getByRole("button", { name: "Try it on one photo first" }).count()).toBe(0);
    await (await alive(app.getByLabel(/^Make \d+ photos again/))).check();
    await sees(app, `${products * 2} images for ${products * 2} credits`);
    await press(app, "Discard");
    await press(app, "Discard");
    await eventually(batches, (all) => all.every(({ state }) => state !== "quoted"));
  });
});

describe("a pasted list", () => {
  it("says which lines name nothing, and is tried on one photo first", { timeout: 90_000 }, async () => {
    const [jar, cup] = [...merchant(stack, SECOND_STREET).shop.products.values()];
    const words = [jar?.variants[0]?.sku, cup?.handle, "no-such-thing", "SS-NOPE"].join("\n");
    await page.goto(address("/products"));
    await app.getByRole("link", { name: "Paste SKUs or handles" }).click();
    await (await alive(app.getByLabel("SKUs or handles", { exact: true }))).fill(words);
    await sees(app, "4 SKUs or handles");
    await check("radio", /^Studio/);
    await press(app, "Get the quote");

    await sees(app, "2 photos × 1 image");
    await app.getByText("2 pasted lines name no product of your store").click();
    expect(await app.getByLabel("Not found").inputValue()).toBe("no-such-thing\nSS-NOPE");

    const quote = await latest();
    await press(app, "Try it on one photo first");
    await page.waitForURL((url) => !url.pathname.endsWith(quote.id));
    await app.getByText("Done", { exact: true }).first().waitFor();
    await sees(app, "1 image made");
    expect((await batches()).find(({ id }) => id === quote.id)).toMatchObject({
      state: "quoted",
      reserved: 0,
    });
    await app.getByRole("link", { name: "Back to the quote" }).click();
    await sees(app, "1 photo × 1 image");
  });

  it("that is empty is not sent", async () => {
    await page.goto(address("/generate?from=list"));
    await press(app, "Get the quote");
    await eventually(() => app.getByLabel("SKUs or handles", { exact: true }).evaluate(isInvalid), Boolean);
  });
});

it(
  "a batch that is cancelled while it runs charges what was made, and frees the rest",
  { timeout: 60_000 },
  async () => {
    stack.gemini.setBehaviour({ latencyMs: 2_000 });
    const charged = (await account())?.charged ?? 0;
    await page.goto(address("/generate?from=search&tag=enamel"));
    await sees(app, /^All \d+ products with tag enamel$/);
    await check("radio", /^Flat lay/);
    await app.getByLabel("Images per photo").selectOption("4");
    await press(app, "Get the quote");
    await press(app, /^Start: 8 images/);
    await press(app, "Cancel batch");
    await press(app, "Cancel batch");
    await app.getByText("Cancelled", { exact: true }).first().waitFor();
    const { id, done, reserved } = await latest();
    expect({ reserved, ...(await account()) }).toMatchObject({ reserved: 0, charged: charged + done });
    await eventually(
      () => unfinished(id),
      (left) => left === 0,
    );
  },
);

it("a rejected image is made again for free, once", { timeout: 60_000 }, async () => {
  const charged = (await account())?.charged;
  const image = await stack.database.db.image.findFirstOrThrow({
    where: { shop: SECOND_STREET, batch: { state: "done" } },
  });
  await page.goto(address(`/review?show=all&image=${image.id}`));
  await press(app, "Reject");
  await eventually(
    () =>
      stack.database.db.image.findUniqueOrThrow({
        where: { shop_id: { shop: SECOND_STREET, id: image.id } },
      }),
    ({ decision }) => decision === "rejected", // saved behind: the page must not be left before
  );
  await page.goto(address(`/review?show=rejected&image=${image.id}`));
  await press(app, "Regenerate");
  await press(app, "Regenerate for free");
  await sees(app, "A new image is on its way.");
  await eventually(
    () => stack.database.db.generation.count({ where: { regeneratesId: image.id, state: "done" } }),
    (made) => made === 1,
  );
  expect((await account())?.charged).toBe(charged);
  await page.goto(address(`/review?show=rejected&image=${image.id}`));
  await press(app, "Regenerate");
  await sees(app, /^It costs 1 credit/);
});

/** The boxes are covered by their pictures, which are their labels. */
async function check(role: "checkbox" | "radio", name: RegExp): Promise<void> {
  await (await alive(app.getByRole(role, { name }).first())).check({ force: true });
}

function isInvalid(field: Element): boolean {
  return field.matches(":invalid");
}

function unfinished(batchId: string): Promise<number> {
  return stack.database.db.generation.count({ where: { batchId, state: { in: ["queued", "running"] } } });
}

async function openAs(firstName: string, url: string): Promise<{ page: Page; app: FrameLocator }> {
  const other = await newPage(browser);
  const staff = merchant(stack, SECOND_STREET).shop.staff.find((member) => member.firstName === firstName);
  const cookie = { name: "staff-second-street", value: String(staff?.id), url: stack.shopify.origin };
  await other.context().addCookies([cookie]);
  await other.goto(url);
  return { page: other, app: other.frameLocator("iframe") };
}

function running(): Promise<number> {
  return stack.database.db.generation.count({ where: { shop: SECOND_STREET, state: "running" } });
}
