import type { ActionFunctionArgs } from "@remix-run/node";
import { rawBody } from "./edge/raw-body.server.ts";
import { TOPICS, type Topic } from "../privacy/webhooks.ts";

/** Many times the largest webhook we asked for; nobody has proved yet who they are. */
const MOST_BYTES = 1_000_000;

/**
 * All webhooks. Checked on the raw body rather than by authenticate.webhook, which answers 500 when the shop's session
 * is gone: just what app/uninstalled and shop/redact come with (Shopify/shopify-app-js issue 3360).
 */
export async function action({ request, context: { services } }: ActionFunctionArgs) {
  const raw = await rawBody(request, MOST_BYTES);
  if (raw === null) return new Response(null, { status: 413 });
  const body = raw.toString("utf8");
  const check = await services.shopify.checkWebhook(body, request);
  if (!check) return new Response(null, { status: 401 });
  if (!isTopic(check.topic)) return new Response(null, { status: 404 });
  const payload = jsonIn(body);
  if (payload === undefined) return new Response(null, { status: 400 });

  await services.receiveEvent({
    topic: check.topic,
    shop: check.domain,
    eventId: request.headers.get("X-Shopify-Event-Id") ?? check.webhookId,
    triggeredAt: momentOf(request.headers.get("X-Shopify-Triggered-At")),
    payload,
  });
  return new Response(null, { status: 200 });
}

/** Webhooks are posted; everything else finds nothing here. */
export function loader() {
  return new Response(null, { status: 405 });
}

/** Which event came first. Without a time that can be read, it counts as one of just now. */
function momentOf(header: string | null): Date {
  const given = new Date(header ?? "");
  return Number.isNaN(given.getTime()) ? new Date() : given;
}

function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined; // JSON says null at the least
  }
}

function isTopic(topic: string): topic is Topic {
  return (TOPICS as readonly string[]).includes(topic);
}
