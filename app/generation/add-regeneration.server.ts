import type { Queries } from "../platform/db/db.server.ts";
import type { Person } from "../platform/person.ts";
import { uuidV7 } from "../platform/uuid-v7.ts";

export type Regeneration = {
  imageId: string;
  /** What shall be different, in the person's words; empty: nothing besides. */
  instruction: string;
  /** What the person was told that it costs; 0: the free one. Nothing else is charged. */
  credits: number;
  /** Names the form: sent twice, it makes one image. */
  formToken: string;
};

export type WantedRegeneration = Regeneration & { person: Person; now: Date };

/** What the image was made of, and where in its batch it stood. */
type Source = {
  productId: string;
  productTitle: string;
  photoId: string;
  photoAlt: string;
  photoUrl: string;
  position: number;
};

/** One more generation of the same photo in a batch whose row is locked, or new. */
export async function addRegeneration(
  tx: Queries,
  shop: string,
  { imageId, instruction, credits, formToken, now }: WantedRegeneration,
  { batchId, source }: { batchId: string; source: Source },
): Promise<void> {
  const { productId, productTitle, photoId, photoAlt, photoUrl, position } = source;
  const { _max } = await tx.generation.aggregate({
    where: { shop, batchId, productId, photoId },
    _max: { ordinal: true },
  });
  await tx.generation.create({
    data: {
      ...{ shop, id: uuidV7(now), batchId, position, productId, productTitle, photoId, photoAlt, photoUrl },
      ...{ ordinal: (_max.ordinal ?? -1) + 1, runAfter: now, createdAt: now },
      ...{ credits, instruction, formToken, replacesId: imageId },
      regeneratesId: credits === 0 ? imageId : null,
    },
  });
}
