import { isUniqueViolation, type Db, type Queries } from "../platform/db/db.server.ts";
import type { BatchOrder } from "./batch-order.server.ts";
import { findBatchByForm, type BatchRef } from "./batch-store.server.ts";
import { addToScope, markDuplicates, type ScopedPhoto } from "./scope.server.ts";

/** The form sent before answers the batch it made then. */
export async function createOnce(
  db: Db,
  shop: string,
  formToken: string,
  create: (tx: Queries) => Promise<BatchRef>,
): Promise<BatchRef> {
  try {
    return await db.$transaction(create);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const earlier = await findBatchByForm(db, shop, formToken);
    if (!earlier) throw error;
    return earlier;
  }
}

type Chosen = { order: BatchOrder; photos: readonly ScopedPhoto[]; now: Date };

/** A batch of photos that are known already: its scope is frozen and its price stands, nothing else is there yet. */
export async function createQuoted(
  tx: Queries,
  shop: string,
  { order, photos, now }: Chosen,
): Promise<{ id: string; duplicates: number }> {
  const { id } = await tx.batch.create({
    data: {
      ...{ shop, state: "quoted", ...order, createdAt: now, withDuplicates: false },
      ...{ scopePhotos: photos.length, quotedImages: 0, quotedCredits: 0, quotedMicros: 0 },
    },
    select: { id: true },
  });
  await addToScope(tx, shop, id, photos, 0);
  const duplicates = await markDuplicates(tx, shop, id);
  await tx.batch.update({ where: { shop_id: { shop, id } }, data: { duplicates } });
  return { id, duplicates };
}
