import { createHmac, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { ClientCredentials, Shop } from "./model.ts";
import type { Store } from "./store.ts";

/** The topics of the app's toml, and where the toml sends them. */
const WEBHOOK_PATHS = {
  "app/uninstalled": "/webhooks/app/uninstalled",
  "app/scopes_update": "/webhooks/app/scopes_update",
  "products/delete": "/webhooks/products/delete",
  "customers/data_request": "/webhooks/compliance",
  "customers/redact": "/webhooks/compliance",
  "shop/redact": "/webhooks/compliance",
} as const;
export type Topic = keyof typeof WEBHOOK_PATHS;

/** Shopify retries 8 times over 4 hours; here the same idea takes seconds. */
const RETRY_AFTER_MS = [200, 600, 1_800];
/** https://shopify.dev/docs/apps/build/webhooks/troubleshoot: an app has five seconds to answer. */
const ANSWER_WITHIN_MS = 5_000;
export const API_VERSION = "2026-10";

type Delivery = {
  topic: Topic;
  shop: string;
  webhookId: string;
  attempts: number;
  status: number | null;
};
export type Webhooks = {
  /** Starts the deliveries of one event and returns at once: Shopify does not wait for them either. */
  send: (shop: Shop, topic: Topic, payload: object) => void;
  deliveries: () => Delivery[];
  stop: () => void;
};
export type WebhookOptions = {
  app: ClientCredentials & { url: () => string };
  store: Store;
  log: (line: string) => void;
};

export function createWebhooks(options: WebhookOptions): Webhooks {
  const deliveries: Delivery[] = [];
  const stopping = new AbortController();
  return {
    send(shop, topic, payload) {
      const { webhookCopies, webhookDelayMs } = options.store.faults;
      const event = newEvent(shop, topic, payload, options.app.apiSecret);
      for (let copy = 0; copy < webhookCopies; copy += 1) {
        const delivery: Delivery = {
          topic,
          shop: shop.domain,
          webhookId: randomUUID(),
          attempts: 0,
          status: null,
        };
        deliveries.push(delivery);
        deliver(options, event, delivery, webhookDelayMs, stopping.signal).catch((error: unknown) => {
          if (!stopping.signal.aborted) options.log(`webhook ${topic} for ${shop.domain}: ${String(error)}`);
        });
      }
    },
    deliveries: () => [...deliveries],
    stop: () => stopping.abort(),
  };
}

type Event = { path: string; body: string; headers: Record<string, string> };

function newEvent(shop: Shop, topic: Topic, payload: object, secret: string): Event {
  const body = JSON.stringify(payload);
  return {
    path: WEBHOOK_PATHS[topic],
    body,
    headers: {
      "Content-Type": "application/json",
      "X-Shopify-Topic": topic,
      "X-Shopify-Shop-Domain": shop.domain,
      "X-Shopify-API-Version": API_VERSION,
      "X-Shopify-Event-Id": randomUUID(),
      "X-Shopify-Triggered-At": new Date().toISOString(),
      "X-Shopify-Hmac-Sha256": createHmac("sha256", secret).update(body).digest("base64"),
    },
  };
}

async function deliver(
  { app, log }: WebhookOptions,
  event: Event,
  delivery: Delivery,
  delayMs: number,
  signal: AbortSignal,
): Promise<void> {
  await sleep(delayMs, undefined, { signal });
  for (const pauseMs of [...RETRY_AFTER_MS, null]) {
    delivery.attempts += 1;
    delivery.status = await post(`${app.url()}${event.path}`, event, delivery.webhookId, signal);
    if (delivery.status >= 200 && delivery.status < 300) return;
    if (pauseMs !== null) await sleep(pauseMs, undefined, { signal });
  }
  log(`webhook ${delivery.topic} for ${delivery.shop}: given up, last status ${delivery.status}`);
}

/** The status of the answer; 0 when none came. */
async function post(url: string, event: Event, webhookId: string, signal: AbortSignal): Promise<number> {
  try {
    const answer = await fetch(url, {
      method: "POST",
      body: event.body,
      headers: { ...event.headers, "X-Shopify-Webhook-Id": webhookId },
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
    });
    await answer.body?.cancel();
    return answer.status;
  } catch (error) {
    if (signal.aborted) throw error;
    return 0;
  }
}
