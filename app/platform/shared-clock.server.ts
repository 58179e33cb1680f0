import type { Clock } from "./clock.ts";
import type { Db } from "./db/db.server.ts";
import type { Logger } from "./logger.server.ts";

export type SharedClock = Clock & {
  /** The first reading is over; while the database is away it goes by this machine's clock. */
  readonly set: Promise<void>;
  stop(): void;
};

const EVERY_MS = 60_000;

/**
 * The database's clock, so that a lease ends at the same moment for every process, whatever its machine's clock does.
 * Between two looks it goes on by the monotonic clock, which never jumps.
 */
export function createSharedClock(db: Db, log: Logger): SharedClock {
  let origin = Date.now() - performance.now();
  const synchronise = async () => {
    const askedAt = performance.now();
    const [row] = await db.$queryRaw<{ ms: number }[]>`
      SELECT (EXTRACT(EPOCH FROM clock_timestamp()) * 1000)::float8 AS ms`;
    if (row) origin = row.ms - (askedAt + performance.now()) / 2;
  };
  const look = () => synchronise().catch((err: unknown) => log.warn({ err }, "clock not synchronised"));
  const timer = setInterval(() => void look(), EVERY_MS).unref();
  return {
    now: () => new Date(Math.round(origin + performance.now())),
    set: look(),
    stop: () => clearInterval(timer),
  };
}
