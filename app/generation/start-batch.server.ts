import { photosByIds } from "../catalog/photos-by-ids.server.ts";
import type { CreditsConfig } from "../credits/credits-config.ts";
import type { AdminApi } from "../platform/admin-api/admin-api.ts";
import type { Clock } from "../platform/clock.ts";
import { isUniqueViolation, type Db, type Queries } from "../platform/db/db.server.ts";
import type { Logger } from "../platform/logger.server.ts";
import type { Person } from "../platform/person.ts";
import type { BatchForm } from "./batch-form.ts";
import { orderOf, type BatchOrder } from "./batch-order.server.ts";
import { findBatchByForm } from "./batch-store.server.ts";
import { CHUNK, makeSome } from "./make-generations.server.ts";
import { reserveForBatch } from "./reserve-for-batch.server.ts";
import { addToScope, markDuplicates, type ScopedPhoto } from "./scope.server.ts";
import { assertShopWorks } from "./working-shop.server.ts";

export type StartDeps = {
  db: Db;
  model: string;
  credits: CreditsConfig;
  clock: Clock;
  /** Has the dispatcher look at once. */
  nudge: () => void;
  log: Logger;
};
type Request = { shop: string; person: Person; admin: AdminApi; form: BatchForm };

/** Prices, reserves and starts a batch of chosen photos. A crash after the transaction loses nothing: rows are work. */
export async function startBatch(
  deps: StartDeps,
  { shop, person, admin, form }: Request,
): Promise<{ id: string }> {
  const earlier = await findBatchByForm(deps.db, shop, form.formToken);
  if (earlier) return earlier;

  const order = orderOf(form, person, deps.model);
  const photos = await photosByIds(admin, distinct(form.photos));
  const batch = await createOnce(deps.db, shop, order.formToken, (tx) =>
    createRunning(tx, shop, { order, photos, credits: deps.credits, now: deps.clock.now() }),
  );
  deps.nudge();
  deps.log.info({ shop, batch: batch.id, photos: photos.length }, "batch started");
  return batch;
}

/** The form sent before answers the batch it made then. */
export async function createOnce(
  db: Db,
  shop: string,
  formToken: string,
  create: (tx: Queries) => Promise<{ id: string }>,
): Promise<{ id: string }> {
  try {
    return await db.$transaction(create);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const earlier = await findBatchByForm(db, shop, formToken);
    if (!earlier) throw error;
    return earlier;
  }
}

type Running = { order: BatchOrder; photos: readonly ScopedPhoto[]; credits: CreditsConfig; now: Date };

/** A batch of a few photos that runs from its first moment: scope, reservation and generations are there with it. */
export async function createRunning(
  tx: Queries,
  shop: string,
  { order, photos, credits: config, now }: Running,
): Promise<{ id: string }> {
  await assertShopWorks(tx, shop);
  const images = photos.length * order.imagesPerPhoto;
  const credits = images * order.creditsPerImage;
  const quoted = {
    quotedImages: images,
    quotedCredits: credits,
    quotedMicros: images * order.microsPerImage,
  };
  const batch = await tx.batch.create({
    data: { shop, state: "running", ...order, ...quoted, scopePhotos: photos.length, startedAt: now },
    select: { id: true },
  });
  await addToScope(tx, shop, batch.id, photos, 0);
  const duplicates = await markDuplicates(tx, shop, batch.id);
  await tx.batch.update({ where: { shop_id: { shop, id: batch.id } }, data: { duplicates } });
  await makeSome(tx, shop, batch.id, CHUNK, now);
  // Last, so that the shop's account is locked for a moment only.
  await reserveForBatch(tx, shop, { batchId: batch.id, key: `reserve:${batch.id}`, credits, now }, config);
  return batch;
}

function distinct(photos: BatchForm["photos"]): BatchForm["photos"] {
  return [...new Map(photos.map((photo) => [photo.photoId, photo])).values()];
}
