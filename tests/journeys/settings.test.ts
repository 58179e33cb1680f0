import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { alive, newPage, openBrowser } from "../browser.ts";
import { merchant, NORTHWIND } from "../merchant.ts";
import { startStack, type Stack } from "../stack.ts";

let stack: Stack;
let browser: Browser;
let page: Page;
let app: FrameLocator;

beforeAll(async () => {
  stack = await startStack();
  await stack.startWeb();
  browser = await openBrowser();
  page = await newPage(browser);
  app = page.frameLocator("iframe");
});
afterAll(async () => {
  await browser.close();
  await stack.close();
});

const open = (path: string) =>
  page.goto(`${stack.shopify.origin}/store/northwind-goods/apps/packshot/app${path}`);
const save = () => page.getByRole("button", { name: "Save", exact: true });
const discard = () => page.getByRole("button", { name: "Discard", exact: true });
const shop = () => stack.database.db.shop.findUniqueOrThrow({ where: { shop: NORTHWIND } });

it("what is changed is saved or discarded in admin's own bar", async () => {
  await open("/settings");
  const recipe = await alive(app.getByLabel("Default recipe"));
  await recipe.selectOption({ label: "Studio" });
  await discard().click();
  await save().waitFor({ state: "hidden" });
  expect(await recipe.inputValue()).toBe("");

  await recipe.selectOption({ label: "Lifestyle" });
  await app.getByLabel("Default placement").selectOption({ label: "As the first image" });
  await save().click();
  await save().waitFor({ state: "hidden" });
  expect(await shop()).toMatchObject({
    defaultRecipe: "lifestyle",
    defaultPlacement: "first",
    language: null,
  });
  await open("/generate");
  await app.getByText("Choose photos first").waitFor();
});

it("another language is there at once, and for whoever comes next", async () => {
  await open("/settings");
  await (await alive(app.getByLabel("Language of Packshot"))).selectOption({ label: "Deutsch" });
  await save().click();
  await app.getByText("Standardrezept").waitFor();
  expect(await app.locator("html").getAttribute("lang")).toBe("de");
  await open("");
  await app.getByText("Neue Produktbilder aus den Fotos, die du hast").waitFor();

  await open("/settings");
  await (await alive(app.getByLabel("Sprache von Packshot"))).selectOption({ label: "Automatisch" });
  await save().click();
  await app.getByText("Default recipe").waitFor();
});

it("what is refused is said in place, and what was chosen stays", async () => {
  await open("/settings");
  const recipe = await alive(app.getByLabel("Default recipe"));
  await merchant(stack).visit.post("/app/recipes/new", "routes/app.recipes.new", {
    ...{ name: "By the sea", scene: "On a rock", aspectRatio: "1:1", imageSize: "1K", imagesPerPhoto: "1" },
  });
  await open("/settings");
  await alive(recipe);
  await recipe.selectOption({ label: "By the sea" });
  const placement = app.getByLabel("Default placement");
  await placement.selectOption({ label: "Right after its photo" });
  await stack.database.db.recipe.updateMany({ data: { archivedAt: new Date() } });
  await save().click();
  await app.getByText("This recipe is archived").waitFor();
  expect(await placement.inputValue()).toBe("after_photo");
  expect(await shop()).toMatchObject({ defaultRecipe: "lifestyle", defaultPlacement: "first" });
  await discard().click();
});

it("who only looks sees what is set and can change nothing", async () => {
  const viewer = merchant(stack, NORTHWIND, "viewer");
  const { body } = await viewer.visit.get("/app/settings", "routes/app.settings");
  expect(body).toMatchObject({ canEdit: false });
});
