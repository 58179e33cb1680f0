-- An image may be on several products, and come on or off them at the same moment. Whoever changes that waits for the
-- image first, and looks at its publications in a statement of its own, which sees what the other one has done: in one
-- statement with the lock it would see them as they stood before the wait.
-- (\073 is a semicolon: the WASM schema engine would end the statement at a plain one. The states: library/on-its-product.ts.)
CREATE OR REPLACE FUNCTION "images_are_used"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  PERFORM 1 FROM "Image" i JOIN (SELECT DISTINCT shop, "imageId" FROM created) c ON c.shop = i.shop AND c."imageId" = i.id
  ORDER BY i.id FOR NO KEY UPDATE OF i\073
  UPDATE "Image" i SET "unusedSince" = CASE WHEN NOT EXISTS (
    SELECT FROM "Publication" p WHERE p.shop = i.shop AND p."imageId" = i.id
      AND p.state IN (\'pending\', \'uploading\', \'processing\', \'live\', \'unclear\')) THEN now() END
  FROM (SELECT DISTINCT shop, "imageId" FROM created) c WHERE i.shop = c.shop AND i.id = c."imageId"\073
  RETURN NULL\073
END\073
';
CREATE OR REPLACE FUNCTION "images_may_be_unused"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  PERFORM 1 FROM "Image" i JOIN (
    SELECT DISTINCT a.shop, a."imageId" FROM new_rows a JOIN old_rows b ON b.shop = a.shop AND b.id = a.id
    WHERE (a.state IN (\'pending\', \'uploading\', \'processing\', \'live\', \'unclear\')) <> (b.state IN (\'pending\', \'uploading\', \'processing\', \'live\', \'unclear\'))
  ) c ON c.shop = i.shop AND c."imageId" = i.id
  ORDER BY i.id FOR NO KEY UPDATE OF i\073
  IF NOT FOUND THEN
    RETURN NULL\073
  END IF\073
  UPDATE "Image" i SET "unusedSince" = CASE WHEN NOT EXISTS (
    SELECT FROM "Publication" p WHERE p.shop = i.shop AND p."imageId" = i.id
      AND p.state IN (\'pending\', \'uploading\', \'processing\', \'live\', \'unclear\')) THEN now() END
  FROM (
    SELECT DISTINCT a.shop, a."imageId" FROM new_rows a JOIN old_rows b ON b.shop = a.shop AND b.id = a.id
    WHERE (a.state IN (\'pending\', \'uploading\', \'processing\', \'live\', \'unclear\')) <> (b.state IN (\'pending\', \'uploading\', \'processing\', \'live\', \'unclear\'))
  ) c WHERE i.shop = c.shop AND i.id = c."imageId"\073
  RETURN NULL\073
END\073
';

-- What came off its last product so already.
UPDATE "Image" i SET "unusedSince" = now() WHERE i."unusedSince" IS NULL AND NOT EXISTS (
  SELECT FROM "Publication" p WHERE p.shop = i.shop AND p."imageId" = i.id
    AND p.state IN ('pending', 'uploading', 'processing', 'live', 'unclear'));
UPDATE "Image" i SET "unusedSince" = NULL WHERE i."unusedSince" IS NOT NULL AND i."expiredAt" IS NULL AND EXISTS (
  SELECT FROM "Publication" p WHERE p.shop = i.shop AND p."imageId" = i.id
    AND p.state IN ('pending', 'uploading', 'processing', 'live', 'unclear'));
