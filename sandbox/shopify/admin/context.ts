import type { Request } from "express";
import type { ClientCredentials, Shop, StaffMember } from "../model.ts";
import type { Store } from "../store.ts";
import type { Webhooks } from "../webhooks.ts";

export type AdminDeps = {
  store: Store;
  webhooks: Webhooks;
  app: ClientCredentials & { url: () => string };
  /** What the admin shows first at `/`. */
  demoShop: string;
};

/** Who looks at which shop. */
export type Visit = { shop: Shop; name: string; person: StaffMember };

export const shopName = (shop: Shop) => shop.domain.replace(/\.myshopify\.com$/, "");
export const idNumber = (gid: string) => gid.split("/").pop() ?? gid;
export const fullName = (person: StaffMember) => `${person.firstName} ${person.lastName}`;
export const staffCookie = (name: string) => `staff-${name}`;

export function visitOf(store: Store, name: string, request: Request): Visit | null {
  const shop = store.shops.get(`${name}.myshopify.com`);
  const owner = shop?.staff.find(({ accountOwner }) => accountOwner) ?? shop?.staff[0];
  if (!shop || !owner) return null;
  const chosen = cookie(request, staffCookie(name));
  return { shop, name, person: shop.staff.find(({ id }) => String(id) === chosen) ?? owner };
}

function cookie(request: Request, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? "").split(";").map((pair) => pair.trim().split("="));
  return pairs.find(([key]) => key === name)?.[1];
}
