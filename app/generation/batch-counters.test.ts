import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decided } from "../../tests/decided.ts";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { claimAt, filed } from "../../tests/generation-claims.ts";
import { ADA, NOW, seedQuoted, startDeps } from "../../tests/quoted-batches.ts";
import { ledgerImbalance } from "../credits/imbalance.server.ts";
import { isPackshotError } from "../platform/errors.ts";
import { cancelBatch, pauseBatch, resumeBatch } from "./control-batch.server.ts";
import { failWaitingOf } from "./forget-product.server.ts";
import * as generations from "./generation-store.server.ts";
import { recordModelCall } from "./model-calls.server.ts";
import { regenerate } from "./regenerate.server.ts";
import { retryFailed } from "./retry-failed.server.ts";
import { startQuoted } from "./start-quoted.server.ts";
import { sweepBatches } from "./sweep-batches.server.ts";
import { failInterruptedAcrossShops } from "./sweep-store.server.ts";

const PHOTOS = 14;
const PEOPLE_AND_WORKERS = 6;
const ACTS_EACH = 70;
/** Each act is so much later than the one before: a lease that nobody renews ends after six. */
const STEP_MS = 10_000;

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** Dice that fall the same way for the same seed (mulberry32). */
function diceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type World = { shop: string; batches: string[]; dice: () => number; clock: { now: () => Date } };

/** A shop with four batches that run. */
async function worldOf(seed: number): Promise<World> {
  const { db } = database;
  const dice = diceOf(seed);
  const deps = startDeps(db);
  const { shop, id } = await seedQuoted(db, { photos: PHOTOS });
  const batches = [id];
  for (let n = 1; n < 4; n++) batches.push((await seedQuoted(db, { photos: PHOTOS, shop })).id);
  for (const batch of batches)
    await startQuoted(deps, { shop, person: ADA, id: batch, withDuplicates: false });
  let at = NOW.getTime();
  return { shop, batches, dice, clock: { now: () => new Date((at += STEP_MS)) } };
}

const one = <T>({ dice }: World, of: readonly T[]): T | undefined => of[Math.floor(dice() * of.length)];

/** What a worker does with the first thing it finds, and every tenth time it is killed over it. */
async function work(world: World): Promise<void> {
  const { db } = database;
  const { shop, dice, clock } = world;
  const states = { state: { in: ["queued", "running"] } };
  const rows = await db.generation.findMany({ where: { shop, ...states }, select: { id: true } });
  const claim = await claimAt(db, shop, one(world, rows)?.id ?? "", clock.now());
  if (!claim) return;
  const fate = dice();
  const limits = { calls: null, micros: null };
  if (fate > 0.1) await recordModelCall(db, claim, { limits, now: NOW });
  if (fate > 0.9) return;
  if (fate < 0.1) await generations.retryLater(db, claim, NOW, "model_busy");
  else if (fate < 0.2) await generations.release(db, claim);
  else if (fate < 0.4) await generations.fail(db, claim, "model_refused", clock.now());
  else await generations.complete(db, claim, await filed(db, claim), clock.now());
}

async function regenerateOne(world: World): Promise<void> {
  const { db } = database;
  const { shop, clock } = world;
  const images = await db.image.findMany({ where: { shop }, select: { id: true } });
  const id = one(world, images)?.id;
  if (!id) return;
  await decided(db, shop, [id], "rejected", ADA, NOW);
  const free = { imageId: id, instruction: "", credits: 0, formToken: randomUUID() };
  await regenerate({ ...startDeps(db), clock }, shop, ADA, free);
}

async function sweep({ clock }: World): Promise<void> {
  await failInterruptedAcrossShops(database.db, clock.now(), 100);
  await sweepBatches({ ...startDeps(database.db), clock });
}

async function act(world: World): Promise<void> {
  const { db } = database;
  const { shop, dice, clock } = world;
  const deps = { ...startDeps(db), clock };
  const batches = await db.batch.findMany({ where: { shop }, select: { id: true } });
  const id = one(world, batches)?.id ?? "";
  const chance = dice();
  if (chance < 0.62) return work(world);
  if (chance < 0.72) return regenerateOne(world);
  if (chance < 0.8) return void (await retryFailed(deps, shop, ADA, id));
  if (chance < 0.85) return pauseBatch(db, shop, ADA, id);
  if (chance < 0.92) return resumeBatch(deps, shop, ADA, id);
  if (chance < 0.94) return failWaitingOf(db, shop, String(1000 + Math.floor(dice() * PHOTOS)), clock.now());
  if (chance < 0.95) return cancelBatch(db, shop, ADA, id, clock.now());
  return sweep(world);
}

/** What people are refused is no fault; a deadlock, or a row that cannot be, is. */
async function tolerated(act: Promise<void>): Promise<void> {
  await act.catch((error: unknown) => {
    if (!isPackshotError(error)) throw error;
  });
}

/** What the rows of each batch say, where its own row says otherwise; also which end none of them reached. */
function drifted({ shop }: World) {
  return database.db.$queryRaw<unknown[]>`
    WITH rows AS (
      SELECT "batchId", count(*)::int AS made,
        (count(*) FILTER (WHERE state = 'done'))::int AS done,
        (count(*) FILTER (WHERE state = 'failed'))::int AS failed,
        (count(*) FILTER (WHERE state = 'cancelled'))::int AS cancelled,
        (count(*) FILTER (WHERE state IN ('queued', 'running')))::int AS open,
        COALESCE(sum(credits) FILTER (WHERE state IN ('queued', 'running')), 0)::int AS reserved
      FROM "Generation" WHERE shop = ${shop} GROUP BY "batchId"),
    codes AS (
      SELECT b.id, COALESCE(sum(f.value::int), 0)::int AS counted
      FROM "Batch" b LEFT JOIN LATERAL jsonb_each_text(b.failures) f ON true WHERE b.shop = ${shop} GROUP BY b.id)
    SELECT to_jsonb(b) AS batch, to_jsonb(r) AS rows FROM "Batch" b
    JOIN rows r ON r."batchId" = b.id JOIN codes c ON c.id = b.id
    WHERE b.shop = ${shop} AND ((b.done, b.failed, b.cancelled, b.reserved, b."quotedImages" + b.regenerations)
        <> (r.done, r.failed, r.cancelled, r.reserved, r.made)
      OR b.closing OR c.counted <> b.failed OR (b.state IN ('done', 'cancelled')) <> (r.open = 0))`;
}

/** What is on the books: credits charged, and what the model cost where it was booked. */
function books({ shop }: World) {
  return database.db.$queryRaw<unknown[]>`
    SELECT (SELECT charged FROM "CreditAccount" WHERE shop = ${shop}) = COALESCE(sum(credits) FILTER (
        WHERE state = 'done'), 0) AS charged,
      sum("bookedMicros") = (SELECT sum("costMicros") FROM "LedgerEntry" WHERE shop = ${shop}) AS booked,
      bool_and("bookedMicros" = "paidMicros" OR state IN ('queued', 'running')) AS whole,
      count(*) FILTER (WHERE state = 'done') = (SELECT count(*) FROM "Image" WHERE shop = ${shop}) AS images
    FROM "Generation" WHERE shop = ${shop}`;
}

test.each([1, 2, 3])("counters, books and rows agree after anything at once (seed %i)", async (seed) => {
  const world = await worldOf(seed);
  const acting = Array.from({ length: PEOPLE_AND_WORKERS }, async () => {
    for (let n = 0; n < ACTS_EACH; n++) await tolerated(act(world));
  });
  await Promise.all(acting);
  await sweep(world);
  expect(await drifted(world)).toEqual([]);
  expect(await books(world)).toEqual([{ charged: true, booked: true, whole: true, images: true }]);
  expect(await ledgerImbalance(database.db)).toBe(0);
});
