import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findingsIn, frameOfApp } from "../axe.ts";
import { alive, newPage, openBrowser } from "../browser.ts";
import { watchPolicy } from "../policy-watch.ts";
import { startStack, type Stack } from "../stack.ts";
import { fillShop, PAGES } from "./every-page.ts";

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

/** What the pages themselves do not show until somebody does something. */
const STATES: Visit[] = [
  { name: "filters", path: "/products", shows: "Choose all", act: () => press("Filters") },
  { name: "choice", path: "/products", shows: "Choose all", act: () => check("checkbox", /^Photo 1/) },
  {
    name: "quote",
    path: quotePath,
    shows: "Your quote",
    act: () => app.getByText("names no product").click(),
  },
  { name: "discarding", path: quotePath, shows: "Your quote", act: () => press("Discard") },
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
  { name: "review by keys", path: "/review", shows: "New image", act: () => page.keyboard.press("?") },
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
  {
    name: "library with a choice",
    path: "/library?decision=approved",
    shows: "Made until",
    act: async () => {
      await check("checkbox", /^Choose:/);
      await press("Delete");
    },
  },
  {
    name: "image to copy",
    path: imagePath,
    shows: "How it was made",
    act: async () => {
      await press("Search");
      await app.locator('a[href*="/app/publish?images="][href*="to="]').first().waitFor();
    },
  },
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
  beforeAll(() => fillShop(stack));

  it.each(PAGES)("%s", async (_name, path) => {
    await open(await path(stack));
    await alive(app.locator("main a:visible, main button:visible").first());
    await expectNothingFound();
  });

  it.each(STATES)("$name", expectAccessible);
});

const open = (path: string) =>
  page.goto(`${stack.shopify.origin}/store/northwind-goods/apps/packshot/app${path}`);

async function expectAccessible({ path, shows, act }: Visit) {
  await open(typeof path === "string" ? path : await path());
  await app.getByText(shows).first().waitFor();
  await act?.();
  await expectNothingFound();
}

async function expectNothingFound() {
  expect(await findingsIn(await frameOfApp(page))).toEqual([]);
  expect(refusedByPolicy).toEqual([]);
}

async function recipePath(): Promise<string> {
  return `/recipes/${(await stack.database.db.recipe.findFirstOrThrow()).id}`;
}

async function imagePath(): Promise<string> {
  const where = { decision: "approved" };
  return `/library/${(await stack.database.db.image.findFirstOrThrow({ where })).id}`;
}

async function quotePath(): Promise<string> {
  return `/batches/${(await stack.database.db.batch.findFirstOrThrow({ where: { state: "quoted" } })).id}`;
}
