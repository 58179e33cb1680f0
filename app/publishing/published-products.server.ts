import { COUNTED_TO } from "../platform/counted.ts";
import { Prisma } from "../platform/db/generated/client.ts";
import type { Queries } from "../platform/db/db.server.ts";
import type { PublishedShow } from "./published-shows.ts";
import { SUMMARY, type PublicationSummary } from "./publication-store.server.ts";

/** Of what a page of publications is about. */
type PublishedFilter = { batchId?: string; show: PublishedShow };

const STATES: Record<Exclude<PublishedShow, "all" | "changed">, readonly string[]> = {
  moving: ["pending", "uploading", "processing"],
  live: ["live"],
  failed: ["failed", "unclear", "partly_restored"],
  restored: ["restored"],
};

const STATE_NAMES = Object.values(STATES).flat();

/** A product with the latest publications of its images, oldest image first. */
export type PublishedProduct = { productId: string; publications: PublicationSummary[]; hasMore: boolean };

/** Of one product; a person who wants to see more looks at the product. */
const MOST_SHOWN = 6;
/** Of all products of one page: each line of it costs. */
const MOST_LINES = 12;

/**
 * Products by their newest publication, newest first. `before` is the `next` of the page before. A row is looked at from
 * the newest on until there are enough products; one that is not the newest of its product is passed over.
 */
export async function listPublishedProducts(
  db: Queries,
  shop: string,
  { limit, before, ...filter }: PublishedFilter & { limit: number; before?: string },
): Promise<{ products: PublishedProduct[]; next: string | null }> {
  const rows = await db.$queryRaw<{ id: string; productId: string }[]>`
    SELECT p."id", p."productId" FROM "Publication" p
    WHERE ${matching(Prisma.raw("p"), shop, filter)}
      ${before ? Prisma.sql`AND (p."createdAt", p."id") < (SELECT "createdAt", "id" FROM "Publication" WHERE "shop" = ${shop} AND "id" = ${before})` : Prisma.empty}
      AND NOT EXISTS (
        SELECT 1 FROM "Publication" newer
        WHERE ${matching(Prisma.raw("newer"), shop, filter)} AND newer."productId" = p."productId"
          AND (newer."createdAt", newer."id") > (p."createdAt", p."id"))
    ORDER BY p."createdAt" DESC, p."id" DESC LIMIT ${limit + 1}`;
  const ids = rows.slice(0, limit).map(({ productId }) => productId);
  const products = fitting(await publicationsOf(db, shop, ids, filter));
  const isAll = products.length === rows.length;
  return { products, next: isAll ? null : (rows[products.length - 1]?.id ?? null) };
}

/** As many products as have room on a page; always the first. */
function fitting(products: readonly PublishedProduct[]): PublishedProduct[] {
  let lines = 0;
  return products.filter(({ publications }, n) => (lines += publications.length) <= MOST_LINES || n === 0);
}

function matching(table: Prisma.Sql, shop: string, { batchId, show }: PublishedFilter): Prisma.Sql {
  return Prisma.sql`${table}."shop" = ${shop} AND ${table}."isLatest"
    ${batchId ? Prisma.sql`AND ${table}."batchId" = ${batchId}` : Prisma.empty}
    ${showing(table, show)}`;
}

function showing(table: Prisma.Sql, show: PublishedShow): Prisma.Sql {
  if (show === "all") return Prisma.empty;
  // As the index "Publication_to_choose" has it: they are few among many.
  if (show === "changed")
    return Prisma.sql`AND ${table}.state = 'live' AND ${table}."failureCode" = 'product_changed'`;
  return Prisma.sql`AND ${table}."state" IN (${Prisma.join([...STATES[show]])})`;
}

/** The newest publications of each product, in the order of the ids that are asked for. */
async function publicationsOf(
  db: Queries,
  shop: string,
  productIds: readonly string[],
  filter: PublishedFilter,
): Promise<PublishedProduct[]> {
  const newest = await db.$queryRaw<{ productId: string; ids: string[] }[]>`
    SELECT product."productId", ARRAY(
      SELECT p."id" FROM "Publication" p
      WHERE ${matching(Prisma.raw("p"), shop, filter)} AND p."productId" = product."productId"
      ORDER BY p."createdAt" DESC, p."id" DESC LIMIT ${MOST_SHOWN + 1}) AS ids
    FROM unnest(${productIds}::text[]) WITH ORDINALITY AS product("productId", place) ORDER BY place`;
  const shown = newest.flatMap(({ ids }) => ids.slice(0, MOST_SHOWN));
  const rows = await db.publication.findMany({
    where: { shop, id: { in: shown } },
    orderBy: { imageId: "asc" },
    select: SUMMARY,
  });
  const byProduct = Map.groupBy(rows, ({ productId }) => productId);
  return newest.map(({ productId, ids }) => ({
    productId,
    publications: byProduct.get(productId) ?? [],
    hasMore: ids.length > MOST_SHOWN,
  }));
}

type PublishedCounts = Record<PublishedShow, number> & {
  /** Of the failed ones, those that can be published again just so. */
  retryable: number;
};

/** How many images stand where, of the shop (no further than a person wants to know) or of a batch. */
export async function publishedCounts(db: Queries, shop: string, batchId?: string): Promise<PublishedCounts> {
  const groups = await countsByState(db, shop, batchId);
  const [restoring, changed] = await Promise.all([
    db.publication.count({ where: { shop, batchId, state: "live", restoringAt: { not: null } } }),
    countChanged(db, shop, batchId),
  ]);
  const of = (states: readonly string[]) =>
    groups.filter(({ state }) => states.includes(state)).reduce((sum, { amount }) => sum + amount, 0);
  return {
    all: groups.reduce((sum, { amount }) => sum + amount, 0),
    moving: of(STATES.moving) + restoring,
    live: of(STATES.live) - restoring,
    changed,
    failed: of(STATES.failed),
    restored: of(STATES.restored),
    retryable: of(["failed"]),
  };
}

async function countChanged(db: Queries, shop: string, batchId?: string): Promise<number> {
  const [found] = await db.$queryRaw<{ amount: number }[]>`
    SELECT count(*)::int AS amount FROM (
      SELECT 1 FROM "Publication" WHERE shop = ${shop} AND state = 'live' AND "failureCode" = 'product_changed'
        ${batchId ? Prisma.sql`AND "batchId" = ${batchId}` : Prisma.empty}
      ORDER BY "batchId" LIMIT ${COUNTED_TO + 1}) AS found`;
  return found?.amount ?? 0;
}

/**
 * One short look at an index per state: most of a shop's publications are live, and nobody reads how many to the end.
 * Each state is a value of its own in the statement, so that the planner knows which are rare; the order is the index's,
 * so that it does not look through the table of all shops for them.
 */
async function countsByState(db: Queries, shop: string, batchId?: string) {
  const most = batchId ? null : COUNTED_TO + 1;
  const looks = STATE_NAMES.map(
    (state) => Prisma.sql`
      SELECT ${state} AS state, count(*)::int AS amount FROM (
        SELECT 1 FROM "Publication" WHERE "shop" = ${shop} AND "state" = ${state} AND "isLatest"
          ${batchId ? Prisma.sql`AND "batchId" = ${batchId}` : Prisma.empty}
        ORDER BY "batchId" LIMIT ${most}::bigint) AS found`,
  );
  return db.$queryRaw<{ state: string; amount: number }[]>`${Prisma.join(looks, " UNION ALL ")}`;
}
