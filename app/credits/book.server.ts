import type { Queries } from "../platform/db/db.server.ts";
import { uuidV7 } from "../platform/uuid-v7.ts";
import { monthOf } from "./credits-config.ts";
import { changeOf, MOVES, type EntryKind } from "./entry-kinds.ts";

export type Entry = {
  kind: EntryKind;
  key: string;
  credits: number;
  /** What of it counts in the month's charged sum; only refunds of this month take from it. */
  inMonth?: number;
  costMicros?: bigint;
  batchId?: string | null;
  generationId?: string | null;
  note?: string;
  now: Date;
};

/**
 * Writes one entry and moves the sums, in one statement: the account's row is locked first, and an entry whose key
 * stands already moves nothing. False then, and when the shop has no account.
 */
export async function book(tx: Queries, shop: string, entry: Entry): Promise<boolean> {
  const { kind, key, credits, now } = entry;
  const { from, to } = MOVES[kind];
  const month = monthOf(now);
  const inMonth = entry.inMonth ?? (kind === "settle" ? credits : 0);
  const moved = await tx.$executeRaw`
    WITH account AS MATERIALIZED (
      SELECT shop FROM "CreditAccount" WHERE shop = ${shop} FOR NO KEY UPDATE),
    booked AS (
      INSERT INTO "LedgerEntry" (shop, id, key, kind, "fromAccount", "toAccount", credits, "costMicros", "batchId",
        "generationId", note, "createdAt")
      SELECT shop, ${uuidV7(now)}, ${key}, ${kind}, ${from}, ${to}, ${credits}::int, ${entry.costMicros ?? 0n}::bigint,
        ${entry.batchId ?? null}, ${entry.generationId ?? null}, ${entry.note ?? ""}, ${now}
      FROM account ON CONFLICT DO NOTHING RETURNING shop)
    UPDATE "CreditAccount" a SET
      available = a.available + ${changeOf(entry, "available")}::int,
      reserved = a.reserved + ${changeOf(entry, "reserved")}::int,
      charged = a.charged + ${changeOf(entry, "charged")}::int,
      "chargedInMonth" = GREATEST(0, ${inMonth}::int + CASE WHEN a.month < ${month} THEN 0 ELSE a."chargedInMonth" END),
      month = GREATEST(a.month, ${month})
    FROM booked WHERE a.shop = booked.shop`;
  return moved === 1;
}

/** Whether this was booked before. */
export async function isBooked(tx: Queries, shop: string, key: string): Promise<boolean> {
  const entry = await tx.ledgerEntry.findUnique({ where: { shop_key: { shop, key } }, select: { id: true } });
  return entry !== null;
}
