import type { Queries } from "../platform/db/db.server.ts";
import { USUAL_DURATIONS, type Durations } from "./quote.ts";

const BATCHES = 5;
const IMAGES_EACH = 50;
const ENOUGH = 5;

/** How long the shop's images took lately: the last of its last batches, however large these are. */
export async function recentDurations(db: Queries, shop: string): Promise<Durations> {
  const [row] = await db.$queryRaw<{ images: number; p50: number; p90: number }[]>`
    SELECT COUNT(*)::int AS images, percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS p50,
      percentile_cont(0.9) WITHIN GROUP (ORDER BY seconds) AS p90
    FROM (SELECT id FROM "Batch" WHERE shop = ${shop} AND done > 0 ORDER BY id DESC LIMIT ${BATCHES}) b,
      LATERAL (
        SELECT EXTRACT(EPOCH FROM "finishedAt" - "startedAt")::float AS seconds FROM "Generation" g
        WHERE g.shop = ${shop} AND g."batchId" = b.id AND g.state = 'done'
        ORDER BY "finishedAt" DESC LIMIT ${IMAGES_EACH}) g`;
  return row && row.images >= ENOUGH ? { p50: row.p50, p90: row.p90 } : USUAL_DURATIONS;
}
