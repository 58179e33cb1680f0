import type { Clock } from "../platform/clock.ts";
import type { Db } from "../platform/db/db.server.ts";
import type { Logger } from "../platform/logger.server.ts";
import type { Queue } from "../platform/queue/queue.ts";
import { finishIfOver, lockBatch } from "./batch-counters.server.ts";
import { closeBatch } from "./close-batch.server.ts";
import { QUOTE_DAYS } from "./quote-days.ts";

type Deps = { db: Db; queue: Pick<Queue, "enqueue">; clock: Clock; log: Logger };
type Found = { shop: string; id: string };

const MOST_AT_ONCE = 200;
const CHUNKS_AT_ONCE = 20;
/** Each may have tens of thousands of photos. */
const MOST_FORGOTTEN = 5;

/** Takes up what crashes left of batches. Spans shops, is bounded, and may run in several processes at once. */
export async function sweepBatches({ db, queue, clock, log }: Deps): Promise<void> {
  const now = clock.now();
  const making = await unmade(db);
  await queue.enqueue(
    making.map(({ shop, id, madeUpTo }) => ({
      job: { name: "make_generations" as const, shop, id },
      attempt: madeUpTo,
    })),
  );
  for (const { shop, id } of await unclosed(db)) {
    await closeBatch(db, shop, id, { now, chunks: CHUNKS_AT_ONCE });
  }
  await backInLine(db, now);
  const forgotten = await forgetOldQuotes(db, now);
  const ended = await endOver(db, now);
  log.debug({ making: making.length, forgotten, ended }, "batches swept");
}

function unmade(db: Db): Promise<(Found & { madeUpTo: number })[]> {
  return db.$queryRaw`
    SELECT shop, id, "madeUpTo" FROM "Batch"
    WHERE state IN ('running', 'paused') AND "madeUpTo" < "scopePhotos" LIMIT ${MOST_AT_ONCE}`;
}

function unclosed(db: Db): Promise<Found[]> {
  return db.batch.findMany({
    where: { closing: true },
    take: MOST_AT_ONCE,
    select: { shop: true, id: true },
  });
}

/**
 * A paused batch begins nothing, so what lost its worker there would say that it runs until somebody resumes it. Rows
 * that somebody changes at this moment are left to the next sweep: waiting for several of them can be waiting in a circle.
 */
async function backInLine(db: Db, now: Date): Promise<void> {
  await db.$executeRaw`
    WITH lost AS (
      SELECT g.shop, g.id FROM "Generation" g JOIN "Batch" b ON b.shop = g.shop AND b.id = g."batchId"
      WHERE b.state = 'paused' AND g.state = 'running' AND g."leaseUntil" < ${now}
      FOR NO KEY UPDATE OF g SKIP LOCKED)
    UPDATE "Generation" g SET state = 'queued', "lostLeases" = g."lostLeases" + 1, "leaseToken" = NULL,
      "leaseUntil" = NULL
    FROM lost WHERE g.shop = lost.shop AND g.id = lost.id`;
}

/** And those of shops that left. */
function forgetOldQuotes(db: Db, now: Date): Promise<number> {
  const before = new Date(now.getTime() - QUOTE_DAYS * 86_400_000);
  return db.$executeRaw`
    DELETE FROM "Batch" WHERE (shop, id) IN (
      SELECT b.shop, b.id FROM "Batch" b JOIN "Shop" s ON s.shop = b.shop
      WHERE b.state IN ('collecting', 'quoted') AND (b."createdAt" < ${before} OR s."uninstalledAt" IS NOT NULL)
      LIMIT ${MOST_FORGOTTEN}) AND state IN ('collecting', 'quoted')`;
}

/** Ended by their counters, but they do not say so. */
async function endOver(db: Db, now: Date): Promise<number> {
  const over = await db.$queryRaw<Found[]>`
    SELECT shop, id FROM "Batch" WHERE state IN ('running', 'paused') AND "madeUpTo" >= "scopePhotos"
      AND done + failed + cancelled >= "quotedImages" + regenerations LIMIT ${MOST_AT_ONCE}`;
  for (const { shop, id } of over) {
    await db.$transaction(async (tx) => {
      if (await lockBatch(tx, shop, id)) await finishIfOver(tx, shop, id, now);
    });
  }
  return over.length;
}
