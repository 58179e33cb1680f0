import { Prisma } from "../platform/db/generated/client.ts";
import type { Db } from "../platform/db/db.server.ts";
import { isPackshotError } from "../platform/errors.ts";
import type { Logger } from "../platform/logger.server.ts";
import type { ObjectStore } from "../platform/objects/object-store.ts";
import { expireExport } from "./drop-exports.server.ts";
import { reportKey } from "./erasure-report.server.ts";
import { daysBefore, WINDOWS } from "./windows.ts";

/** `ownerDb`: may delete what the app itself can only add to. */
export type PruneDeps = { db: Db; ownerDb: Db; objects: ObjectStore; log: Logger };

/** Of each table, so that a sweep is short however much there is. */
const MOST_AT_ONCE = 2_000;

/** In one sweep, each of which may have waited for the store for long. */
const MOST_FAILURES = 3;

/** Rows that are over: of which table, by which moment, after how many days, and which of them alone. */
type Old = readonly [table: string, at: string, days: number, which?: string];

const { webhookEvents, endedSessions, auditLog, ledger, erasureReports } = WINDOWS;

const RECORDS: readonly Old[] = [
  ["WebhookEvent", "receivedAt", webhookEvents.days],
  // The shop's own session is renewed when it is used; it goes when the shop leaves.
  ["Session", "expires", endedSessions.days, `"isOnline"`],
];

const APPEND_ONLY: readonly Old[] = [
  ["AuditEntry", "at", auditLog.days],
  // Those of a shop that is still there are what its account adds up to.
  ["LedgerEntry", "createdAt", ledger.days, "shop LIKE 'erased:%'"],
];

/** Deletes records and exports whose window is over, by an index of each; answers how many. */
export async function pruneRecords(deps: PruneDeps, now: Date): Promise<number> {
  let deleted = 0;
  for (const old of RECORDS) deleted += await deleteOld(deps.db, old, now);
  for (const old of APPEND_ONLY) deleted += await deleteOld(deps.ownerDb, old, now);
  deleted += await expireExports(deps, now); // what needs the store comes last
  return deleted + (await pruneReports(deps, now));
}

/** Oldest first. */
function deleteOld(db: Db, [table, at, days, which = "true"]: Old, now: Date): Promise<number> {
  const [from, column] = [Prisma.raw(`"${table}"`), Prisma.raw(`"${at}"`)];
  return db.$executeRaw`
    DELETE FROM ${from} WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM ${from} WHERE ${Prisma.raw(which)} AND ${column} < ${daysBefore(now, days)}
      ORDER BY ${column} LIMIT ${MOST_AT_ONCE} FOR UPDATE SKIP LOCKED))`;
}

async function expireExports(deps: PruneDeps, now: Date): Promise<number> {
  const over = await deps.db.$queryRaw<{ shop: string; id: string }[]>`
    SELECT shop, id FROM "Export" WHERE state = 'ready' AND "expiresAt" < ${now}
    ORDER BY "expiresAt" LIMIT ${MOST_AT_ONCE}`;
  let failures = 0;
  for (const { shop, id } of over) {
    if (failures >= MOST_FAILURES) break;
    await expireExport(deps, shop, id).catch((err: unknown) => {
      if (isPackshotError(err) && err.code === "export_not_ready") return; // another process did it
      failures += 1;
      deps.log.error(
        { shop, export: id, err },
        "the file of an export stays, its time is over; it is tried again",
      );
    });
  }
  return over.length;
}

/** The copy in the store goes first: a crash in between leaves the row that names it. */
async function pruneReports({ db, objects }: PruneDeps, now: Date): Promise<number> {
  const reports = await db.erasureReport.findMany({
    where: { begunAt: { lt: daysBefore(now, erasureReports.days) } },
    orderBy: { begunAt: "asc" },
    take: MOST_AT_ONCE,
    select: { pseudonym: true, id: true },
  });
  if (reports.length === 0) return 0;
  await objects.delete(reports.map(reportKey));
  for (const { pseudonym, id } of reports) await db.erasureReport.deleteMany({ where: { pseudonym, id } });
  return reports.length;
}
