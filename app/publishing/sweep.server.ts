import type { Clock } from "../platform/clock.ts";
import type { Db } from "../platform/db/db.server.ts";
import { endsOfBrokenOff } from "./broken-off.server.ts";
import { HAS_WORK } from "./due-products.server.ts";
import { endLeftPublications } from "./leave-shop.server.ts";
import { leaseIsFree } from "./publication-lease.server.ts";

const MOST_ATTEMPTS = 8;
/** What one sweep does of the shops that have left. */
const LEFT = { shops: 20, chunks: 20 };

/**
 * Gives up what was interrupted too often, of all shops, and ends what shops that have left did not wait for. What a crash
 * left otherwise is due, and dispatched again.
 */
export async function sweepPublications({ db, clock }: { db: Db; clock: Clock }): Promise<void> {
  const now = clock.now();
  await giveUpInterrupted(db, now);
  for (const shop of await leftWithWork(db))
    await endLeftPublications(db, shop, { now, chunks: LEFT.chunks });
}

async function giveUpInterrupted(db: Db, now: Date): Promise<void> {
  for (const [where, data] of endsOfBrokenOff("interrupted", now)) {
    await db.publication.updateMany({
      where: { ...where, attempt: { gte: MOST_ATTEMPTS }, ...leaseIsFree(now) },
      data,
    });
  }
}

/** Across shops: those that have left while publications of theirs were under way. */
async function leftWithWork(db: Db): Promise<string[]> {
  const rows = await db.$queryRaw<{ shop: string }[]>`
    SELECT s."shop" FROM "Shop" s
    WHERE s."uninstalledAt" IS NOT NULL
      AND EXISTS (SELECT 1 FROM "Publication" p WHERE p."shop" = s."shop" AND ${HAS_WORK})
    LIMIT ${LEFT.shops}`;
  return rows.map(({ shop }) => shop);
}
