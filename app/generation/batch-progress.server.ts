import type { Queries } from "../platform/db/db.server.ts";

export type BatchProgress = {
  total: number;
  queued: number;
  running: number;
  done: number;
  failed: number;
  cancelled: number;
  /** Why generations failed, the most frequent first. */
  failures: { code: string; count: number }[];
  /** What queued generations wait for after an attempt that will be repeated. */
  waits: { code: string; count: number }[];
};

const STATES = ["queued", "running", "done", "failed", "cancelled"] as const;

export async function progressOf(db: Queries, shop: string, batchId: string): Promise<BatchProgress> {
  const groups = await db.generation.groupBy({
    by: ["state", "failureCode"],
    where: { shop, batchId },
    _count: true,
  });
  const count = (state: string) =>
    groups.filter((group) => group.state === state).reduce((sum, group) => sum + group._count, 0);
  const reasons = (state: string) =>
    groups
      .flatMap(({ state: at, failureCode, _count }) =>
        at === state && failureCode ? [{ code: failureCode, count: _count }] : [],
      )
      .sort((one, other) => other.count - one.count);
  const [queued = 0, running = 0, done = 0, failed = 0, cancelled = 0] = STATES.map(count);
  const total = queued + running + done + failed + cancelled;
  return {
    total,
    queued,
    running,
    done,
    failed,
    cancelled,
    failures: reasons("failed"),
    waits: reasons("queued"),
  };
}

const NAMED_AT_MOST = 100;

/** Which products' generations failed, by cause: enough of them to know where to look. */
export async function failedProducts(
  db: Queries,
  shop: string,
  batchId: string,
): Promise<Map<string, string[]>> {
  const rows = await db.generation.findMany({
    where: { shop, batchId, state: "failed" },
    distinct: ["failureCode", "productId"],
    orderBy: { productTitle: "asc" },
    take: NAMED_AT_MOST,
    select: { failureCode: true, productTitle: true },
  });
  const byCode = Map.groupBy(rows, ({ failureCode }) => failureCode ?? "internal");
  return new Map([...byCode].map(([code, failed]) => [code, failed.map(({ productTitle }) => productTitle)]));
}

/** For a list of batches: how many of each are done, and how many failed. */
export async function countsByBatch(
  db: Queries,
  shop: string,
  batchIds: readonly string[],
): Promise<Map<string, { done: number; failed: number }>> {
  const groups = await db.generation.groupBy({
    by: ["batchId", "state"],
    where: { shop, batchId: { in: [...batchIds] }, state: { in: ["done", "failed"] } },
    _count: true,
  });
  const counts = new Map<string, { done: number; failed: number }>();
  for (const { batchId, state, _count } of groups) {
    counts.set(batchId, { ...(counts.get(batchId) ?? { done: 0, failed: 0 }), [state]: _count });
  }
  return counts;
}

/**
 * Taken before any generation of the batch is changed: of two last generations that end at once, the second then sees
 * the first; and whoever cancels the batch, who also begins with its row, never waits in a circle with us.
 */
export async function lockBatch(tx: Queries, shop: string, batchId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM "Batch" WHERE shop = ${shop} AND id = ${batchId} FOR NO KEY UPDATE`;
}

/** Ends the batch, which must be locked, when none of its generations has work left. */
export async function finishIfOver(tx: Queries, shop: string, batchId: string, now: Date): Promise<void> {
  await tx.batch.updateMany({
    where: {
      shop,
      id: batchId,
      state: { in: ["running", "paused"] },
      generations: { none: { state: { in: ["queued", "running"] } } },
    },
    data: { state: "done", finishedAt: now },
  });
}
