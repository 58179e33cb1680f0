import { imagesNamed } from "../platform/audit/audit-acts.ts";
import { recordAudit } from "../platform/audit/record-audit.server.ts";
import type { Db } from "../platform/db/db.server.ts";
import { PackshotError } from "../platform/errors.ts";
import type { Person } from "../platform/person.ts";
import { checkedAltText } from "./alt-text.ts";
import { lockImages } from "./image-locks.server.ts";
import { DECISION_ACTS, type Decision } from "./decision.ts";

/**
 * Approves or rejects images, or takes that back. All of them or none: `decision_locked` when one that would change is
 * on its product, `image_file_gone` when one has expired. Deciding the same again changes nothing, not even who decided.
 */
export async function decide(
  db: Db,
  shop: string,
  imageIds: readonly string[],
  decision: Decision,
  person: Pick<Person, "id" | "name">,
  now: Date,
): Promise<void> {
  const made = { decidedById: person.id, decidedByName: person.name, decidedAt: now };
  const takenBack = { decidedById: null, decidedByName: null, decidedAt: null };
  await db.$transaction(async (tx) => {
    const changing = (await lockImages(tx, shop, imageIds)).filter((image) => image.decision !== decision);
    const locked = changing.filter((image) => image.published).map((image) => image.id);
    if (locked.length > 0) throw new PackshotError("decision_locked", { images: locked });
    if (changing.some((image) => image.hasExpired)) throw new PackshotError("image_file_gone", { shop });
    if (changing.length === 0) return;
    const ids = changing.map((image) => image.id);
    await tx.image.updateMany({
      where: { shop, id: { in: ids } },
      data: { decision, ...(decision === "undecided" ? takenBack : made) },
    });
    const act = { action: DECISION_ACTS[decision], on: "image", details: imagesNamed(ids) } as const;
    await recordAudit(tx, shop, person, { ...act, id: ids.length === 1 ? ids[0] : undefined });
  });
}

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
