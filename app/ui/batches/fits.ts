export type Purse = {
  available: number;
  reserved: number;
  chargedInMonth: number;
  batchCap: number;
  monthlyCap: number;
  suspended: boolean;
};

export type Obstacle =
  | { is: "suspended" }
  | { is: "credits"; credits: number; available: number }
  | { is: "batch_cap"; credits: number; cap: number }
  | { is: "monthly_cap"; credits: number; left: number; cap: number };

/** Why a batch of that many credits cannot start now; null when it can. The server decides, this only tells before. */
export function whyNot(credits: number, purse: Purse): Obstacle | null {
  const { available, reserved, chargedInMonth, batchCap, monthlyCap, suspended } = purse;
  const left = Math.max(0, monthlyCap - chargedInMonth - reserved);
  if (suspended) return { is: "suspended" };
  if (credits > available) return { is: "credits", credits, available };
  if (credits > batchCap) return { is: "batch_cap", credits, cap: batchCap };
  if (credits > left) return { is: "monthly_cap", credits, left, cap: monthlyCap };
  return null;
}
