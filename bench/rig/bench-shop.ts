import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { addFile, addMedia, addProduct, addShop } from "../../sandbox/shopify/store.ts";
import { visitor, type Visitor } from "../../tests/visitor.ts";
import type { Rig } from "./rig.ts";

export type Photo = { productId: string; photoId: string };
export type BenchShop = { domain: string; visit: Visitor; photos: Photo[]; photoPath: string };

const numberOf = (gid: string) => gid.split("/").at(-1) ?? "";

/** A shop with so many products of one photo each, all the same file, that has installed the app. */
export async function addBenchShop(rig: Rig, name: string, products: number): Promise<BenchShop> {
  const { store } = rig.sandbox.shopify;
  const domain = `${name}.myshopify.com`;
  const scopes = ["read_products", "write_products"];
  const userId = store.nextId();
  const owner = { id: userId, firstName: "Olga", lastName: "Owner", email: "o@example.com", locale: "en" };
  const staff = [{ ...owner, accountOwner: true, scopes }];
  const shop = addShop(store, { domain, name, plan: "enterprise", staff });
  const { path, fileName } = addFile(store, `${name}.jpg`, {
    contentType: "image/jpeg",
    load: async () => rig.photo,
  });
  const side = rig.photo.length > 1_000_000 ? 3000 : 800;
  const file = { path, fileName, width: side, height: side, bytes: rig.photo.length, mimeType: "image/jpeg" };
  const photos = Array.from({ length: products }, (_, index) => {
    const product = addProduct(store, shop, { title: `${name} ${index}` });
    const media = addMedia(store, product, { file });
    return { productId: numberOf(product.id), photoId: numberOf(media.id) };
  });
  const visit = visitor(rig.sandbox, { shop: domain, userId });
  const home = await visit.get("/app", "routes/app._index"); // opening it once is what installs it
  if (home.status !== 200) throw new Error(`The home page answered ${home.status}`);
  return { domain, visit, photos, photoPath: path };
}

/** What a person does: chooses photos and presses Generate. Answers the batch. */
export async function generate(rig: Rig, shop: BenchShop, photos: readonly Photo[]): Promise<string> {
  const formToken = randomUUID();
  const answer = await shop.visit.post("/app/generate", "routes/app.generate", {
    ...{ formToken, photos: JSON.stringify(photos) },
    // A scene of its own: the same photo made the same way again would wait for a yes.
    ...{ recipeKey: "lifestyle", scene: `On a table, take ${formToken}` },
    ...{ aspectRatio: "1:1", imageSize: "1K", imagesPerPhoto: "1" },
  });
  if (answer.status !== 204) throw new Error(`Generate answered ${answer.status}: ${String(answer.body)}`);
  const where = { shop_formToken: { shop: shop.domain, formToken } };
  return (await rig.db.batch.findUniqueOrThrow({ where, select: { id: true } })).id;
}

/** The rows of a batch that has just begun, without a person: where choosing is not what is measured. */
export async function seedRunning(
  { db }: Rig,
  { domain, photos }: BenchShop,
  images: number,
): Promise<string> {
  const id = randomUUID();
  const pairs = Array.from({ length: images }, (_, n) => photos[n % photos.length] as Photo);
  await db.$transaction(async (tx) => {
    await tx.$executeRaw`
      INSERT INTO "CreditAccount" (shop, reserved) VALUES (${domain}, ${images})
      ON CONFLICT (shop) DO UPDATE SET reserved = "CreditAccount".reserved + ${images}`;
    await tx.batch.create({
      data: {
        ...{ shop: domain, id, state: "running", formToken: id, personId: "1", personName: "Olga" },
        ...{ recipeKey: "studio", recipeVersion: 1, recipeName: "Studio", prompt: "Scene: a studio." },
        ...{ aspectRatio: "1:1", imageSize: "1K", imagesPerPhoto: 1, model: "gemini-nano-banana-2.1" },
        ...{ quotedImages: images, quotedCredits: images, quotedMicros: BigInt(images) * 33_600n },
        ...{ scopePhotos: images, madeUpTo: images, creditsPerImage: 1, microsPerImage: 33_600n },
        ...{ reserved: images, startedAt: new Date() },
      },
    });
    // The same photo more often than once is several ordinals of it.
    await tx.$executeRaw`
      INSERT INTO "Generation" (shop, id, "batchId", position, "productId", "productTitle", "photoId", "photoAlt",
        "photoUrl", ordinal, credits)
      SELECT ${domain}, gen_random_uuid()::text, ${id}, n, p.product, 'Product', p.photo, '', '',
        n / ${photos.length}, 1
      FROM unnest(${pairs.map(({ productId }) => productId)}::text[], ${pairs.map(({ photoId }) => photoId)}::text[])
        WITH ORDINALITY AS p (product, photo, at), LATERAL (SELECT (p.at - 1)::int AS n) one`;
  });
  return id;
}

/** How many images of the batch are there. */
export async function doneIn({ db }: Rig, { domain: shop }: BenchShop, id: string): Promise<number> {
  const batch = await db.batch.findUniqueOrThrow({ where: { shop_id: { shop, id } } });
  if (batch.failed > 0) throw new Error(`${batch.failed} failed: ${JSON.stringify(batch.failures)}`);
  return batch.done;
}

/** Waits until so many images of the batch are there; fails when one failed or it takes too long. */
export async function untilDone(rig: Rig, shop: BenchShop, id: string, images: number, everyMs = 50) {
  const deadline = Date.now() + 600_000;
  while ((await doneIn(rig, shop, id)) < images) {
    if (Date.now() > deadline) throw new Error(`The batch of ${shop.domain} hangs`);
    await sleep(everyMs);
  }
}
