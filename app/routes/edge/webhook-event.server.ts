import { z } from "zod";
import { KEPT, TOPICS, type ShopEvent, type Topic } from "../../privacy/webhooks.ts";

/** What the headers say once the signature holds. It is over the body alone: they may be another webhook's. */
export type WebhookHeaders = {
  topic: string;
  domain: string;
  webhookId: string;
  eventId?: string;
  triggeredAt?: string;
};

/**
 * Where the body itself names the shop, and what shows that it is of this topic
 * (https://shopify.dev/docs/api/webhooks, https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance). Those
 * of the other topics name none, and can end nothing: at worst a product of a shop is forgotten.
 */
const compliance = z.object({ shop_domain: z.string() });
const ABOUT = {
  APP_UNINSTALLED: z.object({ myshopify_domain: z.string() }).transform((body) => body.myshopify_domain),
  SHOP_REDACT: compliance
    .extend({ customer: z.undefined().optional() })
    .transform((body) => body.shop_domain),
  CUSTOMERS_REDACT: compliance.transform((body) => body.shop_domain),
  CUSTOMERS_DATA_REQUEST: compliance.transform((body) => body.shop_domain),
} satisfies Partial<Record<Topic, z.ZodType<string>>>;

/** Shopify tries for hours; its clock and ours differ by seconds. */
const OLDEST_MS = 7 * 86_400_000;
const NEWEST_MS = 600_000;

/** The event that a webhook speaks of; null where body and headers do not fit together. */
export function eventIn(headers: WebhookHeaders, body: string, now: Date): ShopEvent | null {
  const { topic, domain: shop, webhookId, eventId = webhookId } = headers;
  const payload = parsed(body);
  const triggeredAt = new Date(headers.triggeredAt ?? "");
  const age = now.getTime() - triggeredAt.getTime(); // NaN where there is no time that can be read
  if (!isTopic(topic) || payload === undefined || !(age <= OLDEST_MS && age >= -NEWEST_MS)) return null;
  if (topic in ABOUT) {
    const named = ABOUT[topic as keyof typeof ABOUT].safeParse(payload).data;
    if (named?.toLowerCase() !== shop.toLowerCase()) return null;
  }
  if (topic in KEPT && !KEPT[topic as keyof typeof KEPT].safeParse(payload).success) return null;
  return { topic, shop, eventId, triggeredAt, payload };
}

export function isTopic(topic: string): topic is Topic {
  return (TOPICS as readonly string[]).includes(topic);
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined; // signed, but no webhook: an address of the app, say
  }
}
