import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { newPage, openBrowser } from "../browser.ts";
import { startStack, type Stack } from "../stack.ts";

let stack: Stack;
let browser: Browser;
beforeAll(async () => {
  stack = await startStack();
  await stack.startWeb();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await stack.close();
});

it("a page of the app survives a reload of its frame that names neither shop nor host", async () => {
  const page = await newPage(browser);
  await page.goto(`${stack.shopify.origin}/store/northwind-goods/apps/packshot/app`);
  const app = page.frameLocator("iframe");
  await app.getByRole("link", { name: "Choose photos" }).first().waitFor();
  const frame = page.frame({ url: new RegExp(`^${stack.appUrl}`) });
  await frame?.evaluate(() => location.assign("/app/batches?before=x"));
  await app.getByText("No batches yet").waitFor();
  await page.context().close();
});

it("a click that comes before the app's own scripts leads on as well", async () => {
  const page = await newPage(browser);
  await page.route(`${stack.appUrl}/assets/*.js`, (route) => route.abort()); // they never come
  await page.goto(`${stack.shopify.origin}/store/northwind-goods/apps/packshot/app`);
  const app = page.frameLocator("iframe");
  await app.getByRole("link", { name: "Choose photos" }).first().click();
  await app.getByLabel("Search products").waitFor();
  await page.context().close();
});

it("outside of admin there is no login form but the way to admin", async () => {
  const page = await newPage(browser);
  for (const path of ["/app/products", "/auth/login", "/?shop=northwind-goods.myshopify.com"]) {
    await page.goto(stack.appUrl + path);
    await page.getByRole("link", { name: "Go to Shopify admin" }).waitFor();
    expect(await page.locator("form, input").count()).toBe(0);
  }
  await page.context().close();
});

it("does not lead anywhere but into the app", async () => {
  const page = await newPage(browser);
  await page.goto(stack.appUrl + "/auth/reopen");
  await page.evaluate(() => sessionStorage.setItem("packshot.frame", "shop=a&host=b"));
  await page.goto(`${stack.appUrl}/auth/reopen?to=${encodeURIComponent("https://example.com/app")}`);
  await page.getByRole("link", { name: "Go to Shopify admin" }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/auth/reopen");
  await page.context().close();
});
