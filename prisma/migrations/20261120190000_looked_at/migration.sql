-- AlterTable
ALTER TABLE "Publication" ADD COLUMN     "lookedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateIndex
CREATE INDEX "Publication_standing" ON "Publication"("shop", "lookedAt") WHERE (state = 'live' AND "restoringAt" IS NULL);
