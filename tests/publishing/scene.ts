import { randomUUID } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import sharp from "sharp";
import { createAdminApi } from "../../app/platform/admin-api/admin-api.ts";
import { createCostBucket } from "../../app/platform/admin-api/cost-bucket.ts";
import { createLogger } from "../../app/platform/logger.server.ts";
import type { ObjectStore } from "../../app/platform/objects/object-store.ts";
import { createShopifyFetch } from "../../app/platform/shopify-fetch.server.ts";
import type { Placement } from "../../app/publishing/placement.ts";
import { createFileLimits } from "../../app/publishing/prepare-uploads.server.ts";
import { publishProduct, type PublishDeps } from "../../app/publishing/publish-product.handler.server.ts";
import { requestPublications } from "../../app/publishing/request-publications.server.ts";
import { requestRestore, requestRestoreChosen } from "../../app/publishing/request-restore.server.ts";
import type { RestoreChoice } from "../../app/publishing/restore-target.ts";
import { restoreProduct } from "../../app/publishing/restore-product.handler.server.ts";
import { createShopCalls } from "../../app/publishing/shop-calls.server.ts";
import { settlePublication } from "../../app/publishing/settle-publication.server.ts";
import type { Media, Product, Shop } from "../../sandbox/shopify/model.ts";
import { settleMedia } from "../../sandbox/shopify/product-media.ts";
import { startShopify } from "../../sandbox/shopify/server.ts";
import { addFile, addMedia, addProduct, addShop, type Store } from "../../sandbox/shopify/store.ts";
import { testDatabase } from "../database.ts";

export const person = { id: "1", name: "Ada", locale: "en", canEditProducts: true };
const TOKEN = "token-of-the-scene";

/**
 * A shop in the Shopify stand-in, spoken to over HTTP, with a database of its own. Time is shared by all parts and
 * moves only when somebody waits, so that minutes of waiting take no time.
 */
export async function openScene() {
  const database = await testDatabase();
  const { db } = database;
  const shopify = await startShopify({ apiKey: "key", apiSecret: "secret" });
  let ahead = 0;
  const now = () => Date.now() + ahead;
  shopify.store.now = now;
  const clock = { now: () => new Date(now()) };
  const pass = (ms: number) => void (ahead += ms);
  const wait = async (ms: number, signal?: AbortSignal) => {
    signal?.throwIfAborted();
    pass(ms);
    await setImmediate();
  };
  const log = createLogger("silent");
  const fetch = createShopifyFetch(shopify.origin);
  /** Each with a bucket of its own, as processes have: one that was killed holds no points of another's. */
  const bucketOfProcess = () => createCostBucket(clock);
  const file = await sharp({ create: { width: 64, height: 48, channels: 3, background: "teal" } })
    .png()
    .toBuffer();
  const adminWith = (over: typeof globalThis.fetch) => (shopName: string) =>
    createAdminApi({
      shop: shopName,
      accessToken: async () => TOKEN,
      fetch: over,
      clock,
      bucket: bucketOfProcess(),
      log,
      wait,
    });
  const deps: PublishDeps & { dispatcher: { nudge(): void } } = {
    db,
    clock,
    dispatcher: { nudge: () => {} },
    adminFor: adminWith(fetch),
    callsFor: (shop) => createShopCalls(adminWith(fetch)(shop), wait, () => false),
    log,
    wait,
    fetch,
    allowHttpUploads: true,
    fileLimits: createFileLimits(),
    objects: { get: async () => file } as Partial<ObjectStore> as ObjectStore,
  };
  /** What is overridden in speaking to Shopify holds for merged calls as well. */
  const depsWith = (over: Partial<PublishDeps>): PublishDeps => {
    const { adminFor } = over;
    const callsFor = adminFor && ((shop: string) => createShopCalls(adminFor(shop), wait, () => false));
    return { ...deps, ...(callsFor && { callsFor }), ...over };
  };
  const domain = `scene-${randomUUID().slice(0, 8)}.myshopify.com`;
  const shop = addShop(shopify.store, {
    domain,
    name: "Scene",
    installed: true,
    tokens: [
      {
        token: TOKEN,
        kind: "offline",
        userId: null,
        scopes: ["read_products", "write_products"],
        expiresAt: Number.MAX_SAFE_INTEGER,
        refreshToken: null,
        refreshExpiresAt: null,
        revoked: false,
      },
    ],
  });
  await db.shop.create({ data: { shop: domain } });

  const productOf = async (id: string) =>
    (await db.publication.findUniqueOrThrow({ where: { shop_id: { shop: domain, id } } })).productId;

  return {
    db,
    deps,
    clock,
    pass,
    shop,
    domain,
    store: shopify.store,
    faults: shopify.faults,
    fetch,
    adminWith,
    /** A mug with photos a, b, c and two variants, the first showing b. */
    addMug: () => addMug(shopify.store, shop),
    photo: (product: Product, name: string, fields: Partial<Media> = {}) =>
      addPhoto(shopify.store, product, name, fields),
    async image(product: Product, { photo = product.media[0]?.id ?? "", decision = "approved" } = {}) {
      return addImage(db, domain, {
        productId: idOf(product.id),
        photoId: idOf(photo),
        title: product.title,
        decision,
      });
    },
    async request(imageIds: string[], placement: Placement = "end", onVariants = false) {
      return requestPublications(deps, { shop: domain, person, imageIds, placement, onVariants });
    },
    /** Does what is due on the publication's product. */
    publish: async (id: string, over: Partial<PublishDeps> = {}) =>
      publishProduct(depsWith(over), { shop: domain, id: await productOf(id) }, new AbortController().signal),
    async restore(id: string, over: Partial<PublishDeps> = {}) {
      await requestRestore(deps, { shop: domain, person, publicationIds: [id] });
      await restoreProduct(
        depsWith(over),
        { shop: domain, id: await productOf(id) },
        new AbortController().signal,
      );
    },
    /** A person has seen what was changed on the publication's product. */
    async choose(id: string, choice: RestoreChoice) {
      const productId = await productOf(id);
      await requestRestoreChosen(deps, { shop: domain, person, of: { productId }, choice });
      await restoreProduct(deps, { shop: domain, id: productId }, new AbortController().signal);
    },
    restoreAgain: async (id: string, over: Partial<PublishDeps> = {}) =>
      restoreProduct(depsWith(over), { shop: domain, id: await productOf(id) }, new AbortController().signal),
    settle: (id: string, may: Partial<typeof person> = {}) =>
      settlePublication(deps, { shop: domain, person: { ...person, ...may }, publicationId: id }),
    row: (id: string) => db.publication.findUniqueOrThrow({ where: { shop_id: { shop: domain, id } } }),
    async close() {
      await shopify.stop();
      await database.close();
    },
  };
}

export type Scene = Awaited<ReturnType<typeof openScene>>;

/** Everything a restore has to put back. */
export function stateOf(product: Product) {
  return {
    media: product.media.map(({ id, alt }) => `${id} ${alt}`),
    links: product.variants.map(({ id, mediaIds }) => `${id} ${mediaIds.join()}`),
  };
}

/** The product's media by their alt texts, which are one letter for the merchant's. */
export function altsOf(scene: Scene, product: Product): string[] {
  return settleMedia(product, scene.store.now()).media.map(({ alt }) => alt);
}

/** Whether this is a request of the named operation. */
export function asks(init: RequestInit | undefined, operation: string): boolean {
  return typeof init?.body === "string" && init.body.includes(`"operationName":"${operation}"`);
}

export function idOf(gid: string): string {
  return gid.split("/").at(-1) ?? "";
}

function addMug(store: Store, shop: Shop): Product {
  const variants = [{ title: "Blue" }, { title: "Green" }];
  const product = addProduct(store, shop, { title: "Blue <b>Mug</b>", variants });
  for (const name of ["a", "b", "c"]) addPhoto(store, product, name);
  product.variants[0]?.mediaIds.push(product.media[1]?.id ?? "");
  return product;
}

function addPhoto(store: Store, product: Product, name: string, fields: Partial<Media> = {}): Media {
  const load = async () => Buffer.from("never fetched");
  const stored = addFile(store, `${name}.jpg`, { contentType: "image/jpeg", load });
  const file = { ...stored, width: 800, height: 800, bytes: 1, mimeType: "image/jpeg" };
  return addMedia(store, product, { alt: name, file, ...fields });
}

type NewImage = { productId: string; photoId: string; title: string; decision: string };

async function addImage(
  db: PublishDeps["db"],
  shop: string,
  { title, decision, ...ids }: NewImage,
): Promise<string> {
  const recipe = { recipeKey: "on_surface", recipeVersion: 1, recipeName: "On a surface", model: "test" };
  const batch = await db.batch.create({
    data: {
      ...recipe,
      shop,
      state: "done",
      formToken: randomUUID(),
      personId: person.id,
      personName: person.name,
      prompt: "",
      aspectRatio: "1:1",
      imageSize: "1K",
      imagesPerPhoto: 1,
      quotedImages: 1,
      quotedCredits: 1,
      quotedMicros: 1n,
    },
  });
  const photo = { ...ids, productTitle: title, photoAlt: "", photoUrl: "https://cdn.shopify.com/a.jpg" };
  const generation = await db.generation.create({
    data: { ...photo, shop, batchId: batch.id, ordinal: 0, state: "done" },
  });
  const image = await db.image.create({
    data: {
      ...photo,
      ...recipe,
      shop,
      batchId: batch.id,
      generationId: generation.id,
      objectKey: "key",
      thumbnailKey: "thumbnail",
      mimeType: "image/png",
      width: 64,
      height: 48,
      bytes: 1,
      sha256: "",
      altText: "Blue mug on marble",
      decision,
    },
  });
  return image.id;
}
