import type { Clock } from "../platform/clock.ts";
import type { Db } from "../platform/db/db.server.ts";
import { beginErasing, type BeginErasingDeps } from "./begin-erasing.server.ts";
import { daysBefore, WINDOWS } from "./windows.ts";

type Deps = BeginErasingDeps & { clock: Clock };

const MOST_AT_ONCE = 50;

/** Begins what is due though Shopify never asked for it, and hands over what a crash left. Of all shops. */
export async function sweepErasures(deps: Deps): Promise<void> {
  const { db, queue, clock } = deps;
  const now = clock.now();
  const leftBefore = daysBefore(now, WINDOWS.uninstalledShop.days);
  for (const { shop } of await longGone(db, leftBefore)) {
    const isDue = ({ uninstalledAt }: { uninstalledAt: Date | null }) =>
      uninstalledAt !== null && uninstalledAt <= leftBefore;
    await beginErasing(deps, shop, { why: "window", now, isDue });
  }
  const waiting = await unfinished(db, now);
  await queue.enqueue(
    waiting.map(({ shop, erasingUntil }) => ({
      job: { name: "erase_shop" as const, shop, id: shop },
      attempt: erasingUntil?.getTime() ?? 0,
    })),
  );
}

/** Of those whose uninstall was only inferred Shopify is asked first: check-installed.server.ts. */
function longGone(db: Db, leftBefore: Date) {
  return db.shop.findMany({
    where: {
      uninstalledAt: { not: null, lte: leftBefore },
      uninstallLearnt: { not: "inferred" },
      erasingSince: null,
    },
    take: MOST_AT_ONCE,
    select: { shop: true },
  });
}

/** The end of the lease makes the job's name: the one that was lost may still be held by the queue. */
function unfinished(db: Db, now: Date) {
  return db.shop.findMany({
    where: { erasingSince: { not: null }, OR: [{ erasingUntil: null }, { erasingUntil: { lte: now } }] },
    take: MOST_AT_ONCE,
    select: { shop: true, erasingUntil: true },
  });
}
