import type { Db, Queries } from "../../app/platform/db/db.server.ts";
import { Prisma } from "../../app/platform/db/generated/client.ts";

/** The keys of a full shop's files: an original and a thumbnail of each image. */
export function keysOf(shop: string, images: number): string[] {
  return Array.from({ length: images }, (_, n) => [
    `${stemOf(shop, n)}.jpg`,
    `${stemOf(shop, n)}.webp`,
  ]).flat();
}

const stemOf = (shop: string, n: number) => `shops/${shop}/images/${n}/1-x`;
/** Of which each batch has as many. */
const PER_BATCH = 1_000;

/**
 * A shop with rows in every table that knows shops, as use leaves them: finished batches of a thousand images, one in
 * two of them on its product. By statements over sets, so that a hundred thousand take seconds. Its books add up.
 */
export async function fillShop(db: Db, shop: string, images: number): Promise<void> {
  await db.$transaction(
    async (tx) => {
      for (const statement of STATEMENTS) await tx.$executeRaw(statement(shop, images));
      await fillRest(tx, shop);
    },
    { timeout: 600_000 },
  );
}

const { sql } = Prisma;
/** Numbers from 0, one for each image. */
const numbered = (images: number) => sql`generate_series(0, ${images}::int - 1) n`;

const STATEMENTS: readonly ((shop: string, images: number) => Prisma.Sql)[] = [
  (shop) => sql`
    INSERT INTO "Shop" (shop, "installedAt", "seenInstalledAt")
    VALUES (${shop}, now() - interval '90 days', now() - interval '9 days')`,
  (shop, images) => sql`
    INSERT INTO "Batch" (shop, id, state, "formToken", "personId", "personName", "recipeKey", "recipeVersion",
      "recipeName", prompt, "aspectRatio", "imageSize", "imagesPerPhoto", model, "scopePhotos", "madeUpTo",
      "quotedImages", "quotedCredits", "quotedMicros", "creditsPerImage", done, "createdAt")
    SELECT ${shop}, 'batch-' || b, 'done', 'form-' || b, '7', 'Nora Lind', 'studio', 1, 'Studio', 'A beach of ours',
      '1:1', '1K', 1, 'model', ${PER_BATCH}::int, ${PER_BATCH}::int, ${PER_BATCH}::int, ${PER_BATCH}::int, 0, 1,
      LEAST(${PER_BATCH}::int, ${images}::int - b * ${PER_BATCH}::int), now() - interval '3 days'
    FROM generate_series(0, (${images}::int - 1) / ${PER_BATCH}::int) b`,
  (shop, images) => sql`
    INSERT INTO "ScopePhoto" (shop, "batchId", position, "productId", "productTitle", "photoId", "photoAlt", "photoUrl")
    SELECT ${shop}, 'batch-' || n / ${PER_BATCH}::int, n % ${PER_BATCH}::int, (n / 3)::text, 'Bottle', n::text, '', ''
    FROM ${numbered(images)}`,
  (shop, images) => sql`
    INSERT INTO "Generation" (shop, id, "batchId", position, "productId", "productTitle", "photoId", "photoAlt",
      "photoUrl", ordinal, state, "paidMicros", "bookedMicros")
    SELECT ${shop}, 'generation-' || n, 'batch-' || n / ${PER_BATCH}::int, n, (n / 3)::text, 'Bottle', n::text, '', '', 0,
      'done', 33600, 33600
    FROM ${numbered(images)}`,
  (shop, images) => sql`
    INSERT INTO "StoredObject" (shop, key, "generationId", attempt, state, "createdAt")
    SELECT ${shop}, 'shops/' || ${shop} || '/images/' || n || '/1-x.' || kind, 'generation-' || n, 1, 'kept',
      now() - interval '3 days'
    FROM ${numbered(images)}, unnest(ARRAY['jpg', 'webp']) kind`,
  (shop, images) => sql`
    INSERT INTO "Image" (shop, id, "generationId", "batchId", "productId", "productTitle", "photoId", "photoAlt",
      "photoUrl", "recipeKey", "recipeVersion", "recipeName", model, "objectKey", "thumbnailKey", "mimeType", width,
      height, bytes, sha256, "altText", decision)
    SELECT ${shop}, 'image-' || n, 'generation-' || n, 'batch-' || n / ${PER_BATCH}::int, (n / 3)::text, 'Bottle',
      n::text, '', '', 'studio', 1, 'Studio', 'model', 'shops/' || ${shop} || '/images/' || n || '/1-x.jpg',
      'shops/' || ${shop} || '/images/' || n || '/1-x.webp', 'image/jpeg', 1024, 1024, 700000, md5(n::text), 'Bottle',
      'approved'
    FROM ${numbered(images)}`,
  (shop, images) => sql`
    INSERT INTO "Publication" (shop, id, "imageId", "batchId", "productId", "photoId", state, placement, "fileName",
      "altText", "personId", "personName")
    SELECT ${shop}, 'publication-' || n, 'image-' || n, 'batch-' || n / ${PER_BATCH}::int, (n / 3)::text, n::text,
      'live', 'end', 'bottle.jpg', 'Bottle', '7', 'Nora Lind'
    FROM ${numbered(images)} WHERE n % 2 = 0`,
  (shop, images) => sql`
    INSERT INTO "LedgerEntry" (shop, id, key, kind, "fromAccount", "toAccount", credits, "costMicros", note)
    SELECT ${shop}, gen_random_uuid(), 'settle:' || n, 'settle', 'reserved', 'charged', 1, 33600, ''
    FROM ${numbered(images)}
    UNION ALL SELECT ${shop}, gen_random_uuid(), 'grant:for ' || ${shop}, 'grant', 'operator', 'available',
      ${images}::int, 0, 'For Nora Lind'
    UNION ALL SELECT ${shop}, gen_random_uuid(), 'reserve:all', 'reserve', 'available', 'reserved', ${images}::int, 0, ''`,
  (shop, images) => sql`INSERT INTO "CreditAccount" (shop, charged) VALUES (${shop}, ${images}::int)`,
];

async function fillRest(tx: Queries, shop: string): Promise<void> {
  await tx.session.create({ data: { id: `offline_${shop}`, shop, isOnline: false, state: "" } });
  await tx.session.create({
    data: { id: `${shop}_7`, shop, isOnline: true, state: "", personName: "Nora Lind" },
  });
  await tx.webhookEvent.create({
    data: { shop, topic: "PRODUCTS_DELETE", eventId: "1", doneAt: new Date() },
  });
  await tx.productLock.create({ data: { shop, productId: "1", token: "t", until: new Date() } });
  await tx.imageDeletion.create({
    data: { shop, subject: "batch", subjectId: "1", askedAt: new Date() },
  });
  const by = { personId: "7", personName: "Nora Lind" };
  const bulk = { formToken: "bulk", kind: "approve", which: {}, upToId: "1", askedAt: new Date(), images: 1 };
  await tx.bulkAction.create({ data: { shop, ...bulk, ...by } });
  const own = { shop, formToken: "own", name: "By our sea", createdById: "7", createdByName: by.personName };
  const { id: recipeId } = await tx.recipe.create({ data: own });
  const look = { scene: "A beach of ours", aspectRatio: "1:1", imageSize: "1K", imagesPerPhoto: 1 };
  await tx.recipeVersion.create({ data: { shop, recipeId, version: 1, ...look, ...by } });
  await tx.auditEntry.create({
    data: {
      ...{ shop, action: "batch_started", personId: "7", personName: "Nora Lind" },
      details: { images: PER_BATCH, credits: PER_BATCH },
    },
  });
  const { id } = await tx.export.create({ data: { shop, personId: "7", personName: "Nora Lind" } });
  await tx.exportPart.create({
    data: { shop, exportId: id, number: 1, etag: "", bytes: 0, lastImage: "", entries: [] },
  });
}

/** How many rows each table has of a shop; only those with a column for it. */
export async function rowsBy(db: Db, shop: string): Promise<Record<string, number>> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT table_name::text AS name FROM information_schema.columns
    WHERE table_schema = current_schema() AND column_name = 'shop' ORDER BY 1`;
  const counted = await Promise.all(
    tables.map(async ({ name }) => {
      const [row] = await db.$queryRawUnsafe<{ rows: number }[]>(
        `SELECT count(*)::int AS rows FROM "${name}" WHERE shop = $1`,
        shop,
      );
      return [name, row?.rows ?? 0] as const;
    }),
  );
  return Object.fromEntries(counted);
}
