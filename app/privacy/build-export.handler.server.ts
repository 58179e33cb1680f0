import { randomUUID } from "node:crypto";
import { keepLease } from "../platform/lease-keeper.server.ts";
import { isPackshotError, type ErrorCode } from "../platform/errors.ts";
import { LeaseLost, makeExport, TurnOver, type BuildExportDeps } from "./make-export.server.ts";
import { dropOlder, removeExportFile } from "./drop-exports.server.ts";
import * as store from "./export-store.server.ts";

/** Begun so often in a row without getting any further, it is given up. */
const MOST_TRIES = 8;
const LONGEST_PAUSE_MS = 300_000;
/** Begun anew for so long because images that it held were deleted, it is given up. */
const LONGEST_MS = 86_400_000;

/** Makes the file of an export, or goes on with it: what the store had taken is not made again. */
export async function buildExport(
  deps: BuildExportDeps,
  { shop, id }: { shop: string; id: string },
  stopping: AbortSignal,
): Promise<void> {
  const { db, clock, leaseMs } = deps;
  if (stopping.aborted) return;
  const lease = { token: randomUUID(), now: clock.now(), leaseMs };
  const claim = await store.claimExport(db, shop, id, lease);
  if (!claim) return;
  const log = deps.log.child({ shop, export: id });
  if (claim.attempt > MOST_TRIES) return giveUp(deps, claim, "interrupted");
  const renew = () => store.renewExport(db, claim, { now: clock.now(), leaseMs });
  const keeper = keepLease(renew, leaseMs / 3, log);
  try {
    await makeExport(deps, claim, AbortSignal.any([stopping, keeper.signal]));
    await dropOlder(deps, shop, id);
    log.info("an export is ready");
  } catch (error) {
    if (error instanceof LeaseLost || keeper.signal.aborted) log.info("lease lost, or the shop is leaving");
    else if (error instanceof TurnOver || stopping.aborted) await store.exportLater(db, claim, clock.now());
    else if (isPackshotError(error)) await settle({ ...deps, log }, claim, error.code);
    else throw error; // not foreseen: the lease runs out and it is handed over again
  } finally {
    await keeper.stop();
  }
}

async function settle(deps: BuildExportDeps, claim: store.ExportClaim, code: ErrorCode): Promise<void> {
  const { db, clock, log } = deps;
  const now = clock.now().getTime();
  const holdsDeleted = code === "export_images_deleted";
  if (holdsDeleted && now - claim.createdAt.getTime() > LONGEST_MS) return giveUp(deps, claim, code);
  log.warn({ code, attempt: claim.attempt }, "an export broke off; it is tried again");
  const pauseMs = Math.min(LONGEST_PAUSE_MS, 1_000 * 2 ** claim.attempt);
  const runAfter = new Date(now + pauseMs);
  if (code !== "upload_gone" && !holdsDeleted) return store.exportLater(db, claim, runAfter);
  await removeExportFile(deps, claim.objectKey);
  await store.exportAnew(db, claim, runAfter);
}

async function giveUp(deps: BuildExportDeps, claim: store.ExportClaim, code: ErrorCode): Promise<void> {
  const { db, clock, log } = deps;
  await removeExportFile(deps, claim.objectKey);
  await store.failExport(db, claim, code, clock.now());
  log.error({ shop: claim.shop, export: claim.id }, "an export was given up");
}
