import type { Clock } from "../platform/clock.ts";
import type { Db } from "../platform/db/db.server.ts";
import { retryFailed } from "./batch-store.server.ts";
import type { Dispatcher } from "./dispatch.server.ts";

type Deps = { db: Db; dispatcher: Pick<Dispatcher, "nudge">; clock: Clock };

/** A person asks for the failed ones of a batch again; answers how many there were. */
export async function retryFailedGenerations(
  { db, dispatcher, clock }: Deps,
  shop: string,
  id: string,
): Promise<number> {
  const ids = await retryFailed(db, shop, id, clock.now());
  dispatcher.nudge();
  return ids.length;
}
