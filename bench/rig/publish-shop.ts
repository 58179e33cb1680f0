import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { systemClock } from "../../app/platform/clock.ts";
import type { Db } from "../../app/platform/db/db.server.ts";
import { createS3ObjectStore } from "../../app/platform/objects/s3-object-store.server.ts";
import type { Product, Shop as ShopifyShop } from "../../sandbox/shopify/model.ts";
import { settleMedia } from "../../sandbox/shopify/product-media.ts";
import type { Sandbox } from "../../sandbox/start.ts";
import { addFile, addMedia, addProduct, addShop } from "../../sandbox/shopify/store.ts";
import { visitor } from "../../tests/visitor.ts";
import { makePhoto, makePicture } from "./pictures.ts";

export type PublishShop = Awaited<ReturnType<typeof addPublishShop>>;

const numberOf = (gid: string) => gid.split("/").at(-1) ?? "";
const RECIPE = { recipeKey: "studio", recipeVersion: 1, recipeName: "Studio", model: "none" };

type Shape = {
  products: number;
  photos: number;
  imagesEach: number;
  /** Each shows a photo of its own; else the only one shows the second. */
  variants?: number;
  plan?: ShopifyShop["plan"];
};

/** A shop on the standard plan with approved images for each of its products: no model, the rows are made here. */
export async function addPublishShop(sandbox: Sandbox, db: Db, name: string, shape: Shape) {
  const { store } = sandbox.shopify;
  const domain = `${name}.myshopify.com`;
  const userId = store.nextId();
  const owner = { id: userId, firstName: "Olga", lastName: "Owner", email: "o@example.com", locale: "en" };
  const scopes = ["read_products", "write_products"];
  const staff = [{ ...owner, accountOwner: true, scopes }];
  const shop = addShop(store, { domain, name, plan: shape.plan ?? "basic", staff });
  const photo = await makePhoto("small");
  const { path, fileName } = addFile(store, `${name}.jpg`, {
    contentType: "image/jpeg",
    load: async () => photo,
  });
  const file = { path, fileName, width: 800, height: 800, bytes: photo.length, mimeType: "image/jpeg" };
  const products = Array.from({ length: shape.products }, (_, index) => {
    const variants = shape.variants && Array.from({ length: shape.variants }, (_, n) => ({ title: `V${n}` }));
    const product = addProduct(store, shop, { title: `${name} ${index}`, ...(variants && { variants }) });
    for (let n = 0; n < shape.photos; n += 1) addMedia(store, product, { alt: `${n}`, file });
    product.variants.forEach((variant, n) => {
      variant.mediaIds.push(product.media[variants ? n : 1]?.id ?? "");
    });
    return product;
  });
  const visit = visitor(sandbox, { shop: domain, userId });
  const home = await visit.get("/app", "routes/app._index"); // opening it once is what installs it
  if (home.status !== 200) throw new Error(`The home page answered ${home.status}`);
  store.buckets.delete(domain);

  const { batchId, imageIds } = await seedApproved(sandbox, db, domain, products, shape.imagesEach);
  const before = products.map(stateOf);
  const posted = async (path: string, route: string, fields: Record<string, string>) => {
    const { status } = await visit.post(path, route, { formToken: randomUUID(), ...fields });
    if (status >= 400) throw new Error(`${path} answered ${status}`);
  };
  const idsOf = (some: readonly Product[]) => some.flatMap(({ id }) => imageIds.get(numberOf(id)) ?? []);
  return {
    domain,
    products,
    posted,
    publish: (placement: string, { of = products, onVariants = "no" } = {}) =>
      posted("/app/publish", "routes/app.publish", {
        ...{ intent: "publish", placement, onVariants },
        imageIds: JSON.stringify(idsOf(of)),
      }),
    restore: () => posted("/app/published", "routes/app.published", { intent: "restore_batch", batchId }),
    async untilAll(state: string, count: number) {
      const where = { shop: domain, state, restoringAt: null };
      const deadline = Date.now() + 300_000;
      while ((await db.publication.count({ where })) < count) {
        if (Date.now() > deadline) throw new Error(`Not everything became ${state}`);
        await sleep(50);
      }
    },
    /** Ours first, in the order they were made, and everything else after it as it was. */
    checkPublished() {
      products.forEach((product, index) => {
        const alts = settleMedia(product, store.now()).media.map(({ alt }) => alt);
        const ours = Array.from({ length: shape.imagesEach }, (_, n) => `Ours ${n}`);
        const theirs = Array.from({ length: shape.photos }, (_, n) => `${n}`);
        if (alts.join() !== [...ours, ...theirs].join())
          throw new Error(`Product ${index} has ${alts.join()}`);
      });
    },
    restoredExactly: () => products.filter((product, index) => stateOf(product) === before[index]).length,
  };
}

function stateOf({ media, variants }: Product): string {
  return JSON.stringify([media.map(({ id, alt }) => [id, alt]), variants.map(({ mediaIds }) => mediaIds)]);
}

async function seedApproved(sandbox: Sandbox, db: Db, shop: string, products: Product[], each: number) {
  const objectKey = `${shop}/picture`;
  await storeOf(sandbox).put(objectKey, await makePicture("small"), { contentType: "image/jpeg" });
  const batchId = randomUUID();
  const quoted = { quotedImages: each * products.length, quotedCredits: 0, quotedMicros: 0n };
  const format = { prompt: "", aspectRatio: "1:1", imageSize: "1K", imagesPerPhoto: each };
  const person = { personId: "1", personName: "Olga" };
  await db.batch.create({
    data: {
      shop,
      id: batchId,
      state: "done",
      formToken: batchId,
      ...RECIPE,
      ...person,
      ...format,
      ...quoted,
    },
  });
  const rows = products.flatMap((product) =>
    Array.from({ length: each }, (_, ordinal) => {
      const ids = { productId: numberOf(product.id), photoId: numberOf(product.media[0]?.id ?? "") };
      return { shop, batchId, ...ids, productTitle: product.title, photoAlt: "", photoUrl: "", ordinal };
    }),
  );
  const generations = await db.generation.createManyAndReturn({
    data: rows.map((row) => ({ ...row, state: "done" })),
    select: { id: true, ordinal: true, productId: true, photoId: true, productTitle: true },
    // ids are in order of time, as the images' are
  });
  const file = {
    objectKey,
    thumbnailKey: objectKey,
    mimeType: "image/jpeg",
    width: 1024,
    height: 1024,
    bytes: 1,
  };
  const images = await db.image.createManyAndReturn({
    data: generations.map(({ id, ordinal, ...rest }) => ({
      ...{
        shop,
        batchId,
        generationId: id,
        ...rest,
        ...RECIPE,
        ...file,
        sha256: "",
        photoAlt: "",
        photoUrl: "",
      },
      ...{ altText: `Ours ${ordinal}`, decision: "approved" },
    })),
    select: { id: true, productId: true },
  });
  const byProduct = Map.groupBy(images, ({ productId }) => productId);
  return {
    batchId,
    imageIds: new Map([...byProduct].map(([id, some]) => [id, some.map((image) => image.id)])),
  };
}

function storeOf({ env }: Sandbox) {
  return createS3ObjectStore(
    {
      endpoint: env.S3_ENDPOINT,
      region: "auto",
      bucket: env.S3_BUCKET,
      accessKeyId: env.S3_ACCESS_KEY_ID,
      secretAccessKey: env.S3_SECRET_ACCESS_KEY,
    },
    systemClock,
  );
}
