import type { Queries } from "../platform/db/db.server.ts";

/* Why paid calls are stopped, for all shops and workers at once: the statement that counts a call looks here first. */

export const STOP_REASONS = [
  "operator",
  "out_of_credit",
  "daily_limit",
  "spending_limit",
  "told_to_wait",
] as const;
type StopReason = (typeof STOP_REASONS)[number];

/** `until` null: until an operator lifts it. The reason may be one that only a newer version knows: it stops all the same. */
export type ModelStop = { reason: string; until: Date | null };

/** The stop that stands longest, or null while calls are made. */
export async function modelStop(db: Queries, now: Date): Promise<ModelStop | null> {
  return longestOf(await standing(db, now));
}

/** All that stand, for the operator. */
export async function listStops(
  db: Queries,
  now: Date,
): Promise<(ModelStop & { since: Date; note: string })[]> {
  return standing(db, now);
}

function standing(db: Queries, now: Date) {
  return db.modelStop.findMany({
    where: { OR: [{ until: null }, { until: { gt: now } }] },
    orderBy: { since: "asc" },
  });
}

function longestOf(stops: readonly ModelStop[]): ModelStop | null {
  const [longest] = stops.toSorted(
    (a, b) => (b.until?.getTime() ?? Infinity) - (a.until?.getTime() ?? Infinity),
  );
  return longest ? { reason: longest.reason, until: longest.until } : null;
}

export type NewStop = ModelStop & { reason: StopReason; note?: string; now: Date };

/** True where this stop is news: it did not stand already. */
export async function stopModel(db: Queries, { reason, until, note = "", now }: NewStop): Promise<boolean> {
  const before = await db.$queryRaw<{ stood: boolean }[]>`
    WITH before AS (
      SELECT until IS NULL OR until > ${now} AS stood FROM "ModelStop" WHERE reason = ${reason})
    INSERT INTO "ModelStop" (reason, until, since, note) VALUES (${reason}, ${until}, ${now}, ${note})
    ON CONFLICT (reason) DO UPDATE SET until = EXCLUDED.until, note = EXCLUDED.note,
      since = CASE WHEN "ModelStop".until IS NULL OR "ModelStop".until > ${now}
        THEN "ModelStop".since ELSE EXCLUDED.since END
    RETURNING COALESCE((SELECT stood FROM before), false) AS stood`;
  return before[0]?.stood === false;
}

/** Lifts one stop, or all of them. Answers which stood. */
export async function liftStop(db: Queries, now: Date, reason?: string): Promise<string[]> {
  const stood = (await standing(db, now)).map((stop) => stop.reason);
  await db.modelStop.deleteMany({ where: reason ? { reason } : {} });
  return stood.filter((each) => !reason || each === reason);
}
