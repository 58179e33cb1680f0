import { count } from "../frame/words.ts";

export type Purse = {
  available: number;
  reserved: number;
  chargedInMonth: number;
  batchCap: number;
  monthlyCap: number;
  suspended: boolean;
};

export const SUSPENDED = "Packshot has suspended new batches for this store. Contact support.";

/** Why a batch of that many credits cannot start now; null when it can. The server decides, this only tells before. */
export function whyNot(credits: number, purse: Purse): string | null {
  const { available, reserved, chargedInMonth, batchCap, monthlyCap, suspended } = purse;
  const left = Math.max(0, monthlyCap - chargedInMonth - reserved);
  if (suspended) return SUSPENDED;
  if (credits > available) return `It needs ${count(credits, "credit")}, and you have ${number(available)}.`;
  if (credits > batchCap)
    return `It needs ${count(credits, "credit")}, and your cap for one batch is ${number(batchCap)}.`;
  if (credits > left)
    return `It needs ${count(credits, "credit")}, and ${number(left)} are left under your cap of ${number(monthlyCap)} for this month.`;
  return null;
}

function number(amount: number): string {
  return amount.toLocaleString("en");
}
