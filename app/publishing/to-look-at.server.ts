import { COUNTED_TO } from "../platform/counted.ts";
import { Prisma } from "../platform/db/generated/client.ts";
import type { Queries } from "../platform/db/db.server.ts";

/** What waits for a person: what went wrong, and what is to be restored where the merchant changed the product. */
export type ToLookAt = { failed: number; changed: number };

/** Rare states, each a short look at an index in its own order; no further than a person wants to know. */
export async function countToLookAt(db: Queries, shop: string): Promise<ToLookAt> {
  const look = (where: Prisma.Sql) => Prisma.sql`(SELECT count(*)::int FROM (SELECT FROM "Publication"
    WHERE shop = ${shop} AND ${where} ORDER BY "batchId" LIMIT ${COUNTED_TO + 1}) found)`;
  const inState = (state: string) => look(Prisma.sql`state = ${state} AND "isLatest"`);
  const [row] = await db.$queryRaw<ToLookAt[]>`
    SELECT ${inState("failed")} + ${inState("unclear")} + ${inState("partly_restored")} AS failed,
      ${look(Prisma.sql`state = 'live' AND "failureCode" = 'product_changed'`)} AS changed`;
  return row ?? { failed: 0, changed: 0 };
}
