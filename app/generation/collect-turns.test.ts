import { afterAll, beforeAll, expect, test } from "vitest";
import { collectingBatches, laterClock, threePages } from "../../tests/collecting-batches.ts";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { ADA, NOW } from "../../tests/quoted-batches.ts";
import type { CollectState } from "../catalog/collect-state.ts";
import type { CollectStep } from "../catalog/collect.server.ts";
import { discardQuote } from "./quote.server.ts";

let database: TestDatabase;
let batches: ReturnType<typeof collectingBatches>;
beforeAll(async () => {
  database = await testDatabase();
  batches = collectingBatches(database.db);
});
afterAll(() => database.close());

test("who has to wait for long leaves the place to others, and so does who reads for long", async () => {
  const waited: number[] = [];
  const wait = async (ms: number) => void waited.push(ms);
  const waiting = async (from: CollectState | null): Promise<CollectStep> => {
    const at = from?.phase === "pages" ? Number(from.after) : 0;
    return { ...(await threePages(from)), waitMs: at === 0 ? 900 : 5_000 };
  };
  const batch = await batches.asked();
  await batches.collect(batch, waiting, { wait });
  expect(waited).toEqual([900]);
  expect(await batches.batchOf(batch)).toMatchObject({
    ...{
      state: "collecting",
      scopePhotos: 20,
      leaseToken: null,
      leaseUntil: new Date(NOW.getTime() + 5_000),
    },
  });
  await batches.collect(batch, waiting, laterClock(4_000));
  expect(await batches.batchOf(batch)).toMatchObject({ state: "collecting" });
  await batches.collect(batch, waiting, laterClock(6_000));
  expect(await batches.batchOf(batch)).toMatchObject({ state: "quoted", scopePhotos: 30 });

  const slow = await batches.asked();
  let now = NOW.getTime();
  const clock = { now: () => new Date((now += 4_000)) };
  for (let turn = 0; turn < 3; turn++) await batches.collect(slow, threePages, { clock });
  expect(await batches.batchOf(slow)).toMatchObject({ state: "quoted", scopePhotos: 30 });
});

test("discarded while Shopify begins a query, it lets go of that", async () => {
  const batch = await batches.asked();
  const begun = { operationId: "gid://shopify/BulkOperation/1", polls: 0, restarts: 0 };
  const steps = async (from: CollectState | null): Promise<CollectStep> => {
    if (from) await discardQuote(batches.deps, batch.shop, ADA, batch.id);
    const next: CollectState = from
      ? { phase: "bulk_wait", ...begun }
      : { phase: "bulk_start", tries: 0, restarts: 0 };
    return { photos: [], skipped: {}, notFound: [], products: 0, next };
  };
  const stopped: unknown[] = [];
  await batches.collect(batch, steps, { stopCollecting: async (_shop, step) => void stopped.push(step) });
  expect(stopped).toEqual([{ phase: "bulk_wait", ...begun }]);
});
