import { Session } from "@shopify/shopify-api";

/** A shop's own session, as the library exchanges it. */
export function offlineOf(shop: string): Session {
  return new Session({ id: `offline_${shop}`, shop, isOnline: false, state: "", accessToken: "shpat_own" });
}

/** One of a person of it. */
export function onlineOf(shop: string): Session {
  const person = { id: 7, first_name: "Nora", last_name: "Lind", email: "", locale: "en" };
  return new Session({
    ...{ id: `${shop}_7`, shop, isOnline: true, state: "", accessToken: "shpua_person" },
    expires: new Date(Date.now() + 86_400_000),
    onlineAccessInfo: {
      expires_in: 86_400,
      associated_user_scope: "write_products",
      associated_user: { ...person, email_verified: true, account_owner: false, collaborator: false },
    },
  });
}
