import type { Queries } from "../platform/db/db.server.ts";

type Parked = { reason: string; until: string | null };
type Row = { suspended: boolean; mustReconnect: boolean; stop: Parked | null };

/** Why nothing of the shop's is generated just now, and until when (ISO) if that is known; null where nothing stands in the way. */
export async function whyParked(db: Queries, shop: string, now: Date): Promise<Parked | null> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT s."suspendedAt" IS NOT NULL AS suspended, s."reconnectSince" IS NOT NULL AS "mustReconnect",
      (SELECT jsonb_build_object('reason', m.reason, 'until', m.until) FROM "ModelStop" m
        WHERE m.until IS NULL OR m.until > ${now} ORDER BY m.until DESC NULLS FIRST LIMIT 1) AS stop
    FROM "Shop" s WHERE s.shop = ${shop}`;
  if (row?.suspended) return { reason: "suspended", until: null };
  if (row?.mustReconnect) return { reason: "reconnect", until: null };
  const stop = row?.stop ?? null;
  return stop && { ...stop, until: stop.until && new Date(stop.until).toISOString() };
}
