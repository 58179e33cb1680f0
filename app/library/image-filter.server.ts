import { Prisma } from "../platform/db/generated/client.ts";
import { uuidV7Prefix } from "../platform/uuid-v7.ts";
import type { BulkWhich } from "./bulk.ts";
import type { ImageFilter } from "./image-filter.ts";

/** The images that a filter means, as a condition of a statement over "Image" alone. */
function matching(shop: string, filter: ImageFilter): Prisma.Sql {
  const { driving, others } = conditionsOf(shop, filter);
  return allOf([...driving, ...others]);
}

/** Those that match, or these. */
export function chosenImages(shop: string, which: BulkWhich): Prisma.Sql {
  if ("filter" in which) return matching(shop, which.filter);
  return Prisma.sql`shop = ${shop} AND id = ANY(${[...which.ids]})`;
}

type Conditions = {
  /** What one index answers in the order of ids. */
  driving: Prisma.Sql[];
  /** What is left to be looked at, row by row. */
  others: Prisma.Sql[];
};

/**
 * A filter by the index that narrows most, and the rest. Ids are in order of time: a stretch of it is one of ids.
 * `product` stands for the id of one product after the other, in place of the filter's own and of its search.
 */
export function conditionsOf(shop: string, filter: ImageFilter, product?: Prisma.Sql): Conditions {
  const { from, to } = filter;
  const isThere = filter.expired ? Prisma.sql`"expiredAt" IS NOT NULL` : Prisma.sql`"expiredAt" IS NULL`;
  const [first, ...rest] = narrowing(filter, product);
  return {
    driving: [
      Prisma.sql`shop = ${shop}`,
      ...(from ? [Prisma.sql`id >= ${uuidV7Prefix(new Date(from))}`] : []),
      ...(to ? [Prisma.sql`id < ${uuidV7Prefix(new Date(to))}`] : []),
      ...(first ? [first.sql] : []),
      ...(first?.holdsExpired ? [] : [isThere]),
    ],
    others: [
      ...rest.map(({ sql }) => sql),
      ...(first?.holdsExpired ? [isThere] : []),
      ...(filter.search === undefined || product ? [] : [ofProductsFound(shop, filter.search)]),
      ...(filter.published === false ? [Prisma.sql`"unusedSince" IS NOT NULL`] : []),
      ...(filter.kept === false ? [Prisma.sql`"pinnedAt" IS NULL`] : []),
    ],
  };
}

/** `holdsExpired`: its index has those whose files are gone, too. */
type Narrowing = { sql: Prisma.Sql; holdsExpired: boolean };

/** What has an index of its own; the one that leaves least comes first. */
function narrowing(filter: ImageFilter, product?: Prisma.Sql): Narrowing[] {
  const { productId, batchId, kept, recipe, published, decision } = filter;
  const ofProduct = product ?? (productId === undefined ? undefined : Prisma.sql`${productId}`);
  const all: (Narrowing | false)[] = [
    ofProduct !== undefined && { sql: Prisma.sql`"productId" = ${ofProduct}`, holdsExpired: true },
    batchId !== undefined && { sql: Prisma.sql`"batchId" = ${batchId}`, holdsExpired: false },
    kept === true && { sql: Prisma.sql`"pinnedAt" IS NOT NULL`, holdsExpired: false },
    recipe !== undefined && { sql: Prisma.sql`"recipeKey" = ${recipe}`, holdsExpired: true },
    published === true && { sql: Prisma.sql`"unusedSince" IS NULL`, holdsExpired: false },
    decision !== undefined && { sql: Prisma.sql`decision = ${decision}`, holdsExpired: false },
  ];
  return all.filter((one) => one !== false);
}

function ofProductsFound(shop: string, search: string): Prisma.Sql {
  return Prisma.sql`"productId" IN (
    SELECT found."productId" FROM "LibraryProduct" found WHERE found.shop = ${shop} AND ${titleHas(shop, search)})`;
}

/** A condition on "LibraryProduct": the index "LibraryProduct_words" answers it. */
export function titleHas(shop: string, search: string): Prisma.Sql {
  return Prisma.sql`title_words(shop, title) @@ title_search(${shop}, ${search})`;
}

export function allOf(conditions: readonly Prisma.Sql[]): Prisma.Sql {
  return Prisma.join([...conditions], " AND ");
}
