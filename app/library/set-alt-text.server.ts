import { recordAudit } from "../platform/audit/record-audit.server.ts";
import type { Db } from "../platform/db/db.server.ts";
import { PackshotError } from "../platform/errors.ts";
import type { Person } from "../platform/person.ts";
import { checkedAltText } from "./alt-text.ts";

/** For the next publication; one that stands keeps the text it was published with. */
export async function setAltText(
  db: Db,
  shop: string,
  person: Person,
  id: string,
  typed: string,
): Promise<void> {
  const altText = checkedAltText(typed);
  await db.$transaction(async (tx) => {
    const { count } = await tx.image.updateMany({ where: { shop, id }, data: { altText } });
    if (count === 0) throw new PackshotError("not_found");
    await recordAudit(tx, shop, person, { action: "alt_text_changed", on: "image", id, details: {} });
  });
}
