import type { Clock } from "../platform/clock.ts";
import type { Db } from "../platform/db/db.server.ts";
import type { Queue } from "../platform/queue/queue.ts";
import { retryFailed } from "./batch-store.server.ts";

type Deps = { db: Db; queue: Pick<Queue, "enqueue">; clock: Clock };

/** A person asks for the failed ones of a batch again; answers how many there were. */
export async function retryFailedGenerations(
  { db, queue, clock }: Deps,
  shop: string,
  id: string,
): Promise<number> {
  const ids = await retryFailed(db, shop, id, clock.now());
  await queue.enqueue(
    ids.map((generation) => ({ job: { name: "generate_image", shop, id: generation }, attempt: 0 })),
  );
  return ids.length;
}
