import { recordAudit } from "../platform/audit/record-audit.server.ts";
import { PackshotError } from "../platform/errors.ts";
import type { Person } from "../platform/person.ts";
import { deleteRows, type DeletingDeps } from "./delete-rows.server.ts";
import { lockImages } from "./image-locks.server.ts";
import { removeObjects } from "./stored-objects.server.ts";

/** Deletes an image and its files for good. Not while it is on its product: restore comes first. */
export async function deleteImage(
  deps: DeletingDeps,
  shop: string,
  person: Person,
  imageId: string,
): Promise<void> {
  if (!person.canEditProducts) throw new PackshotError("no_product_permission", { shop, person: person.id });
  const { db, objects } = deps;
  const doomed = await db.$transaction(async (tx) => {
    const [image] = await lockImages(tx, shop, [imageId]);
    if (image?.published) throw new PackshotError("decision_locked", { images: [imageId] });
    const row = await tx.image.findUniqueOrThrow({
      where: { shop_id: { shop, id: imageId } },
      select: { id: true, generationId: true, createdAt: true },
    });
    const doomed = await deleteRows(tx, shop, [row], deps);
    await recordAudit(tx, shop, person, { action: "image_deleted", on: "image", id: imageId, details: {} });
    return doomed;
  });
  // Gone from the database whatever comes; if the store does not answer now, the sweep removes the files.
  await removeObjects(db, objects, doomed);
}
