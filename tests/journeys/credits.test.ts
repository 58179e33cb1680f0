import { readFileSync } from "node:fs";
import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { alive, newPage, openBrowser, PHONE } from "../browser.ts";
import { eventually } from "../eventually.ts";
import { merchant, NORTHWIND, numberOf } from "../merchant.ts";
import { startStack, type Stack } from "../stack.ts";

let stack: Stack;
let browser: Browser;
let page: Page;
let app: FrameLocator;

beforeAll(async () => {
  stack = await startStack();
  await stack.startWeb({ STARTING_CREDITS: "1234" });
  browser = await openBrowser();
  page = await newPage(browser);
  app = page.frameLocator("iframe");
});
afterAll(async () => {
  await browser.close();
  await stack.close();
});

it("a person sees the grant, sets a cap, and takes the ledger home", async () => {
  await page.goto(`${stack.shopify.origin}/store/northwind-goods/apps/packshot/app/credits`);
  await app.getByText("+1,234").waitFor();

  const cap = app.getByLabel("Credits per batch");
  await cap.fill("many");
  await app.getByText("Type a whole number of credits").waitFor();
  await cap.fill("250");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect
    .poll(() => stack.database.db.shop.findUnique({ where: { shop: NORTHWIND } }))
    .toMatchObject({ batchCap: 250, monthlyCap: null });

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    app.getByRole("button", { name: "Download CSV" }).click(),
  ]);
  const [header, grant, ...rest] = readFileSync(await download.path(), "utf8").split("\r\n");
  expect(header).toBe("Time (UTC),Entry,Available,Reserved,Charged,Recipe,Batch,Image,Note");
  expect(grant).toMatch(/Z,Granted,1234,0,0,,,,To begin with$/);
  expect(rest).toEqual([""]);
});

it("a cap needs the product permission, and a number", async () => {
  const set = (role: "owner" | "viewer", batchCap: string) =>
    merchant(stack, NORTHWIND, role).visit.post("/app/credits", "routes/app.credits", {
      batchCap,
      monthlyCap: "",
    });
  expect(await set("viewer", "9")).toMatchObject({ status: 403 });
  for (const wrong of ["-1", "1.5", "ten", "123456789"]) expect((await set("owner", wrong)).status).toBe(400);
  expect((await set("owner", "")).status).toBe(200);
  expect(await stack.database.db.shop.findUnique({ where: { shop: NORTHWIND } })).toMatchObject({
    batchCap: null,
  });
});

it("why a batch does not start is said in sight, on a phone too", async () => {
  await stack.database.db.shop.update({ where: { shop: NORTHWIND }, data: { batchCap: 0 } });
  const products = merchant(stack).products().slice(0, 2);
  await page.setViewportSize(PHONE);
  const path = `/app/choose?${products.map(({ id }) => `ids[]=${numberOf(id)}`).join("&")}`;
  await page.goto(`${stack.shopify.origin}/store/northwind-goods/apps/packshot${path}`);
  await (await alive(app.getByRole("button", { name: "Generate", exact: true }))).click();
  const why = app.getByText("This batch costs more credits than one batch may.");
  await why.waitFor();
  await eventually(() => why.evaluate(isInSight), Boolean);
});

function isInSight(element: Element): boolean {
  const { left, top, width, height } = element.getBoundingClientRect();
  return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
}
