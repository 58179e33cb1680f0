import type { Queries } from "../platform/db/db.server.ts";
import { uuidV7Prefix } from "../platform/uuid-v7.ts";

export type AuditEntry = {
  id: string;
  at: Date;
  personId: string;
  personName: string;
  action: string;
  subject: string;
  subjectId: string;
  details: unknown;
};

export type AuditFilter = {
  action?: string;
  /** Empty: those that no staff member did. */
  personId?: string;
  /** From the beginning of the one day to the end of the other, by UTC. */
  days?: { from?: Date; to?: Date };
};

const COLUMNS = {
  ...{ id: true, at: true, personId: true, personName: true },
  ...{ action: true, subject: true, subjectId: true, details: true },
} as const;

const DAY_MS = 86_400_000;

/** Newest first; `before` is the id of the last one seen. Ids are in order of time, so days are stretches of ids. */
export async function listAudit(
  db: Queries,
  shop: string,
  { action, personId, days = {}, before, limit }: AuditFilter & { before?: string; limit: number },
): Promise<AuditEntry[]> {
  const ends = [before, days.to && uuidV7Prefix(new Date(days.to.getTime() + DAY_MS))];
  const [end] = ends.filter((id) => id !== undefined).sort();
  return db.auditEntry.findMany({
    where: {
      ...{ shop, action, personId },
      id: { lt: end, gte: days.from && uuidV7Prefix(days.from) },
    },
    orderBy: { id: "desc" },
    take: limit,
    select: COLUMNS,
  });
}

/** What was done to one image by itself, newest first. */
export async function auditOfImage(
  db: Queries,
  shop: string,
  imageId: string,
  limit: number,
): Promise<AuditEntry[]> {
  return db.$queryRaw`
    SELECT id, at, "personId", "personName", action, subject, "subjectId", details FROM "AuditEntry"
    WHERE shop = ${shop} AND "subjectId" = ${imageId} AND subject = 'image' AND "subjectId" <> ''
    ORDER BY id DESC LIMIT ${limit}`;
}

const CHUNK = 1_000;

/** The whole log, oldest first; read a chunk at a time. */
export async function* allAuditEntries(db: Queries, shop: string): AsyncGenerator<AuditEntry> {
  for (let after = ""; ;) {
    const rows = await db.auditEntry.findMany({
      where: { shop, id: { gt: after } },
      orderBy: { id: "asc" },
      take: CHUNK,
      select: COLUMNS,
    });
    yield* rows;
    after = rows.at(-1)?.id ?? after;
    if (rows.length < CHUNK) return;
  }
}

const MOST_PEOPLE = 200;

/**
 * Who is in the log, by the name they had last. From one person straight to the next by the index: to look at every
 * entry for it would take longer the more there are.
 */
export async function auditPeople(db: Queries, shop: string): Promise<{ id: string; name: string }[]> {
  return db.$queryRaw`
    WITH RECURSIVE person AS (
      (SELECT "personId" AS id FROM "AuditEntry" WHERE shop = ${shop} ORDER BY "personId" LIMIT 1)
      UNION ALL
      SELECT (SELECT e."personId" FROM "AuditEntry" e WHERE e.shop = ${shop} AND e."personId" > person.id
        ORDER BY e."personId" LIMIT 1)
      FROM person WHERE person.id IS NOT NULL)
    SELECT p.id, (SELECT e."personName" FROM "AuditEntry" e WHERE e.shop = ${shop} AND e."personId" = p.id
      ORDER BY e.id DESC LIMIT 1) AS name
    FROM (SELECT id FROM person WHERE id <> '' LIMIT ${MOST_PEOPLE}) p ORDER BY name, p.id`;
}
