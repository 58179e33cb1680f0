import type { Product, Shop, StaffMember } from "../model.ts";
import { addCollection, addShop, type Store } from "../store.ts";
import { addDrawnProduct, type CatalogueEntry } from "./drawn-product.ts";
import { addEdgeCases } from "./edge-cases.ts";
import { NORTHWIND_AWAY } from "./northwind-away.ts";
import { NORTHWIND_HOME } from "./northwind-home.ts";
import { addPhotosFrom } from "./photos-dir.ts";
import { SECOND_STREET } from "./second-street.ts";

export const DEMO_SHOP = "northwind-goods";

const HOUR_MS = 3_600_000;
const PRODUCT_SCOPES = ["read_products", "write_products"];

/** The stand-in's three shops: a full one, a smaller one with other people, an empty one. */
export async function fillShops(store: Store, photosDir?: string): Promise<void> {
  const demo = addShop(store, {
    domain: `${DEMO_SHOP}.myshopify.com`,
    name: "Northwind Goods",
    plan: "advanced",
    staff: [
      person(store, "Nora Lindqvist", "en", "owner"),
      person(store, "Paul Brandt", "de", "photographer"),
      person(store, "Claire Moreau", "fr", "viewer"),
    ],
  });
  if (photosDir) {
    await addPhotosFrom(store, demo, photosDir);
  } else {
    addCatalogue(store, demo, [...NORTHWIND_HOME, ...NORTHWIND_AWAY]);
    addEdgeCases(store, demo);
  }

  const second = addShop(store, {
    domain: "second-street.myshopify.com",
    name: "Second Street",
    currencyCode: "USD",
    staff: [
      person(store, "Sam Okafor", "en", "owner"),
      person(store, "Lena Vogt", "de", "photographer"),
      person(store, "Hugo Petit", "fr", "viewer"),
    ],
  });
  addCatalogue(store, second, SECOND_STREET);

  addShop(store, {
    domain: "plain-paper.myshopify.com",
    name: "Plain Paper",
    staff: [
      person(store, "Ada Weber", "de", "owner"),
      person(store, "Tom Hale", "en", "photographer"),
      person(store, "Inès Roche", "fr", "viewer"),
    ],
  });
}

/** A further shop with nothing in it; one that is there stays as it is. */
export function addMadeShop(store: Store, name: string, plan: Shop["plan"] = "basic"): Shop {
  const domain = `${name}.myshopify.com`;
  const staff = [person(store, "Olga Made", "en", "owner"), person(store, "Vic Made", "en", "viewer")];
  return store.shops.get(domain) ?? addShop(store, { domain, name, plan, staff });
}

type Role = "owner" | "photographer" | "viewer";

function person(store: Store, name: string, locale: string, role: Role): StaffMember {
  const [firstName = "", lastName = ""] = name.split(" ");
  return {
    id: store.nextId(),
    firstName,
    lastName,
    email: `${firstName.toLowerCase()}@example.com`,
    locale,
    accountOwner: role === "owner",
    scopes: role === "viewer" ? ["read_products"] : PRODUCT_SCOPES,
  };
}

function addCatalogue(store: Store, shop: Shop, entries: readonly CatalogueEntry[]): void {
  const inCollection = new Map<string, Product[]>();
  for (const [index, entry] of entries.entries()) {
    const product = addDrawnProduct(store, shop, entry);
    product.createdAt = product.updatedAt = new Date(store.now() - index * HOUR_MS).toISOString();
    for (const title of entry.collections) {
      inCollection.set(title, [...(inCollection.get(title) ?? []), product]);
    }
  }
  for (const [title, products] of inCollection) {
    addCollection(
      store,
      shop,
      title,
      products.map(({ id }) => id),
    );
  }
}
