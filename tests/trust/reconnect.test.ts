import { readFile } from "node:fs/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { progressOf } from "../../app/generation/batch-progress.server.ts";
import { liftStop, stopModel } from "../../app/generation/model-stops.server.ts";
import { progressView } from "../../app/routes/edge/batch-view.server.ts";
import { eventually } from "../eventually.ts";
import { merchant, NORTHWIND } from "../merchant.ts";
import { startStack, type Stack } from "../stack.ts";
import { newKey, written } from "./credentials.ts";

const timeout = 120_000;
const SOON = { SWEEP_SECONDS: "1" };

let stack: Stack;
beforeEach(async () => {
  stack = await startStack({ geminiLatencyMs: 0 });
  stack.shopify.faults.mediaDelayMs = 20;
});
afterEach(() => stack.close());

const db = () => stack.database.db;
const shopRow = () => db().shop.findUniqueOrThrow({ where: { shop: NORTHWIND } });
const parked = () => eventually(shopRow, ({ reconnectSince }) => reconnectSince !== null);
const ready = async () => (await fetch(`${stack.appUrl}/readyz`)).status;

/** A batch of which nothing is made yet, and nobody is at work. */
async function begun(photos: number) {
  const now = new Date();
  await stopModel(db(), { reason: "operator", until: null, note: "", now });
  const web = await stack.startWeb(SOON);
  const nora = merchant(stack);
  const chosen = nora.products().slice(0, photos);
  await nora.generate(chosen.map((product) => nora.photoOf(product)));
  expect(await db().generation.count({ where: { state: "queued" } })).toBe(photos);
  await web.kill("SIGTERM");
  await liftStop(db(), now, "operator");
  return nora;
}

/** Nothing failed, nothing counts as an attempt, and all of it waits. */
async function expectAllWaiting(): Promise<void> {
  const rows = await eventually(
    () => db().generation.findMany({ select: { state: true, attempt: true, failureCode: true } }),
    (all) => all.every(({ state }) => state === "queued"),
  );
  expect(rows).toEqual(rows.map(() => ({ state: "queued", attempt: 0, failureCode: null })));
}

it(
  "with other keys work waits, pages open, and work goes on once somebody has opened one",
  { timeout },
  async () => {
    const nora = await begun(3);
    await stack.startWeb({ ...SOON, ENCRYPTION_KEYS: written(newKey("sandbox")) });
    expect(await parked()).toMatchObject({ reconnectWhy: "unreadable" });
    await expectAllWaiting();
    expect(await ready()).toBe(200);
    expect(await (await fetch(`${stack.appUrl}/metrics`)).text()).toContain(
      "packshot_shops_to_reconnect 1\n",
    );

    const { id } = await db().batch.findFirstOrThrow();
    const progress = (shop: string, batch: string) => progressOf(db(), shop, batch, new Date());
    expect(await progressView({ batches: { progress } }, NORTHWIND, id)).toMatchObject({
      ...{ state: "parked", parked: { reason: "reconnect", until: null } },
    });

    expect((await nora.visit.open(await nora.visit.pageUrl("/app"))).status).toBe(200);
    expect(await shopRow()).toMatchObject({ reconnectSince: null });
    const rows = await nora.generationsOver();
    expect(rows.map(({ state }) => state)).toEqual(["done", "done", "done"]);
    expect((await nora.visit.get(`/app/batches/${id}`, "routes/app.batches.$id")).status).toBe(200);

    const log = await readFile(stack.logFile, "utf8");
    expect(log.match(/the store must reconnect/g)).toHaveLength(1);
    expect(log).not.toContain('"level":60');
  },
);

it(
  "with credentials that Shopify refuses work waits, and opening any page heals it",
  { timeout },
  async () => {
    const nora = await begun(2);
    for (const token of nora.shop.tokens) token.revoked = token.kind === "offline";
    await stack.startWeb(SOON);
    expect(await parked()).toMatchObject({ reconnectWhy: "refused" });
    await expectAllWaiting();

    // Nora's own token is good still: her next page brings new ones all the same.
    expect((await nora.visit.get("/app/products", "routes/app.products._index")).status).toBe(200);
    const rows = await nora.generationsOver();
    expect(rows.map(({ state }) => state)).toEqual(["done", "done"]);
  },
);

it("a publication waits too, and goes on where it was", { timeout }, async () => {
  await stack.startWeb(SOON);
  const nora = merchant(stack);
  const [product] = nora.products();
  if (!product) throw new Error("the demo shop is empty");
  const before = product.media.length;
  await nora.generate([nora.photoOf(product)]);
  await nora.generationsOver();
  const { id } = await db().image.findFirstOrThrow();
  await nora.decide(id, "approved");
  stack.shopify.faults.mediaDelayMs = 3_000;
  await nora.publish([id]);
  await eventually(
    () => db().publication.findFirstOrThrow(),
    ({ attachingAt }) => attachingAt !== null,
  );
  nora.shop.tokens.forEach((token) => (token.revoked = true));
  await parked();
  const waiting = await eventually(
    () => db().publication.findFirstOrThrow(),
    ({ leaseToken }) => leaseToken === null,
  );
  expect(waiting).toMatchObject({ attempt: 0, failureCode: null });

  await nora.visit.get("/app", "routes/app._index");
  const [publication] = await nora.publicationsOver();
  expect(publication).toMatchObject({ state: "live", failureCode: null });
  expect(nora.shop.products.get(product.id)?.media).toHaveLength(before + 1);
});
