import { continueDeletion } from "../library/delete-images.server.ts";
import { expireImages } from "../library/expire-images.server.ts";
import type { Clock } from "../platform/clock.ts";
import type { Logger } from "../platform/logger.server.ts";
import { forgetMediaOf } from "../publishing/forget-media.server.ts";
import { forgetExportsWith } from "./export-deletions.server.ts";
import { pruneRecords, type PruneDeps } from "./prune.server.ts";
import { createRests, type Rests } from "./rests.ts";
import { shopsWithExpiring, type ExpiringShop } from "./retention-store.server.ts";
import { imageDays } from "./windows.ts";

type Deps = PruneDeps & { clock: Clock; log: Logger };
/** `failed`: so much in this sweep. */
type Sweeping = Deps & { rests: Rests; failed: number };

/** A sweep lets so many images expire, so many of one shop at a time: a shop with a million holds nobody up. */
const MOST_AT_ONCE = 2_000;
const OF_ONE_SHOP = 500;
/** Shops whose images are looked at; the next sweep goes on with the next ones. */
const SHOPS_AT_ONCE = 500;
const DELETED_AT_ONCE = 5_000;
const DELETIONS_AT_ONCE = 20;
/** In one sweep: each may have waited for the store for long, and all will if that is down. */
const MOST_FAILURES = 3;

/**
 * Enforces the windows of windows.ts, and goes on with what people asked to be deleted. Any number of processes may.
 * What fails of one shop is said in the log and left alone for a while; everybody else's goes on.
 */
export function createRetentionSweep(deps: Deps): () => Promise<void> {
  const rests = createRests(deps.clock);
  let after = "";
  return async () => {
    const sweeping = { ...deps, rests, failed: 0 };
    const { db, clock, log } = deps;
    const now = clock.now();
    const pruned = await unlessItFails(sweeping, "records", () => pruneRecords(deps, now));
    const page = await shopsWithExpiring(db, { after, now, limit: SHOPS_AT_ONCE });
    after = page.next;
    const expired = await expireByTurns(sweeping, page.shops, now);
    const deleted = await continueDeletions(sweeping);
    log.debug({ expired, deleted, pruned, resting: rests.size }, "retention swept");
  };
}

/** Some of each shop, then some more of those that have more. */
async function expireByTurns(sweeping: Sweeping, shops: readonly ExpiringShop[], now: Date): Promise<number> {
  let expired = 0;
  for (let waiting = shops; waiting.length > 0 && expired < MOST_AT_ONCE;) {
    const more: ExpiringShop[] = [];
    for (const one of waiting) {
      const due = { days: imageDays(one.retentionDays), now, limit: OF_ONE_SHOP };
      const some = await unlessItFails(sweeping, `images ${one.shop}`, () =>
        expireImages(sweeping, one.shop, due),
      );
      expired += some;
      if (some === OF_ONE_SHOP) more.push(one);
    }
    waiting = more;
  }
  return expired;
}

/** What was asked for last minute is likely still in the hands of the request that asked. */
async function continueDeletions(sweeping: Sweeping): Promise<number> {
  const { db, objects, clock, rests } = sweeping;
  const deps = { db, objects, beforeDeleted: forgetMediaOf, forgetCopies: forgetExportsWith };
  const asked = await db.imageDeletion.findMany({
    where: { askedAt: { lt: new Date(clock.now().getTime() - 5_000) }, shopRow: { erasingSince: null } },
    orderBy: { askedAt: "asc" },
    take: DELETIONS_AT_ONCE + rests.size, // those that rest hide none
  });
  let deleted = 0;
  for (const { shop, subject, subjectId, askedAt } of asked) {
    if (deleted >= DELETED_AT_ONCE) break;
    const which = subject === "batch" ? ("batch" as const) : ("product" as const);
    const name = `deletion ${shop} ${subject} ${subjectId}`;
    deleted += await unlessItFails(sweeping, name, () =>
      continueDeletion(
        deps,
        { shop, subject: which, subjectId, askedAt },
        { most: DELETED_AT_ONCE - deleted, failedBefore: rests.failures(name) },
      ),
    );
  }
  return deleted;
}

/** 0 where it fails, failed a while ago, or others have failed in this sweep. */
async function unlessItFails(sweeping: Sweeping, name: string, work: () => Promise<number>): Promise<number> {
  const { rests, log } = sweeping;
  if (rests.isResting(name) || sweeping.failed >= MOST_FAILURES) return 0;
  try {
    const done = await work();
    rests.done(name);
    return done;
  } catch (err) {
    rests.failed(name);
    sweeping.failed += 1;
    log.error(
      { what: name, failures: rests.failures(name), err },
      "retention: this failed; the rest goes on",
    );
    return 0;
  }
}
