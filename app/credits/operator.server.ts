import { randomUUID } from "node:crypto";
import type { AuditAct } from "../platform/audit/audit-acts.ts";
import { recordAudit } from "../platform/audit/record-audit.server.ts";
import type { Db, Queries } from "../platform/db/db.server.ts";
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
  const entry = { kind: "grant", key: `grant:${gift.key ?? randomUUID()}`, credits, note: why, now } as const;
  return db.$transaction(async (tx) => {
    const isNew = await book(tx, shop, entry);
    if (isNew) await note(tx, shop, { action: "credits_granted", on: "shop", details: { credits } });
    return isNew;
  });
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
  const entry = { kind: "refund", key, credits, inMonth, batchId, generationId, note: why, now } as const;
  return db.$transaction(async (tx) => {
    const isNew = await book(tx, shop, entry);
    if (isNew) await note(tx, shop, { action: "credits_refunded", on: "shop", details: { credits } });
    return { credits, isNew };
  });
}

/** Nothing new starts, and what runs is not dispatched. The first suspension's time and reason stay. */
export async function suspend(
  db: Db,
  shop: string,
  { why, now }: { why: string; now: Date },
): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const { count } = await tx.shop.updateMany({
      where: { shop, suspendedAt: null },
      data: { suspendedAt: now, suspendedWhy: why },
    });
    if (count === 1) await note(tx, shop, { action: "shop_suspended", on: "shop", details: {} });
    return count === 1;
  });
}

export async function resume(db: Db, shop: string): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const { count } = await tx.shop.updateMany({
      where: { shop, suspendedAt: { not: null } },
      data: { suspendedAt: null, suspendedWhy: "" },
    });
    if (count === 1) await note(tx, shop, { action: "shop_resumed", on: "shop", details: {} });
    return count === 1;
  });
}

/** The shop's people see in their audit log what the operator did. */
function note(tx: Queries, shop: string, act: AuditAct): Promise<void> {
  return recordAudit(tx, shop, "operator", act);
}
