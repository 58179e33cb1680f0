import pg from "pg";

export type Full = { shops: number; batches: number; images: number };

/** What of all there is belongs to the shop whose pages are measured. */
const LARGEST_SHARE = 0.3;
/** The one that runs is this large, in addition to the images asked for. */
const LARGEST_BATCH = 20_000;
/** The measured shop's products, each with its images. */
const PRODUCTS = 10_000;

/**
 * Fills a migrated database as years of use would: finished batches of equal size, one shop with far more than the
 * others, one batch of its that runs. By a few statements over sets: rows one by one would take hours. Foreign keys
 * are not checked meanwhile; who fills in what does not fit sees it in the pages.
 */
export async function fillDatabase(
  databaseUrl: string,
  shop: string,
  productIds: readonly string[],
  { shops, batches, images }: Full,
): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const steps: [what: string, statement: string][] = [
    ["plan", plan(shop, productIds, { shops, batches, images })],
    ["shops", SHOPS],
    ["recipes", recipes(shop)],
    ["batches", BATCHES],
    ["generations", GENERATIONS],
    ["images", IMAGES],
    ["products", PRODUCTS_OF_IMAGES],
    ["publications", PUBLICATIONS],
    ["ledger", LEDGER],
    ["statistics", "VACUUM ANALYZE"],
  ];
  try {
    await client.query("SET session_replication_role = replica");
    await client.query("SET synchronous_commit = off");
    await client.query("SET work_mem = '256MB'");
    for (const [what, statement] of steps) {
      const startedAt = performance.now();
      await client.query(statement);
      process.stderr.write(`${what}: ${Math.round(performance.now() - startedAt)} ms\n`);
    }
  } finally {
    await client.end();
  }
}

/** Ids in order of time, as version 7 has them. */
const idOf = (table: string, number: string) =>
  `'0199${table}00-' || lpad(to_hex((${number}) / 65536), 4, '0') || '-7000-8000-' || lpad(to_hex(${number}), 12, '0')`;

/** Which batch is whose, and which products the largest shop has: everything else follows from these. */
function plan(shop: string, productIds: readonly string[], { shops, batches, images }: Full): string {
  const perBatch = Math.floor(images / batches);
  const own = Math.floor(batches * LARGEST_SHARE);
  return `
    CREATE TEMP TABLE plan_product AS
      SELECT n AS number, COALESCE((ARRAY[${productIds.map((id) => `'${id}'`).join(",")}]::text[])[n + 1], (70000000 + n)::text) AS id
      FROM generate_series(0, ${PRODUCTS - 1}) n;
    CREATE TEMP TABLE plan_batch AS
      SELECT n AS number, ${idOf("ba7c", "n")} AS id,
        CASE WHEN n = ${batches - 1} THEN ${LARGEST_BATCH} ELSE ${perBatch} END AS size, ${perBatch} AS step,
        now() - interval '2 minutes' * (${batches} - n) AS at,
        CASE WHEN n >= ${batches - own} THEN '${shop}'
          ELSE 'shop-' || (1 + floor((${shops} - 1) * power(random(), 2)))::int || '.myshopify.com' END AS shop,
        n = ${batches - 1} AS is_last
      FROM generate_series(0, ${batches - 1}) n;
    CREATE TEMP TABLE plan_shop AS
      SELECT 'shop-' || n || '.myshopify.com' AS shop FROM generate_series(1, ${shops - 1}) n UNION SELECT '${shop}';
    ANALYZE plan_product; ANALYZE plan_batch`;
}

const SHOPS = `
  INSERT INTO "Shop" (shop) SELECT shop FROM plan_shop ON CONFLICT DO NOTHING;
  INSERT INTO "CreditAccount" (shop, available, charged) SELECT shop, 1000000, 0 FROM plan_shop ON CONFLICT DO NOTHING`;

const OWN_RECIPES = 200;
const RECIPE_ID = (number: string) => idOf("4ec1", number);

/** As many as a shop can have, each with some versions. */
const recipes = (shop: string) => `
  INSERT INTO "Recipe" (shop, id, "formToken", name, version, "createdById", "createdByName")
  SELECT '${shop}', ${RECIPE_ID("n")}, n::text, 'Recipe ' || n, 3, '1', 'Nora North' FROM generate_series(0, ${OWN_RECIPES - 1}) n;
  INSERT INTO "RecipeVersion" (shop, "recipeId", version, scene, "aspectRatio", "imageSize", "imagesPerPhoto", "personId", "personName")
  SELECT '${shop}', ${RECIPE_ID("n")}, v, repeat('On a rock by the sea. ', 90), '4:5', '1K', 1, '1', 'Nora North'
  FROM generate_series(0, ${OWN_RECIPES - 1}) n, generate_series(1, 3) v`;

/** Half of all images by the built-in ones, the others by recipes of a shop's own. */
const RECIPE_KEY = `CASE WHEN number % 2 = 0
  THEN (ARRAY['white_background', 'studio', 'lifestyle', 'flat_lay', 'seasonal', 'on_surface', 'colour_variant', 'free'])[number / 2 % 8 + 1]
  ELSE ${RECIPE_ID(`number / 2 % ${OWN_RECIPES}`)} END`;

/** The last one runs: a fifth of it is done, some failed. */
const BATCHES = `
  INSERT INTO "Batch" (shop, id, state, "formToken", "personId", "personName", "recipeKey", "recipeVersion", "recipeName",
    prompt, "aspectRatio", "imageSize", "imagesPerPhoto", model, "scopePhotos", "madeUpTo", "quotedImages", "quotedCredits",
    "quotedMicros", "creditsPerImage", "microsPerImage", reserved, done, failed, failures, "createdAt", "startedAt", "finishedAt")
  SELECT shop, id, CASE WHEN is_last THEN 'running' ELSE 'done' END, id, '1', 'Nora North', 'white_background', 1,
    'White background', 'A white background.', '1:1', '1K', 1, 'gemini-nano-banana-2.1', size, size, size, size,
    size * 33600, 1, 33600, CASE WHEN is_last THEN size * 3 / 4 ELSE 0 END,
    CASE WHEN is_last THEN size / 5 ELSE size END, CASE WHEN is_last THEN size / 20 ELSE 0 END,
    CASE WHEN is_last THEN jsonb_build_object('model_refused', size / 20) ELSE '{}' END,
    at, at, CASE WHEN is_last THEN NULL ELSE at + interval '1 minute' END
  FROM plan_batch`;

const GENERATIONS = `
  CREATE TEMP TABLE plan_generation AS
    SELECT b.shop, b.id AS batch, ${idOf("9e4e", "b.number * b.step + n")} AS id, ${idOf("133a", "b.number * b.step + n")} AS image,
      b.number * b.step + n AS number, n AS position, b.at, b.is_last, p.id AS product,
      (80000000 + p.number * 4 + n % 4)::text AS photo,
      CASE WHEN NOT b.is_last OR n < b.size / 5 THEN 'done' WHEN n < b.size / 4 THEN 'failed' ELSE 'queued' END AS state
    FROM plan_batch b CROSS JOIN LATERAL generate_series(0, b.size - 1) n
      JOIN plan_product p ON p.number = (b.number * b.step + n) % ${PRODUCTS};
  INSERT INTO "Generation" (shop, id, "batchId", position, "productId", "productTitle", "photoId", "photoAlt", "photoUrl",
    ordinal, state, attempt, credits, "modelCalls", "failureCode", "createdAt", "startedAt", "finishedAt")
  SELECT shop, id, batch, position, product, 'Product ' || product, photo, '', 'https://cdn.shopify.com/s/files/' || photo || '.jpg',
    number, state, 1, 1, 1, CASE WHEN state = 'failed' THEN 'model_refused' END, at,
    CASE WHEN state <> 'queued' THEN at END, CASE WHEN state <> 'queued' THEN at + interval '20 seconds' END
  FROM plan_generation`;

/** Four in ten wait for a decision, half are approved. */
const IMAGES = `
  INSERT INTO "Image" (shop, id, "generationId", "batchId", "productId", "productTitle", "photoId", "photoAlt", "photoUrl",
    "recipeKey", "recipeVersion", "recipeName", "promptHash", credits, model, "objectKey", "thumbnailKey", "mimeType", width, height,
    bytes, sha256, "altText", decision, "decidedAt", "createdAt", "unusedSince")
  SELECT shop, image, id, batch, product, 'Product ' || product, photo, '', 'https://cdn.shopify.com/s/files/' || photo || '.jpg',
    ${RECIPE_KEY}, 1 + number % 3, 'White background', 'hash', 1, 'gemini-nano-banana-2.1', 'shops/' || shop || '/images/' || image || '.jpg',
    'shops/' || shop || '/images/' || image || '.webp', 'image/jpeg', 1024, 1024, 700000, md5(image), 'Product ' || product,
    CASE WHEN number % 10 < 4 THEN 'undecided' WHEN number % 10 < 9 THEN 'approved' ELSE 'rejected' END,
    CASE WHEN number % 10 >= 4 THEN at END, at, CASE WHEN is_last OR number % 10 NOT BETWEEN 4 AND 8 THEN at END
  FROM plan_generation WHERE state = 'done'`;

/** What triggers do else. Titles have a word in common, and words of their own. */
const PRODUCTS_OF_IMAGES = `
  INSERT INTO "LibraryProduct" (shop, "productId", title, "newestImageId")
  SELECT shop, "productId", max("productTitle"), max(id) FROM "Image" GROUP BY shop, "productId"`;

/** As people leave it: everything approved is on its product, but for the batch that runs. */
const PUBLICATIONS = `
  INSERT INTO "Publication" (shop, id, "imageId", "batchId", "productId", "photoId", state, placement, "fileName", "altText", "mediaId",
    attempt, "personId", "personName", "createdAt", "liveAt")
  SELECT shop, ${idOf("9b11", "number")}, image, batch, product, photo, 'live', 'end', 'image.jpg', '', (90000000 + number)::text,
    1, '1', 'Nora North', at + interval '1 hour', at + interval '1 hour'
  FROM plan_generation WHERE NOT is_last AND number % 10 BETWEEN 4 AND 8`;

const LEDGER = `
  INSERT INTO "LedgerEntry" (shop, id, key, kind, "fromAccount", "toAccount", credits, "costMicros", "batchId", "generationId", "createdAt")
  SELECT shop, ${idOf("1ed9", "number")}, 'settle:' || id, 'settle', 'reserved', 'charged', 1, 33600, batch, id, at
  FROM plan_generation WHERE state = 'done';
  INSERT INTO "LedgerEntry" (shop, id, key, kind, "fromAccount", "toAccount", credits, "batchId", "createdAt")
  SELECT shop, ${idOf("1ed9", "number * step")} || '-r', 'reserve:' || id, 'reserve', 'available', 'reserved', size, id, at FROM plan_batch;
  UPDATE "CreditAccount" a SET reserved = COALESCE(s.reserved, 0), charged = COALESCE(s.charged, 0)
  FROM (SELECT shop, sum(reserved) AS reserved, sum(done) AS charged FROM "Batch" GROUP BY shop) s WHERE s.shop = a.shop`;
