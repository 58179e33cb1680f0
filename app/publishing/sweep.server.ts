import type { Clock } from "../platform/clock.ts";
import type { Db } from "../platform/db/db.server.ts";
import type { Prisma } from "../platform/db/generated/client.ts";
import { CLAIMABLE, leaseIsFree, type PublicationChange } from "./publication-lease.server.ts";

const MOST_ATTEMPTS = 8;

/** Gives up what was interrupted too often, of all shops. What a crash left otherwise is due, and dispatched again. */
export async function sweepPublications({ db, clock }: { db: Db; clock: Clock }): Promise<void> {
  await giveUpInterrupted(db, clock.now());
}

/** The same ends as `endOfPublishing` knows, for work that never came to its own end. */
async function giveUpInterrupted(db: Db, now: Date): Promise<void> {
  const failureCode = "interrupted";
  const known = { mediaId: { not: null }, detachingAt: null };
  const ends: [Prisma.PublicationWhereInput, PublicationChange][] = [
    [
      { ...CLAIMABLE.publish, attachingAt: null },
      { state: "failed", failureCode, activeImageId: null },
    ],
    [
      { ...CLAIMABLE.publish, ...known },
      { state: "live", failureCode: "not_in_place", liveAt: now },
    ],
    [
      { ...CLAIMABLE.publish, NOT: known },
      { state: "unclear", failureCode: "media_unclear" },
    ],
    [CLAIMABLE.restore, { restoringAt: null, failureCode }],
  ];
  for (const [where, change] of ends) {
    await db.publication.updateMany({
      where: { ...where, attempt: { gte: MOST_ATTEMPTS }, ...leaseIsFree(now) },
      data: { ...change, leaseToken: null, leaseUntil: null },
    });
  }
}
