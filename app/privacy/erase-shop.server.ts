import { CHUNKS } from "./erase-chunks.server.ts";
import { createReport, lastReport, storeReport, type ErasureReport } from "./erasure-report.server.ts";
import { Later, type EraseShopDeps, type Erasing } from "./erasing.ts";
import { finishErasing } from "./finish-erasing.server.ts";

/** So long nobody else begins with it; prolonged with every chunk. Two at once would do no harm. */
const LEASE_MS = 60_000;

/**
 * Erases all of a shop for which that was begun, in chunks that are over soon. It may be killed anywhere: files go
 * before the rows that name them, rows before those that they point at, each chunk is counted in the transaction that
 * takes it, and the shop's own row, which says that it is to be erased, goes last. Whoever comes next goes on.
 */
export async function eraseShop(deps: EraseShopDeps, shop: string, signal: AbortSignal): Promise<void> {
  if (signal.aborted || !(await claim(deps, shop))) return;
  const erasing = { ...deps, shop, report: await openReport(deps, shop), signal };
  try {
    await storeReport(deps.objects, erasing.report);
    do await eraseAll(erasing);
    while (!signal.aborted && !(await finishErasing(erasing)));
    if (signal.aborted) await leaveUntil(deps, shop, deps.clock.now());
  } catch (error) {
    if (!(error instanceof Later)) throw error;
    deps.log.info({ shop, at: error.at }, "erasing goes on when no file can be on its way any more");
    await leaveUntil(deps, shop, error.at);
  }
}

async function eraseAll(erasing: Erasing): Promise<void> {
  const { shop, signal, clock } = erasing;
  await erasing.queue.forget(shop);
  for (const chunk of CHUNKS) {
    while (!signal.aborted && (await chunk(erasing)) > 0) {
      await leaveUntil(erasing, shop, new Date(clock.now().getTime() + LEASE_MS));
    }
  }
}

/** False when somebody else is at it, when it is too early, and when the shop is not to be erased. */
async function claim({ db, clock }: EraseShopDeps, shop: string): Promise<boolean> {
  const now = clock.now();
  const { count } = await db.shop.updateMany({
    where: {
      ...{ shop, erasingSince: { not: null } },
      OR: [{ erasingUntil: null }, { erasingUntil: { lte: now } }],
    },
    data: { erasingUntil: new Date(now.getTime() + LEASE_MS) },
  });
  return count === 1;
}

async function leaveUntil(
  { db }: Pick<EraseShopDeps, "db">,
  shop: string,
  erasingUntil: Date,
): Promise<void> {
  await db.shop.updateMany({ where: { shop, erasingSince: { not: null } }, data: { erasingUntil } });
}

/** It began with the erasure. There is none if the key of the pseudonyms was changed since. */
async function openReport({ db, pseudonymOf }: EraseShopDeps, shop: string): Promise<ErasureReport> {
  const pseudonym = pseudonymOf(shop);
  const open = await lastReport(db, pseudonym);
  if (open && !open.finishedAt) return open;
  const { erasingWhy: why, erasingSince } = await db.shop.findUniqueOrThrow({ where: { shop } });
  return createReport(db, pseudonym, { why, begunAt: erasingSince ?? new Date() });
}
