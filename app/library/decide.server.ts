import type { Db } from "../platform/db/db.server.ts";
import { PackshotError } from "../platform/errors.ts";
import type { Person } from "../platform/person.ts";
import { checkedAltText } from "./alt-text.ts";
import { lockImages } from "./image-locks.server.ts";
import type { Decision } from "./decision.ts";

/**
 * Approves or rejects images, or takes that back. All of them or none: `decision_locked` when one that would change is
 * on its product. Deciding the same again changes nothing, not even who decided.
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
    await tx.image.updateMany({
      where: { shop, id: { in: changing.map((image) => image.id) } },
      data: { decision, ...(decision === "undecided" ? takenBack : made) },
    });
  });
}

/** For the next publication; one that stands keeps the text it was published with. */
export async function setAltText(db: Db, shop: string, imageId: string, typed: string): Promise<void> {
  const altText = checkedAltText(typed);
  const { count } = await db.image.updateMany({ where: { shop, id: imageId }, data: { altText } });
  if (count === 0) throw new PackshotError("not_found");
}
