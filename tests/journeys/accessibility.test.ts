import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findingsIn, frameOfApp } from "../axe.ts";
import { newPage, openBrowser } from "../browser.ts";
import { eventually } from "../eventually.ts";
import { addBatch } from "../generation-rows.ts";
import { merchant } from "../merchant.ts";
import { watchPolicy } from "../policy-watch.ts";
import { startStack, type Stack } from "../stack.ts";

let stack: Stack;
let browser: Browser;
let page: Page;
let app: FrameLocator;
/** What the browser did not load or run, because the page's own policy says so. */
let refusedByPolicy: readonly string[] = [];

beforeAll(async () => {
  stack = await startStack();
  stack.shopify.faults.mediaDelayMs = 20;
  await stack.startWeb();
  browser = await openBrowser();
  page = await newPage(browser);
  await page.emulateMedia({ reducedMotion: "reduce" });
  app = page.frameLocator("iframe");
  refusedByPolicy = watchPolicy(page);
});
afterAll(async () => {
  await browser.close();
  await stack.close();
});

type Visit = {
  name: string;
  path: string | (() => Promise<string>);
  /** What is there once the page is. */
  shows: string;
  /** Leads into the state that is looked at. */
  act?: () => Promise<unknown>;
};

const press = (name: string | RegExp) => app.getByRole("button", { name }).first().click();
/** The boxes are covered by their pictures, which are their labels. */
const check = (role: "checkbox" | "radio", name: RegExp) =>
  app.getByRole(role, { name }).first().check({ force: true });

const EMPTY: Visit[] = [
  { name: "home", path: "", shows: "New product images from the photos you have" },
  { name: "batches", path: "/batches", shows: "No batches yet" },
  { name: "review", path: "/review", shows: "Nothing to review" },
  { name: "published", path: "/published", shows: "Nothing published yet" },
  { name: "library", path: "/library", shows: "Nothing in the library yet" },
  { name: "generate", path: "/generate", shows: "Choose photos first" },
  { name: "recipes", path: "/recipes", shows: "Make a recipe of your own" },
  { name: "archived recipes", path: "/recipes?show=archived", shows: "Nothing archived" },
  { name: "new recipe", path: "/recipes/new", shows: "Try it on three photos" },
  { name: "search", path: "/products?search=zzzz", shows: "No products found" },
  { name: "privacy", path: "/privacy", shows: "Erase everything" },
  { name: "erasing everything", path: "/privacy/erase", shows: "What stays" },
  { name: "retention", path: "/privacy/retention", shows: "Nothing within the next 7 days" },
  { name: "not found", path: "/nowhere", shows: "This was not found" },
];

const FILLED: Visit[] = [
  { name: "home", path: "", shows: "Latest images" },
  { name: "batches", path: "/batches", shows: "White background" },
  { name: "batch with failures", path: batchPath, shows: "failed. You are not charged" },
  { name: "products", path: "/products", shows: "Choose all" },
  { name: "filters", path: "/products", shows: "Choose all", act: () => press("Filters") },
  { name: "choice", path: "/products", shows: "Choose all", act: () => check("checkbox", /^Photo 1/) },
  { name: "all that a search finds", path: "/generate?from=search&status=ACTIVE", shows: "active products" },
  { name: "pasted list", path: "/generate?from=list", shows: "One per line" },
  {
    name: "quote",
    path: quotePath,
    shows: "Your quote",
    act: () => app.getByText("names no product").click(),
  },
  { name: "discarding", path: quotePath, shows: "Your quote", act: () => press("Discard") },
  { name: "collecting", path: () => pathOf("collecting"), shows: "Reading the products" },
  { name: "paused", path: () => pathOf("paused"), shows: "Paused at" },
  { name: "parked", path: () => pathOf("running"), shows: "goes on by itself" },
  { name: "cancelled", path: () => pathOf("cancelled"), shows: "Cancelled after" },
  { name: "product", path: productPath, shows: "Packshot images" },
  { name: "generate", path: "/generate", shows: "Images per photo" },
  {
    name: "colour variant",
    path: "/generate",
    shows: "Images per photo",
    act: () => check("radio", /^Colour variant/),
  },
  {
    name: "refused description",
    path: "/generate",
    shows: "Images per photo",
    act: async () => {
      await check("radio", /^Your own scene/);
      await press("Generate");
      await app.getByText("Describe the scene you want").waitFor();
    },
  },
  { name: "settings", path: "/settings", shows: "Default placement" },
  { name: "recipes", path: "/recipes", shows: "Your recipes" },
  {
    name: "recipe that cannot be saved",
    path: recipePath,
    shows: "Versions",
    act: async () => {
      await app.getByLabel("Scene").fill(" ");
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await app.getByText("Describe the scene you want").waitFor();
    },
  },
  {
    name: "recipe to try",
    path: recipePath,
    shows: "Versions",
    act: async () => {
      await press("Choose photos to try");
      await app.getByText("3 photos chosen").waitFor();
    },
  },
  { name: "review", path: "/review", shows: "New image" },
  { name: "review by keys", path: "/review", shows: "New image", act: () => page.keyboard.press("?") },
  { name: "approved", path: "/review?show=approved", shows: "ready to publish" },
  { name: "rejected", path: "/review?show=rejected", shows: "New image" },
  { name: "deletion", path: "/review", shows: "New image", act: () => press("Delete") },
  // The last of Review: it opens as a grid from then on.
  {
    name: "review as a grid",
    path: "/review?show=all",
    shows: "New image",
    act: async () => {
      await press("Grid");
      await app
        .getByRole("button", { name: /^Select/ })
        .first()
        .click();
      await app.getByText("1 image chosen").waitFor();
    },
  },
  { name: "library", path: "/library?decision=approved", shows: "Made until" },
  {
    name: "library with a choice",
    path: "/library?decision=approved",
    shows: "Made until",
    act: async () => {
      await check("checkbox", /^Choose:/);
      await press("Delete");
    },
  },
  { name: "image", path: imagePath, shows: "How it was made" },
  {
    name: "image to copy",
    path: imagePath,
    shows: "How it was made",
    act: async () => {
      await press("Search");
      await app.locator('a[href*="/app/publish?images="][href*="to="]').first().waitFor();
    },
  },
  { name: "library by product", path: "/library?order=titles", shows: "1 to review" },
  { name: "library, nothing found", path: "/library?q=zzzz", shows: "No images found" },
  { name: "published", path: "/published", shows: "Live" },
  { name: "credits", path: "/credits", shows: "Granted" },
  { name: "erasing everything", path: "/privacy/erase", shows: "on your products" },
  {
    name: "retention",
    path: "/privacy/retention",
    shows: "How long images are kept",
    act: async () => {
      await app.getByLabel("Days they are kept").fill("1");
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await app.getByText("within a day").first().waitFor();
    },
  },
  { name: "restore", path: "/published", shows: "Live", act: () => press(/^Restore/) },
];

describe("a shop that begins", () => {
  it.each(EMPTY)("$name", expectAccessible);
});

describe("a shop that works", () => {
  beforeAll(fill);
  it.each(FILLED)("$name", expectAccessible);
});

async function expectAccessible({ path, shows, act }: Visit) {
  const address = typeof path === "string" ? path : await path();
  await page.goto(`${stack.shopify.origin}/store/northwind-goods/apps/packshot/app${address}`);
  await app.getByText(shows).first().waitFor();
  await act?.();
  expect(await findingsIn(await frameOfApp(page))).toEqual([]);
  expect(refusedByPolicy).toEqual([]);
}

/** One image of each decision, one on its product, and one failure. */
async function fill() {
  const { db } = stack.database;
  const nora = merchant(stack);
  const photos = nora
    .products()
    .slice(0, 5)
    .map((product) => nora.photoOf(product));
  stack.gemini.setBehaviour({ next: [{ fail: "block_SAFETY" }] });
  await nora.generate(photos);
  await nora.generationsOver();
  const [published, approved, rejected] = await images();
  if (!published || !approved || !rejected) throw new Error("too few images were made");
  await nora.decide(published, "approved");
  await nora.publish([published]);
  await nora.publicationsOver();
  await nora.decide(approved, "approved");
  await nora.decide(rejected, "rejected");
  await nora.visit.post("/app/recipes/new", "routes/app.recipes.new", {
    ...{ name: "By the sea", scene: "On a rock" },
    ...{ aspectRatio: "1:1", imageSize: "1K", imagesPerPhoto: "1" },
  });
  await db.modelStop.create({ data: { reason: "daily_limit", until: IN_A_DAY } });
  for (const state of ["paused", "running", "cancelled"]) await addBatch(db, nora.domain, 3, { state });
  await addBatch(db, nora.domain, 0, { state: "collecting" });
  const held = { leaseToken: "somebody", leaseUntil: IN_A_DAY }; // it stays as it is
  await db.batch.updateMany({ where: { state: "collecting" }, data: held });
}

const IN_A_DAY = new Date(Date.now() + 86_400_000);

async function pathOf(state: string): Promise<string> {
  return `/batches/${(await stack.database.db.batch.findFirstOrThrow({ where: { state } })).id}`;
}

async function recipePath(): Promise<string> {
  return `/recipes/${(await stack.database.db.recipe.findFirstOrThrow()).id}`;
}

async function quotePath(): Promise<string> {
  const made = await stack.database.db.batch.findFirst({ where: { state: "quoted" } });
  if (made) return `/batches/${made.id}`;
  const [product] = merchant(stack).products();
  await merchant(stack).quote({ from: "list", words: `${product?.handle}\nno-such-thing` });
  await eventually(() => stack.database.db.batch.findFirst({ where: { state: "quoted" } }), Boolean);
  return quotePath();
}

async function images(): Promise<string[]> {
  return (await stack.database.db.image.findMany({ orderBy: { id: "asc" } })).map(({ id }) => id);
}

async function imagePath(): Promise<string> {
  const where = { decision: "approved" };
  return `/library/${(await stack.database.db.image.findFirstOrThrow({ where })).id}`;
}

async function batchPath(): Promise<string> {
  return `/batches/${(await stack.database.db.batch.findFirstOrThrow({ where: { failed: 1 } })).id}`;
}

async function productPath(): Promise<string> {
  return `/products/${(await stack.database.db.image.findFirstOrThrow()).productId}`;
}
