import type { Db } from "./db/db.server.ts";
import { keyIdOf, SealBrokenError, type Seal } from "./seal.server.ts";
import { ownerOf, SEALED_FIELDS, type SessionRow } from "./session-row.server.ts";

export type Resealed = {
  /** Sealed texts, not rows: a session has one or two. */
  rotated: number;
  alreadyCurrent: number;
  unreadable: number;
  /** Which keys sealed what no key opens, and how many. */
  unreadableByKey: Record<string, number>;
};

type Sealed = Pick<SessionRow, "id" | (typeof SEALED_FIELDS)[number]>;

const CHUNK = 200;

/**
 * Seals everything again that another than the first key sealed, while the app runs. Each row is written only as it was
 * read: whoever refreshed or logged in meanwhile wrote it anew. Broken off anywhere, the next run finds the rest, for
 * every sealed text names its key.
 */
export async function resealSessions(db: Db, seal: Seal): Promise<Resealed> {
  const counts: Resealed = { rotated: 0, alreadyCurrent: 0, unreadable: 0, unreadableByKey: {} };
  for (let after = ""; ;) {
    const rows = await db.session.findMany({
      where: { id: { gt: after } },
      orderBy: { id: "asc" },
      take: CHUNK,
      select: { id: true, accessToken: true, refreshToken: true },
    });
    for (const row of rows) await resealRow(db, seal, row, counts);
    const last = rows.at(-1);
    if (!last) return counts;
    after = last.id;
  }
}

async function resealRow(db: Db, seal: Seal, row: Sealed, counts: Resealed): Promise<void> {
  const texts = resealed(seal, row);
  const changed = texts.filter(({ becomes }) => becomes !== null);
  if (changed.length > 0) {
    const data = Object.fromEntries(changed.map(({ field, becomes }) => [field, becomes]));
    const { count } = await db.session.updateMany({ where: row, data });
    if (count === 0) return resealAnew(db, seal, row.id, counts);
  }
  for (const text of texts) {
    counts[text.kind] += 1;
    if (text.kind === "unreadable")
      counts.unreadableByKey[text.keyId] = (counts.unreadableByKey[text.keyId] ?? 0) + 1;
  }
}

/** Written by somebody else since it was read, who may not know the new key yet. */
async function resealAnew(db: Db, seal: Seal, id: string, counts: Resealed): Promise<void> {
  const row = await db.session.findUnique({
    where: { id },
    select: { id: true, accessToken: true, refreshToken: true },
  });
  if (row) await resealRow(db, seal, row, counts);
}

type Text = {
  field: (typeof SEALED_FIELDS)[number];
  keyId: string;
  kind: "rotated" | "alreadyCurrent" | "unreadable";
  becomes: string | null;
};

function resealed(seal: Seal, row: Sealed): Text[] {
  return SEALED_FIELDS.flatMap((field): Text[] => {
    const sealed = row[field];
    if (sealed === null) return [];
    const [owner, keyId] = [ownerOf(row.id, field), keyIdOf(sealed)];
    const opened = openOrNull(seal, owner, sealed);
    if (opened === null) return [{ field, keyId, kind: "unreadable", becomes: null }];
    if (seal.isCurrent(sealed)) return [{ field, keyId, kind: "alreadyCurrent", becomes: null }];
    return [{ field, keyId, kind: "rotated", becomes: seal.close(owner, opened) }];
  });
}

function openOrNull(seal: Seal, owner: string, sealed: string): string | null {
  try {
    return seal.open(owner, sealed);
  } catch (error) {
    if (error instanceof SealBrokenError) return null;
    throw error;
  }
}
