import type { Clock } from "../platform/clock.ts";
import type { Logger } from "../platform/logger.server.ts";
import { bulkChunk } from "./bulk-chunk.server.ts";
import { runningBulk, runningBulkAcrossShops } from "./bulk-row.server.ts";
import type { DeletingDeps } from "./delete-rows.server.ts";

/** Chunks that a person waits for: a second at the most. */
const AT_ONCE = 4;
/** One chunk of each in turn; the next round has others. */
const SHOPS_AT_ONCE = 20;

type Deps = DeletingDeps & { clock: Clock; log: Logger };

/** Works off what people asked of many images: at once when nudged, and what is left when the sweep comes by. */
export type BulkWork = {
  nudge(): void;
  /** The first chunks, while the person waits: mostly that is all. The rest goes on behind. */
  begin(shop: string): Promise<void>;
  stop(): Promise<void>;
};

export function createBulkWork(deps: Deps): BulkWork {
  let running: Promise<void> | undefined;
  let stopped = false;
  let wantedMeanwhile = false;

  async function untilNoneIsLeft(): Promise<void> {
    const failed = new Set<string>(); // the sweep tries them again
    do {
      wantedMeanwhile = false; // what was asked since the last look is not among it
      while (await oneRound(failed));
    } while (wantedMeanwhile && !stopped);
  }

  /** False when there is no more to do for this process. */
  async function oneRound(failed: Set<string>): Promise<boolean> {
    const actions = await runningBulkAcrossShops(deps.db, SHOPS_AT_ONCE);
    let isMore = false;
    for (const { shop, id } of actions) {
      if (stopped) return false;
      if (failed.has(id)) continue;
      const went = await chunkOf(shop, id);
      if (went === null) failed.add(id);
      else isMore ||= went;
    }
    return isMore;
  }

  /** Null where it failed, perhaps after what it did was written down: the files' store may be away. */
  async function chunkOf(shop: string, id: string): Promise<boolean | null> {
    try {
      return await bulkChunk(deps, shop, id, deps.clock.now());
    } catch (err) {
      deps.log.warn({ shop, bulkAction: id, err }, "a bulk action waits until the sweep comes by");
      return null;
    }
  }

  function nudge(): void {
    wantedMeanwhile = true;
    running ??= untilNoneIsLeft()
      .catch((err: unknown) => deps.log.warn({ err }, "bulk actions wait until the sweep comes by"))
      .finally(() => (running = undefined));
  }

  return {
    nudge,
    async begin(shop) {
      for (let chunks = 0; chunks < AT_ONCE; chunks++) {
        const id = await runningBulk(deps.db, shop);
        if (!id || !(await chunkOf(shop, id))) break;
      }
      nudge();
    },
    async stop() {
      stopped = true;
      await running;
    },
  };
}
