import { recordAudit } from "../platform/audit/record-audit.server.ts";
import type { Db } from "../platform/db/db.server.ts";
import { daysBefore, WINDOWS } from "./windows.ts";

export type Asked = {
  shop: string;
  uninstalledAt: Date | null;
  reconnectSince: Date | null;
  reconnectWhy: string;
};

/**
 * The shops whose turn it is: not seen for a day; refused, after twice as long each time; or seemingly gone, and their
 * days are over. Marked in the statement that finds them: several processes ask for different ones.
 */
export function claimAsked(db: Db, now: Date, most: number): Promise<Asked[]> {
  const yesterday = daysBefore(now, 1);
  const leftBefore = daysBefore(now, WINDOWS.uninstalledShop.days);
  return db.$queryRaw<Asked[]>`
    UPDATE "Shop" SET "checkedAt" = ${now} WHERE shop IN (
      SELECT shop FROM "Shop" WHERE "erasingSince" IS NULL AND (
        ("uninstalledAt" IS NULL AND "seenInstalledAt" < ${yesterday}
          AND ("checkedAt" IS NULL OR "checkedAt" < ${yesterday}))
        OR ("uninstalledAt" IS NULL AND "reconnectSince" IS NOT NULL AND "reconnectWhy" = 'refused'
          AND GREATEST("checkedAt", "reconnectSince") + LEAST(interval '1 day', GREATEST(interval '2 minutes',
            GREATEST("checkedAt", "reconnectSince") - "reconnectSince")) <= ${now})
        OR ("uninstalledAt" <= ${leftBefore} AND "uninstallLearnt" = 'inferred'
          AND ("checkedAt" IS NULL OR "checkedAt" < ${yesterday})))
      LIMIT ${most} FOR NO KEY UPDATE SKIP LOCKED)
    RETURNING shop, "uninstalledAt", "reconnectSince", "reconnectWhy"`;
}

/** The first refusal is noted by whoever met it: the shop's work waits from then on. */
export async function noteRefused(db: Db, shop: string, now: Date): Promise<void> {
  await db.shop.updateMany({
    where: { shop, reconnectSince: null },
    data: { reconnectSince: now, reconnectWhy: "refused" },
  });
}

/** Its work goes on. Answers whether it was taken for one that has left. */
export async function foundHere(db: Db, shop: string): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const isBack = await tx.shop.updateMany({
      where: { shop, uninstallLearnt: "inferred", erasingSince: null },
      data: { uninstalledAt: null, uninstallLearnt: "" },
    });
    if (isBack.count > 0)
      await recordAudit(tx, shop, "packshot", { action: "reinstalled", on: "shop", details: {} });
    await tx.shop.updateMany({
      where: { shop, uninstalledAt: null },
      data: { reconnectSince: null, reconnectWhy: "" },
    });
    return isBack.count > 0;
  });
}

/** On one day so many can have left, of whatever number, or this share of all. */
const FEW = 3;
const SHARE = 0.1;

/**
 * Whether Shopify refuses more of the shops that it was asked for within a day than can have left: our own credentials as
 * an app, most likely, or a database that was put back. No shop must lose its work, and in the end its library, by that.
 * Counted over all processes: one step alone asks for one or two.
 */
export async function isFaultOfOurs(db: Db, now: Date): Promise<boolean> {
  const [counted] = await db.$queryRaw<{ asked: number; refused: number }[]>`
    SELECT count(*)::int AS asked, (count(*) FILTER (WHERE "reconnectWhy" = 'refused'))::int AS refused FROM "Shop"
    WHERE "checkedAt" > ${daysBefore(now, 1)} AND ("uninstalledAt" IS NULL OR "uninstallLearnt" = 'inferred')`;
  const { asked = 0, refused = 0 } = counted ?? {};
  return refused > Math.max(FEW, SHARE * asked);
}
