import { createHash } from "node:crypto";
import { defaultAltText } from "../library/alt-text.ts";
import { objectKeys } from "../library/object-key.ts";
import { recordObjects } from "../library/stored-objects.server.ts";
import { thumbnailOf } from "../library/thumbnail.server.ts";
import type { Queries } from "../platform/db/db.server.ts";
import type { ObjectStore } from "../platform/objects/object-store.ts";
import type { Claim, NewImage } from "./generation-store.server.ts";
import type { Rendered } from "./image-model.ts";
import { LeaseLost } from "./lease-lost.ts";
import type { Stages } from "./stages.server.ts";

/** Puts the picture, as it came, and its thumbnail into the store, under keys of this attempt alone. */
export async function fileImage(
  { db, objects, stages }: { db: Queries; objects: ObjectStore; stages: Pick<Stages, "decoding"> },
  claim: Claim,
  rendered: Rendered,
  signal: AbortSignal,
): Promise<Omit<NewImage, "model">> {
  const { shop, id: generationId, attempt, leaseToken } = claim;
  const { bytes, mimeType, width, height, ratioDiffers } = rendered;
  const thumbnail = await stages.decoding(() => thumbnailOf(bytes));
  const keys = objectKeys(shop, generationId, attempt, mimeType);
  const attemptOfOurs = { generationId, attempt, leaseToken };
  const isOurs = await recordObjects(db, shop, attemptOfOurs, [keys.original, keys.thumbnail]);
  if (!isOurs) throw new LeaseLost();
  await Promise.all([
    objects.put(keys.original, bytes, { contentType: mimeType }, signal),
    objects.put(keys.thumbnail, thumbnail, { contentType: "image/webp" }, signal),
  ]);
  return {
    objectKey: keys.original,
    thumbnailKey: keys.thumbnail,
    ...{ mimeType, width, height, ratioDiffers, bytes: bytes.length },
    sha256: createHash("sha256").update(bytes).digest("hex"),
    altText: defaultAltText(claim.productTitle, claim.recipeName, claim.photoAlt),
  };
}
