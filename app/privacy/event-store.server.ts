import type { Db, Queries } from "../platform/db/db.server.ts";
import type { ShopEvent, Topic } from "./webhooks.ts";

/** An event that is being worked off; `attempt` says by whom: the next one counts one more. */
export type ClaimedEvent = ShopEvent & { attempt: number };

/** Answers whether it is a new one, of a shop that is known: one that is being erased waits for this, and finds it. */
export async function noteEvent(tx: Queries, event: ShopEvent & { payload: object }): Promise<boolean> {
  const { shop, topic, eventId, triggeredAt, payload } = event;
  const count = await tx.$executeRaw`
    INSERT INTO "WebhookEvent" (shop, topic, "eventId", "triggeredAt", payload)
    SELECT shop, ${topic}, ${eventId}, ${triggeredAt}, ${JSON.stringify(payload)}::jsonb
    FROM "Shop" WHERE shop = ${shop} FOR KEY SHARE
    ON CONFLICT DO NOTHING`; // one event may send webhooks of several topics
  return count === 1;
}

/**
 * The next event whose turn it is, of any shop: those of one shop go one by one, in the order in which they happened. It
 * jumps in the index from shop to shop and looks at the first of each alone, so a shop with thousands costs no more than
 * one with one.
 */
export async function claimEvent(db: Db, now: Date, leaseMs: number): Promise<ClaimedEvent | null> {
  const until = new Date(now.getTime() + leaseMs);
  const [event] = await db.$queryRaw<(Omit<ClaimedEvent, "topic"> & { topic: Topic })[]>`
    WITH RECURSIVE waiting AS (
      (SELECT shop FROM "WebhookEvent" WHERE "doneAt" IS NULL ORDER BY shop LIMIT 1)
      UNION ALL
      SELECT (SELECT e.shop FROM "WebhookEvent" e WHERE e."doneAt" IS NULL AND e.shop > w.shop ORDER BY e.shop LIMIT 1)
      FROM waiting w WHERE w.shop IS NOT NULL
    ), first AS (
      SELECT f.* FROM waiting w CROSS JOIN LATERAL (
        SELECT e.shop, e.topic, e."eventId", e."runAfter" FROM "WebhookEvent" e
        WHERE e.shop = w.shop AND e."doneAt" IS NULL ORDER BY e."triggeredAt", e.topic, e."eventId" LIMIT 1) f
    )
    UPDATE "WebhookEvent" SET attempt = attempt + 1, "runAfter" = ${until}
    WHERE (shop, topic, "eventId") = (
      SELECT e.shop, e.topic, e."eventId" FROM first f
      JOIN "WebhookEvent" e ON e.shop = f.shop AND e.topic = f.topic AND e."eventId" = f."eventId"
      WHERE f."runAfter" <= ${now} AND e."runAfter" <= ${now} AND e."doneAt" IS NULL
      ORDER BY f."runAfter" LIMIT 1 FOR UPDATE OF e SKIP LOCKED)
    RETURNING shop, topic, "eventId", "triggeredAt", payload, attempt`;
  return event ?? null;
}

/** Nobody waits for it any more. Nothing where the shop was erased meanwhile, or somebody else has it now. */
export async function endEvent(db: Db, shop: string, event: ClaimedEvent, now: Date): Promise<void> {
  await db.webhookEvent.updateMany({ where: ours(shop, event), data: { doneAt: now } });
}

export async function postponeEvent(db: Db, shop: string, event: ClaimedEvent, until: Date): Promise<void> {
  await db.webhookEvent.updateMany({ where: ours(shop, event), data: { runAfter: until } });
}

/** Whether a later event of the same topic was acted on already: Shopify promises no order. */
export async function isOvertaken(db: Db, shop: string, event: ShopEvent): Promise<boolean> {
  const { topic, triggeredAt } = event;
  const later = await db.webhookEvent.findFirst({
    where: { shop, topic, triggeredAt: { gt: triggeredAt }, doneAt: { not: null } },
    select: { eventId: true },
  });
  return later !== null;
}

function ours(shop: string, { topic, eventId, attempt }: ClaimedEvent) {
  return { shop, topic, eventId, attempt, doneAt: null };
}
