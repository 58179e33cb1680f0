-- DropIndex
DROP INDEX "Generation_shop_batchId_state_idx";

-- DropIndex
DROP INDEX "Generation_state_leaseUntil_idx";

-- DropIndex
DROP INDEX "Generation_state_runAfter_idx";

-- AlterTable
ALTER TABLE "Batch" ADD COLUMN     "cancelled" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "closing" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "collecting" JSONB,
ADD COLUMN     "creditsPerImage" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "done" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "duplicates" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "failed" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "failureCode" TEXT,
ADD COLUMN     "failures" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "leaseToken" TEXT,
ADD COLUMN     "leaseUntil" TIMESTAMPTZ(3),
ADD COLUMN     "madeUpTo" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "microsPerImage" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "notFound" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "promptHash" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "regenerations" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "reserved" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "scopePhotos" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "selection" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "skipped" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "startedAt" TIMESTAMPTZ(3),
ADD COLUMN     "withDuplicates" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "Generation" ADD COLUMN     "bookedMicros" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "credits" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "position" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "regeneratesId" TEXT,
ADD COLUMN     "round" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Image" ADD COLUMN     "promptHash" TEXT NOT NULL DEFAULT '';

-- DropIndex
DROP INDEX "Publication_shop_state_idx";

-- DropIndex
DROP INDEX "Publication_state_runAfter_idx";

-- AlterTable
ALTER TABLE "Publication" ADD COLUMN     "batchId" TEXT,
ADD COLUMN     "isLatest" BOOLEAN NOT NULL DEFAULT true;

-- Publications from before.
UPDATE "Publication" p SET
  "batchId" = i."batchId",
  "isLatest" = NOT EXISTS (
    SELECT 1 FROM "Publication" later
    WHERE later."shop" = p."shop" AND later."imageId" = p."imageId"
      AND (later."createdAt", later."id") > (p."createdAt", p."id"))
FROM "Image" i WHERE i."shop" = p."shop" AND i."id" = p."imageId";

-- AlterTable
ALTER TABLE "Publication" ALTER COLUMN "batchId" SET NOT NULL;

-- AlterTable
ALTER TABLE "Shop" ADD COLUMN     "batchCap" INTEGER,
ADD COLUMN     "monthlyCap" INTEGER,
ADD COLUMN     "suspendedAt" TIMESTAMPTZ(3),
ADD COLUMN     "suspendedWhy" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "ScopePhoto" (
    "shop" TEXT NOT NULL,
    "batchId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "productId" TEXT NOT NULL,
    "productTitle" TEXT NOT NULL,
    "photoId" TEXT NOT NULL,
    "photoAlt" TEXT NOT NULL,
    "photoUrl" TEXT NOT NULL,
    "isDuplicate" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "ScopePhoto_pkey" PRIMARY KEY ("shop","batchId","position")
);

-- CreateTable
CREATE TABLE "CreditAccount" (
    "shop" TEXT NOT NULL,
    "available" INTEGER NOT NULL DEFAULT 0,
    "reserved" INTEGER NOT NULL DEFAULT 0,
    "charged" INTEGER NOT NULL DEFAULT 0,
    "month" TEXT NOT NULL DEFAULT '',
    "chargedInMonth" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "CreditAccount_pkey" PRIMARY KEY ("shop")
);

-- CreateTable
CREATE TABLE "LedgerEntry" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "fromAccount" TEXT NOT NULL,
    "toAccount" TEXT NOT NULL,
    "credits" INTEGER NOT NULL,
    "costMicros" BIGINT NOT NULL DEFAULT 0,
    "batchId" TEXT,
    "generationId" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LedgerEntry_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "ModelStop" (
    "reason" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3),
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "ModelStop_pkey" PRIMARY KEY ("reason")
);

-- CreateTable
CREATE TABLE "ModelDay" (
    "day" TEXT NOT NULL,
    "calls" INTEGER NOT NULL DEFAULT 0,
    "paidMicros" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "ModelDay_pkey" PRIMARY KEY ("day")
);

-- CreateIndex
CREATE UNIQUE INDEX "ScopePhoto_shop_batchId_photoId_key" ON "ScopePhoto"("shop", "batchId", "photoId");

-- CreateIndex
CREATE INDEX "LedgerEntry_reservations" ON "LedgerEntry"("shop", "batchId") WHERE (kind <> 'settle');

-- CreateIndex
CREATE INDEX "LedgerEntry_of_batches" ON "LedgerEntry"("shop", "id") WHERE ("generationId" IS NULL);

-- CreateIndex
CREATE UNIQUE INDEX "LedgerEntry_shop_key_key" ON "LedgerEntry"("shop", "key");

-- CreateIndex
CREATE INDEX "Batch_state_idx" ON "Batch"("state");

-- CreateIndex
CREATE INDEX "Batch_closing" ON "Batch"("shop", "id") WHERE (closing);

-- CreateIndex
CREATE INDEX "Generation_queued" ON "Generation"("shop", "batchId", "runAfter", "position") WHERE (state = 'queued');

-- CreateIndex
CREATE INDEX "Generation_running" ON "Generation"("shop", "batchId", "leaseUntil") WHERE (state = 'running');

-- CreateIndex
CREATE INDEX "Generation_failed" ON "Generation"("shop", "batchId", "failureCode") WHERE (state = 'failed');

-- CreateIndex
CREATE INDEX "Generation_done" ON "Generation"("shop", "batchId", "finishedAt") WHERE (state = 'done');

-- CreateIndex
CREATE UNIQUE INDEX "Generation_shop_regeneratesId_key" ON "Generation"("shop", "regeneratesId");

-- CreateIndex
CREATE INDEX "Publication_shop_state_batchId_isLatest_idx" ON "Publication"("shop", "state", "batchId", "isLatest");

-- CreateIndex
CREATE INDEX "Publication_shop_batchId_createdAt_id_idx" ON "Publication"("shop", "batchId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Publication_due" ON "Publication"("shop", "runAfter", "productId") WHERE ((state = ANY (ARRAY['pending'::text, 'uploading'::text, 'processing'::text])) OR ("restoringAt" IS NOT NULL));

-- CreateIndex
CREATE INDEX "Image_shop_photoId_promptHash_idx" ON "Image"("shop", "photoId", "promptHash");

-- AddForeignKey
ALTER TABLE "ScopePhoto" ADD CONSTRAINT "ScopePhoto_shop_batchId_fkey" FOREIGN KEY ("shop", "batchId") REFERENCES "Batch"("shop", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CreditAccount" ADD CONSTRAINT "CreditAccount_shop_fkey" FOREIGN KEY ("shop") REFERENCES "Shop"("shop") ON DELETE CASCADE ON UPDATE CASCADE;

-- Batches from before keep their counts.
UPDATE "Batch" b SET
  "done" = c.done, "failed" = c.failed, "cancelled" = c.cancelled,
  "madeUpTo" = b."quotedImages" / GREATEST(b."imagesPerPhoto", 1),
  "scopePhotos" = b."quotedImages" / GREATEST(b."imagesPerPhoto", 1),
  "microsPerImage" = b."quotedMicros" / GREATEST(b."quotedImages", 1),
  "startedAt" = b."createdAt"
FROM (
  SELECT shop, "batchId",
    COUNT(*) FILTER (WHERE state = 'done') AS done,
    COUNT(*) FILTER (WHERE state = 'failed') AS failed,
    COUNT(*) FILTER (WHERE state = 'cancelled') AS cancelled
  FROM "Generation" GROUP BY shop, "batchId"
) c WHERE c.shop = b.shop AND c."batchId" = b.id;

-- What the code must never get wrong, the database refuses.
ALTER TABLE "CreditAccount" ADD CONSTRAINT "CreditAccount_never_negative"
  CHECK ("available" >= 0 AND "reserved" >= 0 AND "charged" >= 0);
ALTER TABLE "LedgerEntry" ADD CONSTRAINT "LedgerEntry_moves_credits"
  CHECK ("credits" >= 0 AND "fromAccount" <> "toAccount");
ALTER TABLE "Batch" ADD CONSTRAINT "Batch_reserved_never_negative" CHECK ("reserved" >= 0);

-- The ledger is append-only. Erasing a shop alone may put a pseudonym in the place of its name.
-- (\073 is a semicolon: the WASM schema engine would end the statement at a plain one.)
CREATE FUNCTION "ledger_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  IF TG_OP = \'UPDATE\' AND current_setting(\'packshot.pseudonym\', true) = \'on\' THEN
    RETURN NEW\073
  END IF\073
  RAISE EXCEPTION \'The ledger is append-only\'\073
END\073
';
CREATE TRIGGER "LedgerEntry_append_only" BEFORE UPDATE OR DELETE ON "LedgerEntry"
  FOR EACH ROW EXECUTE FUNCTION "ledger_is_append_only"();
