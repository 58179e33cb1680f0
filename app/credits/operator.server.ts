import { randomUUID } from "node:crypto";
import type { Db } from "../platform/db/db.server.ts";
import { accountOf } from "./account.server.ts";
import { book } from "./book.server.ts";
import { monthOf, type CreditsConfig } from "./credits-config.ts";

/* What the operator does to a shop's credits by hand. Each says false where it was done before. */

/** The same `key` grants once; without one every grant is a new one. The shop sees the reason in its ledger. */
export async function grant(
  db: Db,
  shop: string,
  gift: { credits: number; why: string; key?: string; config: CreditsConfig; now: Date },
): Promise<boolean> {
  const { credits, why, config, now } = gift;
  await accountOf(db, shop, { config, now }); // opens it
  return book(db, shop, { kind: "grant", key: `grant:${gift.key ?? randomUUID()}`, credits, note: why, now });
}

/** Gives back what one image was charged, once. Null when it was never charged. */
export async function refund(
  db: Db,
  shop: string,
  generationId: string,
  { why, now }: { why: string; now: Date },
): Promise<{ credits: number; isNew: boolean } | null> {
  const charge = await db.ledgerEntry.findUnique({
    where: { shop_key: { shop, key: `settle:${generationId}` } },
    select: { credits: true, batchId: true, createdAt: true },
  });
  if (!charge || charge.credits === 0) return null;
  const { credits, batchId, createdAt } = charge;
  const inMonth = monthOf(createdAt) === monthOf(now) ? -credits : 0;
  const key = `refund:${generationId}`;
  const isNew = await book(db, shop, {
    kind: "refund",
    key,
    credits,
    inMonth,
    batchId,
    generationId,
    note: why,
    now,
  });
  return { credits, isNew };
}

/** Nothing new starts, and what runs is not dispatched. The first suspension's time and reason stay. */
export async function suspend(
  db: Db,
  shop: string,
  { why, now }: { why: string; now: Date },
): Promise<boolean> {
  const { count } = await db.shop.updateMany({
    where: { shop, suspendedAt: null },
    data: { suspendedAt: now, suspendedWhy: why },
  });
  return count === 1;
}

export async function resume(db: Db, shop: string): Promise<boolean> {
  const { count } = await db.shop.updateMany({
    where: { shop, suspendedAt: { not: null } },
    data: { suspendedAt: null, suspendedWhy: "" },
  });
  return count === 1;
}
