import type { Queries } from "../platform/db/db.server.ts";
import { PackshotError } from "../platform/errors.ts";
import type { Person } from "../platform/person.ts";
import type { Queue } from "../platform/queue/queue.ts";
import type { CreditsConfig } from "../credits/credits-config.ts";
import { FROZEN } from "./batch-order.server.ts";
import { makeSome } from "./make-generations.server.ts";
import { findRecipe } from "./recipe.ts";
import { reserveForBatch } from "./reserve-for-batch.server.ts";
import { createOnce, createRunning, type StartDeps } from "./start-batch.server.ts";
import { assertShopWorks } from "./working-shop.server.ts";

type Deps = StartDeps & { queue: Pick<Queue, "enqueue"> };

/** Few enough that the first images begin at once; the job makes the others. */
const FIRST_PHOTOS = 200;

type Start = { shop: string; person: Person; id: string; withDuplicates: boolean };

/**
 * Starts what was quoted: one short transaction takes the whole reservation. Who comes second, with a second click or
 * as a second person, finds it running.
 */
export async function startQuoted(deps: Deps, start: Start): Promise<{ id: string }> {
  const { db, queue, clock, nudge, log } = deps;
  const { shop, id } = start;
  const now = clock.now();
  const isNew = await db.$transaction((tx) => run(tx, start, deps.credits, now));
  if (!isNew) return { id };
  const more = await db.$transaction((tx) => makeSome(tx, shop, id, FIRST_PHOTOS, now));
  nudge();
  if (more) await queue.enqueue([{ job: { name: "make_generations", shop, id }, attempt: 0 }]);
  log.info({ shop, batch: id }, "quoted batch started");
  return { id };
}

async function run(tx: Queries, start: Start, config: CreditsConfig, now: Date): Promise<boolean> {
  const { shop, person, id, withDuplicates } = start;
  await assertShopWorks(tx, shop);
  const batch = await lockQuoted(tx, shop, id);
  if (!batch) return false;
  const photos = batch.scopePhotos - (withDuplicates ? 0 : batch.duplicates);
  if (photos === 0) throw new PackshotError("nothing_chosen", { batch: id });
  const images = photos * batch.imagesPerPhoto;
  const credits = images * batch.creditsPerImage;
  await tx.batch.update({
    where: { shop_id: { shop, id } },
    data: {
      ...{ state: "running", startedAt: now, withDuplicates },
      ...{ personId: person.id, personName: person.name },
      ...{
        quotedImages: images,
        quotedCredits: credits,
        quotedMicros: BigInt(images) * batch.microsPerImage,
      },
    },
  });
  await reserveForBatch(tx, shop, { batchId: id, key: `reserve:${id}`, credits, now }, config);
  return true;
}

/** The batch, locked, when it waits for its start; null when it started already; throws when it cannot be started. */
async function lockQuoted(tx: Queries, shop: string, id: string) {
  await tx.$queryRaw`SELECT id FROM "Batch" WHERE shop = ${shop} AND id = ${id} FOR NO KEY UPDATE`;
  const batch = await tx.batch.findUnique({ where: { shop_id: { shop, id } } });
  if (!batch) throw new PackshotError("not_found", { batch: id });
  if (batch.state === "collecting") throw new PackshotError("not_quoted", { batch: id });
  if (batch.state !== "quoted") return null;
  findRecipe(batch.recipeKey); // it may be gone since the quote
  return batch;
}

/** Makes one image of the quoted batch's first photo, as a batch of its own. A second click finds the first one's. */
export async function tryOne(
  deps: StartDeps,
  { shop, person, id }: { shop: string; person: Person; id: string },
): Promise<{ id: string }> {
  const { db, credits, clock, nudge } = deps;
  const quoted = await db.batch.findUnique({ where: { shop_id: { shop, id } }, select: FROZEN });
  if (!quoted) throw new PackshotError("not_found", { batch: id });
  findRecipe(quoted.recipeKey);
  const photo = await db.scopePhoto.findFirst({
    where: { shop, batchId: id, batch: { state: "quoted" } },
    orderBy: [{ isDuplicate: "asc" }, { position: "asc" }],
    select: PHOTO,
  });
  if (!photo) throw new PackshotError("nothing_chosen", { batch: id });
  const order = {
    ...quoted,
    ...{ formToken: `${quoted.formToken}/one`, imagesPerPhoto: 1 },
    ...{ personId: person.id, personName: person.name, microsPerImage: Number(quoted.microsPerImage) },
  };
  const now = clock.now();
  const batch = await createOnce(db, shop, order.formToken, (tx) =>
    createRunning(tx, shop, { order, photos: [photo], credits, now }),
  );
  nudge();
  return batch;
}

const PHOTO = { productId: true, productTitle: true, photoId: true, photoAlt: true, photoUrl: true } as const;
