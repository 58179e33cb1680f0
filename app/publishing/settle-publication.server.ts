import { recordAudit } from "../platform/audit/record-audit.server.ts";
import type { Db } from "../platform/db/db.server.ts";
import { PackshotError } from "../platform/errors.ts";
import type { Logger } from "../platform/logger.server.ts";
import type { Person } from "../platform/person.ts";

type Request = { shop: string; person: Person; publicationId: string };

/**
 * A person has looked at a product of which Packshot could not tell what is its own, and has put it right in Shopify.
 * The publication is over; its image can be published again.
 */
export async function settlePublication(
  { db, log }: { db: Db; log: Logger },
  { shop, person, publicationId: id }: Request,
): Promise<void> {
  if (!person.canEditProducts) throw new PackshotError("no_product_permission", { shop, person: person.id });
  await db.$transaction(async (tx) => {
    const { count } = await tx.publication.updateMany({
      where: { shop, id, state: "unclear" },
      data: { state: "failed", failureCode: "settled", activeImageId: null },
    });
    if (count === 0) throw new PackshotError("not_found", { shop, publication: id });
    await recordAudit(tx, shop, person, {
      action: "publication_settled",
      on: "publication",
      id,
      details: {},
    });
  });
  log.info({ shop, publication: id, person: person.id }, "unclear publication settled by a person");
}
