import { PackshotError } from "../platform/errors.ts";
import type { Db } from "../platform/db/db.server.ts";
import { findOurMedia, type OurMedia, type ProductMedia } from "./find-our-media.ts";
import type { Work } from "./only-writer.server.ts";
import { readStatuses } from "./product-on-shopify.server.ts";
import { ourMediaIds } from "./publication-store.server.ts";
import { Snapshot } from "./snapshot.ts";

/** Shopify takes seconds for an image, rarely minutes. */
const POLLS = 60;

/** Looks for the media of an attempt that was written down, and waits for Shopify where only time can tell. */
export async function waitForOurMedia(
  db: Db,
  work: Work,
  media: readonly ProductMedia[],
): Promise<Exclude<OurMedia, { kind: "not_yet" }> & { media: readonly ProductMedia[] }> {
  const intent = await intentOf(db, work);
  let current = media;
  for (let polls = 0; polls < POLLS; polls += 1) {
    const ours = findOurMedia(intent, current);
    if (ours.kind !== "not_yet") return { ...ours, media: current };
    await work.wait(Math.min(300 * 2 ** polls, 2000));
    await work.record({}); // prolongs the lease
    current = await refresh(work, current, ours.ids);
  }
  throw new PackshotError("shopify_unreachable", { reason: "the image is still being processed" });
}

async function intentOf(db: Db, { shop, publication }: Work) {
  const { id, productId, fileName, altText, attachingAt, snapshot } = publication;
  if (!attachingAt) throw new Error(`Publication ${id} was never attached`);
  const beforeIds = Snapshot.parse(snapshot).media.map((media) => media.id);
  return { beforeIds, otherIds: await ourMediaIds(db, shop, productId, id), fileName, altText, attachingAt };
}

async function refresh(
  work: Work,
  media: readonly ProductMedia[],
  ids: readonly string[],
): Promise<ProductMedia[]> {
  const fresh = await readStatuses(
    work.admin,
    media.filter(({ id }) => ids.includes(id)),
  );
  return media.flatMap((one) => (ids.includes(one.id) ? (fresh.find(({ id }) => id === one.id) ?? []) : one));
}
