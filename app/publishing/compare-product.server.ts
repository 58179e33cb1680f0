import { fromGid, toGid } from "../catalog/gid.ts";
import type { AdminApi } from "../platform/admin-api/admin-api.ts";
import { CompareProduct, type CompareProductQuery } from "../platform/admin-api/operations.generated.ts";
import type { Queries } from "../platform/db/db.server.ts";
import { PackshotError } from "../platform/errors.ts";
import { wantedOrder } from "./moves.ts";
import { isPlacement, type Placed } from "./placement.ts";
import { hasPublications, ourMediaOf, type OurPublication } from "./publication-store.server.ts";
import { oldOrder, snapshotOf } from "./compare-snapshots.ts";
import { Snapshot } from "./snapshot.ts";
import { variantTitle } from "./variants-for.ts";
import { withoutOurs } from "./without-ours.ts";

/** One media of a product: where `imageId` is given one of Packshot's. `url`: null where Shopify has it no more. */
export type ComparedMedia = { id: string; imageId: string | null; url: string | null; alt: string };
/** What a variant shows in its own right; null: nothing. */
type ComparedVariant = {
  id: string;
  title: string;
  before: ComparedMedia | null;
  now: ComparedMedia | null;
};

/** A product that the merchant changed after Packshot had published: each state, and what the person may choose. */
export type Comparison = {
  title: string;
  /** How many images wait. */
  waiting: number;
  before: ComparedMedia[];
  left: ComparedMedia[];
  now: ComparedMedia[];
  afterOldOrder: ComparedMedia[];
  afterKeeping: ComparedMedia[];
  /** Those that show something else than before. */
  variants: ComparedVariant[];
  /** There are more media than are shown. */
  isMore: boolean;
};

export async function compareProduct(
  db: Queries,
  shop: string,
  admin: AdminApi,
  productId: string,
): Promise<Comparison> {
  const [waiting, ours] = await Promise.all([
    db.publication.findMany({
      where: { shop, productId, state: "live", failureCode: "product_changed" },
      orderBy: { createdAt: "asc" },
      select: { id: true, snapshot: true },
    }),
    ourMediaOf(db, shop, productId),
  ]);
  const [oldest] = waiting;
  if (!oldest) {
    const isKnown = await hasPublications(db, shop, productId);
    throw new PackshotError(isKnown ? "nothing_to_restore" : "not_found", { product: productId });
  }
  const { product } = await admin.request(CompareProduct, { id: toGid("Product", productId) });
  if (!product) throw new PackshotError("product_deleted", { product: productId });
  const goes = new Set(waiting.map(({ id }) => id));
  return statesOf(product, { waiting: goes, ours, snapshot: Snapshot.parse(oldest.snapshot) });
}

type Product = NonNullable<CompareProductQuery["product"]>;
type Known = { waiting: ReadonlySet<string>; ours: readonly OurPublication[]; snapshot: Snapshot };

function statesOf(product: Product, { waiting, ours, snapshot }: Known): Comparison {
  const now = asSnapshot(product);
  const before = snapshotOf(snapshot, ours);
  const own = withoutOurs(now, ours);
  const pictures = picturesOf(product, snapshot, ours);
  const shown = (ids: readonly string[]) => ids.flatMap((id) => pictures.get(id) ?? []);
  const live = ours.filter(({ state }) => state === "live");
  const staying = live.filter(({ id }) => !waiting.has(id));
  const idsOf = ({ media }: Pick<Snapshot, "media">) => media.map(({ id }) => id);
  return {
    title: product.title,
    waiting: waiting.size,
    before: shown(idsOf(before)),
    left: shown(withImages(idsOf(before), live)),
    now: shown(idsOf(now)),
    afterOldOrder: shown(withImages(idsOf(oldOrder(before, own)), staying)),
    afterKeeping: shown(withImages(idsOf(own), staying)),
    variants: changedVariants(product, before, own).map(({ before: then, now: current, ...variant }) => ({
      ...variant,
      before: pictures.get(then) ?? null,
      now: pictures.get(current) ?? null,
    })),
    isMore: (product.mediaCount?.count ?? 0) > product.media.nodes.length,
  };
}

function asSnapshot({ media, variants }: Product): Snapshot {
  return {
    media: media.nodes.map(({ id, alt }) => ({ id: fromGid(id), alt: alt ?? "" })),
    variants: variants.nodes.map((variant) => ({
      id: fromGid(variant.id),
      mediaIds: variant.media.nodes.map(({ id }) => fromGid(id)),
    })),
  };
}

/** What is gone from the product has no picture any more. */
function picturesOf({ media }: Product, { media: then }: Snapshot, ours: readonly OurPublication[]) {
  const images = new Map(ours.map(({ mediaId, imageId }) => [mediaId, imageId]));
  const of = (id: string, alt: string, url: string | null): [string, ComparedMedia] => [
    id,
    { id, alt, url, imageId: images.get(id) ?? null },
  ];
  return new Map([
    ...ours.map(({ mediaId }) => of(mediaId, "", null)),
    ...then.map(({ id, alt }) => of(id, alt, null)),
    ...media.nodes.map(({ id, alt, preview }) =>
      of(fromGid(id), alt ?? "", preview?.image ? `${preview.image.url}` : null),
    ),
  ]);
}

/** The product's own media with these images where they were wanted. */
function withImages(own: readonly string[], images: readonly OurPublication[]): string[] {
  const placed = images.map(({ mediaId, photoId, variantIds, placement }): Placed => {
    return {
      ...{ mediaId, photoId, variantIds, before: own },
      placement: isPlacement(placement) ? placement : "end",
    };
  });
  return wantedOrder([...own, ...placed.map(({ mediaId }) => mediaId)], placed);
}

function changedVariants({ variants }: Product, before: Snapshot, own: Snapshot) {
  const shows = (state: Snapshot, id: string) =>
    state.variants.find((variant) => variant.id === id)?.mediaIds[0] ?? "";
  return variants.nodes
    .map(({ id, title }) => ({ id: fromGid(id), title: variantTitle(title) }))
    .map((one) => ({ ...one, before: shows(before, one.id), now: shows(own, one.id) }))
    .filter((one) => one.before !== one.now);
}
