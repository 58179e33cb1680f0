import { deleteSome } from "../platform/db/delete-some.server.ts";
import type { Db, Queries } from "../platform/db/db.server.ts";
import { closeBatch } from "./close-batch.server.ts";

const CLOSED_AT_ONCE = 20;

/**
 * Goes on closing the shop's batches, which were all ended before: what the model cost for their generations is booked
 * with that. True when none is left; then no worker of ours holds anything of the shop.
 */
export async function closeAll(db: Db, shop: string, now: Date): Promise<boolean> {
  const left = await db.batch.findMany({
    where: { shop, closing: true },
    take: CLOSED_AT_ONCE,
    select: { id: true },
  });
  for (const { id } of left) await closeBatch(db, shop, id, { now, chunks: CLOSED_AT_ONCE });
  return left.length === 0;
}

export function eraseGenerations(db: Queries, shop: string, most: number): Promise<number> {
  return deleteSome(db, shop, "Generation", most);
}

export function eraseScopes(db: Queries, shop: string, most: number): Promise<number> {
  return deleteSome(db, shop, "ScopePhoto", most);
}

export function eraseBatches(db: Queries, shop: string, most: number): Promise<number> {
  return deleteSome(db, shop, "Batch", most);
}
