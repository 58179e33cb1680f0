import type { Clock } from "../platform/clock.ts";
import type { Db } from "../platform/db/db.server.ts";
import type { Prisma } from "../platform/db/generated/client.ts";
import type { Queue } from "../platform/queue/queue.ts";
import { CLAIMABLE, leaseIsFree, type PublicationChange, type WorkKind } from "./publication-lease.server.ts";

const MOST_ATTEMPTS = 8;
const AT_ONCE = 500;
const JOBS = { publish: "publish_image", restore: "restore_image" } as const;

/** Hands out again what a crash or a full queue left, of all shops; gives up what was interrupted too often. */
export async function sweepPublications(deps: {
  db: Db;
  queue: Pick<Queue, "enqueue">;
  clock: Clock;
}): Promise<void> {
  const now = deps.clock.now();
  await giveUpInterrupted(deps.db, now);
  for (const kind of ["publish", "restore"] as const) {
    const due = await duePublications(deps.db, kind, now);
    await deps.queue.enqueue(
      due.map(({ shop, id, attempt }) => ({ job: { name: JOBS[kind], shop, id }, attempt })),
    );
  }
}

function duePublications(db: Db, kind: WorkKind, now: Date) {
  return db.publication.findMany({
    where: { ...CLAIMABLE[kind], runAfter: { lte: now }, ...leaseIsFree(now) },
    orderBy: { runAfter: "asc" },
    take: AT_ONCE,
    select: { shop: true, id: true, attempt: true },
  });
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
