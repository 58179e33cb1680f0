import { randomUUID } from "node:crypto";
import type { AdminApi, AdminApiFor } from "../platform/admin-api/admin-api.ts";
import type { Clock } from "../platform/clock.ts";
import type { Db } from "../platform/db/db.server.ts";
import { isPackshotError, type ErrorCode } from "../platform/errors.ts";
import type { Logger } from "../platform/logger.server.ts";
import type { Queue } from "../platform/queue/queue.ts";
import { systemWait, type Wait } from "../platform/wait.ts";
import { releaseProductLock, takeProductLock } from "./product-lock.server.ts";
import {
  claimableProduct,
  claimPublication,
  endAttempt,
  LeaseLost,
  recordStep,
  type ClaimedPublication,
  type PublicationChange,
  type WorkKind,
} from "./publication-lease.server.ts";

export type WriterDeps = {
  db: Db;
  clock: Clock;
  queue: Pick<Queue, "enqueue">;
  adminFor: AdminApiFor;
  log: Logger;
  wait?: Wait;
  /** How long a worker that died keeps others from its product. Longer than one Shopify call may take. */
  leaseMs?: number;
};

export type Work = {
  readonly shop: string;
  /** As last recorded. */
  readonly publication: ClaimedPublication;
  /** Calls end before the lease does, so that nothing is written to the product after somebody else took over. */
  readonly admin: AdminApi;
  signal(): AbortSignal;
  /** Writes a step down and prolongs the lease. */
  record(change: PublicationChange): Promise<void>;
  /** At most this long; less when the lease would end. */
  wait(ms: number): Promise<void>;
};

export type WorkPlan = {
  kind: WorkKind;
  run: (work: Work) => Promise<PublicationChange>;
  /** How a failure that trying again does not mend is written down. */
  whenFailed: (work: Work, code: ErrorCode) => PublicationChange;
};

const LEASE_MS = 60_000;
const LOCK_WAIT_MS = 15_000;
const MOST_TRIES = 6;
/** What may be over in a moment. */
const PASSING: readonly ErrorCode[] = [
  "shopify_unreachable",
  "shopify_throttled",
  "store_unavailable",
  "internal",
];

/**
 * Does one attempt of a publication's work as the only writer of its product. When another publication of the product
 * takes too long the job ends without an attempt, and the sweep hands it out again.
 */
export async function asOnlyWriter(
  deps: WriterDeps,
  plan: WorkPlan,
  { shop, id }: { shop: string; id: string },
  signal: AbortSignal,
): Promise<void> {
  const productId = await claimableProduct(deps.db, shop, id, plan.kind);
  if (!productId) return;
  const holder = { productId, token: randomUUID() };
  if (!(await lockSoon(deps, shop, holder, signal))) return;
  try {
    const now = deps.clock.now();
    const lease = { token: holder.token, now, until: leaseEnd(deps, now) };
    const publication = await claimPublication(deps.db, shop, id, plan.kind, lease);
    if (!publication) return;
    const work = startWork(deps, shop, publication, holder.token, signal);
    await attempt(deps, plan, work, holder.token, signal);
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error;
    deps.log.warn({ shop, publication: id, err: error }, "publication in other hands");
  } finally {
    await releaseProductLock(deps.db, shop, holder);
  }
}

async function lockSoon(
  deps: WriterDeps,
  shop: string,
  holder: { productId: string; token: string },
  signal: AbortSignal,
): Promise<boolean> {
  const giveUpAt = deps.clock.now().getTime() + LOCK_WAIT_MS;
  while (!signal.aborted) {
    const now = deps.clock.now();
    if (await takeProductLock(deps.db, shop, holder, now, leaseEnd(deps, now))) return true;
    if (now.getTime() >= giveUpAt) return false;
    await (deps.wait ?? systemWait)(250);
  }
  return false;
}

async function attempt(deps: WriterDeps, plan: WorkPlan, work: Work, token: string, signal: AbortSignal) {
  const { shop, publication } = work;
  const end = (change: PublicationChange) => endAttempt(deps.db, shop, publication.id, token, change);
  try {
    const change = await plan.run(work);
    await end(change);
    deps.log.info({ shop, publication: publication.id, state: change.state }, `${plan.kind} done`);
  } catch (error) {
    if (error instanceof LeaseLost) throw error;
    if (signal.aborted) return end({}); // we are being stopped: the sweep of the next start goes on from here
    const code = isPackshotError(error) ? error.code : "internal";
    deps.log.warn(
      { shop, publication: publication.id, attempt: publication.attempt, err: error },
      `${plan.kind} failed`,
    );
    if (!PASSING.includes(code) || publication.attempt >= MOST_TRIES) return end(plan.whenFailed(work, code));
    await tryAgain(deps, plan.kind, work, end);
  }
}

async function tryAgain(
  { clock, queue }: WriterDeps,
  kind: WorkKind,
  { shop, publication: { id, attempt } }: Work,
  end: (change: PublicationChange) => Promise<void>,
) {
  const delayMs = 1000 * 2 ** attempt;
  await end({ runAfter: new Date(clock.now().getTime() + delayMs) });
  const name = kind === "publish" ? "publish_image" : "restore_image";
  // A timer may fire a little early; then the row would not be due yet.
  await queue.enqueue([{ job: { name, shop, id }, attempt, delayMs: delayMs + 100 }]);
}

function startWork(
  deps: WriterDeps,
  shop: string,
  claimed: ClaimedPublication,
  token: string,
  signal: AbortSignal,
): Work {
  const { leaseMs = LEASE_MS } = deps;
  const publication = { ...claimed };
  let until = leaseEnd(deps, deps.clock.now()).getTime();
  const leaseSignal = () =>
    AbortSignal.any([signal, AbortSignal.timeout(Math.max(0, until - deps.clock.now().getTime()))]);
  const admin = deps.adminFor(shop);
  return {
    shop,
    publication,
    admin: {
      request: (operation, variables) => admin.request(operation, variables, { signal: leaseSignal() }),
    },
    signal: leaseSignal,
    wait: (ms) => (deps.wait ?? systemWait)(Math.min(ms, leaseMs / 4), signal),
    async record(change) {
      const now = deps.clock.now();
      const end = leaseEnd(deps, now);
      await recordStep(deps.db, shop, publication, { token, now, until: end }, change);
      Object.assign(publication, change);
      until = end.getTime();
    },
  };
}

function leaseEnd({ leaseMs = LEASE_MS }: WriterDeps, now: Date): Date {
  return new Date(now.getTime() + leaseMs);
}
