import {
  newestPublishableIds,
  publishableIds,
  imagesByIds,
  type LibraryImage,
} from "../library/image-store.server.ts";
import type { AdminApi } from "../platform/admin-api/admin-api.ts";
import type { Queries } from "../platform/db/db.server.ts";
import { isPackshotError, PackshotError, type ErrorCode } from "../platform/errors.ts";
import type { CopyTarget } from "./create-publications.server.ts";
import { countOf, leftOutOf, liveOn } from "./left-out.server.ts";
import { placesAhead, type LeftOut, type PlaceAhead } from "./places-ahead.ts";
import type { Placement } from "./placement.ts";
import { previewProducts, type ProductPreview } from "./product-preview.server.ts";

/** Images by their ids, or what is approved and on no product: of a batch, or the newest of all. */
export type DryRunScope = { imageIds: readonly string[] } | { batchId: string } | "approved";

export type DryRunRequest = {
  scope: DryRunScope;
  placement: Placement;
  onVariants: boolean;
  /** Another product than the images' own. */
  to?: string;
  /** The `next` of the page before. */
  after?: string;
  asOf: Date;
};

type DryRunImage = { image: LibraryImage; ahead: PlaceAhead | LeftOut | null };
export type DryRunProduct = {
  productId: string;
  title: string;
  images: DryRunImage[];
  hasMoreVariants: boolean;
};
export type DryRun = {
  products: DryRunProduct[];
  next: string | null;
  /** All that will be published, as far as our own rows tell; null: everything that is approved of the batch. */
  imageIds: string[] | null;
  leftOut: Partial<Record<LeftOut, number>>;
  /** Where the images, if there are any, go to another product. */
  to: CopyTarget | null;
  /** Why Shopify could not be asked; then nothing is said of places. */
  failure: ErrorCode | null;
};

/** Of one page: each product costs a look at Shopify. */
const MOST_PRODUCTS = 10;
const MOST_IMAGES = 40;
/** Of all shops' approved images; what is left over is there for the next time. */
const MOST_APPROVED = 250;

/**
 * What publishing would do, product by product, for one page of images. Nothing is written. What it answers is what is
 * published afterwards: what is approved later is no part of it.
 */
export async function dryRun(
  db: Queries,
  shop: string,
  admin: AdminApi,
  request: DryRunRequest,
): Promise<DryRun> {
  const { after, to } = request;
  const listed = await idsOf(db, shop, request);
  const page = listed.ids.filter((id) => listed.isPage || after === undefined || id < after);
  const images = await imagesByIds(db, shop, listed.ids);
  if (listed.ids.length > 0 && images.size === 0) throw new PackshotError("not_found", { shop });
  const wrong = await leftOutOf(db, shop, [...images.values()], to);
  const shown = firstProducts(
    page.flatMap((id) => images.get(id) ?? []),
    to,
  );
  const { products, read } = await look(db, shop, admin, { ...request, shown, wrong });
  // What only Shopify knows: of this page, since each product costs a look.
  for (const { image, ahead } of products.flatMap((product) => product.images)) {
    if (typeof ahead === "string") wrong.set(image.id, ahead);
  }
  const last = shown.at(-1)?.id;
  const target = to === undefined ? undefined : read.products?.get(to);
  if (to !== undefined && read.products && !target) {
    for (const id of images.keys()) if (!wrong.has(id)) wrong.set(id, "product_deleted");
  }
  return {
    products,
    next: last !== undefined && (page.at(-1) !== last || (listed.isPage && listed.hasMore)) ? last : null,
    imageIds: listed.isPage ? null : [...images.keys()].filter((id) => !wrong.has(id)),
    leftOut: countOf([...wrong.values()]),
    to: to === undefined || images.size === 0 ? null : { productId: to, productTitle: target?.title ?? "" },
    failure: read.failure,
  };
}

type Looked = DryRunRequest & { shown: readonly LibraryImage[]; wrong: ReadonlyMap<string, LeftOut> };

/** The products of one page, as they are and as they would be. */
async function look(
  db: Queries,
  shop: string,
  admin: AdminApi,
  { shown, wrong, to, ...where }: Looked,
): Promise<{ products: DryRunProduct[]; read: Read }> {
  const byProduct = Map.groupBy(shown, (image) => to ?? image.productId);
  const productIds = [...byProduct.keys()];
  const read = await readProducts(admin, productIds);
  const ours = await liveOn(db, shop, productIds);
  const products = [...byProduct].map(([productId, newestFirst]): DryRunProduct => {
    const product = read.products?.get(productId);
    const own = newestFirst.toReversed();
    const will = own.filter(({ id }) => !wrong.has(id));
    const places = product && placesAhead(product, will, { ...where, ours: ours.get(productId) ?? [] });
    const unseen = read.products ? "product_deleted" : null;
    return {
      productId,
      title: product?.title ?? (to === undefined ? own[0]?.productTitle : undefined) ?? "",
      images: own.map((image) => ({
        image,
        ahead: wrong.get(image.id) ?? places?.get(image.id) ?? unseen,
      })),
      hasMoreVariants: product?.hasMoreVariants ?? false,
    };
  });
  return { products, read };
}

/** Newest first. A batch may have 200,000: of it only this page, of the others all. */
async function idsOf(db: Queries, shop: string, { scope, after, asOf }: DryRunRequest) {
  if (scope === "approved") {
    const ids = await newestPublishableIds(db, shop, { limit: MOST_APPROVED });
    return { ids, isPage: false, hasMore: false };
  }
  if ("imageIds" in scope) {
    return { ids: [...new Set(scope.imageIds)].sort().reverse(), isPage: false, hasMore: false };
  }
  const page = { batchId: scope.batchId, cursor: after, asOf, limit: MOST_IMAGES + 1 };
  const ids = await publishableIds(db, shop, page);
  return { ids: ids.slice(0, MOST_IMAGES), isPage: true, hasMore: ids.length > MOST_IMAGES };
}

function firstProducts(images: readonly LibraryImage[], to: string | undefined): LibraryImage[] {
  const products = new Set<string>();
  const end = images.findIndex(({ productId }, n) => {
    products.add(to ?? productId);
    return products.size > MOST_PRODUCTS || n >= MOST_IMAGES;
  });
  return end < 0 ? [...images] : images.slice(0, end);
}

type Read = { products: Map<string, ProductPreview> | null; failure: ErrorCode | null };

async function readProducts(admin: AdminApi, ids: readonly string[]): Promise<Read> {
  try {
    return { products: await previewProducts(admin, ids), failure: null };
  } catch (error) {
    if (!isPackshotError(error)) throw error;
    return { products: null, failure: error.code };
  }
}
