import type { Queries } from "../platform/db/db.server.ts";
import { Prisma } from "../platform/db/generated/client.ts";
import { allOf, conditionsOf, titleHas } from "./image-filter.server.ts";
import type { ImageFilter } from "./image-filter.ts";

/** Rows that one page looks at, at the most: where few match it ends there, and the next one goes on. */
export const LOOKED_AT = 10_000;
/** A search that finds no more products than these asks each for its images; else images are looked through. */
const FEW_PRODUCTS = 200;

/** Where the look begins, if not at the end, and which way it goes. */
export type Way = { isDescending: boolean; cursor?: string };

export type Look = {
  /** The rows looked at, with the columns that conditions ask about. */
  rows: Prisma.Sql;
  /** What of them is meant. */
  others: Prisma.Sql;
  /** Asks for the last row looked at, where there are more behind it: all that match up to there are among the rows. */
  end: Prisma.Sql;
  order: Prisma.Sql;
  /** Rows of several products, each looked at so far. */
  isByProduct: boolean;
};

const COLUMNS = Prisma.sql`id, "productId", "batchId", "recipeKey", decision, "pinnedAt", "unusedSince", "expiredAt"`;

/** How to find the images of a filter without looking at more than so many; null: there are none. */
export async function lookFor(
  db: Queries,
  shop: string,
  filter: ImageFilter,
  way: Way,
): Promise<Look | null> {
  const products = await productsToAsk(db, shop, filter);
  if (products?.length === 0) return null;
  return products ? throughProducts(shop, filter, way, products) : throughAll(shop, filter, way);
}

function throughAll(shop: string, filter: ImageFilter, way: Way): Look {
  const { driving, others } = conditionsOf(shop, filter);
  const { order, beyond } = directions(way);
  const all = allOf([...driving, ...beyond]);
  return {
    rows: Prisma.sql`SELECT ${COLUMNS} FROM "Image" WHERE ${all} ORDER BY id ${order} LIMIT ${LOOKED_AT}`,
    others: allOf([Prisma.sql`true`, ...others]),
    end: Prisma.sql`SELECT id FROM ${lastOf(all, order, LOOKED_AT)} AS ended`,
    order,
    isByProduct: false,
  };
}

/** Each product in turn: as many rows of one as of the other. */
function throughProducts(shop: string, filter: ImageFilter, way: Way, products: readonly string[]): Look {
  const { driving, others } = conditionsOf(shop, filter, Prisma.sql`product.id`);
  const { order, beyond } = directions(way);
  const all = allOf([...driving, ...beyond]);
  const each = Math.ceil(LOOKED_AT / products.length);
  const inTurn = Prisma.sql`unnest(${[...products]}::text[]) AS product (id) CROSS JOIN LATERAL`;
  return {
    rows: Prisma.sql`
      SELECT looked.* FROM ${inTurn} (
        SELECT ${COLUMNS} FROM "Image" WHERE ${all} ORDER BY id ${order} LIMIT ${each}) looked`,
    others: allOf([Prisma.sql`true`, ...others]),
    end: Prisma.sql`
      SELECT ended.id FROM ${inTurn} ${lastOf(all, order, each)} ended ORDER BY 1 ${order} LIMIT 1`,
    order,
    isByProduct: true,
  };
}

/** The last of so many rows, if there are more. */
function lastOf(all: Prisma.Sql, order: Prisma.Sql, most: number): Prisma.Sql {
  return Prisma.sql`(
    SELECT id FROM (
      SELECT id, lead(id) OVER (ORDER BY id ${order}) AS further FROM (
        SELECT id FROM "Image" WHERE ${all} ORDER BY id ${order} OFFSET ${most - 1} LIMIT 2) two) last
    WHERE further IS NOT NULL)`;
}

function directions({ isDescending, cursor }: Way) {
  return isDescending
    ? { order: Prisma.sql`DESC`, beyond: cursor === undefined ? [] : [Prisma.sql`id < ${cursor}`] }
    : { order: Prisma.sql`ASC`, beyond: cursor === undefined ? [] : [Prisma.sql`id > ${cursor}`] };
}

/** The products that a search finds; undefined where there is none, or where they are too many to be asked each. */
async function productsToAsk(
  db: Queries,
  shop: string,
  { search, productId }: ImageFilter,
): Promise<string[] | undefined> {
  if (search === undefined || productId !== undefined) return undefined;
  const found = await db.$queryRaw<{ productId: string }[]>`
    SELECT "productId" FROM "LibraryProduct" WHERE shop = ${shop} AND ${titleHas(shop, search)}
    LIMIT ${FEW_PRODUCTS + 1}`;
  return found.length > FEW_PRODUCTS ? undefined : found.map((product) => product.productId);
}
