import type { Clock } from "../platform/clock.ts";
import type { Db } from "../platform/db/db.server.ts";
import type { Queue } from "../platform/queue/queue.ts";

/** Batches whose products are read at the same moment: of one shop, and picked in one look. */
const WINDOW = { ofAShop: 2, inAll: 64 };

type Due = { shop: string; id: string; leaseUntil: Date | null; place: number };

/**
 * One look: which batches are read next. Those that wait for Shopify have nobody at work and are picked when their time
 * has come, like those that lost their worker. A shop has two at work, whatever it asked for, the others of it take
 * turns; across shops whoever has less goes first. To pick the same again, in another process even, is harmless: the
 * lease's end makes the job's name.
 */
export async function dispatchCollecting({
  db,
  queue,
  clock,
}: {
  db: Db;
  queue: Pick<Queue, "enqueue">;
  clock: Clock;
}): Promise<void> {
  const due = await dueAcrossShops(db, clock.now());
  if (due.length === 0) return;
  await queue.enqueue(
    due.map(({ shop, id, leaseUntil, place }) => ({
      job: { name: "collect_batch" as const, shop, id },
      attempt: leaseUntil?.getTime() ?? 0,
      priority: place,
    })),
  );
}

/** Across shops. There are as many rows to look at as quotes are being read. */
function dueAcrossShops(db: Db, now: Date): Promise<Due[]> {
  return db.$queryRaw`
    SELECT shop, id, "leaseUntil", place FROM (
      SELECT r.*, (count(*) FILTER (WHERE "isHeld") OVER (PARTITION BY shop)
        + row_number() OVER (PARTITION BY shop, "isDue" ORDER BY since, id))::int AS place
      FROM (
        SELECT b.shop, b.id, b."leaseUntil", COALESCE(b."leaseUntil", b."createdAt") AS since,
          b."leaseUntil" IS NULL OR b."leaseUntil" < ${now} AS "isDue",
          b."leaseToken" IS NOT NULL AND b."leaseUntil" >= ${now} AS "isHeld"
        FROM "Batch" b JOIN "Shop" s ON s.shop = b.shop
        WHERE b.state = 'collecting' AND b."failureCode" IS NULL AND s."uninstalledAt" IS NULL
          AND s."reconnectSince" IS NULL
      ) r
    ) p
    WHERE "isDue" AND place <= ${WINDOW.ofAShop}
    ORDER BY place, since, id LIMIT ${WINDOW.inAll}`;
}
