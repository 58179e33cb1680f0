import { Prisma } from "../platform/db/generated/client.ts";
import type { Queries } from "../platform/db/db.server.ts";
import type { SelectionSummary } from "./selection.ts";

export type BatchSummary = {
  id: string;
  state: string;
  recipeKey: string;
  recipeName: string;
  personName: string;
  aspectRatio: string;
  imageSize: string;
  quotedImages: number;
  quotedCredits: number;
  /** What its photos were chosen from. */
  source: SelectionSummary;
  firstProduct: string | null;
  scopePhotos: number;
  total: number;
  done: number;
  failed: number;
  cancelled: number;
  failureCode: string | null;
  createdAt: Date;
  finishedAt: Date | null;
};

export type BatchRef = { id: string; state: string };

export async function findBatchByForm(
  db: Queries,
  shop: string,
  formToken: string,
): Promise<BatchRef | null> {
  return db.batch.findUnique({
    where: { shop_formToken: { shop, formToken } },
    select: { id: true, state: true },
  });
}

export async function findBatch(db: Queries, shop: string, id: string): Promise<BatchSummary | null> {
  const [batch] = await summaries(db, shop, { id, limit: 1 });
  return batch ?? null;
}

/** Newest first; `before` is the id of the last one seen (ids are in order of time). */
export async function listBatches(
  db: Queries,
  shop: string,
  limit: number,
  before?: string,
): Promise<BatchSummary[]> {
  return summaries(db, shop, { before, limit });
}

const MOVING = Prisma.sql`AND b.state IN ('collecting', 'running', 'paused')`;

/** Those that something happens to, or will when a person lets it; newest first. */
export async function listMoving(db: Queries, shop: string, limit: number): Promise<BatchSummary[]> {
  return summaries(db, shop, { limit, areMoving: true });
}

type Wanted = { id?: string; before?: string; limit: number; areMoving?: boolean };

async function summaries(
  db: Queries,
  shop: string,
  { id, before, limit, areMoving = false }: Wanted,
): Promise<BatchSummary[]> {
  return db.$queryRaw<BatchSummary[]>`
    SELECT b.id, b.state, b."recipeKey", b."recipeName", b."personName", b."aspectRatio", b."imageSize", b."quotedImages",
      b."quotedCredits", b."scopePhotos", b."quotedImages" + b.regenerations AS total, b.done, b.failed,
      b.cancelled, b."failureCode", b."createdAt", b."finishedAt",
      CASE b.selection #>> '{source,from}'
        WHEN 'search' THEN b.selection -> 'source'
        WHEN 'list' THEN jsonb_build_object('from', 'list', 'words', jsonb_array_length(b.selection #> '{source,words}'))
        ELSE '{"from": "photos"}' END AS source,
      (SELECT s."productTitle" FROM "ScopePhoto" s WHERE s.shop = b.shop AND s."batchId" = b.id AND s.position = 0)
        AS "firstProduct"
    FROM "Batch" b
    WHERE b.shop = ${shop} AND (${id ?? null}::text IS NULL OR b.id = ${id ?? null})
      AND (${before ?? null}::text IS NULL OR b.id < ${before ?? null})
      ${areMoving ? MOVING : Prisma.empty}
    ORDER BY b.id DESC LIMIT ${limit}`;
}
