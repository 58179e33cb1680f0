import type { Queries } from "../platform/db/db.server.ts";
import { Over, type Erasing } from "./erasing.ts";

type Which = Pick<Erasing, "shop" | "since">;

/**
 * Throws unless this very erasure goes on, and holds it open until the transaction ends. Whoever stood still for longer
 * than its lease may come to itself when another process is through and the merchant is back.
 */
export async function holdErasing(tx: Queries, { shop, since }: Which): Promise<void> {
  const held = await tx.$queryRaw<unknown[]>`
    SELECT shop FROM "Shop" WHERE shop = ${shop} AND "erasingSince" = ${since} FOR KEY SHARE`;
  if (held.length === 0) throw new Over();
}

/** The same for the last one: nobody else holds it, and nobody adds anything of the shop. */
export async function holdErasingAlone(tx: Queries, { shop, since }: Which): Promise<void> {
  const held = await tx.$queryRaw<unknown[]>`
    SELECT shop FROM "Shop" WHERE shop = ${shop} AND "erasingSince" = ${since} FOR UPDATE`;
  if (held.length === 0) throw new Over();
}

/**
 * Asked between reading which files there are and deleting them: then they are those of the shop that is erased, for
 * no name of a file is given twice.
 */
export async function checkErasing(db: Queries, { shop, since: erasingSince }: Which): Promise<void> {
  if ((await db.shop.count({ where: { shop, erasingSince } })) === 0) throw new Over();
}
