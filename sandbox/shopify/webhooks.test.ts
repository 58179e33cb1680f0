import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  APP,
  control,
  exchange,
  SHOP,
  sessionToken,
  shopifyLibrary,
  startTestShopify,
  type TestShopify,
} from "./test-shop.ts";

type Received = { path: string; headers: IncomingHttpHeaders; body: string };
let received: Received[] = [];
/** Statuses the app answers with, one after another; 200 when there are none left. */
let answers: number[] = [];
let app: Server;
let shopify: TestShopify;

beforeAll(async () => {
  app = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      received.push({
        path: request.url ?? "",
        headers: request.headers,
        body: Buffer.concat(parts).toString(),
      });
      response.writeHead(answers.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
  shopify = await startTestShopify(`http://localhost:${(app.address() as AddressInfo).port}`);
});
afterAll(async () => {
  await shopify.stop();
  app.close();
});
beforeEach(async () => {
  await control(shopify, "reset");
  await exchange(shopify, await sessionToken(shopify));
  received = [];
  answers = [];
});

const topics = () => received.map(({ headers }) => headers["x-shopify-topic"]);

test("Shopify's library accepts the signature, and no other body or secret", async () => {
  await control(shopify, `shops/${SHOP}/uninstall`);
  await expect.poll(() => received.length).toBe(1);
  const [hook] = received;
  expect(hook?.path).toBe("/webhooks/app/uninstalled");

  const valid = await validate(APP.apiSecret, hook?.body ?? "");
  expect(valid).toMatchObject({ valid: true, topic: "APP_UNINSTALLED", domain: SHOP, apiVersion: "2026-10" });
  expect(await validate(APP.apiSecret, `${hook?.body} `)).toMatchObject({ valid: false });
  expect(await validate("another-secret", hook?.body ?? "")).toMatchObject({ valid: false });
});

function validate(apiSecretKey: string, rawBody: string) {
  const rawRequest = { method: "POST", url: "/", headers: received[0]?.headers };
  return shopifyLibrary(apiSecretKey).webhooks.validate({ rawBody, rawRequest, rawResponse: {} });
}

test("a delivery that failed is repeated with the same webhook id", async () => {
  answers = [500, 503];
  await control(shopify, `shops/${SHOP}/compliance`, { topic: "shop/redact" });
  await expect.poll(() => received.length, { timeout: 5_000 }).toBe(3);
  expect(new Set(received.map(({ headers }) => headers["x-shopify-webhook-id"])).size).toBe(1);
  expect(received[0]?.path).toBe("/webhooks/compliance");
});

test("copies of one event share its event id", async () => {
  await control(shopify, "faults", { webhookCopies: 3 });
  await control(shopify, `shops/${SHOP}/scopes`, { scopes: ["read_products"] });
  await expect.poll(() => received.length).toBe(3);
  expect(new Set(received.map(({ headers }) => headers["x-shopify-event-id"])).size).toBe(1);
  expect(new Set(received.map(({ headers }) => headers["x-shopify-webhook-id"])).size).toBe(3);
  expect(JSON.parse(received[0]?.body ?? "")).toMatchObject({ current: ["read_products"] });
});

test("taking a scope away narrows tokens that are already out", async () => {
  await control(shopify, `shops/${SHOP}/scopes`, { scopes: ["read_products"] });
  expect(shopify.store.shops.get(SHOP)?.tokens[0]?.scopes).toEqual(["read_products"]);
});

test("a deleted product is told, and late ones come late", async () => {
  await control(shopify, "faults", { webhookDelayMs: 300 });
  const [id = ""] = [...(shopify.store.shops.get(SHOP)?.products.keys() ?? [])];
  const number = id.split("/").pop();
  const before = Date.now();
  await control(shopify, `shops/${SHOP}/products/${number}/edit`, { action: "delete_product" });
  await expect.poll(topics).toEqual(["products/delete"]);
  expect(Date.now() - before).toBeGreaterThanOrEqual(300);
  expect(JSON.parse(received[0]?.body ?? "")).toEqual({ id: Number(number) });
});
