import type { Queries } from "../platform/db/db.server.ts";
import { PackshotError } from "../platform/errors.ts";
import { accountOf, lockAccount, openAccount, type Account } from "./account.server.ts";
import { book, isBooked } from "./book.server.ts";
import type { CreditsConfig } from "./credits-config.ts";

export type Reservation = { batchId: string; key: string; credits: number; now: Date };

/**
 * Holds credits for a batch, whose row the caller has locked, or throws why not and changes nothing. The account's lock
 * makes those who reserve at once wait for each other, so neither the balance nor a cap is ever passed.
 */
export async function reserve(
  tx: Queries,
  shop: string,
  { batchId, key, credits, now }: Reservation,
  config: CreditsConfig,
): Promise<void> {
  if (!(await lockAccount(tx, shop))) {
    await openAccount(tx, shop, { config, now });
    await lockAccount(tx, shop);
  }
  if (await isBooked(tx, shop, key)) return;
  const account = await accountOf(tx, shop, { config, now });
  refuse(account, { credits, inBatch: await heldOrCharged(tx, shop, batchId) });
  await book(tx, shop, { kind: "reserve", key, credits, batchId, now });
}

export type Settlement = {
  batchId: string;
  generationId: string;
  credits: number;
  costMicros: bigint;
  now: Date;
};

/** A generation succeeded: what was held for it is charged. */
export async function settle(tx: Queries, shop: string, settlement: Settlement): Promise<void> {
  const key = `settle:${settlement.generationId}`;
  await bookSurely(tx, shop, { kind: "settle", key, ...settlement });
}

export type Release = {
  batchId: string;
  generationId?: string;
  key: string;
  credits: number;
  costMicros: bigint;
  now: Date;
};

/** What was held for a failed generation, or is left of a cancelled batch, is free again. */
export async function release(tx: Queries, shop: string, released: Release): Promise<void> {
  await bookSurely(tx, shop, { kind: "release", ...released });
}

/** Credits that are not booked for want of an account would be lost in silence. */
async function bookSurely(tx: Queries, shop: string, entry: Parameters<typeof book>[2]): Promise<void> {
  if ((await book(tx, shop, entry)) || entry.credits === 0) return;
  if (!(await isBooked(tx, shop, entry.key)))
    throw new Error(`The shop has no account to book ${entry.key} on`);
}

function refuse(account: Account, { credits, inBatch }: { credits: number; inBatch: number }): void {
  const { available, reserved, chargedInMonth, batchCap, monthlyCap } = account;
  if (account.suspended) throw new PackshotError("shop_suspended");
  if (inBatch + credits > batchCap) {
    throw new PackshotError("batch_cap_exceeded", { needed: inBatch + credits, batchCap });
  }
  const inMonth = chargedInMonth + reserved; // what is held will be charged
  if (inMonth + credits > monthlyCap) {
    throw new PackshotError("monthly_cap_exceeded", { needed: credits, inMonth, monthlyCap });
  }
  if (credits > available) throw new PackshotError("credits_short", { needed: credits, available });
}

/** Settling moves what was reserved on to charged: both together are what was reserved less what was given back. */
async function heldOrCharged(tx: Queries, shop: string, batchId: string): Promise<number> {
  const [sum] = await tx.$queryRaw<{ credits: number }[]>`
    SELECT COALESCE(SUM(CASE kind WHEN 'reserve' THEN credits ELSE -credits END), 0)::int AS credits
    FROM "LedgerEntry" WHERE shop = ${shop} AND "batchId" = ${batchId} AND kind <> 'settle'`;
  return sum?.credits ?? 0;
}
