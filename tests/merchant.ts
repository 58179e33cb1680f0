import { randomUUID } from "node:crypto";
import type { Product, Shop } from "../sandbox/shopify/model.ts";
import { eventually } from "./eventually.ts";
import type { Stack } from "./stack.ts";
import { visitor, type Answer } from "./visitor.ts";

export const NORTHWIND = "northwind-goods.myshopify.com";
export const SECOND_STREET = "second-street.myshopify.com";

/** All work of a shop may take so long where tests run beside each other on a busy machine. */
const PATIENT_MS = 150_000;

type Photo = { productId: string; photoId: string };
/** The photographer may edit products and owns nothing; the viewer only looks. */
type Role = "owner" | "photographer" | "viewer";

/** Of the stack only what a person and a look at the rows need. */
type Shown = Pick<Stack, "appUrl" | "shopify"> & { database: Pick<Stack["database"], "db"> };

export const numberOf = (gid: string) => gid.split("/").at(-1) ?? "";

/** A person of a shop of the sandbox who does the main job, by the app's own pages and without a browser. */
export function merchant(stack: Shown, domain = NORTHWIND, role: Role = "owner") {
  const { db } = stack.database;
  const shop = shopOf(stack, domain);
  const staff = shop.staff.find(({ accountOwner, scopes }) =>
    role === "owner" ? accountOwner : !accountOwner && scopes.length === (role === "photographer" ? 2 : 1),
  );
  const visit = visitor(stack, { shop: domain, userId: staff?.id ?? 0 });

  /** Active products with at least two photos, as the shop has them. */
  const products = () =>
    [...shop.products.values()].filter(
      ({ status, media }) =>
        status === "ACTIVE" && media.length >= 2 && media.every((one) => one.type === "MediaImage"),
    );
  const photoOf = (product: Product, index = 0): Photo => ({
    productId: numberOf(product.id),
    photoId: numberOf(product.media[index]?.id ?? ""),
  });
  const generate = (photos: Photo[], fields: Record<string, string | null> = {}): Promise<Answer> =>
    visit.post("/app/generate", "routes/app.generate", {
      photos: JSON.stringify(photos),
      recipeKey: "white_background",
      aspectRatio: "1:1",
      imageSize: "1K",
      imagesPerPhoto: "1",
      ...fields,
    });
  /** Has many products read and priced: what a search finds, or a pasted list. */
  const quote = (
    source: Record<string, string>,
    fields: Record<string, string | null> = {},
  ): Promise<Answer> =>
    visit.post("/app/generate", "routes/app.generate", {
      recipeKey: "white_background",
      aspectRatio: "1:1",
      imageSize: "1K",
      imagesPerPhoto: "1",
      ...source,
      ...fields,
    });
  const decide = (imageId: string, decision: string) =>
    visit.post("/app/review/decisions", "routes/app.review_.decisions", {
      decisions: JSON.stringify([{ imageId, decision, before: "undecided" }]),
    });
  const publish = (imageIds: string[], placement = "end", more: Record<string, string> = {}) =>
    visit.post("/app/publish", "routes/app.publish", {
      ...{ intent: "publish", imageIds: JSON.stringify(imageIds), placement },
      ...{ formToken: randomUUID(), ...more },
    });
  const restore = (...publicationIds: string[]) =>
    visit.post("/app/published", "routes/app.published", {
      intent: "restore",
      publicationIds: JSON.stringify(publicationIds),
    });

  return {
    visit,
    shop,
    domain,
    products,
    photoOf,
    generate,
    quote,
    decide,
    publish,
    restore,
    /** Waits until no generation of the shop has work left. */
    generationsOver: () =>
      eventually(
        () => db.generation.findMany({ where: { shop: domain } }),
        (rows) => rows.length > 0 && rows.every(({ state }) => !["queued", "running"].includes(state)),
        PATIENT_MS,
      ),
    publicationsOver: () =>
      eventually(
        () => db.publication.findMany({ where: { shop: domain }, orderBy: { createdAt: "asc" } }),
        (rows) =>
          rows.length > 0 &&
          rows.every(
            ({ state, restoringAt }) =>
              !restoringAt && !["pending", "uploading", "processing"].includes(state),
          ),
        PATIENT_MS,
      ),
  };
}

function shopOf(stack: Shown, domain: string): Shop {
  const shop = stack.shopify.store.shops.get(domain);
  if (!shop) throw new Error(`The sandbox has no shop ${domain}`);
  return shop;
}
