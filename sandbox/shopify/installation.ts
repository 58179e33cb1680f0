import type { Shop, StaffMember } from "./model.ts";
import { revokeAll } from "./oauth.ts";
import type { Topic, Webhooks } from "./webhooks.ts";

/** The merchant removes the app: credentials die first, then the app hears of it. */
export function uninstall(shop: Shop, webhooks: Webhooks): void {
  if (!shop.installed) return;
  revokeAll(shop);
  webhooks.send(shop, "app/uninstalled", {
    id: shop.id,
    name: shop.name,
    domain: shop.domain,
    myshopify_domain: shop.domain,
    plan_name: shop.plan,
  });
}

/** The merchant takes scopes away or gives them back; tokens already issued lose what was taken at once. */
export function changeScopes(shop: Shop, scopes: string[], webhooks: Webhooks): void {
  const previous = shop.grantedScopes;
  shop.grantedScopes = [...scopes];
  for (const token of shop.tokens) token.scopes = token.scopes.filter((scope) => scopes.includes(scope));
  webhooks.send(shop, "app/scopes_update", {
    id: shop.id,
    previous,
    current: scopes,
    updated_at: new Date().toISOString(),
  });
}

/**
 * The owner gives a member of staff other permissions; what the app was granted bounds them. Calls with tokens issued
 * before respect them at once: https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/online-access-tokens
 */
export function changePermissions(shop: Shop, person: StaffMember, scopes: string[]): void {
  person.scopes = [...scopes];
  for (const token of shop.tokens) {
    if (token.userId === person.id) token.scopes = token.scopes.filter((scope) => scopes.includes(scope));
  }
}

/** https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance: the three topics every public app answers. */
export function sendCompliance(shop: Shop, topic: Topic, webhooks: Webhooks): void {
  const customer = { id: 191167, email: "customer@example.com", phone: "555-625-1199" };
  const about = { shop_id: shop.id, shop_domain: shop.domain };
  if (topic === "shop/redact") webhooks.send(shop, topic, about);
  if (topic === "customers/redact") {
    webhooks.send(shop, topic, { ...about, customer, orders_to_redact: [] });
  }
  if (topic === "customers/data_request") {
    webhooks.send(shop, topic, { ...about, customer, orders_requested: [], data_request: { id: 9999 } });
  }
}
