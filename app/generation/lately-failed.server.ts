import type { Queries } from "../platform/db/db.server.ts";
import type { Person } from "../platform/person.ts";
import { uuidV7Prefix } from "../platform/uuid-v7.ts";
import { FAILED_DAYS } from "./failed-days.ts";
import { retryFailed } from "./retry-failed.server.ts";

/** The newest batches that are looked at, and those of them in which something failed. */
const LOOKED_AT = 500;
const MOST_BATCHES = 20;

type FailedCause = { code: string; count: number; batchIds: string[] };

/** Why images failed lately that could be tried again, over all batches; the most frequent cause first. */
export async function latelyFailed(db: Queries, shop: string, now: Date): Promise<FailedCause[]> {
  const since = uuidV7Prefix(new Date(now.getTime() - FAILED_DAYS * 86_400_000));
  return db.$queryRaw<FailedCause[]>`
    SELECT cause.key AS code, sum(cause.value::int)::int AS count, array_agg(b.id ORDER BY b.id) AS "batchIds"
    FROM (SELECT id, failures FROM (SELECT id, state, failed, failures FROM "Batch"
        WHERE shop = ${shop} AND id >= ${since} ORDER BY id DESC LIMIT ${LOOKED_AT}) newest
      WHERE failed > 0 AND state IN ('running', 'paused', 'done') ORDER BY id DESC LIMIT ${MOST_BATCHES}) b
    CROSS JOIN jsonb_each_text(b.failures) cause
    WHERE cause.value::int > 0 GROUP BY 1 ORDER BY 2 DESC, 1`;
}

/** Has all of one cause tried again, batch by batch; answers how many those were. */
export async function retryLatelyFailed(
  deps: Parameters<typeof retryFailed>[0],
  shop: string,
  person: Person,
  code: string,
): Promise<number> {
  const causes = await latelyFailed(deps.db, shop, deps.clock.now());
  const batchIds = causes.find((cause) => cause.code === code)?.batchIds ?? [];
  let retried = 0;
  for (const id of batchIds) retried += await retryFailed(deps, shop, person, id, code);
  return retried;
}
