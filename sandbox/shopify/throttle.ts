import type { Shop } from "./model.ts";

/** Points per app and shop: what fits in, and what flows back each second. */
const PLANS = {
  basic: { maximumAvailable: 2_000, restoreRate: 100 },
  advanced: { maximumAvailable: 4_000, restoreRate: 200 },
  plus: { maximumAvailable: 20_000, restoreRate: 1_000 },
  enterprise: { maximumAvailable: 40_000, restoreRate: 2_000 },
} satisfies Record<Shop["plan"], { maximumAvailable: number; restoreRate: number }>;

export type Bucket = {
  /** Takes points out; false, and nothing taken, when they are not there. */
  take: (points: number, now: number) => boolean;
  giveBack: (points: number) => void;
  status: (now: number) => ThrottleStatus;
};
type ThrottleStatus = { maximumAvailable: number; currentlyAvailable: number; restoreRate: number };

export function createBucket(plan: Shop["plan"], startedAt: number): Bucket {
  const { maximumAvailable, restoreRate } = PLANS[plan];
  let available = maximumAvailable;
  let filledAt = startedAt;

  const refill = (now: number) => {
    available = Math.min(maximumAvailable, available + ((now - filledAt) / 1000) * restoreRate);
    filledAt = now;
  };
  return {
    take(points, now) {
      refill(now);
      if (points > available) return false;
      available -= points;
      return true;
    },
    giveBack(points) {
      available = Math.min(maximumAvailable, available + points);
    },
    status(now) {
      refill(now);
      return { maximumAvailable, currentlyAvailable: Math.floor(available), restoreRate };
    },
  };
}
