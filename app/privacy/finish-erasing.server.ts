import { deleteSome } from "../platform/db/delete-some.server.ts";
import type { Queries } from "../platform/db/db.server.ts";
import { finishReport, reportById, storeReport } from "./erasure-report.server.ts";
import type { Erasing } from "./erasing.ts";
import { checkErasing, holdErasingAlone } from "./hold-erasing.server.ts";

/** What no foreign key ties to the shop's row, and is little. Whoever adds to these looks for that row first. */
const LAST = ["ProductLock", "WebhookEvent", "Session"] as const;
const ALL = 1_000_000;

/**
 * The end: the shop's own row, which said that it is to be erased, goes when nothing else is left. False when something
 * was added meanwhile. A shop that comes back at this moment waits for the row and is a new one.
 */
export async function finishErasing(erasing: Erasing): Promise<boolean> {
  const { ownerDb, objects, shop, report, clock, log } = erasing;
  const { pseudonym } = report;
  await checkErasing(ownerDb, erasing);
  const counted = await reportById(ownerDb, report);
  const finished = { ...counted, finishedAt: clock.now() };
  await storeReport(objects, finished); // before the end: killed in between, it is stored once more
  const isOver = await ownerDb.$transaction(async (tx) => {
    await holdErasingAlone(tx, erasing);
    if (await anythingLeft(tx, shop)) return false;
    for (const table of LAST) await deleteSome(tx, shop, table, ALL);
    await tx.shop.deleteMany({ where: { shop } });
    await finishReport(tx, finished);
    return true;
  });
  if (isOver) log.info({ pseudonym, counts: finished.counts }, "a shop is erased");
  return isOver;
}

/**
 * Whoever adds to these locks the shop's row first, by their foreign key or as `recordAudit` does; that is ours until
 * the transaction ends. Who books in the ledger holds the account.
 */
async function anythingLeft(tx: Queries, shop: string): Promise<boolean> {
  const [left] = await tx.$queryRaw<{ any: boolean }[]>`
    SELECT EXISTS (SELECT FROM "Batch" WHERE shop = ${shop}) OR EXISTS (SELECT FROM "Export" WHERE shop = ${shop})
      OR EXISTS (SELECT FROM "ImageDeletion" WHERE shop = ${shop})
      OR EXISTS (SELECT FROM "BulkAction" WHERE shop = ${shop})
      OR EXISTS (SELECT FROM "CreditAccount" WHERE shop = ${shop})
      OR EXISTS (SELECT FROM "AuditEntry" WHERE shop = ${shop})
      OR EXISTS (SELECT FROM "LedgerEntry" WHERE shop = ${shop}) AS any`;
  return left?.any ?? true;
}
