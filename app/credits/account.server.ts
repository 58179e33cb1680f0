import type { Queries } from "../platform/db/db.server.ts";
import { PackshotError } from "../platform/errors.ts";
import { uuidV7 } from "../platform/uuid-v7.ts";
import { monthOf, type CreditsConfig } from "./credits-config.ts";
import { STARTING_NOTES } from "./starting-notes.ts";

export type Account = {
  available: number;
  reserved: number;
  charged: number;
  chargedInMonth: number;
  batchCap: number;
  monthlyCap: number;
  suspended: boolean;
};

const SUMS = { available: true, reserved: true, charged: true, month: true, chargedInMonth: true } as const;

/** What the shop has, holds, was charged and may spend. The first look opens the account with the starting grant. */
export async function accountOf(
  db: Queries,
  shop: string,
  { config, now }: { config: CreditsConfig; now: Date },
): Promise<Account> {
  const found = await read(db, shop);
  if (found?.account) return accountFrom(found, found.account, config, now);
  await openAccount(db, shop, { config, now });
  const opened = await read(db, shop);
  if (!opened?.account) throw new PackshotError("shop_gone", { shop });
  return accountFrom(opened, opened.account, config, now);
}

/**
 * Opens the account if there is none: one statement, so that there is never an account without its grant's entry. A
 * shop that was erased and returns had its grant before: its old entries say so, under its pseudonym.
 */
export async function openAccount(
  db: Queries,
  shop: string,
  { config, now }: { config: CreditsConfig; now: Date },
): Promise<void> {
  const pseudonym = config.pseudonymOf(shop);
  await db.$executeRaw`
    WITH before AS (SELECT EXISTS (SELECT FROM "LedgerEntry" WHERE shop = ${pseudonym} AND kind = 'grant') AS granted),
    opened AS (
      INSERT INTO "CreditAccount" (shop, available)
      SELECT shop, CASE WHEN granted THEN 0 ELSE ${config.startingGrant}::int END
      FROM "Shop", before WHERE shop = ${shop}
      ON CONFLICT DO NOTHING RETURNING shop, available)
    INSERT INTO "LedgerEntry" (shop, id, key, kind, "fromAccount", "toAccount", credits, note, "createdAt")
    SELECT shop, ${uuidV7(now)}, 'grant:welcome', 'grant', 'operator', 'available', available,
      CASE WHEN granted THEN ${STARTING_NOTES.again}::text ELSE ${STARTING_NOTES.first}::text END, ${now}
    FROM opened, before`;
}

/** Whoever holds this lock alone changes the account until the transaction ends. */
export async function lockAccount(tx: Queries, shop: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT shop FROM "CreditAccount" WHERE shop = ${shop} FOR NO KEY UPDATE`;
  return rows.length > 0;
}

type Sums = { available: number; reserved: number; charged: number; month: string; chargedInMonth: number };
type Limits = { suspendedAt: Date | null; batchCap: number | null; monthlyCap: number | null };

async function read(db: Queries, shop: string): Promise<(Limits & { account: Sums | null }) | null> {
  return db.shop.findUnique({
    where: { shop },
    select: { suspendedAt: true, batchCap: true, monthlyCap: true, account: { select: SUMS } },
  });
}

function accountFrom(limits: Limits, sums: Sums, config: CreditsConfig, now: Date): Account {
  const { available, reserved, charged, month, chargedInMonth } = sums;
  return {
    available,
    reserved,
    charged,
    chargedInMonth: month >= monthOf(now) ? chargedInMonth : 0,
    batchCap: limits.batchCap ?? config.batchCap,
    monthlyCap: limits.monthlyCap ?? config.monthlyCap,
    suspended: limits.suspendedAt !== null,
  };
}
