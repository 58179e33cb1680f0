-- CreateTable
CREATE TABLE "LibraryProduct" (
    "shop" TEXT NOT NULL,
    "productId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "newestImageId" TEXT NOT NULL,

    CONSTRAINT "LibraryProduct_pkey" PRIMARY KEY ("shop","productId")
);

-- CreateIndex
CREATE INDEX "LibraryProduct_shop_newestImageId_idx" ON "LibraryProduct"("shop", "newestImageId");

-- CreateIndex
CREATE INDEX "LibraryProduct_shop_title_productId_idx" ON "LibraryProduct"("shop", "title", "productId");

-- CreateIndex
CREATE INDEX "Image_gone" ON "Image"("shop", "id") WHERE ("expiredAt" IS NOT NULL);

-- CreateIndex
CREATE INDEX "Image_used" ON "Image"("shop", "id") WHERE ("unusedSince" IS NULL AND "expiredAt" IS NULL);

-- The words of a product's title, without accents and capitals, each behind its shop: so one index holds all shops' and
-- a search looks at one shop's alone. (The schema's language has no indexes of expressions.)
CREATE FUNCTION "title_words"(shop text, title text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS E'
  SELECT array_to_tsvector(ARRAY(
    SELECT DISTINCT shop || \' \' || left(word, 100) FROM regexp_split_to_table(
      lower(regexp_replace(normalize(title, NFKD), \'[\\u0300-\\u036f]\', \'\', \'g\')),
      \'[\\u0001-\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u00bf\\u2000-\\u206f\\u3000-\\u303f]+\') AS word
    WHERE word <> \'\'))
';
-- What was typed: words or their beginnings, all of which a title must have. Null where it has none.
CREATE FUNCTION "title_search"(shop text, typed text) RETURNS tsquery LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS E'
  SELECT string_agg(\'\'\'\' || word || \'\'\':*\', \' & \')::tsquery FROM unnest(tsvector_to_array(title_words(shop, typed))) AS word
';
CREATE INDEX "LibraryProduct_words" ON "LibraryProduct" USING gin (title_words(shop, title));

-- Whoever adds or deletes images: their products follow. (\073 is a semicolon: the WASM schema engine would end the
-- statement at a plain one.)
CREATE FUNCTION "products_of_new_images"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  INSERT INTO "LibraryProduct" AS p (shop, "productId", title, "newestImageId")
  SELECT DISTINCT ON (shop, "productId") shop, "productId", "productTitle", id FROM added
  ORDER BY shop, "productId", id DESC
  ON CONFLICT (shop, "productId") DO UPDATE SET title = EXCLUDED.title, "newestImageId" = EXCLUDED."newestImageId"
  WHERE p."newestImageId" < EXCLUDED."newestImageId"\073
  RETURN NULL\073
END\073
';
CREATE FUNCTION "products_of_gone_images"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  PERFORM FROM "LibraryProduct" p WHERE (p.shop, p."productId") IN (SELECT shop, "productId" FROM gone)
  ORDER BY p.shop, p."productId" FOR UPDATE\073
  DELETE FROM "LibraryProduct" p WHERE (p.shop, p."newestImageId") IN (SELECT shop, id FROM gone)
    AND NOT EXISTS (SELECT FROM "Image" i WHERE i.shop = p.shop AND i."productId" = p."productId")\073
  UPDATE "LibraryProduct" p SET "newestImageId" = (
    SELECT max(i.id) FROM "Image" i WHERE i.shop = p.shop AND i."productId" = p."productId")
  WHERE (p.shop, p."newestImageId") IN (SELECT shop, id FROM gone)\073
  RETURN NULL\073
END\073
';
CREATE TRIGGER "Image_added" AFTER INSERT ON "Image" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION "products_of_new_images"();
CREATE TRIGGER "Image_deleted" AFTER DELETE ON "Image" REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION "products_of_gone_images"();

-- What is there already.
INSERT INTO "LibraryProduct" (shop, "productId", title, "newestImageId")
SELECT DISTINCT ON (shop, "productId") shop, "productId", "productTitle", id FROM "Image"
ORDER BY shop, "productId", id DESC;
