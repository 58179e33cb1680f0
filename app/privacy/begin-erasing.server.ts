import type { Db, Queries } from "../platform/db/db.server.ts";
import type { Logger } from "../platform/logger.server.ts";
import type { ObjectStore } from "../platform/objects/object-store.ts";
import type { PseudonymOf } from "../platform/pseudonym.server.ts";
import type { Queue } from "../platform/queue/queue.ts";
import { createReport, storeReport, type ErasingWhy, type ErasureReport } from "./erasure-report.server.ts";
import { uninstall } from "./uninstall.server.ts";

export type BeginErasingDeps = {
  db: Db;
  objects: ObjectStore;
  queue: Pick<Queue, "enqueue">;
  log: Logger;
  pseudonymOf: PseudonymOf;
};

export type Standing = {
  installedAt: Date;
  seenInstalledAt: Date;
  uninstalledAt: Date | null;
  uninstallLearnt: string;
};
type Begin = {
  why: ErasingWhy;
  now: Date;
  /** Asked while the shop's row is locked: it may come back at this moment. */
  isDue: (shop: Standing) => boolean;
};

/**
 * Says that all of a shop is to be erased, in one short transaction. From then on it counts as gone wherever work
 * begins, and its people are told; everything else follows behind. False when it is not due, or begun already.
 */
export async function beginErasing(deps: BeginErasingDeps, shop: string, begin: Begin): Promise<boolean> {
  const { db, objects, queue, log } = deps;
  const { why, now } = begin;
  const report = await db.$transaction((tx) => mark(tx, shop, begin, deps.pseudonymOf));
  if (!report) return false;
  log.info({ shop, why }, "erasing begins");
  await uninstall(db, shop, { triggeredAt: now }); // a crash before it: whoever erases does it first
  await queue.enqueue([{ job: { name: "erase_shop", shop, id: shop }, attempt: 0 }]);
  // Outside the database from the first moment on: a backup put back before anybody works must not undo what was asked.
  await storeReport(objects, report).catch((err: unknown) =>
    log.warn({ err }, "the report of an erasure is stored when it goes on: the store does not answer"),
  );
  return true;
}

async function mark(
  tx: Queries,
  shop: string,
  { why, now, isDue }: Begin,
  pseudonymOf: PseudonymOf,
): Promise<ErasureReport | null> {
  const [row] = await tx.$queryRaw<(Standing & { erasingSince: Date | null })[]>`
    SELECT "installedAt", "seenInstalledAt", "uninstalledAt", "uninstallLearnt", "erasingSince" FROM "Shop" WHERE shop = ${shop} FOR UPDATE`;
  if (!row || row.erasingSince || !isDue(row)) return null;
  const uninstalledAt = row.uninstalledAt ?? now; // what asks whether the shop is gone need not ask for this as well
  await tx.shop.update({
    where: { shop },
    data: { erasingSince: now, erasingWhy: why, uninstalledAt, uninstallLearnt: "told" },
  });
  return createReport(tx, pseudonymOf(shop), { why, begunAt: now });
}
