import { oldOrder, snapshotOf } from "./compare-snapshots.ts";
import { Snapshot } from "./snapshot.ts";
import type { OurMedia } from "./our-media.ts";

/**
 * What becomes of a product that the merchant has changed since: its media stand as before Packshot published, or as the
 * merchant has them now, in both cases without our image.
 */
export type RestoreChoice = "old_order" | "keep_changes";

type Restored = { snapshot: unknown; restoreChoice: string | null; createdAt: Date };

/** How the product's own media are to stand. Where nobody had to choose nothing was changed, so that both are the same. */
export function restoreTarget(
  publications: readonly Restored[],
  product: Snapshot,
  ours: readonly OurMedia[],
): Snapshot {
  const now = snapshotOf(product, ours);
  const oldest = publications
    .filter(({ restoreChoice }) => restoreChoice === "old_order")
    .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime())[0];
  return oldest ? oldOrder(snapshotOf(Snapshot.parse(oldest.snapshot), ours), now) : now;
}
