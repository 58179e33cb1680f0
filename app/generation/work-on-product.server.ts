import type { Queries } from "../platform/db/db.server.ts";
import { uuidV7Prefix } from "../platform/uuid-v7.ts";

const MOST_COUNTED = 1_000;
/** What failed longer ago is no news: whoever wanted the image has asked for it again, or let it be. */
const FAILURES_FOR_MS = 7 * 24 * 60 * 60_000;

export type Counted = { amount: number; isMore: boolean };

/** What is being made for a product, and what failed of late; each no further than a person wants to know. */
export async function workOnProduct(
  db: Queries,
  shop: string,
  productId: string,
  now: Date,
): Promise<{ running: Counted; failed: Counted }> {
  const since = uuidV7Prefix(new Date(now.getTime() - FAILURES_FOR_MS));
  const [counts] = await db.$queryRaw<{ running: number; failed: number }[]>`
    SELECT
      (SELECT count(*)::int FROM (
        SELECT 1 FROM "Generation"
        WHERE shop = ${shop} AND "productId" = ${productId} AND state IN ('queued', 'running')
        ORDER BY id DESC LIMIT ${MOST_COUNTED + 1}) AS one) AS running,
      (SELECT count(*)::int FROM (
        SELECT 1 FROM "Generation"
        WHERE shop = ${shop} AND "productId" = ${productId} AND state = 'failed' AND id > ${since}
        ORDER BY id DESC LIMIT ${MOST_COUNTED + 1}) AS one) AS failed`;
  const { running = 0, failed = 0 } = counts ?? {};
  return { running: upTo(running), failed: upTo(failed) };
}

function upTo(amount: number): Counted {
  return { amount: Math.min(amount, MOST_COUNTED), isMore: amount > MOST_COUNTED };
}
