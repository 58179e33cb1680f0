import { readFile } from "node:fs/promises";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { eventually } from "../eventually.ts";
import { merchant, NORTHWIND } from "../merchant.ts";
import { startStack, type Stack } from "../stack.ts";
import { sendWebhook } from "./send-webhook.ts";

const TIMES = 500;
const AT_ONCE = 20;

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
  await stack.startWeb();
});
afterAll(() => stack.close());
beforeEach(async () => {
  await merchant(stack).visit.get("/app", "routes/app._index"); // installs
});

const db = () => stack.database.db;
const deleted = (id: number) => JSON.stringify({ id });
const notDone = () => db().webhookEvent.count({ where: { doneAt: null } });

async function linesWith(...words: string[]): Promise<number> {
  const lines = (await readFile(stack.logFile, "utf8")).split("\n");
  return lines.filter((line) => words.every((word) => line.includes(word))).length;
}

/** Sends so many, some at once; how many were answered with what. */
async function burst(send: (n: number) => Promise<number>): Promise<Record<number, number>> {
  const counts: Record<number, number> = {};
  let next = 0;
  const sender = async () => {
    while (next < TIMES) {
      const status = await send(next++);
      counts[status] = (counts[status] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sender));
  return counts;
}

it("five hundred times the same webhook is one row and one piece of work", { timeout: 60_000 }, async () => {
  const eventId = randomUUID();
  const webhook = { topic: "products/delete", eventId, body: deleted(4711) };
  const answers = await burst(() => sendWebhook(stack, "/webhooks/products/delete", webhook));
  expect(answers).toEqual({ 200: TIMES });
  await eventually(notDone, (count) => count === 0);
  const rows = await db().webhookEvent.findMany({ where: { eventId } });
  expect(rows).toMatchObject([{ shop: NORTHWIND, topic: "PRODUCTS_DELETE", attempt: 1 }]);
  expect(await linesWith("webhook noted", eventId)).toBe(1);
  expect(await linesWith("webhook done", eventId)).toBe(1);
});

it("five hundred forged ones are refused, and leave nothing", { timeout: 60_000 }, async () => {
  const before = await db().webhookEvent.count();
  const webhook = { topic: "products/delete", body: deleted(1), secret: "guessed" };
  const answers = await burst(() => sendWebhook(stack, "/webhooks/products/delete", webhook));
  expect(answers).toEqual({ 401: TIMES });
  expect(await db().webhookEvent.count()).toBe(before);
});

describe("a webhook", () => {
  it.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", null])(
    "counts by its signature, whatever type it says it has: %s",
    async (contentType) => {
      const eventId = randomUUID();
      const webhook = { topic: "products/delete", eventId, body: deleted(1), contentType };
      expect(await sendWebhook(stack, "/webhooks/products/delete", webhook)).toBe(200);
      expect(await db().webhookEvent.count({ where: { eventId } })).toBe(1);
    },
  );

  it.each([
    ["of an unknown topic", { topic: "orders/create" }, 404],
    ["of a shop that never was here", { topic: "products/delete", shop: "nobody.myshopify.com" }, 200],
  ])("%s leaves no row", async (_name, webhook, status) => {
    const before = await db().webhookEvent.count();
    const body = deleted(1);
    expect(await sendWebhook(stack, "/webhooks/products/delete", { ...webhook, body })).toBe(status);
    expect(await db().webhookEvent.count()).toBe(before);
  });

  it("is answered and worked off when the shop's sessions are gone already", async () => {
    await db().session.deleteMany({ where: { shop: NORTHWIND } });
    const before = await db().webhookEvent.count();
    const names = { myshopify_domain: NORTHWIND, shop_domain: NORTHWIND };
    const body = JSON.stringify({ ...names, current: ["read_products"], id: 1 });
    for (const topic of ["products/delete", "app/scopes_update", "app/uninstalled"]) {
      expect(await sendWebhook(stack, `/webhooks/${topic}`, { topic, body })).toBe(200);
    }
    for (const topic of ["customers/data_request", "customers/redact"]) {
      expect(await sendWebhook(stack, "/webhooks/compliance", { topic, body })).toBe(200);
    }
    expect(await db().webhookEvent.count()).toBe(before + 5);
    await eventually(notDone, (count) => count === 0);
    const row = await db().shop.findUniqueOrThrow({ where: { shop: NORTHWIND } });
    expect(row.uninstalledAt).not.toBeNull();
    expect(await linesWith("webhook failed")).toBe(0);
  });

  it("that is no JSON, though signed, is refused and leaves nothing", async () => {
    const before = await db().webhookEvent.count();
    const webhook = { topic: "products/delete", body: "{" };
    expect(await sendWebhook(stack, "/webhooks/products/delete", webhook)).toBe(400);
    expect(await db().webhookEvent.count()).toBe(before);
  });
});
