import { countGoing } from "../library/going-images.server.ts";
import type { ImageDays } from "../library/image-days.ts";
import { recordAudit } from "../platform/audit/record-audit.server.ts";
import type { Db } from "../platform/db/db.server.ts";
import { PackshotError } from "../platform/errors.ts";
import type { Person } from "../platform/person.ts";
import { lockSettings } from "../platform/shop-settings.server.ts";
import { imageDays, RETENTION_DAYS } from "./windows.ts";

export type Retention = {
  /** What the shop has chosen; null: nothing. */
  chosen: number | null;
  days: ImageDays;
};

export async function retentionOf(db: Db, shop: string): Promise<Retention> {
  const row = await db.shop.findUnique({ where: { shop }, select: { retentionDays: true } });
  if (!row) throw new PackshotError("shop_gone", { shop });
  return { chosen: row.retentionDays, days: imageDays(row.retentionDays) };
}

type Choice = {
  /** Null: the default. */
  days: number | null;
  /** The person knows how many images go at once. */
  isSure: boolean;
  now: Date;
};

/**
 * Sets how long the shop keeps images that are on no product. Where images would go at once, it is asked first: answers
 * how many those are, and nothing is changed. Answers 0 when it is done.
 */
export async function setRetention(
  db: Db,
  shop: string,
  person: Person,
  { days, isSure, now }: Choice,
): Promise<number> {
  if (!person.canEditProducts) throw new PackshotError("no_product_permission", { shop, person: person.id });
  const { least, most } = RETENTION_DAYS;
  if (days !== null && !(Number.isInteger(days) && days >= least && days <= most)) {
    throw new PackshotError("invalid_input", { field: "days", days });
  }
  const [going = 0] = isSure ? [] : await countGoing(db, shop, imageDays(days), [{ to: now }]);
  if (going > 0) return going;
  await db.$transaction(async (tx) => {
    const { retentionDays: before } = await lockSettings(tx, shop);
    await tx.shop.update({ where: { shop }, data: { retentionDays: days } });
    const details = { days, before };
    await recordAudit(tx, shop, person, { action: "retention_changed", on: "shop", details });
  });
  return 0;
}
