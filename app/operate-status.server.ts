import { modelToday } from "./generation/model-calls.server.ts";
import { listStops } from "./generation/model-stops.server.ts";
import type { Db } from "./platform/db/db.server.ts";

const SHOWN = 10;

/** How things stand, for the operator: a few lines to read at a glance. */
export async function operatorStatus(db: Db, now: Date): Promise<string> {
  const [stops, today, batches, holders, suspended, reconnect] = await Promise.all([
    listStops(db, now),
    modelToday(db, now),
    db.batch.groupBy({
      by: ["state"],
      where: { state: { in: ["collecting", "running", "paused"] } },
      _count: true,
    }),
    db.creditAccount.findMany({
      where: { reserved: { gt: 0 } },
      orderBy: { reserved: "desc" },
      take: SHOWN,
      select: { shop: true, reserved: true, available: true },
    }),
    db.shop.findMany({
      where: { suspendedAt: { not: null } },
      take: SHOWN,
      select: { shop: true, suspendedWhy: true },
    }),
    db.shop.findMany({
      where: { reconnectSince: { not: null }, uninstalledAt: null },
      take: SHOWN,
      select: { shop: true, reconnectWhy: true },
    }),
  ]);
  return [
    ...(stops.length === 0 ? ["Model calls: going on"] : stops.map(stopLine)),
    `Today (Pacific): ${today.calls} model calls, ${dollars(today.paidMicros)}`,
    `Batches: ${batches.map(({ state, _count }) => `${_count} ${state}`).join(", ") || "none at work"}`,
    ...holders.map(
      ({ shop, reserved, available }) => `  ${shop}: ${reserved} reserved, ${available} available`,
    ),
    ...suspended.map(({ shop, suspendedWhy }) => `Suspended: ${shop}: ${suspendedWhy}`),
    ...reconnect.map(({ shop, reconnectWhy }) => `Must reconnect: ${shop}: credentials ${reconnectWhy}`),
  ].join("\n");
}

function stopLine({ reason, until, since, note }: Awaited<ReturnType<typeof listStops>>[number]): string {
  const end = until ? `until ${until.toISOString()}` : "until lifted";
  return `Model calls: STOPPED by ${reason} since ${since.toISOString()}, ${end}${note ? `: ${note}` : ""}`;
}

function dollars(micros: bigint): string {
  return `$${(Number(micros) / 1_000_000).toFixed(2)}`;
}
