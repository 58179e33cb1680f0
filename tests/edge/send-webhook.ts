import { createHmac, randomUUID } from "node:crypto";
import { NORTHWIND } from "../merchant.ts";
import type { Stack } from "../stack.ts";

export type Webhook = {
  topic: string;
  shop?: string;
  secret?: string;
  eventId?: string;
  triggeredAt?: Date | null;
  body?: string;
  contentType?: string | null;
};

/** Both names that Shopify gives a shop in a body: as an uninstall has it, and a compliance topic. */
export function bodyNaming(shop: string): string {
  return JSON.stringify({ shop_id: 1, domain: "shop.example", myshopify_domain: shop, shop_domain: shop });
}

/** Sends a webhook as Shopify does; the status that it is answered with. */
export async function sendWebhook(
  { appUrl, env }: Pick<Stack, "appUrl" | "env">,
  path: string,
  webhook: Webhook,
  more: Record<string, string> = {},
): Promise<number> {
  const { topic, shop = NORTHWIND, eventId = randomUUID(), triggeredAt = new Date() } = webhook;
  const { secret = env.SHOPIFY_API_SECRET, contentType = "application/json" } = webhook;
  const body = Buffer.from(webhook.body ?? bodyNaming(shop)); // bytes bring no type of their own
  const headers = new Headers({
    ...more,
    "X-Shopify-Topic": topic,
    "X-Shopify-Shop-Domain": shop,
    "X-Shopify-API-Version": "2026-10",
    "X-Shopify-Webhook-Id": randomUUID(),
    "X-Shopify-Event-Id": eventId,
    "X-Shopify-Hmac-Sha256": createHmac("sha256", secret).update(body).digest("base64"),
  });
  if (triggeredAt !== null) headers.set("X-Shopify-Triggered-At", triggeredAt.toISOString());
  if (contentType !== null) headers.set("Content-Type", contentType);
  return (await fetch(appUrl + path, { method: "POST", body, headers })).status;
}
