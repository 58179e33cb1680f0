import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ledgerImbalance } from "../../app/credits/imbalance.server.ts";
import { eventually } from "../eventually.ts";
import { merchant, NORTHWIND, SECOND_STREET } from "../merchant.ts";
import { startStack, type Stack } from "../stack.ts";
import { bodyNaming, sendWebhook, type Webhook } from "./send-webhook.ts";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ geminiLatencyMs: 20_000 });
  await stack.startWeb({ SHOPIFY_API_SECRET_OLD: "the secret before the rotation" });
});
afterAll(() => stack.close());

const SCOPES = JSON.stringify({ current: ["read_products", "write_products"] });

const nora = () => merchant(stack);
const db = () => stack.database.db;

/** Opening the app installs it. */
beforeEach(async () => {
  await nora().visit.get("/app", "routes/app._index");
});

const send = (path: string, topic: string, more: Omit<Webhook, "topic"> = {}) =>
  sendWebhook(stack, path, { topic, ...more });

const isInstalled = async () =>
  (await db().shop.findUnique({ where: { shop: NORTHWIND } }))?.uninstalledAt === null;

const erased = () =>
  eventually(
    () => db().shop.count({ where: { shop: NORTHWIND } }),
    (shops) => shops === 0,
  );

describe("webhooks", () => {
  it("with a wrong signature, a changed body or none are refused and change nothing", async () => {
    expect(await send("/webhooks/app/uninstalled", "app/uninstalled", { secret: "another" })).toBe(401);
    expect(
      (await fetch(`${stack.appUrl}/webhooks/app/uninstalled`, { method: "POST", body: "{}" })).status,
    ).toBe(401);
    expect((await fetch(`${stack.appUrl}/webhooks/app/uninstalled`)).status).toBe(405);
    expect(await isInstalled()).toBe(true);
  });

  it("signed with the secret before the rotation are taken", async () => {
    const secret = "the secret before the rotation";
    expect(await send("/webhooks/compliance", "customers/redact", { secret })).toBe(200);
    expect(await send("/webhooks/compliance", "customers/redact", { secret: "guessed" })).toBe(401);
  });

  it("for customers are answered though nothing is held", async () => {
    expect(await send("/webhooks/compliance", "customers/data_request")).toBe(200);
    expect(await send("/webhooks/compliance", "customers/redact")).toBe(200);
  });

  it("larger than any webhook are refused before they are read whole", async () => {
    const body = "x".repeat(3_000_000);
    expect(await send("/webhooks/app/uninstalled", "app/uninstalled", { secret: "guessed", body })).toBe(413);
    expect(await isInstalled()).toBe(true);
  });

  it("whose headers are another's, or that are none though signed, are refused and change nothing", async () => {
    const [left, redact] = ["/webhooks/app/uninstalled", "/webhooks/compliance"];
    const deleted = JSON.stringify({ id: 7_000_000_018 });
    const others = bodyNaming(SECOND_STREET);
    const address = `embedded=1&shop=${NORTHWIND}&timestamp=1`; // signed as well, for every merchant to see
    for (const body of [deleted, others, address]) {
      expect(await send(left, "app/uninstalled", { body })).toBe(400);
      expect(await send(redact, "shop/redact", { body })).toBe(400);
    }
    const inAnHour = new Date(Date.now() + 3_600_000);
    expect(await send(left, "app/uninstalled", { triggeredAt: null })).toBe(400);
    expect(await send(left, "app/uninstalled", { triggeredAt: inAnHour })).toBe(400);
    expect(await isInstalled()).toBe(true);
    expect(await db().webhookEvent.count({ where: { topic: "APP_UNINSTALLED" } })).toBe(0);
  });

  it("of a topic we did not ask for are not found", async () => {
    expect(await send("/webhooks/orders/create", "orders/create")).toBe(404);
  });
});

describe("uninstalling", () => {
  it("destroys credentials and stops work that runs, through Shopify's own webhook, twice delivered", async () => {
    stack.shopify.faults.webhookCopies = 2;
    const [product] = nora().products();
    if (!product) throw new Error("the demo shop is empty");
    await nora().generate([nora().photoOf(product)], { imagesPerPhoto: "4" });
    await eventually(
      () => db().generation.count({ where: { state: "running" } }),
      (running) => running === 4,
    );

    await fetch(`${stack.shopify.origin}/sandbox/shops/${NORTHWIND}/uninstall`, { method: "POST" });
    await eventually(isInstalled, (installed) => !installed);
    expect(await db().session.count({ where: { shop: NORTHWIND } })).toBe(0);
    // Work that asked Shopify between the uninstall and its webhook found the token dead and failed by itself.
    const alive = { shop: NORTHWIND, state: { notIn: ["cancelled", "failed"] } };
    await eventually(
      () => db().generation.count({ where: alive }), // the batch ends at once, its rows follow
      (left) => left === 0,
    );
    expect(await db().image.count()).toBe(0);
    const batches = await db().batch.findMany({
      where: { shop: NORTHWIND, state: { in: ["running", "paused"] } },
    });
    expect(batches).toEqual([]);
    expect(await ledgerImbalance(db())).toBe(0);
    stack.shopify.faults.webhookCopies = 1;
  });

  it("an event that comes after the shop returned does not throw it out again", async () => {
    await send("/webhooks/app/uninstalled", "app/uninstalled", {
      triggeredAt: new Date(Date.now() - 3_600_000),
    });
    expect(await isInstalled()).toBe(true);
    expect(await db().session.count({ where: { shop: NORTHWIND } })).toBeGreaterThan(0);
  });

  it("the same event twice acts once", async () => {
    const eventId = randomUUID();
    expect(await send("/webhooks/app/uninstalled", "app/uninstalled", { eventId })).toBe(200);
    await nora().visit.get("/app", "routes/app._index");
    expect(await isInstalled()).toBe(true);
    const later = new Date(Date.now() + 1000);
    expect(await send("/webhooks/app/uninstalled", "app/uninstalled", { eventId, triggeredAt: later })).toBe(
      200,
    );
    expect(await isInstalled()).toBe(true);
  });

  it("two webhooks of one event both act: Shopify gives them the same event id", async () => {
    const eventId = randomUUID();
    expect(await send("/webhooks/app/scopes_update", "app/scopes_update", { eventId, body: SCOPES })).toBe(
      200,
    );
    expect(await send("/webhooks/app/uninstalled", "app/uninstalled", { eventId })).toBe(200);
    expect(await isInstalled()).toBe(false);
  });

  it("shop/redact erases a shop whose uninstall never reached us, unless it was here since", async () => {
    const wasSeen = (hours: number) =>
      db().shop.updateMany({ data: { seenInstalledAt: new Date(Date.now() - hours * 3_600_000) } });
    const redact = async () => {
      const eventId = randomUUID();
      expect(await send("/webhooks/compliance", "shop/redact", { eventId })).toBe(200);
      await eventually(
        () => db().webhookEvent.findFirst({ where: { eventId } }),
        (event) => event === null || event.doneAt !== null,
      );
    };
    await wasSeen(40);
    await redact();
    expect(await isInstalled()).toBe(true);
    await wasSeen(49); // and Shopify says that it is here
    await redact();
    expect(await isInstalled()).toBe(true);

    nora().shop.tokens.forEach((token) => (token.revoked = true));
    await redact();
    await erased();
    expect(await db().session.count({ where: { shop: NORTHWIND } })).toBe(0);
  });

  it("shop/redact erases every row and object of a shop that has left, and none of one that is here", async () => {
    expect(await send("/webhooks/compliance", "shop/redact")).toBe(200);
    expect(await isInstalled()).toBe(true);

    await nora().visit.get("/app/credits", "routes/app.credits"); // opens the account
    await send("/webhooks/app/uninstalled", "app/uninstalled");
    const twoDaysAgo = new Date(Date.now() - 48 * 3_600_000);
    await db().shop.updateMany({ data: { uninstalledAt: twoDaysAgo } });
    expect(await send("/webhooks/compliance", "shop/redact")).toBe(200);
    await erased();
    const left = await Promise.all([
      db().shop.count({ where: { shop: NORTHWIND } }),
      db().session.count({ where: { shop: NORTHWIND } }),
      db().batch.count({ where: { shop: NORTHWIND } }),
      db().generation.count({ where: { shop: NORTHWIND } }),
      db().storedObject.count({ where: { shop: NORTHWIND } }),
    ]);
    expect(left).toEqual([0, 0, 0, 0, 0]);
    const ledger = await db().ledgerEntry.findMany({ select: { shop: true, note: true } });
    expect(ledger.length).toBeGreaterThan(0); // billing records stay, under a pseudonym
    expect(JSON.stringify(ledger)).not.toContain("northwind");
  });
});
