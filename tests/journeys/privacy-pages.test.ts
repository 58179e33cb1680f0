import type { Browser, Frame, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findingsIn, frameOfApp } from "../axe.ts";
import { DESKTOP, newPage, openBrowser, PHONE } from "../browser.ts";
import { merchant } from "../merchant.ts";
import { watchPolicy } from "../policy-watch.ts";
import { startStack, type Stack } from "../stack.ts";

let stack: Stack;
let browser: Browser;
beforeAll(async () => {
  stack = await startStack();
  await stack.startWeb({ OPERATOR_NAME: LONG_NAME, SHOP_REQUESTS_PER_MINUTE: "5000" });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await stack.close();
});

const LONG_NAME = "Gesellschaft-für-außergewöhnlich-lange-Firmennamen-und-Produktbilder mbH & Co. KG";
const ENTRIES = 10_001;
const SIZES = [
  ["desktop", DESKTOP],
  ["phone", PHONE],
] as const;

/** Path, and what is there once the page is: of a shop that has nothing, and of one that has much. */
const PAGES = [
  ["", "Erase everything", "Erase everything"],
  ["/policy", "Who receives what", "Who receives what"],
  ["/data", "About this store", "10,000+"],
  ["/audit", "Nothing noted yet", "Older"],
  ["/export", "Take everything with you", "The export could not be made"],
  ["/retention", "Nothing within the next", "Nothing within the next"],
  ["/erase", "it has no image now", "it has no image now"],
] as const;

describe.each(SIZES)("on a %s", (_, viewport) => {
  describe.each(["/privacy", "/security"])("%s, which everybody may read", (path) => {
    it.each(["light", "dark", "print"])("is fit for all: %s", async (look) => {
      const page = await newPage(browser, viewport);
      await page.emulateMedia(
        look === "print" ? { media: "print" } : { colorScheme: look === "dark" ? "dark" : "light" },
      );
      await page.goto(stack.appUrl + path);
      await expectFit(page);
      expect(await page.getByRole("navigation").count()).toBe(look === "print" ? 0 : 2);
      await page.context().close();
    });
  });

  it.each(PAGES)("Privacy%s is fit for all in a shop that has nothing", async (path, shows) => {
    await expectFitInApp(await newPage(browser, viewport), path, shows);
  });
});

it("each heading of the policy is found from its list of contents", async () => {
  const page = await newPage(browser);
  await page.goto(`${stack.appUrl}/privacy`);
  for (const link of await page.getByRole("navigation", { name: "On this page" }).getByRole("link").all()) {
    await link.click();
    const heading = page.getByRole("heading", { name: (await link.textContent()) ?? "" });
    const { y = -1 } = (await heading.boundingBox()) ?? {};
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y).toBeLessThan(DESKTOP.height);
  }
  await page.context().close();
});

describe("of a shop that has much", () => {
  beforeAll(fill);

  describe.each(SIZES)("on a %s", (_, viewport) => {
    it.each(PAGES)("Privacy%s is fit for all", async (path, _empty, shows) => {
      await expectFitInApp(await newPage(browser, viewport), path, shows);
    });
  });

  it("the audit log is read page by page, and found by person", async () => {
    const page = await newPage(browser);
    const app = page.frameLocator("iframe");
    await page.goto(addressOf("/audit"));
    await app.getByRole("link", { name: "Older" }).click();
    await app.getByRole("link", { name: "Newest" }).waitFor();
    expect(await app.getByRole("listitem").count()).toBe(50);
    await app.getByLabel("Who").selectOption({ label: `${LONG_NAME} 7` });
    await app.getByRole("link", { name: "Newest" }).waitFor({ state: "detached" });
    expect(
      await app
        .getByRole("listitem")
        .filter({ hasNotText: `${LONG_NAME} 7` })
        .count(),
    ).toBe(0);
    await page.context().close();
  });
});

const addressOf = (path: string) =>
  `${stack.shopify.origin}/store/northwind-goods/apps/packshot/app/privacy${path}`;

async function expectFitInApp(page: Page, path: string, shows: string): Promise<void> {
  const refused = watchPolicy(page);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(addressOf(path));
  await page.frameLocator("iframe").getByText(shows).first().waitFor();
  await expectFit(await frameOfApp(page));
  expect(refused).toEqual([]);
  await page.context().close();
}

/** Nothing that axe finds serious, and nothing that has to be moved sideways. */
async function expectFit(page: Page | Frame): Promise<void> {
  expect(await findingsIn(page)).toEqual([]);
  const isTooWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  expect(isTooWide).toBe(false);
}

/** Many entries of people with long names, none so old that it would be swept, and an export that failed. */
async function fill() {
  const { domain: shop } = merchant(stack);
  const { db } = stack.database;
  await db.$executeRaw`
    INSERT INTO "AuditEntry" (shop, at, id, "personId", "personName", action, subject, details)
    SELECT ${shop}, now() - n * interval '1 minute', '0199' || lpad(to_hex(n), 32, '0'), (n % 30)::text,
      ${LONG_NAME} || ' ' || n % 30, 'images_approved', 'batch', '{"images": 12345}' FROM generate_series(1, ${ENTRIES}) n`;
  await db.export.create({
    data: { shop, state: "failed", failureCode: "internal", personId: "7", personName: LONG_NAME },
  });
}
