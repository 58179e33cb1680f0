import { recordAudit } from "../platform/audit/record-audit.server.ts";
import type { Db } from "../platform/db/db.server.ts";
import { PackshotError } from "../platform/errors.ts";
import type { Person } from "../platform/person.ts";
import { lockSettings } from "../platform/shop-settings.server.ts";

/** The shop's own caps; null: the operator's default. */
export type Caps = { batchCap: number | null; monthlyCap: number | null };

export async function capsOf(db: Db, shop: string): Promise<Caps> {
  const caps = await db.shop.findUnique({ where: { shop }, select: { batchCap: true, monthlyCap: true } });
  if (!caps) throw new PackshotError("shop_gone", { shop });
  return caps;
}

/** What is held already stays held: a lower cap is for what starts from now on. */
export async function setCaps(db: Db, shop: string, person: Person, caps: Caps): Promise<void> {
  if (!person.canEditProducts) throw new PackshotError("no_product_permission", { shop });
  const { batchCap, monthlyCap } = caps;
  await db.$transaction(async (tx) => {
    const before = await lockSettings(tx, shop);
    await tx.shop.update({ where: { shop }, data: { batchCap, monthlyCap } });
    const details = {
      ...{ batchCap, monthlyCap },
      before: { batchCap: before.batchCap, monthlyCap: before.monthlyCap },
    };
    await recordAudit(tx, shop, person, { action: "caps_changed", on: "shop", details });
  });
}
