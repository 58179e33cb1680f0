import { randomUUID } from "node:crypto";
import type { AdminApiFor } from "../platform/admin-api/admin-api.ts";
import type { Clock } from "../platform/clock.ts";
import type { Db } from "../platform/db/db.server.ts";
import type { ErrorCode } from "../platform/errors.ts";
import type { Logger } from "../platform/logger.server.ts";
import type { Wait } from "../platform/wait.ts";
import { releaseProductLock, takeProductLock } from "./product-lock.server.ts";
import { startWork, type ProductWork } from "./product-work.server.ts";
import {
  claimPublications,
  LeaseLost,
  type ClaimedPublication,
  type PublicationChange,
  type WorkKind,
} from "./publication-lease.server.ts";
import type { ShopCalls } from "./shop-calls.server.ts";

export type WriterDeps = {
  db: Db;
  clock: Clock;
  adminFor: AdminApiFor;
  callsFor: (shop: string) => ShopCalls;
  log: Logger;
  wait?: Wait;
  /** How long a worker that died keeps others from its product. Longer than one Shopify call may take. */
  leaseMs?: number;
};

export type WorkPlan = {
  kind: WorkKind;
  /** Ends or fails every publication; what it throws fails all that are left. */
  run: (work: ProductWork) => Promise<void>;
  /** How a failure that trying again does not mend is written down. */
  whenFailed: (publication: ClaimedPublication, code: ErrorCode) => PublicationChange;
};

const LEASE_MS = 60_000;

/**
 * Does one attempt of all work that is due on a product, as its only writer. Where another is at work on it the job ends
 * at once: a worker's place is worth more than waiting, and the dispatcher sees when the product is free.
 */
export async function asOnlyWriter(
  deps: WriterDeps,
  plan: WorkPlan,
  { shop, id: productId }: { shop: string; id: string },
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
    await runPlan(plan, startWork({ ...deps, leaseMs }, plan, { shop, productId, claimed, lease, signal }));
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error;
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
