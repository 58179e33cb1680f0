import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { alive, newPage, openBrowser } from "../browser.ts";
import { eventually } from "../eventually.ts";
import { merchant } from "../merchant.ts";
import { watchPolicy } from "../policy-watch.ts";
import { startStack, type Stack } from "../stack.ts";

let stack: Stack;
let browser: Browser;
let page: Page;
let app: FrameLocator;
let refusedByPolicy: readonly string[];

beforeAll(async () => {
  stack = await startStack();
  await stack.startWeb();
  browser = await openBrowser();
  page = await newPage(browser);
  app = page.frameLocator("iframe");
  refusedByPolicy = watchPolicy(page);
});
afterAll(async () => {
  await browser.close();
  await stack.close();
});

const open = (path: string) =>
  page.goto(`${stack.shopify.origin}/store/northwind-goods/apps/packshot/app${path}`);
const press = (name: string | RegExp) => app.getByRole("button", { name, exact: true }).first().click();
const link = (name: string) => app.getByRole("link", { name, exact: true }).first();
const follow = (name: string) => link(name).click();
/** Admin's own bar, above the frame. */
const bar = () => page.getByRole("region", { name: "Unsaved changes" });
/** Admin's bar and the page speak to each other by messages: what was pressed there shows here in a moment. */
const sceneIs = (words: string) =>
  eventually(
    () => app.getByRole("textbox", { name: "Scene" }).inputValue(),
    (value) => value === words,
  );
const saveIt = async () => {
  await bar().getByRole("button", { name: "Save" }).click();
  await bar().waitFor({ state: "hidden" });
};
const isLoaded = (image: HTMLImageElement) => image.decode().then(() => image.naturalWidth > 0);

it("a person makes a recipe of their own, tries it on three photos, and uses it", async () => {
  await open("/recipes");
  await app.getByText("Make a recipe of your own").waitFor();
  const examples = app.locator("img");
  expect(await examples.count()).toBe(16);
  expect(await examples.first().evaluate(isLoaded)).toBe(true);

  await alive(link("New recipe"));
  await follow("New recipe");
  await (await alive(app.getByLabel("Name"))).fill("By the sea");
  await bar().getByRole("button", { name: "Save" }).click();
  await app.getByText("Describe the scene you want").waitFor();
  await app.getByRole("textbox", { name: "Scene" }).fill("On a rock by the sea");
  await app.getByLabel("Aspect ratio").selectOption("4:5");
  await saveIt();
  await app.getByRole("heading", { name: "By the sea" }).waitFor();

  await press("Choose photos to try");
  await app.getByText("3 photos chosen, at most 3").waitFor();
  await app.getByText("3 credits").waitFor();
  await press("Try it");
  await app.getByText("What it made").waitFor();
  const made = app.locator("ul[aria-live] img");
  await made.nth(5).waitFor();
  expect(await made.nth(5).evaluate(isLoaded)).toBe(true);
  const batch = await stack.database.db.batch.findFirstOrThrow();
  expect(batch).toMatchObject({ recipeName: "By the sea", recipeVersion: 1, aspectRatio: "4:5", done: 3 });
  expect(batch.prompt).toContain("<description>On a rock by the sea</description>");

  await follow("Use it for more products");
  await follow("Choose photos");
  await (await alive(app.getByRole("checkbox", { name: /^Photo 1/ }).first())).check({ force: true });
  await follow("Continue");
  const chosen = app.getByRole("radio", { name: "By the sea" });
  expect(await (await alive(chosen)).isChecked()).toBe(true);
  expect(await app.getByLabel("Aspect ratio").inputValue()).toBe("4:5");
  expect(refusedByPolicy).toEqual([]);
});

it("changes it, is asked before leaving, takes the first version back", async () => {
  await open("/recipes");
  await alive(link("By the sea"));
  await follow("By the sea");
  await (await alive(app.getByRole("textbox", { name: "Scene" }))).fill("On a boat");
  page.once("dialog", (dialog) => void dialog.dismiss());
  await follow("Back to Recipes");
  await sceneIs("On a boat");
  await saveIt();
  await app.getByRole("heading", { name: "Version 2" }).waitFor();
  await app.getByRole("textbox", { name: "Scene" }).fill("Nowhere");
  await bar().getByRole("button", { name: "Discard" }).click();
  await sceneIs("On a boat");
  await press("Take back: version 1");
  await app.getByRole("heading", { name: "Version 3" }).waitFor();
  await sceneIs("On a rock by the sea");
});

it("finds that somebody else saved meanwhile, and what is typed stays", async () => {
  const recipe = await stack.database.db.recipe.findFirstOrThrow();
  await open(`/recipes/${recipe.id}`);
  await (await alive(app.getByRole("textbox", { name: "Scene" }))).fill("On a pier");
  await merchant(stack).visit.post(`/app/recipes/${recipe.id}`, "routes/app.recipes.$id", {
    ...{ intent: "save", version: String(recipe.version), name: "By the sea", scene: "In a cave" },
    ...{ aspectRatio: "1:1", imageSize: "1K", imagesPerPhoto: "1" },
  });
  await bar().getByRole("button", { name: "Save" }).click();
  await app.getByText("Somebody saved this recipe meanwhile").waitFor();
  await sceneIs("On a pier");
  await bar().getByRole("button", { name: "Discard" }).click();
});

it("duplicates a built-in one, archives it and brings it back", async () => {
  await open("/recipes");
  await alive(link("Duplicate: Flat lay"));
  await follow("Duplicate: Flat lay");
  await app.getByRole("heading", { name: "New recipe" }).waitFor();
  await alive(app.getByLabel("Name"));
  expect(await app.getByLabel("Name").inputValue()).toBe("Copy of Flat lay");
  expect(await app.getByRole("textbox", { name: "Scene" }).inputValue()).toMatch(
    /^A flat lay, the camera looking/,
  );
  await saveIt();
  await app.getByRole("heading", { name: "Copy of Flat lay" }).waitFor();
  await press("Archive");
  await app.getByRole("button", { name: "Bring back" }).waitFor();
  await open("/recipes?show=archived");
  await alive(link("Copy of Flat lay"));
  await follow("Copy of Flat lay");
  await press("Bring back");
  await app.getByRole("button", { name: "Archive" }).waitFor();
});

it("finds one of many on Generate by its name", async () => {
  const { db } = stack.database;
  const shop = "northwind-goods.myshopify.com";
  await db.$executeRaw`
    INSERT INTO "Recipe" (shop, id, "formToken", name, "createdById", "createdByName")
    SELECT ${shop}, 'many-' || n, n::text, 'Shelf ' || n, '7', 'Ada' FROM generate_series(1, 40) n`;
  await db.$executeRaw`
    INSERT INTO "RecipeVersion" (shop, "recipeId", version, scene, "aspectRatio", "imageSize", "imagesPerPhoto",
      "personId", "personName")
    SELECT ${shop}, 'many-' || n, 1, 'On a shelf', '1:1', '1K', 1, '7', 'Ada' FROM generate_series(1, 40) n`;
  await open("/generate?from=list");
  const radios = app.getByRole("radio");
  await alive(radios.first());
  expect(await radios.count()).toBe(16 + 8);
  await app.getByText("26 more recipes of yours are found by a search").waitFor();
  await app.getByLabel("Search recipes").fill("shelf 37");
  await app.getByRole("radio", { name: "Shelf 37" }).check({ force: true });
  await app.getByLabel("Search recipes").press("Enter");
  await app.getByLabel("Search recipes").fill("lay");
  expect(await app.getByRole("radio", { name: "Shelf 37" }).isChecked()).toBe(true);
  expect(await app.getByRole("radio", { name: "Flat lay", exact: true }).count()).toBe(1);
});
