import type { AdminApiFor } from "../platform/admin-api/admin-api.ts";
import { StillInstalled } from "../platform/admin-api/operations.generated.ts";
import type { Clock } from "../platform/clock.ts";
import type { Db } from "../platform/db/db.server.ts";
import type { Logger } from "../platform/logger.server.ts";
import { isRefusal } from "./refusal.ts";
import { uninstall } from "./uninstall.server.ts";
import { daysBefore } from "./windows.ts";

type Deps = { db: Db; adminFor: AdminApiFor; clock: Clock; log: Logger };
type Found = { shop: string; reconnectSince: Date | null; reconnectWhy: string };
type Answer = "here" | "refused" | "unknown";

/** Each shop once a day; a step asks so many, all at once, so that it is short though Shopify does not answer. */
const MOST_AT_ONCE = 10;
const ANSWER_MS = 10_000;
/** Shopify's refusal counts when it says the same on the next day. */
const SAME_FOR_MS = 20 * 3_600_000;
/** Fewer can have left on one day, of whatever number. */
const FEW = 2;

/**
 * Finds the shops that have left without our hearing of it: webhooks are not guaranteed
 * (https://shopify.dev/docs/apps/build/webhooks/best-practices). Whoever was not seen for a day is asked for. Its
 * credentials stay alive by that, too: a refresh token that is not used for 90 days is worthless.
 */
export async function checkInstalled(deps: Deps): Promise<void> {
  const { db, clock, log } = deps;
  const asked = await notSeen(db, clock.now());
  const answers = await Promise.all(asked.map(({ shop }) => ask(deps, shop)));
  const refused = asked.filter((_, n) => answers[n] === "refused");
  if (refused.length > FEW && refused.length > asked.length / 2) {
    // Our own credentials as an app, most likely. No shop must lose its work, and in the end its library, by that.
    log.error({ refused: refused.length, asked: asked.length }, "Shopify refuses nearly all shops' tokens");
    return;
  }
  for (const found of refused) await settle(deps, found);
  await db.shop.updateMany({
    where: { shop: { in: asked.filter((_, n) => answers[n] === "here").map(({ shop }) => shop) } },
    data: { reconnectSince: null, reconnectWhy: "" },
  });
}

/** Marked in the statement that finds them: several processes ask for different ones. */
function notSeen(db: Db, now: Date): Promise<Found[]> {
  const yesterday = daysBefore(now, 1);
  return db.$queryRaw<Found[]>`
    UPDATE "Shop" SET "checkedAt" = ${now} WHERE shop IN (
      SELECT shop FROM "Shop" WHERE "uninstalledAt" IS NULL AND "seenInstalledAt" < ${yesterday}
        AND ("checkedAt" IS NULL OR "checkedAt" < ${yesterday})
      LIMIT ${MOST_AT_ONCE} FOR NO KEY UPDATE SKIP LOCKED)
    RETURNING shop, "reconnectSince", "reconnectWhy"`;
}

async function ask({ adminFor, log }: Deps, shop: string): Promise<Answer> {
  try {
    await adminFor(shop).request(StillInstalled, {}, { signal: AbortSignal.timeout(ANSWER_MS) });
    return "here";
  } catch (error) {
    log.info({ shop, err: error }, "asked whether Packshot is still installed");
    return isRefusal(error) ? "refused" : "unknown";
  }
}

/** The first refusal is noted, by whoever met it; after a day of them the shop has left, unless it comes back at this very moment. */
async function settle(
  { db, clock, log }: Deps,
  { shop, reconnectSince, reconnectWhy }: Found,
): Promise<void> {
  const now = clock.now();
  if (
    reconnectWhy === "refused" &&
    reconnectSince &&
    now.getTime() - reconnectSince.getTime() >= SAME_FOR_MS
  ) {
    log.warn({ shop }, "the store has uninstalled Packshot without our hearing of it");
    await uninstall(db, shop, { triggeredAt: reconnectSince });
    return;
  }
  await db.shop.updateMany({
    where: { shop, reconnectSince: null },
    data: { reconnectSince: now, reconnectWhy: "refused" },
  });
}
