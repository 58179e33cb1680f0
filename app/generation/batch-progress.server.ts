import type { Queries } from "../platform/db/db.server.ts";

type Cause = { code: string; count: number };

/** Where a batch stands, from its row and a few bounded looks at indexes: the same cost however large it is. */
export type BatchProgress = {
  state: string;
  total: number;
  queued: number;
  running: number;
  done: number;
  failed: number;
  cancelled: number;
  /** Why generations failed, the most frequent first. */
  failures: Cause[];
  /** What some queued generations wait for after an attempt that will be repeated. */
  waits: Cause[];
  /** Images made in the last minute, or what that would be if it began less than a minute ago. */
  perMinute: number;
  etaSeconds: number | null;
  /** The model is stopped for everybody: why, and until when (ISO) if that is known. */
  parked: { reason: string; until: string | null } | null;
  /** The operator stopped this shop's work. */
  suspended: boolean;
  /** Shopify does not let us in: somebody must open Packshot there once. */
  mustReconnect: boolean;
  /** While the products are read: how many so far, and of how many if that is known. */
  collecting: { products: number; photos: number; total: number | null } | null;
  /** Why collecting broke off. */
  failureCode: string | null;
  startedAt: string | null;
  finishedAt: string | null;
};

type Row = {
  state: string;
  total: number;
  done: number;
  failed: number;
  cancelled: number;
  failures: Record<string, number>;
  running: number;
  lately: number;
  waits: Record<string, number> | null;
  stop: { reason: string; until: string | null } | null;
  suspended: boolean;
  mustReconnect: boolean;
  collecting: { products?: number; total?: number | null } | null;
  scopePhotos: number;
  failureCode: string | null;
  startedAt: Date | null;
  finishedAt: Date | null;
};

const MINUTE_MS = 60_000;

/** Null when the shop has no such batch. */
export async function progressOf(
  db: Queries,
  shop: string,
  batchId: string,
  now: Date,
): Promise<BatchProgress | null> {
  const row = await read(db, shop, batchId, now);
  if (!row) return null;
  const { state, done, failed, cancelled, scopePhotos, suspended, mustReconnect, failureCode } = row;
  const isOver = state === "done" || state === "cancelled";
  const running = isOver ? 0 : row.running;
  const left = isOver ? 0 : Math.max(0, row.total - done - failed - cancelled);
  const perMinute = rate(row, now);
  return {
    ...{ state, total: row.total, done, failed, cancelled, suspended, mustReconnect, failureCode },
    running: Math.min(running, left),
    queued: Math.max(0, left - running),
    failures: causes(row.failures),
    waits: isOver ? [] : causes(row.waits ?? {}),
    perMinute,
    etaSeconds: perMinute > 0 && left > 0 ? Math.ceil((left * 60) / perMinute) : null,
    parked: state === "running" ? parkedBy(row) : null,
    collecting:
      state === "collecting"
        ? {
            products: row.collecting?.products ?? 0,
            photos: scopePhotos,
            total: row.collecting?.total ?? null,
          }
        : null,
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}

async function read(db: Queries, shop: string, id: string, now: Date): Promise<Row | undefined> {
  const minuteAgo = new Date(now.getTime() - MINUTE_MS);
  const [row] = await db.$queryRaw<Row[]>`
    SELECT b.state, b."quotedImages" + b.regenerations AS total, b.done, b.failed, b.cancelled, b.failures,
      b."scopePhotos", b."failureCode", b."startedAt", b."finishedAt", s."suspendedAt" IS NOT NULL AS suspended,
      b.collecting - 'step' AS collecting, s."reconnectSince" IS NOT NULL AS "mustReconnect",
      (SELECT count(*)::int FROM (SELECT FROM "Generation" g
        WHERE g.shop = b.shop AND g."batchId" = b.id AND g.state = 'running' LIMIT 5000) r) AS running,
      (SELECT count(*)::int FROM (SELECT FROM "Generation" g WHERE g.shop = b.shop AND g."batchId" = b.id
        AND g.state = 'done' AND g."finishedAt" > ${minuteAgo} LIMIT 5000) d) AS lately,
      (SELECT jsonb_object_agg(code, waiting) FROM (SELECT code, count(*) AS waiting FROM (
        SELECT g."failureCode" AS code FROM "Generation" g WHERE g.shop = b.shop AND g."batchId" = b.id
          AND g.state = 'queued' AND g."runAfter" > ${now} LIMIT 500) q
        WHERE code IS NOT NULL GROUP BY code) w) AS waits,
      (SELECT jsonb_build_object('reason', m.reason, 'until', m.until) FROM "ModelStop" m
        WHERE m.until IS NULL OR m.until > ${now} ORDER BY m.until DESC NULLS FIRST LIMIT 1) AS stop
    FROM "Batch" b JOIN "Shop" s ON s.shop = b.shop WHERE b.shop = ${shop} AND b.id = ${id}`;
  return row;
}

function parkedBy({ stop }: Row): BatchProgress["parked"] {
  return stop && { ...stop, until: stop.until && new Date(stop.until).toISOString() };
}

function rate({ lately, startedAt, state }: Row, now: Date): number {
  if (state !== "running" || !startedAt) return 0;
  const observedMs = Math.min(MINUTE_MS, Math.max(1_000, now.getTime() - startedAt.getTime()));
  return Math.round((lately * MINUTE_MS) / observedMs);
}

function causes(counts: Record<string, number>): Cause[] {
  return Object.entries(counts)
    .map(([code, count]) => ({ code, count }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count);
}

const NAMED_AT_MOST = 100;

/** Which products' generations failed, by cause: enough of them to know where to look. */
export async function failedProducts(
  db: Queries,
  shop: string,
  batchId: string,
): Promise<Map<string, string[]>> {
  const rows = await db.$queryRaw<{ failureCode: string | null; productTitle: string }[]>`
    SELECT DISTINCT "failureCode", "productTitle" FROM (
      SELECT "failureCode", "productTitle" FROM "Generation"
      WHERE shop = ${shop} AND "batchId" = ${batchId} AND state = 'failed' LIMIT 2000) failed
    ORDER BY "productTitle" LIMIT ${NAMED_AT_MOST}`;
  const byCode = Map.groupBy(rows, ({ failureCode }) => failureCode ?? "internal");
  return new Map([...byCode].map(([code, failed]) => [code, failed.map(({ productTitle }) => productTitle)]));
}
