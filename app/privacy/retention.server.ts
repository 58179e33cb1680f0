import { continueDeletion } from "../library/delete-images.server.ts";
import { expireImages } from "../library/expire-images.server.ts";
import type { Clock } from "../platform/clock.ts";
import type { Logger } from "../platform/logger.server.ts";
import { forgetMediaOf } from "../publishing/forget-media.server.ts";
import { forgetExportsWith } from "./export-deletions.server.ts";
import { pruneRecords, type PruneDeps } from "./prune.server.ts";
import { shopsWithExpiring } from "./retention-store.server.ts";
import { imageDays } from "./windows.ts";

type Deps = PruneDeps & { clock: Clock; log: Logger };

/** A sweep lets so many images expire, so many of one shop at a time: a shop with a million holds nobody up. */
const MOST_AT_ONCE = 2_000;
const OF_ONE_SHOP = 500;
/** Shops whose images are looked at; the next sweep goes on with the next ones. */
const SHOPS_AT_ONCE = 500;
const DELETED_AT_ONCE = 5_000;
const DELETIONS_AT_ONCE = 20;

/** Enforces the windows of windows.ts, and goes on with what people asked to be deleted. Any number of processes may. */
export function createRetentionSweep(deps: Deps): () => Promise<void> {
  let after = "";
  return async () => {
    const { db, objects, clock, log } = deps;
    const now = clock.now();
    const page = await shopsWithExpiring(db, { after, now, limit: SHOPS_AT_ONCE });
    after = page.next;
    let expired = 0;
    for (let waiting = page.shops; waiting.length > 0 && expired < MOST_AT_ONCE;) {
      const more: typeof waiting = [];
      for (const one of waiting) {
        const due = { days: imageDays(one.retentionDays), now, limit: OF_ONE_SHOP };
        const some = await expireImages({ db, objects }, one.shop, due);
        expired += some;
        if (some === OF_ONE_SHOP) more.push(one);
      }
      waiting = more;
    }
    const deleted = await continueDeletions(deps);
    const pruned = await pruneRecords(deps, now);
    log.debug({ expired, deleted, pruned }, "retention swept");
  };
}

/** What was asked for last minute is likely still in the hands of the request that asked. */
async function continueDeletions({ db, objects, clock }: Deps): Promise<number> {
  const deps = { db, objects, beforeDeleted: forgetMediaOf, forgetCopies: forgetExportsWith };
  const asked = await db.imageDeletion.findMany({
    where: { askedAt: { lt: new Date(clock.now().getTime() - 5_000) }, shopRow: { erasingSince: null } },
    orderBy: { askedAt: "asc" },
    take: DELETIONS_AT_ONCE,
  });
  let deleted = 0;
  for (const { shop, subject, subjectId, askedAt } of asked) {
    if (deleted >= DELETED_AT_ONCE) break;
    const which = subject === "batch" ? ("batch" as const) : ("product" as const);
    deleted += await continueDeletion(
      deps,
      { shop, subject: which, subjectId, askedAt },
      DELETED_AT_ONCE - deleted,
    );
  }
  return deleted;
}
