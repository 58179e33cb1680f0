import type { AdminApi, AdminApiFor } from "../platform/admin-api/admin-api.ts";
import type { Clock } from "../platform/clock.ts";
import type { Db } from "../platform/db/db.server.ts";
import { isPackshotError, type ErrorCode } from "../platform/errors.ts";
import type { Logger } from "../platform/logger.server.ts";
import type { Metrics } from "../platform/metrics/metrics.server.ts";
import { systemWait, type Wait } from "../platform/wait.ts";
import {
  endAttempts,
  LeaseLost,
  recordSteps,
  type ClaimedPublication,
  type Lease,
  type PublicationChange,
  type Step,
  type WorkKind,
} from "./publication-lease.server.ts";
import { createProductCalls, type ProductCalls } from "./product-calls.server.ts";
import type { ShopCalls } from "./shop-calls.server.ts";

/** The publications of one product that one worker has in its hands. */
export type ProductWork = {
  readonly shop: string;
  readonly productId: string;
  /** Longer than any call of an attempt went on after its last record. */
  readonly leaseMs: number;
  /** Those that are not over, by image, as last recorded. */
  left(): readonly ClaimedPublication[];
  /** Calls end before the lease does, so that nothing is written to the product after somebody else took over. */
  readonly admin: AdminApi;
  /** Reads, together with those of other products. Long ones prolong the lease. */
  readonly calls: ProductCalls;
  signal(): AbortSignal;
  /** Writes steps down and prolongs the lease; with none it prolongs alone. */
  record(steps?: readonly Step[]): Promise<void>;
  /** Their last word. */
  end(publications: readonly ClaimedPublication[], change: PublicationChange): Promise<void>;
  /** Hands them back to be tried again later, or ends them when that would not help. */
  fail(publications: readonly ClaimedPublication[], error: unknown): Promise<void>;
  /** At most this long; less when the lease would end. */
  wait(ms: number): Promise<void>;
};

export type WriterDeps = {
  db: Db;
  clock: Clock;
  adminFor: AdminApiFor;
  callsFor: (shop: string) => ShopCalls;
  log: Logger;
  metrics?: Pick<Metrics, "publicationsEnded" | "leaseLost">;
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

const MOST_TRIES = 6;
/** What may be over in a moment. */
const PASSING: readonly ErrorCode[] = [
  "shopify_unreachable",
  "shopify_throttled",
  "store_unavailable",
  "internal",
];

type Start = {
  shop: string;
  productId: string;
  claimed: ClaimedPublication[];
  lease: Lease;
  signal: AbortSignal;
};

export function startWork(
  deps: WriterDeps & { leaseMs: number },
  { shop, productId, claimed, lease, signal }: Start,
  plan: Pick<WorkPlan, "kind" | "whenFailed">,
): ProductWork {
  const { db, clock, leaseMs, log, wait = systemWait } = deps;
  const { token } = lease;
  let publications = claimed;
  let until = lease.until.getTime();
  /** A process that stood still may find its lease over before any timer has told it. */
  const leaseSignal = () => {
    const left = until - clock.now().getTime();
    return AbortSignal.any([signal, left > 0 ? AbortSignal.timeout(left) : AbortSignal.abort()]);
  };
  const adminOfShop = deps.adminFor(shop);
  const admin: AdminApi = {
    request: (operation, variables) => adminOfShop.request(operation, variables, { signal: leaseSignal() }),
  };

  async function record(steps: readonly Step[] = []): Promise<void> {
    const now = clock.now();
    const next = new Date(now.getTime() + leaseMs);
    const held = publications.map(({ id }) => id);
    await recordSteps(db, shop, productId, held, steps, { token, now, until: next });
    for (const [id, change] of steps) {
      const publication = publications.find((one) => one.id === id);
      if (publication) Object.assign(publication, change);
    }
    until = next.getTime();
  }

  async function end(ended: readonly ClaimedPublication[], change: PublicationChange): Promise<void> {
    if (ended.length === 0) return;
    const ids = ended.map(({ id }) => id);
    await endAttempts(db, shop, ids, token, change);
    publications = publications.filter(({ id }) => !ids.includes(id));
    const outcome = [change.failureCode, change.state].find((word) => typeof word === "string") ?? "again";
    deps.metrics?.publicationsEnded(outcome, ids.length);
    log.info({ shop, productId, publications: ids, state: change.state }, `${plan.kind} attempt over`);
  }

  async function fail(failed: readonly ClaimedPublication[], error: unknown): Promise<void> {
    if (error instanceof LeaseLost) throw error;
    if (failed.length === 0) return;
    if (signal.aborted) return end(failed, {}); // we are being stopped: the next one goes on from here
    const code = isPackshotError(error) ? error.code : "internal";
    log.warn(
      { shop, productId, publications: failed.map(({ id }) => id), err: error },
      `${plan.kind} failed`,
    );
    // Nobody's fault here, and the next one goes on from here: no attempt was made.
    if (code === "reconnect_needed") return end(failed, { attempt: { decrement: 1 } });
    for (const publication of failed) {
      const again = PASSING.includes(code) && publication.attempt < MOST_TRIES;
      await end([publication], again ? retryOf(publication) : plan.whenFailed(publication, code));
    }
  }

  const retryOf = ({ attempt }: ClaimedPublication) => ({
    runAfter: new Date(clock.now().getTime() + 1000 * 2 ** attempt),
  });

  return {
    shop,
    productId,
    left: () => publications,
    leaseMs,
    admin,
    calls: createProductCalls(deps.callsFor(shop), { admin, prolong: record, signal: leaseSignal }),
    signal: leaseSignal,
    wait: (ms) => wait(Math.min(ms, leaseMs / 4), signal),
    record,
    end,
    fail,
  };
}
