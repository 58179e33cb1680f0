import { removeObjects } from "../library/stored-objects.server.ts";
import type { Clock } from "../platform/clock.ts";
import type { Db } from "../platform/db/db.server.ts";
import type { Logger } from "../platform/logger.server.ts";
import type { ObjectStore } from "../platform/objects/object-store.ts";
import type { Queue } from "../platform/queue/queue.ts";
import {
  dueAcrossShops,
  failInterruptedAcrossShops,
  finishOverdueAcrossShops,
  leftoverObjectsAcrossShops,
} from "./sweep-store.server.ts";

export type SweepDeps = {
  db: Db;
  queue: Pick<Queue, "enqueue">;
  objects: ObjectStore;
  clock: Clock;
  log: Logger;
};

/** Of each kind, so that a sweep is short however much there is; the next one takes the rest. */
const MOST_AT_ONCE = 500;

/** Heals what crashes and a lost queue left. Safe to run at any time, in several processes at once. */
export async function sweepGenerations({ db, queue, objects, clock, log }: SweepDeps): Promise<void> {
  const now = clock.now();
  const interrupted = await failInterruptedAcrossShops(db, now, MOST_AT_ONCE);
  for (const { shop, id, attempt } of interrupted) {
    log.error({ shop, generation: id, attempt }, "generation failed: interrupted too often");
  }

  const due = await dueAcrossShops(db, now, MOST_AT_ONCE);
  await queue.enqueue(
    due.map(({ shop, id, attempt }) => ({ job: { name: "generate_image", shop, id }, attempt })),
  );

  const ended = await finishOverdueAcrossShops(db, now, MOST_AT_ONCE);
  const leftovers = await leftoverObjectsAcrossShops(db, now, MOST_AT_ONCE);
  await removeObjects(db, objects, leftovers);
  log.debug({ due: due.length, ended, removed: leftovers.length }, "generations swept");
}
