import type { Queries } from "../platform/db/db.server.ts";
import type { DeletingDeps } from "./delete-image.server.ts";
import { doomObjectsOf, type StoredKey } from "./stored-objects.server.ts";

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
