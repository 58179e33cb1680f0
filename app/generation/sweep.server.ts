import { removeObjects } from "../library/stored-objects.server.ts";
import type { Clock } from "../platform/clock.ts";
import type { Db } from "../platform/db/db.server.ts";
import type { Logger } from "../platform/logger.server.ts";
import type { ObjectStore } from "../platform/objects/object-store.ts";
import { failInterruptedAcrossShops, leftoverObjectsAcrossShops } from "./sweep-store.server.ts";

export type SweepDeps = {
  db: Db;
  objects: ObjectStore;
  clock: Clock;
  log: Logger;
};

/** Of each kind, so that a sweep is short however much there is; the next one takes the rest. */
const MOST_AT_ONCE = 500;

/** Heals what crashes left and the dispatcher does not see. Safe to run at any time, in several processes at once. */
export async function sweepGenerations({ db, objects, clock, log }: SweepDeps): Promise<void> {
  const now = clock.now();
  const interrupted = await failInterruptedAcrossShops(db, now, MOST_AT_ONCE);
  for (const { shop, id, attempt } of interrupted) {
    log.error({ shop, generation: id, attempt }, "generation failed: interrupted too often");
  }

  const leftovers = await leftoverObjectsAcrossShops(db, now, MOST_AT_ONCE);
  await removeObjects(db, objects, leftovers);
  log.debug({ removed: leftovers.length }, "generations swept");
}
