import type { Clock } from "../platform/clock.ts";
import type { Db } from "../platform/db/db.server.ts";
import type { Queue } from "../platform/queue/queue.ts";
import { dueProductsAcrossShops } from "./due-products.server.ts";

/** Products in work or picked, of all shops, and of one: a shop with a thousand leaves room for one with one. */
const WINDOW = { inAll: 256, ofAShop: 18 };

/**
 * One look. Publications are rows, and the queue gets only the products whose work begins next: a product picked again,
 * or by another process at the same time, is one job.
 */
export async function dispatchProducts({
  db,
  queue,
  clock,
}: {
  db: Db;
  queue: Pick<Queue, "enqueue">;
  clock: Clock;
}): Promise<void> {
  const due = await dueProductsAcrossShops(db, clock.now(), WINDOW);
  if (due.length === 0) return;
  await queue.enqueue(
    due.map(({ shop, productId, isRestore, attempt, ahead }) => ({
      job: { name: isRestore ? "restore_product" : "publish_product", shop, id: productId } as const,
      attempt,
      priority: ahead + 1,
    })),
  );
}
