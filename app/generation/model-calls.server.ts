import type { Queries } from "../platform/db/db.server.ts";
import { pacificDay, nextMidnightPacific } from "./pacific-time.ts";
import { modelStop, type ModelStop } from "./model-stops.server.ts";

/** What all shops together may ask of the model on one of its days (Pacific time); null: no limit. */
export type DayLimits = { calls: number | null; micros: bigint | null };

/** What names the generation that is worked on, and the lease that says it is ours. */
export type Caller = { shop: string; id: string; leaseToken: string; callMicros: bigint };

export type Counted =
  | { verdict: "counted"; modelCalls: number; day: string }
  | { verdict: "stopped"; stop: ModelStop }
  | { verdict: "lease_lost" };

/** Marks the stops that our own counting made, which a call that turns out to be free may lift again. */
const OUR_LIMIT = "configured limit";
const NO_LIMIT = 9_000_000_000_000_000n;

/**
 * Puts a call on the books before it is made, so that a crash can hide none: on the generation, under its lease, and on
 * the day, whose row is locked so that the limits are never passed. One statement, so that a stop that stands is seen,
 * and from the moment on that a batch is cancelled or its shop has left none is made, though its rows do not say so yet.
 */
export async function recordModelCall(db: Queries, caller: Caller, today: Today): Promise<Counted> {
  return (await tryToRecord(db, caller, today)) ?? (await tryToRecord(db, caller, today)) ?? UNCLEAR;
}

type Today = { limits: DayLimits; now: Date };

/** Whatever stands in the way, and is gone whenever one looks for it: the generation is handed back, and tried later. */
const UNCLEAR: Counted = { verdict: "stopped", stop: { reason: "unclear", until: null } };

/** Null: what stood in the way is gone since. */
async function tryToRecord(db: Queries, caller: Caller, { limits, now }: Today): Promise<Counted | null> {
  const day = pacificDay(now);
  const { shop, id, leaseToken, callMicros } = caller;
  const mostCalls = BigInt(limits.calls ?? NO_LIMIT);
  const mostMicros = limits.micros ?? NO_LIMIT;
  const [row] = await db.$queryRaw<Row[]>`
    WITH stop AS (
      SELECT 1 FROM "ModelStop" WHERE until IS NULL OR until > ${now} LIMIT 1),
    held AS (
      SELECT 1 FROM "Generation" g
      WHERE g.shop = ${shop} AND g.id = ${id} AND g.state = 'running' AND g."leaseToken" = ${leaseToken}
        AND EXISTS (SELECT FROM "Batch" b
          WHERE b.shop = g.shop AND b.id = g."batchId" AND b.state IN ('running', 'paused'))
      FOR UPDATE),
    today AS (
      INSERT INTO "ModelDay" AS d (day, calls, "paidMicros")
      SELECT ${day}, 1, ${callMicros}::bigint FROM held
      WHERE NOT EXISTS (SELECT 1 FROM stop) AND ${mostCalls}::bigint >= 1 AND ${callMicros}::bigint <= ${mostMicros}::bigint
      ON CONFLICT (day) DO UPDATE SET calls = d.calls + 1, "paidMicros" = d."paidMicros" + EXCLUDED."paidMicros"
      WHERE d.calls < ${mostCalls}::bigint AND d."paidMicros" + EXCLUDED."paidMicros" <= ${mostMicros}::bigint
      RETURNING d.calls),
    counted AS (
      UPDATE "Generation" g
      SET "modelCalls" = g."modelCalls" + 1, "paidMicros" = g."paidMicros" + ${callMicros}
      FROM today
      WHERE g.shop = ${shop} AND g.id = ${id} AND g.state = 'running' AND g."leaseToken" = ${leaseToken}
      RETURNING g."modelCalls")
    SELECT EXISTS (SELECT 1 FROM held) AS held, (SELECT "modelCalls" FROM counted) AS "modelCalls"`;
  if (!row?.held) return { verdict: "lease_lost" };
  if (row.modelCalls !== null) return { verdict: "counted", modelCalls: row.modelCalls, day };
  const stop = (await modelStop(db, now)) ?? (await stopIfDayIsFull(db, { limits, callMicros, now }));
  return stop && { verdict: "stopped", stop };
}

type Row = { held: boolean; modelCalls: number | null };

type Day = { limits: DayLimits; callMicros: bigint; now: Date };

/**
 * Written down, so that nobody dispatches what would be refused, and people see until when. The day's row is locked: a
 * call that is taken back either shows here that there is room, or finds this stop and lifts it.
 */
async function stopIfDayIsFull(db: Queries, { limits, callMicros, now }: Day): Promise<ModelStop | null> {
  const until = nextMidnightPacific(now);
  const today = pacificDay(now);
  const isFull = { calls: limits.calls === 0, micros: limits.micros !== null && callMicros > limits.micros };
  const [full] = await db.$queryRaw<{ reason: string }[]>`
    WITH today AS (SELECT calls, "paidMicros" FROM "ModelDay" WHERE day = ${today} FOR UPDATE),
    full_up AS (
      SELECT 'daily_limit' AS reason WHERE ${isFull.calls}
        OR EXISTS (SELECT 1 FROM today WHERE calls >= ${limits.calls}::bigint)
      UNION ALL
      SELECT 'spending_limit' WHERE ${isFull.micros}
        OR EXISTS (SELECT 1 FROM today WHERE "paidMicros" + ${callMicros}::bigint > ${limits.micros}::bigint)
      LIMIT 1)
    INSERT INTO "ModelStop" (reason, until, since, note) SELECT reason, ${until}, ${now}, ${OUR_LIMIT} FROM full_up
    ON CONFLICT (reason) DO UPDATE SET until = EXCLUDED.until, since = EXCLUDED.since, note = EXCLUDED.note
    RETURNING reason`;
  return full ? { reason: full.reason, until } : null;
}

/** The model's answer proves that the call is not billed. What stood only because of it is lifted. */
export async function takeBackModelCall(db: Queries, caller: Caller, day: string): Promise<void> {
  const { shop, id, leaseToken, callMicros } = caller;
  const takenBack = await db.$executeRaw`
    WITH freed AS (
      UPDATE "Generation"
      SET "modelCalls" = "modelCalls" - 1, "paidMicros" = "paidMicros" - ${callMicros}
      WHERE shop = ${shop} AND id = ${id} AND state = 'running' AND "leaseToken" = ${leaseToken}
      RETURNING 1)
    UPDATE "ModelDay" SET calls = calls - 1, "paidMicros" = "paidMicros" - ${callMicros}
    FROM freed WHERE day = ${day}`;
  // A statement of its own, so that it sees a stop that was written while the day's row was waited for.
  if (takenBack > 0) await db.modelStop.deleteMany({ where: { note: OUR_LIMIT } });
}

/** What all shops asked of the model on its present day. */
export async function modelToday(db: Queries, now: Date): Promise<{ calls: number; paidMicros: bigint }> {
  const row = await db.modelDay.findUnique({ where: { day: pacificDay(now) } });
  return { calls: row?.calls ?? 0, paidMicros: row?.paidMicros ?? 0n };
}
