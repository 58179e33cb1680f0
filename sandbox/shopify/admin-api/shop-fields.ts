import type { Shop } from "../model.ts";
import { gid } from "../store.ts";
import type { Resolvers } from "./context.ts";

const PLAN_NAMES = { basic: "Basic", advanced: "Advanced", plus: "Plus", enterprise: "Enterprise" };

export const shopFields: Resolvers = {
  id: ({ id }: Shop) => gid("Shop", id),
  myshopifyDomain: ({ domain }: Shop) => domain,
  url: ({ domain }: Shop) => `https://${domain}`,
  plan: ({ plan }: Shop) => ({
    publicDisplayName: PLAN_NAMES[plan],
    partnerDevelopment: false,
    shopifyPlus: plan === "plus",
  }),
};

export const appInstallationFields: Resolvers = {
  id: ({ id }: Shop) => gid("AppInstallation", id),
  accessScopes: ({ grantedScopes }: Shop) =>
    grantedScopes.map((handle) => ({ handle, description: handle.replace("_", " ") })),
};
