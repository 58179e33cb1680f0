import { z } from "zod";
import { isUniqueViolation } from "../platform/db/db.server.ts";
import type { BeginErasingDeps } from "./begin-erasing.server.ts";
import { forgetProduct } from "./forget-product.server.ts";
import { redactShop } from "./redact-shop.server.ts";
import { uninstall } from "./uninstall.server.ts";
import { updateScopes } from "./update-scopes.server.ts";
import type { ShopEvent, Topic } from "./webhooks.ts";

type Deps = BeginErasingDeps;
type Receiver = (deps: Deps, event: ShopEvent) => Promise<void>;

const ScopesPayload = z.object({ current: z.array(z.string()) });
const ProductPayload = z.object({ id: z.coerce.string().regex(/^\d+$/) });

/** Packshot keeps nothing of customers, so there is nothing to tell and nothing to erase. */
const nothingHeld: Receiver = async () => {};

const RECEIVERS = {
  APP_UNINSTALLED: ({ db }, event) => uninstall(db, event.shop, event),
  APP_SCOPES_UPDATE: ({ db }, event) =>
    updateScopes(db, event.shop, ScopesPayload.parse(event.payload).current),
  PRODUCTS_DELETE: ({ db }, event) => forgetProduct(db, event.shop, ProductPayload.parse(event.payload).id),
  SHOP_REDACT: (deps, event) => redactShop(deps, event.shop, event),
  CUSTOMERS_DATA_REQUEST: nothingHeld,
  CUSTOMERS_REDACT: nothingHeld,
} satisfies Record<Topic, Receiver>;

/**
 * Acts on a webhook once. The event is noted after its work is done: a crash in between repeats the work, which each
 * receiver bears, and never loses it.
 */
export async function receiveEvent(deps: Deps, event: ShopEvent): Promise<void> {
  const { shop, topic, eventId } = event;
  const seen = await deps.db.webhookEvent.findUnique({
    where: { shop_topic_eventId: { shop, topic, eventId } }, // one event may send webhooks of several topics
    select: { eventId: true },
  });
  if (seen) return deps.log.info({ shop, topic, eventId }, "webhook seen before");

  await RECEIVERS[topic](deps, event);
  await deps.db.webhookEvent.create({ data: { eventId, shop, topic } }).catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
  });
  deps.log.info({ shop, topic, eventId }, "webhook done");
}
