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

/** The next event whose turn it is, of any shop: those of one shop go one by one, in the order in which they happened. */
export async function claimEvent(db: Db, now: Date, leaseMs: number): Promise<ClaimedEvent | null> {
  const until = new Date(now.getTime() + leaseMs);
  const [event] = await db.$queryRaw<(Omit<ClaimedEvent, "topic"> & { topic: Topic })[]>`
    UPDATE "WebhookEvent" SET attempt = attempt + 1, "runAfter" = ${until}
    WHERE (shop, topic, "eventId") = (
      SELECT e.shop, e.topic, e."eventId" FROM "WebhookEvent" e
      WHERE e."doneAt" IS NULL AND e."runAfter" <= ${now} AND NOT EXISTS (
        SELECT 1 FROM "WebhookEvent" earlier
        WHERE earlier.shop = e.shop AND earlier."doneAt" IS NULL
          AND (earlier."triggeredAt", earlier.topic, earlier."eventId") < (e."triggeredAt", e.topic, e."eventId"))
      ORDER BY e."runAfter" LIMIT 1 FOR UPDATE SKIP LOCKED)
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
