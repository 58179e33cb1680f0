import { recordAudit } from "../platform/audit/record-audit.server.ts";
import type { Db } from "../platform/db/db.server.ts";
import type { Editor } from "../platform/person.ts";
import { lockSettings } from "../platform/shop-settings.server.ts";
import type { Placement } from "./placement.ts";

/** Where images go on a product unless a person says otherwise; null: the first place that is offered. */
export async function setDefaultPlacement(
  db: Db,
  shop: string,
  person: Editor,
  placement: Placement | null,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const { defaultPlacement: before } = await lockSettings(tx, shop);
    if (before === placement) return;
    await tx.shop.update({ where: { shop }, data: { defaultPlacement: placement } });
    const details = { placement, before };
    await recordAudit(tx, shop, person, { action: "default_placement_changed", on: "shop", details });
  });
}
