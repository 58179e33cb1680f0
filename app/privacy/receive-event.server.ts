import { noteEvent } from "./event-store.server.ts";
import { forgetProduct } from "./forget-product.server.ts";
import { redactShop, type RedactDeps } from "./redact-shop.server.ts";
import { closeLeft, stopShop } from "./uninstall.server.ts";
import { updateScopes } from "./update-scopes.server.ts";
import { KEPT, type ShopEvent, type Topic } from "./webhooks.ts";

type Deps = RedactDeps;
type Receiver = (deps: Deps, event: ShopEvent) => Promise<void>;

/** Packshot keeps nothing of customers, so there is nothing to tell and nothing to erase. */
const nothingHeld: Receiver = async () => {};

const RECEIVERS = {
  APP_UNINSTALLED: ({ db }, event) => closeLeft(db, event.shop),
  APP_SCOPES_UPDATE: ({ db }, event) =>
    updateScopes(db, event.shop, event, KEPT.APP_SCOPES_UPDATE.parse(event.payload).current),
  PRODUCTS_DELETE: ({ db }, event) =>
    forgetProduct(db, event.shop, KEPT.PRODUCTS_DELETE.parse(event.payload).id),
  SHOP_REDACT: (deps, event) => redactShop(deps, event.shop, event),
  CUSTOMERS_DATA_REQUEST: nothingHeld,
  CUSTOMERS_REDACT: nothingHeld,
} satisfies Record<Topic, Receiver>;

/**
 * Notes a webhook once; the work is done behind, so that Shopify has its answer at once however much there is to do. Only
 * the end of a shop does not wait: it is stopped in the transaction that notes the event. Nothing is noted of a shop that
 * we hold nothing of: there is nothing to do, and nothing of it must come back after its erasure.
 */
export async function receiveEvent({ db, log }: Pick<Deps, "db" | "log">, event: ShopEvent): Promise<void> {
  const { shop, topic, eventId } = event;
  const isNew = await db.$transaction(async (tx) => {
    const noted = await noteEvent(tx, { ...event, payload: keptOf(event) });
    if (noted && topic === "APP_UNINSTALLED") await stopShop(tx, shop, event);
    return noted;
  });
  log.info({ shop, topic, eventId }, isNew ? "webhook noted" : "webhook seen before, or of no shop of ours");
}

function keptOf({ topic, payload }: ShopEvent): object {
  return topic in KEPT ? KEPT[topic as keyof typeof KEPT].parse(payload) : {};
}

/** Does what an event that was noted asks for. Bears being broken off and repeated. */
export function workOffEvent(deps: Deps, event: ShopEvent): Promise<void> {
  return RECEIVERS[event.topic](deps, event);
}
