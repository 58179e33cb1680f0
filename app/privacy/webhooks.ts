import { z } from "zod";

/** The topics of shopify.app.toml, as the library writes them after its check. */
export const TOPICS = [
  "APP_UNINSTALLED",
  "APP_SCOPES_UPDATE",
  "PRODUCTS_DELETE",
  "CUSTOMERS_DATA_REQUEST",
  "CUSTOMERS_REDACT",
  "SHOP_REDACT",
] as const;
export type Topic = (typeof TOPICS)[number];

/** A webhook whose signature holds. */
export type ShopEvent = { topic: Topic; shop: string; eventId: string; triggeredAt: Date; payload: unknown };

/** Of the payload, what is kept until the work is done. */
export const KEPT = {
  APP_SCOPES_UPDATE: z.object({ current: z.array(z.string()) }),
  PRODUCTS_DELETE: z.object({ id: z.coerce.string().regex(/^\d+$/) }),
} satisfies Partial<Record<Topic, z.ZodType>>;

/** Clocks differ a little between Shopify and us. */
const SKEW_MS = 5_000;

/** Whether an uninstall event is older than the last proof that the app is installed: the shop came back meanwhile. */
export function isLate(event: Pick<ShopEvent, "triggeredAt">, seenInstalledAt: Date): boolean {
  return event.triggeredAt.getTime() + SKEW_MS < seenInstalledAt.getTime();
}

/** `shop/redact` is sent two days after the uninstall; an hour is left for clocks and the queue at Shopify's. */
const REDACT_AFTER_MS = 47 * 3_600_000;

/** Whether a moment is not after the uninstall that this `shop/redact` speaks of. */
export function isBeforeRedacted(event: Pick<ShopEvent, "triggeredAt">, moment: Date): boolean {
  return moment.getTime() <= event.triggeredAt.getTime() - REDACT_AFTER_MS;
}
