import type { Clock } from "../platform/clock.ts";
import type { Db } from "../platform/db/db.server.ts";
import type { Logger } from "../platform/logger.server.ts";
import type { ObjectStore } from "../platform/objects/object-store.ts";
import type { Uploads } from "../platform/objects/uploads.ts";
import type { PseudonymOf } from "../platform/pseudonym.server.ts";
import type { Queue } from "../platform/queue/queue.ts";
import type { ErasureReport } from "./erasure-report.server.ts";

export type EraseShopDeps = {
  db: Db;
  /** May change and delete what the app itself can only add to: the ledger, the audit log. */
  ownerDb: Db;
  objects: ObjectStore;
  uploads: Uploads;
  queue: Pick<Queue, "forget">;
  clock: Clock;
  log: Logger;
  pseudonymOf: PseudonymOf;
};

/** The erasure of one shop, in the hands of one process. `since` tells it from one of a shop that came back. */
export type Erasing = EraseShopDeps & {
  shop: string;
  since: Date;
  report: ErasureReport;
  signal: AbortSignal;
};

/** Erases some of it and answers how much; 0: nothing is left. */
export type Chunk = (erasing: Erasing) => Promise<number>;

/** Somebody else has brought it to its end: what there is of the shop now is a new one's. */
export class Over extends Error {
  override name = "Over";
}

/** Not now: somebody may still be putting a file. */
export class Later extends Error {
  override name = "Later";
  readonly at: Date;

  constructor(at: Date) {
    super(`Not before ${at.toISOString()}`);
    this.at = at;
  }
}
