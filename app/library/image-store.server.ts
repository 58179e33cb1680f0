import type { Queries } from "../platform/db/db.server.ts";
import type { Decision } from "./decision.ts";
import { COUNTED_TO } from "../platform/counted.ts";
import { ON_ITS_PRODUCT } from "./on-its-product.ts";

const IMAGE = {
  id: true,
  generationId: true,
  batchId: true,
  productId: true,
  productTitle: true,
  photoId: true,
  photoAlt: true,
  photoUrl: true,
  recipeKey: true,
  recipeVersion: true,
  recipeName: true,
  credits: true,
  model: true,
  objectKey: true,
  thumbnailKey: true,
  mimeType: true,
  width: true,
  height: true,
  bytes: true,
  altText: true,
  ratioDiffers: true,
  decision: true,
  decidedByName: true,
  decidedAt: true,
  createdAt: true,
  pinnedAt: true,
  expiredAt: true,
} as const;

export type LibraryImage = NonNullable<Awaited<ReturnType<typeof imageById>>>;

export type ImageList = {
  batchId?: string;
  productId?: string;
  decision?: Decision;
  /** The `next` of the page before. */
  cursor?: string;
  limit: number;
};

/** Newest first, without the expired. Ids are in order of time, so the last one seen is where the next page begins. */
export async function listImages(
  db: Queries,
  shop: string,
  { batchId, productId, decision, cursor, limit }: ImageList,
): Promise<{ images: LibraryImage[]; next: string | null }> {
  const rows = await db.image.findMany({
    where: {
      ...{ shop, batchId, productId, decision, expiredAt: null },
      ...(cursor ? { id: { lt: cursor } } : {}),
    },
    orderBy: { id: "desc" },
    take: limit + 1,
    select: IMAGE,
  });
  const images = rows.slice(0, limit);
  return { images, next: rows.length > limit ? (images.at(-1)?.id ?? null) : null };
}

/** What Review looks through for approved images to publish; beyond it, people publish batch by batch. */
const LOOKED_AT = 2_000;

/** As `publishableIds`, among the newest approved images only: mostly all are on their products, and a page must not look at each. */
export async function newestPublishableIds(
  db: Queries,
  shop: string,
  filter: Omit<ImageList, "decision" | "cursor">,
): Promise<string[]> {
  const { batchId, productId } = filter;
  const [last] = await db.image.findMany({
    where: { shop, batchId, productId, decision: "approved", expiredAt: null },
    orderBy: { id: "desc" },
    skip: LOOKED_AT,
    take: 1,
    select: { id: true },
  });
  return publishableIds(db, shop, { ...filter, after: last?.id });
}

const publishable = {
  decision: "approved",
  expiredAt: null,
  publications: { none: { state: { in: ON_ITS_PRODUCT }, isCopy: false } },
};

export function countPublishable(db: Queries, shop: string, batchId?: string): Promise<number> {
  return db.image.count({ where: { ...publishable, shop, batchId } });
}

/**
 * Approved images that are not on their product and not on the way there, newest first. `asOf`: as somebody saw them at
 * that moment; what was approved or came off its product since is left out.
 */
export async function publishableIds(
  db: Queries,
  shop: string,
  { batchId, productId, cursor, after, asOf, limit }: PublishableList,
): Promise<string[]> {
  const isSeen = asOf && {
    OR: [{ decidedAt: { lte: asOf } }, { decidedAt: null }],
    NOT: { publications: { some: { restoredAt: { gt: asOf }, isCopy: false } } },
  };
  const rows = await db.image.findMany({
    where: { ...publishable, shop, batchId, productId, id: { lt: cursor, gt: after }, ...isSeen },
    orderBy: { id: "desc" },
    take: limit,
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}
type PublishableList = Omit<ImageList, "decision"> & { after?: string; asOf?: Date };

/** Also one that has expired. */
export async function imageById(db: Queries, shop: string, id: string) {
  return db.image.findUnique({ where: { shop_id: { shop, id } }, select: IMAGE });
}

/** Those of the ids that there are, also the expired. */
export async function imagesByIds(
  db: Queries,
  shop: string,
  ids: readonly string[],
): Promise<Map<string, LibraryImage>> {
  const images = await db.image.findMany({ where: { shop, id: { in: [...ids] } }, select: IMAGE });
  return new Map(images.map((image) => [image.id, image]));
}

export type ProductCounts = Record<Decision, number>;

/** How many images stand at which decision, for the products named that have any. */
export async function countsByProduct(
  db: Queries,
  shop: string,
  productIds: readonly string[],
): Promise<Map<string, ProductCounts>> {
  const groups = await db.image.groupBy({
    by: ["productId", "decision"],
    where: { shop, productId: { in: [...productIds] }, expiredAt: null },
    _count: true,
  });
  const counts = new Map<string, ProductCounts>();
  for (const { productId, decision, _count } of groups) {
    const row = counts.get(productId) ?? { undecided: 0, approved: 0, rejected: 0 };
    counts.set(productId, { ...row, [decision]: _count });
  }
  return counts;
}

/** How many images nobody has looked at yet, of one batch or of all; no further than a person wants to know. */
export async function waitingForReview(db: Queries, shop: string, batchId?: string): Promise<number> {
  return db.image.count({
    where: { shop, batchId, decision: "undecided", expiredAt: null },
    take: COUNTED_TO + 1,
  });
}
