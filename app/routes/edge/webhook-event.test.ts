import { describe, expect, it } from "vitest";
import { eventIn } from "./webhook-event.server.ts";

const shop = "northwind-goods.myshopify.com";
const now = new Date("2026-11-20T12:00:00Z");
const minutesOff = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString();

type Changed = { topic?: string; triggeredAt?: string | undefined; domain?: string };
const about = (topic: string, body: object | string, changed: Changed = {}) =>
  eventIn(
    { topic, domain: shop, webhookId: "w", eventId: "e", triggeredAt: now.toISOString(), ...changed },
    typeof body === "string" ? body : JSON.stringify(body),
    now,
  );

const LEFT = { id: 1, name: "Northwind", domain: "northwind.example", myshopify_domain: shop };
const REDACT = { shop_id: 1, shop_domain: shop };

describe("a webhook", () => {
  it.each([
    ["APP_UNINSTALLED", LEFT],
    ["SHOP_REDACT", REDACT],
    ["CUSTOMERS_REDACT", { ...REDACT, customer: { id: 1 }, orders_to_redact: [] }],
    ["PRODUCTS_DELETE", { id: 7 }],
    ["APP_SCOPES_UPDATE", { current: [] }],
  ])("as Shopify sends it is an event: %s", (topic, body) => {
    expect(about(topic, body)).toEqual({ topic, shop, eventId: "e", triggeredAt: now, payload: body });
  });

  it.each([
    ["another shop's uninstall", "APP_UNINSTALLED", { ...LEFT, myshopify_domain: "other.myshopify.com" }],
    ["another shop's erasure", "SHOP_REDACT", { ...REDACT, shop_domain: "other.myshopify.com" }],
    ["a deleted product called an uninstall", "APP_UNINSTALLED", { id: 7 }],
    ["a deleted product called an erasure", "SHOP_REDACT", { id: 7 }],
    ["a customer's erasure called the shop's", "SHOP_REDACT", { ...REDACT, customer: { id: 1 } }],
    ["an address of the app", "APP_UNINSTALLED", `embedded=1&shop=${shop}`],
    ["a topic that we know nothing of", "ORDERS_CREATE", LEFT],
    ["an uninstall called a deleted product", "PRODUCTS_DELETE", { ...LEFT, id: undefined }],
    ["nothing", "SHOP_REDACT", "null"],
  ])("is refused that is %s", (_what, topic, body) => expect(about(topic, body)).toBeNull());

  it.each([
    ["none", undefined, false],
    ["no time", "yesterday", false],
    ["a day ago", minutesOff(-1_440), true],
    ["eight days ago", minutesOff(-8 * 1_440), false],
    ["in five minutes", minutesOff(5), true],
    ["in an hour", minutesOff(60), false],
  ])("triggered at a time that is %s", (_what, triggeredAt, isTaken) => {
    expect(about("APP_UNINSTALLED", LEFT, { triggeredAt }) !== null).toBe(isTaken);
  });
});
