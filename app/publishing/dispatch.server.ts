import type { Clock } from "../platform/clock.ts";
import type { Db } from "../platform/db/db.server.ts";
import type { Logger } from "../platform/logger.server.ts";
import type { Queue } from "../platform/queue/queue.ts";
import { dueProductsAcrossShops } from "./due-products.server.ts";

export type PublishingDispatcher = {
  /** Looks soon: something became due. Many nudges are one look. */
  nudge(): void;
  /** Looks again and again, until it is stopped. */
  start(): void;
  stop(): Promise<void>;
};

type Deps = { db: Db; queue: Pick<Queue, "enqueue">; clock: Clock; log: Logger };

/** Products in work or picked, of all shops, and of one: a shop with a thousand leaves room for one with one. */
const WINDOW = { inAll: 256, ofAShop: 12 };
const NUDGE_MS = 50;
const ROUND_MS = 500;

/** Publications are rows; the queue gets only the products that run next. A product picked again is one job. */
export function createPublishingDispatcher(deps: Deps): PublishingDispatcher {
  let soon: NodeJS.Timeout | undefined;
  let round: NodeJS.Timeout | undefined;
  let looking = Promise.resolve();
  let isStopped = false;

  const look = () =>
    (looking = looking
      .then(() => dispatchProducts(deps))
      .catch((error: unknown) => deps.log.error({ err: error }, "no look at publications; the next round looks")));

  return {
    nudge() {
      if (isStopped) return;
      soon ??= setTimeout(() => {
        soon = undefined;
        void look();
      }, NUDGE_MS).unref();
    },
    start() {
      const again = () => {
        if (!isStopped) round = setTimeout(() => void look().then(again), ROUND_MS).unref();
      };
      void look().then(again);
    },
    async stop() {
      isStopped = true;
      clearTimeout(soon);
      clearTimeout(round);
      await looking;
    },
  };
}

/** One look. */
export async function dispatchProducts({ db, queue, clock }: Omit<Deps, "log">): Promise<void> {
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
