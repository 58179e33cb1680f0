import type { Queries } from "../platform/db/db.server.ts";
import { Prisma } from "../platform/db/generated/client.ts";
import { allOf, conditionsOf, titleHas } from "./image-filter.server.ts";
import type { ImageFilter } from "./image-filter.ts";
import { imagesByIds, type LibraryImage } from "./image-store.server.ts";

/** Products that a page looks at, and images of each of them. */
const PRODUCTS_LOOKED_AT = 60;
const IMAGES_LOOKED_AT = 200;

export type ProductsPlace = {
  order: "newest" | "title";
  /** Behind this product, or before it. */
  after?: string;
  before?: string;
  limit: number;
  /** Images of each product. */
  images: number;
};

type ProductFound = {
  productId: string;
  title: string;
  images: LibraryImage[];
  /** Images that are meant, by what was decided, among the newest of the product; `isMore`: it has more than were looked at. */
  counts: { undecided: number; approved: number; rejected: number };
  isMore: boolean;
};

export type ProductsFound = {
  products: ProductFound[];
  /** Behind and before which products the next page and the one before are. */
  next: string | null;
  previous: string | null;
  isCutShort: boolean;
};

/** Products with their newest images that a filter means; those with none are left out. */
export async function findProducts(
  db: Queries,
  shop: string,
  filter: ImageFilter,
  place: ProductsPlace,
): Promise<ProductsFound> {
  const rows = await productRows(db, shop, filter, place);
  const looked = rows.slice(0, PRODUCTS_LOOKED_AT);
  const withImages = looked.filter(({ ids }) => ids.length > 0);
  const shown = withImages.slice(0, place.limit);
  const isFull = withImages.length > place.limit;
  const isCutShort = !isFull && rows.length > PRODUCTS_LOOKED_AT;
  const onward = (isFull ? shown.at(-1) : isCutShort ? looked.at(-1) : undefined)?.productId ?? null;
  const products = await withTheirImages(db, shop, shown);
  const begin = shown[0]?.productId;
  const { after, before } = place;
  if (before !== undefined) {
    return { products: products.toReversed(), next: begin ?? before, previous: onward, isCutShort };
  }
  return { products, next: onward, previous: after === undefined ? null : (begin ?? after), isCutShort };
}

async function withTheirImages(db: Queries, shop: string, rows: readonly Row[]): Promise<ProductFound[]> {
  const images = await imagesByIds(
    db,
    shop,
    rows.flatMap(({ ids }) => ids),
  );
  return rows.map(({ productId, title, isMore, undecided, approved, rejected, ids }) => ({
    ...{ productId, title, isMore, counts: { undecided, approved, rejected } },
    images: ids.flatMap((id) => images.get(id) ?? []),
  }));
}

type Row = {
  productId: string;
  title: string;
  ids: string[];
  undecided: number;
  approved: number;
  rejected: number;
  isMore: boolean;
};

async function productRows(
  db: Queries,
  shop: string,
  filter: ImageFilter,
  place: ProductsPlace,
): Promise<Row[]> {
  const { driving, others } = conditionsOf(shop, filter, Prisma.sql`product."productId"`);
  const isMeant = allOf([Prisma.sql`true`, ...others]);
  const counted = (decision: string) =>
    Prisma.sql`(count(*) FILTER (WHERE ${isMeant} AND decision = ${decision}))::int AS ${Prisma.raw(decision)}`;
  const { by, behind } = wayThrough(shop, place);
  return db.$queryRaw<Row[]>`
    SELECT product."productId", product.title, newest.* FROM (
      SELECT "productId", title, "newestImageId" FROM "LibraryProduct"
      WHERE ${allOf([...productsMeant(shop, filter), ...behind])}
      ORDER BY ${by} LIMIT ${PRODUCTS_LOOKED_AT + 1}) product
    CROSS JOIN LATERAL (
      SELECT COALESCE((array_agg(id ORDER BY id DESC) FILTER (WHERE ${isMeant}))[1:${place.images}::int], '{}') AS ids,
        ${counted("undecided")}, ${counted("approved")}, ${counted("rejected")},
        count(*) = ${IMAGES_LOOKED_AT} AS "isMore"
      FROM (
        SELECT id, "batchId", "recipeKey", decision, "pinnedAt", "unusedSince", "expiredAt" FROM "Image"
        WHERE ${allOf(driving)} ORDER BY id DESC LIMIT ${IMAGES_LOOKED_AT}) looked) newest
    ORDER BY ${by}`;
}

function productsMeant(shop: string, { search, productId }: ImageFilter): Prisma.Sql[] {
  return [
    Prisma.sql`shop = ${shop}`,
    ...(productId === undefined ? [] : [Prisma.sql`"productId" = ${productId}`]),
    ...(search === undefined ? [] : [titleHas(shop, search)]),
  ];
}

/** The order in which products are read, which is the other way round for a page before; and where it begins. */
function wayThrough(shop: string, { order, after, before }: ProductsPlace) {
  const columns =
    order === "title" ? [Prisma.sql`title`, Prisma.sql`"productId"`] : [Prisma.sql`"newestImageId"`];
  const isDescending = (order === "newest") !== (before !== undefined);
  const direction = isDescending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const cursor = before ?? after;
  const place = Prisma.join(columns);
  return {
    by: Prisma.join(columns.map((column) => Prisma.sql`${column} ${direction}`)),
    behind:
      cursor === undefined
        ? []
        : [
            Prisma.sql`(${place}) ${isDescending ? Prisma.sql`<` : Prisma.sql`>`} (
              SELECT ${place} FROM "LibraryProduct" last WHERE last.shop = ${shop} AND last."productId" = ${cursor})`,
          ],
  };
}
