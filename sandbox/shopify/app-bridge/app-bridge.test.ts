import express from "express";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Frame, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { newPage, openBrowser } from "../../../tests/browser.ts";
import { APP, control, SHOP, shopifyLibrary, startTestShopify, type TestShopify } from "../test-shop.ts";

const APP_PATH = "/store/northwind-goods/apps/packshot";
let shopify: TestShopify;
let app: Server;
let appUrl: string;
let browser: Browser;
let page: Page;
/** Tokens the app's server was sent. */
let seen: string[] = [];
let refuseOnce = false;

beforeAll(async () => {
  shopify = await startTestShopify();
  await new Promise<void>((resolve) => (app = embeddedApp().listen(0, "127.0.0.1", resolve)));
  appUrl = `http://localhost:${(app.address() as AddressInfo).port}`;
  shopify.setAppUrl(appUrl);
  browser = await openBrowser();
  page = await newPage(browser);
});
afterEach(() => {
  seen = [];
  refuseOnce = false;
});
afterAll(async () => {
  await browser.close();
  await shopify.stop();
  app.closeAllConnections();
  app.close();
});

/** The least an embedded app does: a menu with a client-side link, bars, and requests to its own server. */
function embeddedApp() {
  const server = express();
  server.get("/api/whoami", (request, response) => {
    seen.push(request.get("Authorization") ?? "");
    if (refuseOnce) response.status(401).set("X-Shopify-Retry-Invalid-Session-Request", "1");
    refuseOnce = false;
    response.send("me");
  });
  server.get("/impostor", (_request, response) => {
    const message = `{ adminStandIn: { kind: "ask", id: 1, question: "idToken" } }`;
    response.send(`<script>parent.postMessage(${message}, "*")</script>`);
  });
  server.get("/bounce", (_request, response) => {
    response.send(`<script data-api-key="${APP.apiKey}" src="${shopify.origin}/app-bridge.js"></script>`);
  });
  server.get("/app*", (request, response) => void response.send(pageAt(request.path)));
  return server;
}

const pageAt = (path: string) => `<!doctype html><html><head>
  <meta name="shopify-api-key" content="${APP.apiKey}"><script src="${shopify.origin}/app-bridge.js"></script></head>
  <body><h1>${path}</h1>
  <ui-nav-menu><a href="/app" rel="home">Home</a><a id="spa" href="/app/library">Library</a><a href="/app/batches">Batches</a></ui-nav-menu>
  <ui-title-bar title="A page"><button variant="primary" onclick="shopify.toast.show('Pressed')">Press</button></ui-title-bar>
  <ui-save-bar id="unsaved"><button variant="primary" onclick="shopify.saveBar.hide('unsaved')"></button></ui-save-bar>
  <a target="_top" href="shopify://admin/products">Admin products</a>
  <script>document.getElementById("spa").onclick = (event) => {
    event.preventDefault(); history.pushState(null, "", "/app/library?page=2"); document.querySelector("h1").textContent = "client side";
  }</script></body></html>`;

async function openApp(rest = ""): Promise<Frame> {
  await page.goto(`${shopify.origin}${APP_PATH}${rest}`);
  const frame = page.frame({ name: "app-iframe" });
  if (!frame) throw new Error("The page has no app frame");
  await frame.waitForLoadState();
  return frame;
}

const heading = (frame: Frame) => frame.locator("h1").innerText();

test("requests to the app's own server carry a token that its library accepts", async () => {
  const frame = await openApp();
  await frame.evaluate(() => fetch("/api/whoami").then((response) => response.text()));
  const [kind, token = ""] = (seen[0] ?? "").split(" ");
  expect(kind).toBe("Bearer");
  expect(await shopifyLibrary().session.decodeSessionToken(token)).toMatchObject({ dest: `https://${SHOP}` });
});

test("a request whose token Shopify refused is sent once more, with another token", async () => {
  const frame = await openApp();
  refuseOnce = true;
  const status = await frame.evaluate(() => fetch("/api/whoami").then((response) => response.status));
  expect(status).toBe(200);
  expect(new Set(seen).size).toBe(2);
});

test("the admin's menu shows the app's links; a router's link stays on the client, a plain one loads its page", async () => {
  const frame = await openApp();
  const menu = page.locator("#app-nav");
  await expect.poll(() => menu.locator("a").allInnerTexts()).toEqual(["Library", "Batches"]);
  await menu.getByText("Library").click();
  await expect.poll(() => heading(frame)).toBe("client side");
  await menu.getByText("Batches").click();
  await expect.poll(() => heading(frame)).toBe("/app/batches");
  await page.locator("nav").getByText("Packshot").click();
  await expect.poll(() => heading(frame)).toBe("/app");
});

test("the admin's address follows the app, so that a reload returns to the same place", async () => {
  await openApp();
  await page.locator("#app-nav").getByText("Library").click();
  await page.waitForURL(`**${APP_PATH}/app/library?page=2`);
  await page.reload();
  await expect.poll(() => page.frame({ name: "app-iframe" })?.url()).toContain("/app/library?");
  expect(page.url()).toBe(`${shopify.origin}${APP_PATH}/app/library?page=2`);
});

test("bars and toasts are shown by the admin", async () => {
  const frame = await openApp();
  await page.locator("#title-bar").getByText("Press").click();
  await page.locator(".toast").getByText("Pressed").waitFor();

  await frame.evaluate(`shopify.saveBar.show("unsaved")`);
  await page.getByRole("button", { name: "Save" }).click();
  await page.locator("#save-bar").waitFor({ state: "hidden" });
});

test("links to the admin open in the admin", async () => {
  const frame = await openApp();
  await frame.getByText("Admin products").click();
  await page.waitForURL("**/store/northwind-goods/products");
});

test("the bounce page fetches a token and goes where it was asked to", async () => {
  const destination = encodeURIComponent(`${appUrl}/app/after?embedded=1`);
  await openApp();
  await page.evaluate(
    (url) => document.querySelector("iframe")?.setAttribute("src", url),
    `${appUrl}/bounce?shopify-reload=${destination}`,
  );
  await expect
    .poll(() => page.frame({ name: "app-iframe" })?.url())
    .toMatch(/\/app\/after\?embedded=1&id_token=/);
});

test("another frame in the page gets no token, the app's own does", async () => {
  const frame = await openApp();
  let asked = 0;
  page.on("request", (request) => void (request.url().endsWith("/session-token") && (asked += 1)));
  await page.evaluate((url) => {
    const other = document.createElement("iframe");
    other.src = url;
    return new Promise((resolve) => {
      other.onload = resolve;
      document.body.append(other);
    });
  }, `${appUrl}/impostor`);
  await frame.evaluate(`shopify.idToken()`);
  expect(asked).toBe(1);
});

test("an uninstalled app's frame is closed at its next request", async () => {
  const frame = await openApp();
  await control(shopify, `shops/${SHOP}/uninstall`);
  await frame.evaluate(() => void fetch("/api/whoami").catch(() => undefined));
  await page.getByText("no longer installed").waitFor();
});

test("the product page follows what happens to the product without a reload", async () => {
  const mug = [...(shopify.store.shops.get(SHOP)?.products.values() ?? [])].find(
    ({ title }) => title === "Stillwater Mug",
  );
  const number = mug?.id.split("/").pop();
  await page.goto(`${shopify.origin}/store/northwind-goods/products/${number}`);
  const before = await page.locator("#media li").count();
  await control(shopify, `shops/${SHOP}/products/${number}/edit`, { action: "add_photo", alt: "Just added" });
  await page.getByText("Just added").waitFor();
  expect(await page.locator("#media li").count()).toBe(before + 1);
});
