-- AlterTable
ALTER TABLE "Generation" ADD COLUMN     "formToken" TEXT,
ADD COLUMN     "instruction" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "replacesId" TEXT;

-- AlterTable
ALTER TABLE "Image" ADD COLUMN     "bulkActionId" TEXT,
ADD COLUMN     "decisionBefore" TEXT;

-- CreateTable
CREATE TABLE "BulkAction" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "formToken" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "which" JSONB NOT NULL,
    "upToId" TEXT NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "personId" TEXT NOT NULL,
    "personName" TEXT NOT NULL,
    "doneUpToId" TEXT NOT NULL DEFAULT '',
    "images" INTEGER NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "leftOut" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL DEFAULT 'running',
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "BulkAction_pkey" PRIMARY KEY ("shop","id")
);

-- CreateIndex
CREATE INDEX "BulkAction_running" ON "BulkAction"("shop", "id") WHERE (state = 'running');

-- CreateIndex
CREATE UNIQUE INDEX "BulkAction_shop_formToken_key" ON "BulkAction"("shop", "formToken");

-- CreateIndex
CREATE INDEX "Generation_replacing" ON "Generation"("shop", "replacesId") WHERE ("replacesId" IS NOT NULL);

-- CreateIndex
CREATE UNIQUE INDEX "Generation_shop_formToken_key" ON "Generation"("shop", "formToken");

-- CreateIndex
CREATE INDEX "Image_decided" ON "Image"("shop", "decidedAt", "id") WHERE ("decidedAt" IS NOT NULL);

-- CreateIndex
CREATE INDEX "Image_of_bulk" ON "Image"("shop", "bulkActionId", "id") WHERE ("bulkActionId" IS NOT NULL);

-- AddForeignKey
ALTER TABLE "BulkAction" ADD CONSTRAINT "BulkAction_shop_fkey" FOREIGN KEY ("shop") REFERENCES "Shop"("shop") ON DELETE CASCADE ON UPDATE CASCADE;
