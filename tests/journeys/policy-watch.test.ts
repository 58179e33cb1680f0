import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { newPage, openBrowser } from "../browser.ts";
import { eventually } from "../eventually.ts";
import { watchPolicy } from "../policy-watch.ts";
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

/** Opens the app with something in its page that was not in it when it left the server; its policy stays. */
async function openWith(page: Page, planted: string): Promise<void> {
  await page.route(`${stack.appUrl}/app?**`, async (route) => {
    const response = await route.fetch();
    const html = await response.text();
    await route.fulfill({ response, body: html.replace("</body>", `${planted}</body>`) });
  });
  await page.goto(`${stack.shopify.origin}/store/northwind-goods/apps/packshot/app`);
  await page.frameLocator("iframe").getByRole("link", { name: "Choose photos" }).first().waitFor();
}

/** Who says "nothing was refused" of all pages (accessibility.test.ts) must have ears. */
it.each([
  ["an inline script", "<script>window.planted = true</script>"],
  ["a handler in an attribute", `<img src="/favicon.svg" onload="window.planted = true">`],
  ["a script from elsewhere", `<script src="https://evil.example/x.js"></script>`],
  ["an inline script with a nonce of yesterday", `<script nonce="yesterday">window.planted = true</script>`],
])("%s that got into a page does not run, and is noticed", async (_name, planted) => {
  const page = await newPage(browser);
  const refused = watchPolicy(page);
  await openWith(page, planted);
  await eventually(
    async () => refused.length,
    (times) => times > 0,
  );
  const frame = page.frame({ url: new RegExp(`^${stack.appUrl}`) });
  expect(await frame?.evaluate(() => "planted" in window)).toBe(false);
  await page.context().close();
});

it("a page as it is refuses nothing", async () => {
  const page = await newPage(browser);
  const refused = watchPolicy(page);
  await openWith(page, "");
  expect(refused).toEqual([]);
  await page.context().close();
});
