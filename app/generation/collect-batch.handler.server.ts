import { randomUUID } from "node:crypto";
import type { CollectState } from "../catalog/collect-state.ts";
import type { CollectStep } from "../catalog/collect.server.ts";
import type { Clock } from "../platform/clock.ts";
import type { Db } from "../platform/db/db.server.ts";
import { isPackshotError, type ErrorCode, type PackshotError } from "../platform/errors.ts";
import type { Logger } from "../platform/logger.server.ts";
import type { Wait } from "../platform/wait.ts";
import * as store from "./collect-store.server.ts";
import type { CollectClaim } from "./collect-store.server.ts";
import { keepLease } from "../platform/lease-keeper.server.ts";
import { LeaseLost } from "./lease-lost.ts";
import type { BatchSelection } from "./selection.ts";

export type CollectBatchDeps = {
  db: Db;
  /** One step of reading the catalog, from where the step before ended. */
  collectStep(
    shop: string,
    selection: BatchSelection,
    from: CollectState | null,
    signal: AbortSignal,
  ): Promise<CollectStep>;
  /** Has the catalog let go of what a step began. */
  stopCollecting(shop: string, step: CollectState | null, signal: AbortSignal): Promise<void>;
  clock: Clock;
  wait: Wait;
  log: Logger;
  leaseMs: number;
};

/** Steps in a row that may break off, for whatever reason, before a person is told. */
const MOST_TRIES = 8;
const LONGEST_PAUSE_MS = 60_000;

/** Waiting longer than this for Shopify is done without a worker, and so long one reads until others have their turn. */
const LONGEST_WAIT_MS = 1_000;
const TURN_MS = 10_000;

/** What passes by itself. */
const PASSES: readonly ErrorCode[] = ["shopify_unreachable", "shopify_throttled"];

/** Reads the products of a batch into its scope, step by step. Each step may be the last before a crash. */
export async function collectBatch(
  deps: CollectBatchDeps,
  { shop, id }: { shop: string; id: string },
  stopping: AbortSignal,
): Promise<void> {
  const { db, clock, leaseMs } = deps;
  if (stopping.aborted) return;
  const lease = { token: randomUUID(), now: clock.now(), leaseMs };
  const claim = await store.claimCollecting(db, shop, id, lease);
  if (!claim) return;
  const log = deps.log.child({ shop, batch: id });
  const renew = () => store.renewCollecting(db, claim, { now: clock.now(), leaseMs });
  const keeper = keepLease(renew, leaseMs / 3, log);
  try {
    await collect({ ...deps, log }, claim, AbortSignal.any([stopping, keeper.signal]));
  } catch (error) {
    if (error instanceof LeaseLost || keeper.signal.aborted)
      log.info("lease lost, collecting goes on elsewhere");
    else if (stopping.aborted) await store.collectLater(db, claim, clock.now());
    else if (isPackshotError(error)) await settle({ ...deps, log }, claim, error);
    else throw error; // not foreseen: the lease runs out and it is handed over again
  } finally {
    await keeper.stop();
  }
}

/** To the end, or until it has to wait: then it is handed over again when it is due. */
async function collect(deps: CollectBatchDeps, claim: CollectClaim, signal: AbortSignal): Promise<void> {
  const { db, clock, wait, log } = deps;
  const { shop, selection, collecting } = claim;
  if (collecting.tries > MOST_TRIES) return store.failCollecting(db, claim, "interrupted");
  const turnEndsAt = clock.now().getTime() + TURN_MS;
  let from = collecting.step ?? null;
  for (let isRead = collecting.isRead ?? false; !isRead;) {
    const found = await deps.collectStep(shop, selection, from, signal);
    signal.throwIfAborted();
    if (!(await store.storeStep(db, claim, found))) {
      // The query that Shopify just began is written down nowhere, and would keep one of the shop's five places.
      if (from?.phase === "bulk_start") await deps.stopCollecting(shop, found.next, signal);
      throw new LeaseLost();
    }
    from = found.next;
    isRead = found.next === null;
    if (isRead) break;
    const waitMs = found.waitMs ?? 0;
    const now = clock.now().getTime();
    if (waitMs > LONGEST_WAIT_MS || now > turnEndsAt) {
      return store.collectLater(db, claim, new Date(now + waitMs));
    }
    if (waitMs > 0) await wait(waitMs, signal);
  }
  if (!(await store.finishQuote(db, claim))) throw new LeaseLost();
  log.info("quoted");
}

async function settle(
  { db, clock, log }: CollectBatchDeps,
  claim: CollectClaim,
  error: PackshotError,
): Promise<void> {
  if (error.code === "reconnect_needed") {
    log.info({ err: error }, "collecting waits for the store to reconnect");
    return store.handBackCollecting(db, claim);
  }
  const { tries } = claim.collecting;
  if (!PASSES.includes(error.code) || tries >= MOST_TRIES) {
    log.warn({ err: error }, "collecting broke off");
    return store.failCollecting(db, claim, error.code);
  }
  const pauseMs = Math.min(LONGEST_PAUSE_MS, 1_000 * 2 ** tries);
  log.info({ err: error, pauseMs }, "collecting tried again later");
  return store.collectLater(db, claim, new Date(clock.now().getTime() + pauseMs));
}
