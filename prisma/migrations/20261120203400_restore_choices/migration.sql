-- DropIndex
DROP INDEX "Publication_shop_activeImageId_key";

-- AlterTable
ALTER TABLE "Publication" ADD COLUMN     "isCopy" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "onVariants" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "restoreChoice" TEXT,
ADD COLUMN     "restoreTo" JSONB,
ADD COLUMN     "variantIds" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateIndex
CREATE INDEX "Publication_to_choose" ON "Publication"("shop", "batchId", "productId") WHERE (state = 'live' AND "failureCode" = 'product_changed');

-- CreateIndex
CREATE UNIQUE INDEX "Publication_shop_activeImageId_productId_key" ON "Publication"("shop", "activeImageId", "productId");
