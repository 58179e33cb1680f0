import type { Queries } from "../platform/db/db.server.ts";
import type { ProductNow } from "./product-on-shopify.server.ts";
import { Snapshot } from "./snapshot.ts";

/**
 * Media that may have been Packshot's, and are gone: a person was asked to look, put the product right and settled it.
 * Publications made meanwhile saw them; that they are gone is no change by the merchant. Told by what was known of
 * them: not on the product before the publication that was settled, and under its alt text.
 */
export async function settledMediaIds(
  db: Queries,
  shop: string,
  { id: productId, media }: ProductNow,
  snapshots: readonly unknown[],
): Promise<string[]> {
  const settled = await db.publication.findMany({
    where: { shop, productId, state: "failed", failureCode: "settled", mediaId: null },
    select: { snapshot: true, altText: true },
  });
  if (settled.length === 0) return [];
  const there = new Set(media.map(({ id }) => id));
  const gone = snapshots.flatMap((one) => Snapshot.parse(one).media).filter(({ id }) => !there.has(id));
  const doubtful = settled.map(({ snapshot, altText }) => {
    const before = new Set(Snapshot.parse(snapshot).media.map(({ id }) => id));
    return ({ id, alt }: Snapshot["media"][number]) => !before.has(id) && alt.trim() === altText.trim();
  });
  return gone.filter((one) => doubtful.some((isOne) => isOne(one))).map(({ id }) => id);
}
