import type { Clock } from "../platform/clock.ts";
import type { Db } from "../platform/db/db.server.ts";
import type { Logger } from "../platform/logger.server.ts";
import { claimEvent, endEvent, postponeEvent, type ClaimedEvent } from "./event-store.server.ts";
import type { ShopEvent } from "./webhooks.ts";

/** What was claimed by a process that died is taken up again after so long. */
const LEASE_MS = 60_000;
/** Events of different shops that one process works off at once. */
const LANES = 3;
/** So often within some hours; what fails as often fails for good, and must not hold up what came after it. */
const MOST_ATTEMPTS = 10;
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 1_800_000;

type Deps = { db: Db; clock: Clock; log: Logger; act: (event: ShopEvent) => Promise<void> };

/** Works off the events that were noted: at once when nudged, and whatever is left when the sweep comes by. */
export type EventWork = {
  nudge(): void;
  stop(): Promise<void>;
};

export function createEventWork(deps: Deps): EventWork {
  let running: Promise<void> | undefined;
  let stopped = false;
  let wantedMeanwhile = false;

  async function lane(): Promise<void> {
    while (!stopped) {
      const event = await claimEvent(deps.db, deps.clock.now(), LEASE_MS);
      if (!event) return;
      await workOff(deps, event);
    }
  }

  async function untilNoneIsDue(): Promise<void> {
    do {
      wantedMeanwhile = false; // a lane may have looked before the event was there that the nudge is about
      await Promise.all(Array.from({ length: LANES }, lane));
    } while (wantedMeanwhile && !stopped);
  }

  return {
    nudge() {
      wantedMeanwhile = true;
      running ??= untilNoneIsDue()
        .catch((err: unknown) => deps.log.warn({ err }, "webhooks wait until the sweep comes by"))
        .finally(() => (running = undefined));
    },
    async stop() {
      stopped = true;
      await running;
    },
  };
}

async function workOff({ db, clock, log, act }: Deps, event: ClaimedEvent): Promise<void> {
  const { shop, topic, eventId, attempt } = event;
  try {
    await act(event);
    await endEvent(db, shop, event, clock.now());
    log.info({ shop, topic, eventId }, "webhook done");
  } catch (err) {
    if (attempt >= MOST_ATTEMPTS) {
      log.error({ shop, topic, eventId, attempt, err }, "webhook given up: it failed too often");
      return endEvent(db, shop, event, clock.now());
    }
    log.warn({ shop, topic, eventId, attempt, err }, "webhook failed; it is tried again");
    const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1));
    await postponeEvent(db, shop, event, new Date(clock.now().getTime() + pauseMs));
  }
}
