-- AlterTable
ALTER TABLE "Image" ADD COLUMN     "expiredAt" TIMESTAMPTZ(3),
ADD COLUMN     "pinnedAt" TIMESTAMPTZ(3),
ADD COLUMN     "unusedSince" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP;

-- AlterTable
ALTER TABLE "Shop" ADD COLUMN     "checkedAt" TIMESTAMPTZ(3),
ADD COLUMN     "erasingSince" TIMESTAMPTZ(3),
ADD COLUMN     "erasingUntil" TIMESTAMPTZ(3),
ADD COLUMN     "erasingWhy" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "reconnectSince" TIMESTAMPTZ(3),
ADD COLUMN     "reconnectWhy" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "retentionDays" INTEGER;

-- AlterTable
ALTER TABLE "WebhookEvent" ADD COLUMN     "attempt" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "doneAt" TIMESTAMPTZ(3),
ADD COLUMN     "payload" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "runAfter" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "triggeredAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateTable
CREATE TABLE "AuditEntry" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "personId" TEXT NOT NULL DEFAULT '',
    "personName" TEXT NOT NULL DEFAULT '',
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL DEFAULT '',
    "subjectId" TEXT NOT NULL DEFAULT '',
    "details" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "Export" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "personId" TEXT NOT NULL,
    "personName" TEXT NOT NULL,
    "images" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "uploadId" TEXT,
    "objectKey" TEXT,
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "failureCode" TEXT,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "runAfter" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "leaseToken" TEXT,
    "leaseUntil" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3),

    CONSTRAINT "Export_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "ExportPart" (
    "shop" TEXT NOT NULL,
    "exportId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "etag" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "lastImage" TEXT NOT NULL,
    "entries" JSONB NOT NULL,

    CONSTRAINT "ExportPart_pkey" PRIMARY KEY ("shop","exportId","number")
);

-- CreateTable
CREATE TABLE "ErasureReport" (
    "pseudonym" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "begunAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),
    "counts" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "ErasureReport_pkey" PRIMARY KEY ("pseudonym","id")
);

-- CreateTable
CREATE TABLE "ImageDeletion" (
    "shop" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ImageDeletion_pkey" PRIMARY KEY ("shop","subject","subjectId")
);

-- CreateIndex
CREATE INDEX "ImageDeletion_askedAt_idx" ON "ImageDeletion"("askedAt");

-- DropIndex
DROP INDEX "Session_expires_idx";

-- CreateIndex
CREATE INDEX "Session_of_people" ON "Session"("expires") WHERE ("isOnline");

-- DropIndex
DROP INDEX "Image_shop_decision_id_idx";

-- DropIndex
DROP INDEX "Image_undecided";

-- DropIndex
DROP INDEX "Image_approved";

-- CreateIndex
CREATE INDEX "Image_there" ON "Image"("shop", "id") WHERE ("expiredAt" IS NULL);

-- CreateIndex
CREATE INDEX "Image_by_decision" ON "Image"("shop", "decision", "id") WHERE ("expiredAt" IS NULL);

-- CreateIndex
CREATE INDEX "Image_of_batch" ON "Image"("shop", "batchId", "id") WHERE ("expiredAt" IS NULL);

-- CreateIndex
CREATE INDEX "Image_undecided" ON "Image"("shop", "batchId") WHERE (decision = 'undecided' AND "expiredAt" IS NULL);

-- CreateIndex
CREATE INDEX "Image_approved" ON "Image"("shop", "batchId") WHERE (decision = 'approved' AND "expiredAt" IS NULL);

-- CreateIndex
CREATE INDEX "Image_expired" ON "Image"("shop", "batchId") WHERE ("expiredAt" IS NOT NULL);

-- CreateIndex
CREATE INDEX "Image_kept" ON "Image"("shop", "id") WHERE ("pinnedAt" IS NOT NULL AND "expiredAt" IS NULL);

-- CreateIndex
CREATE INDEX "LedgerEntry_age" ON "LedgerEntry" USING BRIN ("createdAt");

-- CreateIndex
CREATE INDEX "AuditEntry_shop_action_id_idx" ON "AuditEntry"("shop", "action", "id");

-- CreateIndex
CREATE INDEX "AuditEntry_shop_personId_id_idx" ON "AuditEntry"("shop", "personId", "id");

-- CreateIndex
CREATE INDEX "AuditEntry_at_idx" ON "AuditEntry"("at");

-- CreateIndex
CREATE INDEX "Export_state_runAfter_idx" ON "Export"("state", "runAfter");

-- CreateIndex
CREATE INDEX "Export_ready" ON "Export"("expiresAt") WHERE (state = 'ready');

-- CreateIndex
CREATE INDEX "ErasureReport_begunAt_idx" ON "ErasureReport"("begunAt");

-- CreateIndex
CREATE INDEX "Image_ageing" ON "Image"("shop", "unusedSince") WHERE ("expiredAt" IS NULL AND "pinnedAt" IS NULL);

-- CreateIndex
CREATE INDEX "Image_rejected" ON "Image"("shop", "decidedAt") WHERE (decision = 'rejected' AND "expiredAt" IS NULL AND "pinnedAt" IS NULL);

-- CreateIndex
CREATE INDEX "Shop_uninstalled" ON "Shop"("uninstalledAt") WHERE ("uninstalledAt" IS NOT NULL);

-- CreateIndex
CREATE INDEX "Shop_erasing" ON "Shop"("erasingSince") WHERE ("erasingSince" IS NOT NULL);

-- CreateIndex
CREATE INDEX "Shop_reconnect" ON "Shop"("reconnectSince") WHERE ("reconnectSince" IS NOT NULL);

-- CreateIndex
CREATE INDEX "Shop_checkedAt_idx" ON "Shop"("checkedAt");

-- CreateIndex
CREATE INDEX "WebhookEvent_waiting" ON "WebhookEvent"("runAfter") WHERE ("doneAt" IS NULL);

-- CreateIndex
CREATE INDEX "WebhookEvent_in_turn" ON "WebhookEvent"("shop", "triggeredAt") WHERE ("doneAt" IS NULL);

-- AddForeignKey
ALTER TABLE "Export" ADD CONSTRAINT "Export_shop_fkey" FOREIGN KEY ("shop") REFERENCES "Shop"("shop") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExportPart" ADD CONSTRAINT "ExportPart_shop_exportId_fkey" FOREIGN KEY ("shop", "exportId") REFERENCES "Export"("shop", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImageDeletion" ADD CONSTRAINT "ImageDeletion_shop_fkey" FOREIGN KEY ("shop") REFERENCES "Shop"("shop") ON DELETE CASCADE ON UPDATE CASCADE;

-- Billing records are kept for seven years. Those of erased shops may go then. Of other shops the account is their sum.
CREATE OR REPLACE FUNCTION "ledger_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  IF TG_OP = \'UPDATE\' AND current_setting(\'packshot.pseudonym\', true) = \'on\' THEN
    RETURN NEW\073
  END IF\073
  IF TG_OP = \'DELETE\' AND OLD.shop LIKE \'erased:%\' AND OLD."createdAt" < now() - interval \'7 years\' THEN
    RETURN OLD\073
  END IF\073
  RAISE EXCEPTION \'The ledger is append-only\'\073
END\073
';

-- An image on its product, or on the way there, is in use. Whatever ends a publication begins the image's window.
-- (\073 is a semicolon: the WASM schema engine would end the statement at a plain one. The states: library/on-its-product.ts.)
CREATE FUNCTION "images_are_used"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  WITH changed AS (
    SELECT DISTINCT shop, "imageId" FROM created),
  held AS (
    SELECT i.shop, i.id FROM "Image" i JOIN changed c ON c.shop = i.shop AND c."imageId" = i.id
    ORDER BY i.id FOR NO KEY UPDATE OF i)
  UPDATE "Image" i SET "unusedSince" = CASE WHEN NOT EXISTS (
    SELECT FROM "Publication" p WHERE p.shop = i.shop AND p."imageId" = i.id
      AND p.state IN (\'pending\', \'uploading\', \'processing\', \'live\', \'unclear\')) THEN now() END
  FROM held WHERE i.shop = held.shop AND i.id = held.id\073
  RETURN NULL\073
END\073
';
CREATE FUNCTION "images_may_be_unused"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  WITH changed AS (
    SELECT DISTINCT a.shop, a."imageId" FROM new_rows a JOIN old_rows b ON b.shop = a.shop AND b.id = a.id
    WHERE (a.state IN (\'pending\', \'uploading\', \'processing\', \'live\', \'unclear\')) <> (b.state IN (\'pending\', \'uploading\', \'processing\', \'live\', \'unclear\'))),
  held AS (
    SELECT i.shop, i.id FROM "Image" i JOIN changed c ON c.shop = i.shop AND c."imageId" = i.id
    ORDER BY i.id FOR NO KEY UPDATE OF i)
  UPDATE "Image" i SET "unusedSince" = CASE WHEN NOT EXISTS (
    SELECT FROM "Publication" p WHERE p.shop = i.shop AND p."imageId" = i.id
      AND p.state IN (\'pending\', \'uploading\', \'processing\', \'live\', \'unclear\')) THEN now() END
  FROM held WHERE i.shop = held.shop AND i.id = held.id\073
  RETURN NULL\073
END\073
';
CREATE TRIGGER "Publication_created" AFTER INSERT ON "Publication" REFERENCING NEW TABLE AS created
  FOR EACH STATEMENT EXECUTE FUNCTION "images_are_used"();
CREATE TRIGGER "Publication_changed" AFTER UPDATE ON "Publication" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION "images_may_be_unused"();

-- What was there before keeps its age, and was worked off.
UPDATE "Image" i SET "unusedSince" = CASE WHEN NOT EXISTS (
  SELECT FROM "Publication" p WHERE p.shop = i.shop AND p."imageId" = i.id
    AND p.state IN ('pending', 'uploading', 'processing', 'live', 'unclear')) THEN i."createdAt" END;
UPDATE "WebhookEvent" SET "doneAt" = "receivedAt", "triggeredAt" = "receivedAt";
