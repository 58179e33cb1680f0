import type { ActionFunctionArgs } from "@remix-run/node";
import { rawBody } from "./edge/raw-body.server.ts";
import { eventIn, isTopic } from "./edge/webhook-event.server.ts";

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
  const { topic, domain: shop } = check;
  if (!isTopic(topic)) return new Response(null, { status: 404 });

  const event = eventIn(check, body, new Date());
  if (!event) {
    services.log.warn({ topic, shop }, "a signed webhook whose headers are not its own, or that is none");
    return new Response(null, { status: 400 });
  }
  await services.receiveEvent(event);
  return new Response(null, { status: 200 });
}

/** Webhooks are posted; everything else finds nothing here. */
export function loader() {
  return new Response(null, { status: 405 });
}
