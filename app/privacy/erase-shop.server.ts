import { keepLease } from "../platform/lease-keeper.server.ts";
import { CHUNKS } from "./erase-chunks.server.ts";
import { createReport, lastReport, storeReport, type ErasureReport } from "./erasure-report.server.ts";
import { Later, Over, type EraseShopDeps, type Erasing } from "./erasing.ts";
import { finishErasing } from "./finish-erasing.server.ts";

/** So long nobody else begins with it; renewed all the time. Two at once would do no harm. */
const LEASE_MS = 60_000;

/**
 * Erases all of a shop for which that was begun, in chunks that are over soon. It may be killed anywhere: files go
 * before the rows that name them, rows before those that they point at, each chunk is counted in the transaction that
 * takes it, and the shop's own row, which says that it is to be erased, goes last. Whoever comes next goes on. It may
 * stand still anywhere as well: each chunk asks first whether this erasure still goes on.
 */
export async function eraseShop(deps: EraseShopDeps, shop: string, stopping: AbortSignal): Promise<void> {
  const claim = stopping.aborted ? null : await claimErasing(deps, shop);
  if (!claim) return;
  const lease = keepLease(() => leaveUntil(deps, claim, inALease(deps)), LEASE_MS / 3, deps.log);
  const signal = AbortSignal.any([stopping, lease.signal]);
  const goesOnAt = await eraseUntilOver({ ...deps, ...claim, signal }).finally(() => lease.stop());
  if (goesOnAt) await leaveUntil(deps, claim, goesOnAt);
}

/** Answers when somebody should go on with it; null when nobody need. */
async function eraseUntilOver(erasing: Omit<Erasing, "report"> & Claim): Promise<Date | null> {
  const { shop, signal, clock, log } = erasing;
  try {
    const report = await openReport(erasing, erasing);
    await storeReport(erasing.objects, report);
    do await eraseAll({ ...erasing, report });
    while (!signal.aborted && !(await finishErasing({ ...erasing, report })));
    return signal.aborted ? clock.now() : null;
  } catch (error) {
    if (error instanceof Over) {
      log.info({ shop }, "another process has erased this shop meanwhile");
      return null;
    }
    if (!(error instanceof Later)) throw error;
    log.info({ shop, at: error.at }, "erasing goes on when no file can be on its way any more");
    return error.at;
  }
}

async function eraseAll(erasing: Erasing): Promise<void> {
  const { shop, signal } = erasing;
  await erasing.queue.forget(shop);
  for (const chunk of CHUNKS) {
    while (!signal.aborted && (await chunk(erasing)) > 0);
  }
}

type Claim = { shop: string; since: Date; why: string };

const inALease = ({ clock }: Pick<EraseShopDeps, "clock">) => new Date(clock.now().getTime() + LEASE_MS);

/** Null when somebody else is at it, when it is too early, and when the shop is not to be erased. */
async function claimErasing({ db, clock }: EraseShopDeps, shop: string): Promise<Claim | null> {
  const [claim] = await db.$queryRaw<Claim[]>`
    UPDATE "Shop" SET "erasingUntil" = ${inALease({ clock })}
    WHERE shop = ${shop} AND "erasingSince" IS NOT NULL
      AND ("erasingUntil" IS NULL OR "erasingUntil" <= ${clock.now()})
    RETURNING shop, "erasingSince" AS since, "erasingWhy" AS why`;
  return claim ?? null;
}

/** False when this erasure is over. */
async function leaveUntil(
  { db }: Pick<EraseShopDeps, "db">,
  { shop, since }: Claim,
  erasingUntil: Date,
): Promise<boolean> {
  const { count } = await db.shop.updateMany({
    where: { shop, erasingSince: since },
    data: { erasingUntil },
  });
  return count === 1;
}

/** It began with the erasure. There is none if the key of the pseudonyms was changed since. */
async function openReport(
  { db, pseudonymOf }: EraseShopDeps,
  { shop, since, why }: Claim,
): Promise<ErasureReport> {
  const pseudonym = pseudonymOf(shop);
  const open = await lastReport(db, pseudonym);
  if (open && !open.finishedAt) return open;
  return createReport(db, pseudonym, { why, begunAt: since });
}
