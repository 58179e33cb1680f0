import type { Queries } from "./db.server.ts";
import { Prisma } from "./generated/client.ts";

/**
 * Deletes some of a shop's rows and answers how many: a chunk of what would otherwise be one long transaction. Rows are
 * found by the shop, with which the key of each table begins.
 */
export function deleteSome(
  db: Queries,
  shop: string,
  table: Exclude<Prisma.ModelName, "ErasureReport" | "LedgerEntry" | "ModelDay" | "ModelStop" | "Shop">,
  most: number,
): Promise<number> {
  const name = Prisma.raw(`"${table}"`);
  return db.$executeRaw`
    DELETE FROM ${name} WHERE ctid = ANY(ARRAY(SELECT ctid FROM ${name} WHERE shop = ${shop} LIMIT ${most}))`;
}
