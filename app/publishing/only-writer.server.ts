import { randomUUID } from "node:crypto";
import { releaseProductLock, takeProductLock } from "./product-lock.server.ts";
import { startWork, type ProductWork, type WorkPlan, type WriterDeps } from "./product-work.server.ts";
import { claimPublications, LeaseLost } from "./publication-lease.server.ts";

const LEASE_MS = 60_000;

/**
 * Does one attempt of all work that is due on a product, as its only writer. Where another is at work on it the job ends
 * at once: a worker's place is worth more than waiting, and the dispatcher sees when the product is free.
 */
export async function asOnlyWriter(
  deps: WriterDeps,
  { shop, id: productId }: { shop: string; id: string },
  plan: WorkPlan,
  signal: AbortSignal,
): Promise<void> {
  const { leaseMs = LEASE_MS } = deps;
  const holder = { productId, token: randomUUID() };
  const now = deps.clock.now();
  const until = new Date(now.getTime() + leaseMs);
  if (!(await takeProductLock(deps.db, shop, holder, now, until))) return;
  try {
    const lease = { token: holder.token, now, until };
    const claimed = await claimPublications(deps.db, shop, productId, plan.kind, lease);
    if (claimed.length === 0) return;
    await runPlan(plan, startWork({ ...deps, leaseMs }, { shop, productId, claimed, lease, signal }, plan));
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error;
    deps.metrics?.leaseLost("product");
    deps.log.warn({ shop, productId, err: error }, "product in other hands");
  } finally {
    await releaseProductLock(deps.db, shop, holder);
  }
}

async function runPlan(plan: WorkPlan, work: ProductWork): Promise<void> {
  try {
    await plan.run(work);
  } catch (error) {
    await work.fail(work.left(), error);
  }
}
