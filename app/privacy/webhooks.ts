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

/** Clocks differ a little between Shopify and us. */
const SKEW_MS = 5_000;

/** Whether an uninstall event is older than the last proof that the app is installed: the shop came back meanwhile. */
export function isLate(event: Pick<ShopEvent, "triggeredAt">, seenInstalledAt: Date): boolean {
  return event.triggeredAt.getTime() + SKEW_MS < seenInstalledAt.getTime();
}

/** `shop/redact` is sent this long after the uninstall; an hour is left for clocks and the queue at Shopify's. */
const REDACT_AFTER_MS = 47 * 3_600_000;

/** Whether the shop has been gone since the uninstall that this `shop/redact` speaks of. */
export function isGoneSince(event: Pick<ShopEvent, "triggeredAt">, seenInstalledAt: Date): boolean {
  return seenInstalledAt.getTime() < event.triggeredAt.getTime() - REDACT_AFTER_MS;
}
