import { createHash } from "node:crypto";
import { defaultAltText } from "../library/alt-text.ts";
import { objectKeys } from "../library/object-key.ts";
import { recordObjects } from "../library/stored-objects.server.ts";
import { withProvenance } from "../library/provenance-file.ts";
import { thumbnailOf } from "../library/thumbnail.server.ts";
import type { Clock } from "../platform/clock.ts";
import type { Queries } from "../platform/db/db.server.ts";
import type { ObjectStore } from "../platform/objects/object-store.ts";
import type { Claim, NewImage } from "./generation-store.server.ts";
import type { ModelGateway, Rendered } from "./image-model.ts";
import { recipeForShoppers } from "./recipe-for-shoppers.ts";
import { LeaseLost } from "./lease-lost.ts";
import type { Stages } from "./stages.server.ts";

type Deps = {
  db: Queries;
  objects: ObjectStore;
  stages: Pick<Stages, "decoding">;
  model: Pick<ModelGateway, "name">;
  clock: Clock;
};

/**
 * Puts the picture, its pixels as they came, and its thumbnail into the store, under keys of this attempt alone. The
 * provenance is written in here, so that whatever leaves the store carries it: shown, downloaded, exported.
 */
export async function fileImage(
  { db, objects, stages, model, clock }: Deps,
  claim: Claim,
  rendered: Rendered,
  signal: AbortSignal,
): Promise<Omit<NewImage, "model">> {
  const { shop, id: generationId, attempt, leaseToken, recipeName, recipeVersion } = claim;
  const { mimeType, width, height, ratioDiffers } = rendered;
  const thumbnail = await stages.decoding(() => thumbnailOf(rendered.bytes));
  const facts = { model: model.name, recipeName, recipeVersion, createdAt: clock.now() };
  const bytes = withProvenance(rendered.bytes, mimeType, facts);
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
    altText: defaultAltText(claim.productTitle, recipeForShoppers(claim, claim.language), claim.photoAlt),
  };
}
