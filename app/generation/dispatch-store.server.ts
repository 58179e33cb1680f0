import type { Queries } from "../platform/db/db.server.ts";
import type { Waiting } from "./dispatch.ts";
import { MAX_LOST_LEASES } from "./retry-policy.ts";

/* Like the sweep's, these questions span shops: the dispatcher shares the workers out among all of them. */

type Row = { shop: string; batchId: string; running: number; ids: string[]; attempts: number[] };

/**
 * What every batch that may run has in work and could begin, none while paid calls are stopped. Each batch costs two
 * short looks into partial indexes, however many generations it has. Running ones whose lease ended come first: their
 * worker is gone, and they have waited longest.
 */
export async function waitingAcrossShops(db: Queries, now: Date, window: number): Promise<Waiting[]> {
  const rows = await db.$queryRaw<Row[]>`
    WITH active AS (
      SELECT b.shop, b.id, GREATEST(1, LEAST(${window}::int, 4 * ${window}::int / COUNT(*) OVER ())) AS depth
      FROM "Batch" b JOIN "Shop" s ON s.shop = b.shop
      WHERE b.state = 'running' AND s."uninstalledAt" IS NULL AND s."suspendedAt" IS NULL
        AND s."reconnectSince" IS NULL
        AND NOT EXISTS (SELECT FROM "ModelStop" WHERE "until" IS NULL OR "until" > ${now})
    )
    SELECT a.shop, a.id AS "batchId", held.running, due.ids, due.attempts
    FROM active a
    CROSS JOIN LATERAL (
      SELECT COUNT(*)::int AS running FROM "Generation" g
      WHERE g.shop = a.shop AND g."batchId" = a.id AND g.state = 'running' AND g."leaseUntil" >= ${now}
    ) held
    CROSS JOIN LATERAL (
      SELECT COALESCE(array_agg(d.id), '{}') AS ids, COALESCE(array_agg(d.attempt), '{}') AS attempts
      FROM (
        (SELECT g.id, g.attempt FROM "Generation" g
          WHERE g.shop = a.shop AND g."batchId" = a.id AND g.state = 'running'
            AND g."leaseUntil" < ${now} AND g."lostLeases" + 1 < ${MAX_LOST_LEASES}
          ORDER BY g."leaseUntil" LIMIT a.depth)
        UNION ALL
        (SELECT g.id, g.attempt FROM "Generation" g
          WHERE g.shop = a.shop AND g."batchId" = a.id AND g.state = 'queued' AND g."runAfter" <= ${now}
          ORDER BY g."runAfter", g.position LIMIT a.depth)
      ) d
    ) due
    WHERE held.running > 0 OR cardinality(due.ids) > 0
    ORDER BY a.id`;
  return rows.map(({ ids, attempts, ...batch }) => ({
    ...batch,
    due: ids.map((id, index) => ({ id, attempt: attempts[index] ?? 0 })),
  }));
}
