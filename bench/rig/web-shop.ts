import { objectKeys } from "../../app/library/object-key.ts";
import { systemClock } from "../../app/platform/clock.ts";
import type { Db } from "../../app/platform/db/db.server.ts";
import { createS3ObjectStore } from "../../app/platform/objects/s3-object-store.server.ts";
import { uuidV7 } from "../../app/platform/uuid-v7.ts";
import type { Sandbox } from "../../sandbox/start.ts";
import { merchant } from "../../tests/merchant.ts";

const MADE = 8;
const PUBLISHED = 3;

type Merchant = ReturnType<typeof merchant>;
type Copy = { n: number; from: string; id: string; generationId: string; batchId: string };
type Keys = { objectKey: string; thumbnailKey: string };

/**
 * The demo shop after a day of work: some images made by the app itself, as the sandbox's model draws them, a few on
 * their products, and so many more of the same pictures, each a file of its own, that wait for review.
 */
export async function fillWebShop(sandbox: Sandbox, db: Db, waiting: number) {
  const nora = merchant({ ...sandbox, database: { db } });
  const products = nora.products().slice(0, MADE);
  await nora.generate(products.map((product) => nora.photoOf(product)));
  await nora.generationsOver();
  const made = await db.image.findMany({ where: { shop: nora.domain }, orderBy: { id: "asc" } });
  const first = made.slice(0, PUBLISHED).map(({ id }) => id);
  for (const id of first) await nora.decide(id, "approved");
  await nora.publish(first);
  await nora.publicationsOver();
  await addWaiting(sandbox, db, nora, waiting - (MADE - PUBLISHED));
  const { id: batchId } = await db.batch.findFirstOrThrow({ orderBy: { id: "asc" } });
  return { shop: nora.domain, batchId, productId: made[0]?.productId ?? "", imageId: made[0]?.id ?? "" };
}

async function addWaiting(sandbox: Sandbox, db: Db, { domain: shop }: Merchant, waiting: number) {
  const made = await db.image.findMany({ where: { shop, decision: "undecided" }, orderBy: { id: "asc" } });
  const copyFiles = await filesOf(sandbox, shop, made);
  const batchId = uuidV7(new Date());
  const copies: (Copy & Keys)[] = [];
  for (let n = 0; n < waiting; n += 1) {
    const from = made[n % made.length]?.id ?? "";
    const generationId = uuidV7(new Date());
    const keys = await copyFiles(from, generationId);
    copies.push({ n, from, id: uuidV7(new Date()), generationId, batchId, ...keys });
  }
  await copyRows(db, shop, copies, batchId);
}

/** Every column as it is in the row that is copied, but those named. */
async function copyRows(db: Db, shop: string, copies: readonly (Copy & Keys)[], batchId: string) {
  const json = JSON.stringify(copies);
  await db.$transaction([
    db.$executeRaw`
      INSERT INTO "Batch" SELECT (jsonb_populate_record(b, jsonb_build_object('id', ${batchId}::text,
        'formToken', ${batchId}::text, 'done', ${copies.length}::int, 'quotedImages', ${copies.length}::int))).*
      FROM "Batch" b WHERE shop = ${shop} ORDER BY id LIMIT 1`,
    db.$executeRaw`
      INSERT INTO "Generation" SELECT (jsonb_populate_record(g, jsonb_build_object('id', c."generationId",
        'batchId', c."batchId", 'position', c.n, 'ordinal', c.n))).*
      FROM jsonb_to_recordset(${json}::jsonb) AS c (n int, "from" text, "generationId" text, "batchId" text)
        JOIN "Image" i ON i.shop = ${shop} AND i.id = c."from"
        JOIN "Generation" g ON g.shop = ${shop} AND g.id = i."generationId"`,
    db.$executeRaw`
      INSERT INTO "Image" SELECT (jsonb_populate_record(i, to_jsonb(c) - 'from' - 'n')).*
      FROM jsonb_to_recordset(${json}::jsonb)
        AS c (n int, "from" text, id text, "generationId" text, "batchId" text, "objectKey" text, "thumbnailKey" text)
        JOIN "Image" i ON i.shop = ${shop} AND i.id = c."from"`,
  ]);
}

type Made = { id: string; objectKey: string; thumbnailKey: string; mimeType: string };

async function filesOf({ env }: Sandbox, shop: string, made: readonly Made[]) {
  const { S3_ENDPOINT: endpoint, S3_BUCKET: bucket } = env;
  const secrets = { accessKeyId: env.S3_ACCESS_KEY_ID, secretAccessKey: env.S3_SECRET_ACCESS_KEY };
  const store = createS3ObjectStore({ endpoint, region: "auto", bucket, ...secrets }, systemClock);
  const files = new Map<
    string,
    { original: Buffer; thumbnail: Buffer; mimeType: "image/png" | "image/jpeg" }
  >();
  for (const { id, objectKey, thumbnailKey, mimeType } of made) {
    const [original, thumbnail] = await Promise.all([store.get(objectKey), store.get(thumbnailKey)]);
    files.set(id, { original, thumbnail, mimeType: mimeType === "image/png" ? "image/png" : "image/jpeg" });
  }
  return async (from: string, generationId: string): Promise<Keys> => {
    const file = files.get(from);
    if (!file) throw new Error(`There are no files of ${from}`);
    const { original: objectKey, thumbnail: thumbnailKey } = objectKeys(shop, generationId, 1, file.mimeType);
    await store.put(objectKey, file.original, { contentType: file.mimeType });
    await store.put(thumbnailKey, file.thumbnail, { contentType: "image/webp" });
    return { objectKey, thumbnailKey };
  };
}
