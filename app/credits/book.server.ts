import type { Queries } from "../platform/db/db.server.ts";
import { uuidV7, uuidV7Prefix } from "../platform/uuid-v7.ts";
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

export type Cost = { key: string; generationId: string; costMicros: bigint };

/**
 * What the model cost for each of a batch's generations that end with nothing held. No credits move, so one statement
 * writes them all and the account is not locked: a shop's images are charged meanwhile.
 */
export async function bookCosts(
  tx: Queries,
  shop: string,
  { batchId, costs, now }: { batchId: string; costs: readonly Cost[]; now: Date },
): Promise<void> {
  if (costs.length === 0) return;
  const { from, to } = MOVES.release;
  const rows = JSON.stringify(costs.map((cost) => ({ ...cost, costMicros: String(cost.costMicros) })));
  await tx.$executeRaw`
    INSERT INTO "LedgerEntry" (shop, id, key, kind, "fromAccount", "toAccount", credits, "costMicros", "batchId",
      "generationId", "createdAt")
    SELECT ${shop}, ${uuidV7Prefix(now)} || substr(gen_random_uuid()::text, 16), c.key, 'release', ${from}, ${to}, 0,
      c."costMicros", ${batchId}, c."generationId", ${now}
    FROM jsonb_to_recordset(${rows}::jsonb) AS c(key text, "generationId" text, "costMicros" bigint)
    ON CONFLICT DO NOTHING`;
}

/** Whether this was booked before. */
export async function isBooked(tx: Queries, shop: string, key: string): Promise<boolean> {
  const entry = await tx.ledgerEntry.findUnique({ where: { shop_key: { shop, key } }, select: { id: true } });
  return entry !== null;
}
