-- A photo can be on several products. The new indexes allow more than the old ones, so they come first.
-- CreateIndex
CREATE UNIQUE INDEX IF NOT EXISTS "Generation_shop_batchId_photoId_productId_ordinal_key" ON "Generation"("shop", "batchId", "photoId", "productId", "ordinal");

-- CreateIndex
CREATE UNIQUE INDEX IF NOT EXISTS "ScopePhoto_shop_batchId_photoId_productId_key" ON "ScopePhoto"("shop", "batchId", "photoId", "productId");

-- DropIndex
DROP INDEX "Generation_shop_batchId_photoId_ordinal_key";

-- DropIndex
DROP INDEX "ScopePhoto_shop_batchId_photoId_key";
