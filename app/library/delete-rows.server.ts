import type { Db, Queries } from "../platform/db/db.server.ts";
import type { ObjectStore } from "../platform/objects/object-store.ts";
import { doomObjectsOf, type StoredKey } from "./stored-objects.server.ts";

export type DeletingDeps = {
  db: Db;
  objects: ObjectStore;
  /** What else has to know, in the same transaction, before the rows are gone. */
  beforeDeleted: (tx: Queries, shop: string, imageIds: readonly string[]) => Promise<void>;
  /** What else holds images that go, of which the oldest was made then; in the same transaction. */
  forgetCopies: (tx: Queries, shop: string, oldest: Date) => Promise<void>;
};

type Row = { id: string; generationId: string; createdAt: Date };

/** Deletes the rows of images that are locked; answers the files, which go when the transaction has ended. */
export async function deleteRows(
  tx: Queries,
  shop: string,
  images: readonly Row[],
  { beforeDeleted, forgetCopies }: Pick<DeletingDeps, "beforeDeleted" | "forgetCopies">,
): Promise<StoredKey[]> {
  if (images.length === 0) return [];
  const ids = images.map(({ id }) => id);
  await beforeDeleted(tx, shop, ids);
  await tx.image.deleteMany({ where: { shop, id: { in: ids } } });
  await forgetCopies(tx, shop, new Date(Math.min(...images.map(({ createdAt }) => createdAt.getTime()))));
  return doomObjectsOf(
    tx,
    shop,
    images.map(({ generationId }) => generationId),
  );
}
