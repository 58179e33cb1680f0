import { Prisma } from "../platform/db/generated/client.ts";
import type { Db } from "../platform/db/db.server.ts";
import type { ObjectStore } from "../platform/objects/object-store.ts";
import { daysBefore, WINDOWS } from "./windows.ts";

/** Of each table, so that a sweep is short however much there is. */
const MOST_AT_ONCE = 2_000;

/** Deletes records and exports whose window is over, by an index of each; answers how many. */
export async function pruneRecords(
  { db, objects }: { db: Db; objects: ObjectStore },
  now: Date,
): Promise<number> {
  const { webhookEvents, endedSessions, erasureReports } = WINDOWS;
  const records: [table: string, at: string, days: number, which?: string][] = [
    ["WebhookEvent", "receivedAt", webhookEvents.days],
    // The shop's own session is renewed when it is used; it goes when the shop leaves.
    ["Session", "expires", endedSessions.days, `"isOnline"`],
    ["ErasureReport", "begunAt", erasureReports.days],
  ];
  let deleted = await expireExports({ db, objects }, now);
  for (const [table, at, days, which = "true"] of records) {
    const [from, column] = [Prisma.raw(`"${table}"`), Prisma.raw(`"${at}"`)];
    deleted += await db.$executeRaw`
      DELETE FROM ${from} WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM ${from} WHERE ${Prisma.raw(which)} AND ${column} < ${daysBefore(now, days)}
        ORDER BY ${column} LIMIT ${MOST_AT_ONCE} FOR UPDATE SKIP LOCKED))`;
  }
  return deleted;
}

type Over = { shop: string; id: string; objectKey: string | null };

/** The file goes before its row says so: a crash in between leaves a row that is found again. */
async function expireExports({ db, objects }: { db: Db; objects: ObjectStore }, now: Date): Promise<number> {
  const over = await db.$queryRaw<Over[]>`
    SELECT shop, id, "objectKey" FROM "Export" WHERE state = 'ready' AND "expiresAt" < ${now}
    ORDER BY "expiresAt" LIMIT ${MOST_AT_ONCE}`;
  if (over.length === 0) return 0;
  await objects.delete(over.flatMap(({ objectKey }) => objectKey ?? []));
  for (const { shop, id } of over) {
    await db.export.updateMany({ where: { shop, id, state: "ready" }, data: { state: "expired" } });
    await db.exportPart.deleteMany({ where: { shop, exportId: id } });
  }
  return over.length;
}
