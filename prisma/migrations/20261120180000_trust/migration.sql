-- AlterTable
ALTER TABLE "Image" ADD COLUMN     "expiredAt" TIMESTAMPTZ(3),
ADD COLUMN     "pinnedAt" TIMESTAMPTZ(3),
ADD COLUMN     "unusedSince" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- AlterTable
ALTER TABLE "Shop" ADD COLUMN     "checkedAt" TIMESTAMPTZ(3),
ADD COLUMN     "erasingSince" TIMESTAMPTZ(3),
ADD COLUMN     "erasingUntil" TIMESTAMPTZ(3),
ADD COLUMN     "erasingWhy" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "reconnectSince" TIMESTAMPTZ(3),
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

-- CreateIndex
CREATE INDEX "AuditEntry_shop_action_id_idx" ON "AuditEntry"("shop", "action", "id");

-- CreateIndex
CREATE INDEX "AuditEntry_shop_personId_id_idx" ON "AuditEntry"("shop", "personId", "id");

-- CreateIndex
CREATE INDEX "AuditEntry_at_idx" ON "AuditEntry"("at");

-- CreateIndex
CREATE INDEX "Export_state_runAfter_idx" ON "Export"("state", "runAfter");

-- CreateIndex
CREATE INDEX "Export_expiresAt_idx" ON "Export"("expiresAt");

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
CREATE INDEX "Shop_checkedAt_idx" ON "Shop"("checkedAt");

-- CreateIndex
CREATE INDEX "WebhookEvent_waiting" ON "WebhookEvent"("runAfter") WHERE ("doneAt" IS NULL);

-- AddForeignKey
ALTER TABLE "Export" ADD CONSTRAINT "Export_shop_fkey" FOREIGN KEY ("shop") REFERENCES "Shop"("shop") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExportPart" ADD CONSTRAINT "ExportPart_shop_exportId_fkey" FOREIGN KEY ("shop", "exportId") REFERENCES "Export"("shop", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was there before keeps its age, and was worked off.
UPDATE "Image" SET "unusedSince" = "createdAt";
UPDATE "WebhookEvent" SET "doneAt" = "receivedAt", "triggeredAt" = "receivedAt";
