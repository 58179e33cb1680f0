-- CreateTable
CREATE TABLE "Shop" (
    "shop" TEXT NOT NULL,
    "installedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seenInstalledAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "uninstalledAt" TIMESTAMPTZ(3),

    CONSTRAINT "Shop_pkey" PRIMARY KEY ("shop")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "isOnline" BOOLEAN NOT NULL,
    "state" TEXT NOT NULL,
    "scope" TEXT,
    "expires" TIMESTAMPTZ(3),
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "refreshTokenExpires" TIMESTAMPTZ(3),
    "personId" TEXT,
    "personName" TEXT,
    "personLocale" TEXT,
    "personScope" TEXT,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WebhookEvent" (
    "shop" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "eventId" TEXT NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "WebhookEvent_pkey" PRIMARY KEY ("shop","topic","eventId")
);

-- CreateTable
CREATE TABLE "Batch" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "formToken" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "personName" TEXT NOT NULL,
    "recipeKey" TEXT NOT NULL,
    "recipeVersion" INTEGER NOT NULL,
    "recipeName" TEXT NOT NULL,
    "prompt" TEXT NOT NULL,
    "aspectRatio" TEXT NOT NULL,
    "imageSize" TEXT NOT NULL,
    "imagesPerPhoto" INTEGER NOT NULL,
    "model" TEXT NOT NULL,
    "quotedImages" INTEGER NOT NULL,
    "quotedCredits" INTEGER NOT NULL,
    "quotedMicros" BIGINT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Batch_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "Generation" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "batchId" TEXT NOT NULL,
    "productId" TEXT NOT NULL,
    "productTitle" TEXT NOT NULL,
    "photoId" TEXT NOT NULL,
    "photoAlt" TEXT NOT NULL,
    "photoUrl" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "runAfter" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "leaseToken" TEXT,
    "leaseUntil" TIMESTAMPTZ(3),
    "failureCode" TEXT,
    "modelCalls" INTEGER NOT NULL DEFAULT 0,
    "paidMicros" BIGINT NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Generation_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "StoredObject" (
    "shop" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "generationId" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "StoredObject_pkey" PRIMARY KEY ("shop","key")
);

-- CreateTable
CREATE TABLE "Image" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "generationId" TEXT NOT NULL,
    "batchId" TEXT NOT NULL,
    "productId" TEXT NOT NULL,
    "productTitle" TEXT NOT NULL,
    "photoId" TEXT NOT NULL,
    "photoAlt" TEXT NOT NULL,
    "photoUrl" TEXT NOT NULL,
    "recipeKey" TEXT NOT NULL,
    "recipeVersion" INTEGER NOT NULL,
    "recipeName" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "objectKey" TEXT NOT NULL,
    "thumbnailKey" TEXT NOT NULL,
    "mimeType" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "altText" TEXT NOT NULL,
    "ratioDiffers" BOOLEAN NOT NULL DEFAULT false,
    "decision" TEXT NOT NULL DEFAULT 'undecided',
    "decidedById" TEXT,
    "decidedByName" TEXT,
    "decidedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Image_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "Publication" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "imageId" TEXT NOT NULL,
    "activeImageId" TEXT,
    "productId" TEXT NOT NULL,
    "photoId" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "placement" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "altText" TEXT NOT NULL,
    "snapshot" JSONB,
    "attachingAt" TIMESTAMPTZ(3),
    "mediaId" TEXT,
    "failureCode" TEXT,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "runAfter" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "leaseToken" TEXT,
    "leaseUntil" TIMESTAMPTZ(3),
    "personId" TEXT NOT NULL,
    "personName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "liveAt" TIMESTAMPTZ(3),
    "restoringAt" TIMESTAMPTZ(3),
    "detachingAt" TIMESTAMPTZ(3),
    "restoredById" TEXT,
    "restoredByName" TEXT,
    "restoredAt" TIMESTAMPTZ(3),

    CONSTRAINT "Publication_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "ProductLock" (
    "shop" TEXT NOT NULL,
    "productId" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ProductLock_pkey" PRIMARY KEY ("shop","productId")
);

-- CreateIndex
CREATE INDEX "Session_shop_idx" ON "Session"("shop");

-- CreateIndex
CREATE INDEX "Session_expires_idx" ON "Session"("expires");

-- CreateIndex
CREATE INDEX "WebhookEvent_receivedAt_idx" ON "WebhookEvent"("receivedAt");

-- CreateIndex
CREATE INDEX "Batch_shop_state_idx" ON "Batch"("shop", "state");

-- CreateIndex
CREATE UNIQUE INDEX "Batch_shop_formToken_key" ON "Batch"("shop", "formToken");

-- CreateIndex
CREATE INDEX "Generation_shop_batchId_state_idx" ON "Generation"("shop", "batchId", "state");

-- CreateIndex
CREATE INDEX "Generation_state_runAfter_idx" ON "Generation"("state", "runAfter");

-- CreateIndex
CREATE INDEX "Generation_state_leaseUntil_idx" ON "Generation"("state", "leaseUntil");

-- CreateIndex
CREATE UNIQUE INDEX "Generation_shop_batchId_photoId_ordinal_key" ON "Generation"("shop", "batchId", "photoId", "ordinal");

-- CreateIndex
CREATE INDEX "StoredObject_shop_generationId_idx" ON "StoredObject"("shop", "generationId");

-- CreateIndex
CREATE INDEX "StoredObject_state_createdAt_idx" ON "StoredObject"("state", "createdAt");

-- CreateIndex
CREATE INDEX "Image_shop_decision_id_idx" ON "Image"("shop", "decision", "id");

-- CreateIndex
CREATE INDEX "Image_shop_productId_id_idx" ON "Image"("shop", "productId", "id");

-- CreateIndex
CREATE INDEX "Image_shop_batchId_id_idx" ON "Image"("shop", "batchId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Image_shop_generationId_key" ON "Image"("shop", "generationId");

-- CreateIndex
CREATE INDEX "Publication_shop_createdAt_id_idx" ON "Publication"("shop", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Publication_shop_productId_createdAt_idx" ON "Publication"("shop", "productId", "createdAt");

-- CreateIndex
CREATE INDEX "Publication_shop_imageId_idx" ON "Publication"("shop", "imageId");

-- CreateIndex
CREATE INDEX "Publication_shop_state_idx" ON "Publication"("shop", "state");

-- CreateIndex
CREATE INDEX "Publication_state_runAfter_idx" ON "Publication"("state", "runAfter");

-- CreateIndex
CREATE UNIQUE INDEX "Publication_shop_activeImageId_key" ON "Publication"("shop", "activeImageId");

-- AddForeignKey
ALTER TABLE "Batch" ADD CONSTRAINT "Batch_shop_fkey" FOREIGN KEY ("shop") REFERENCES "Shop"("shop") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Generation" ADD CONSTRAINT "Generation_shop_batchId_fkey" FOREIGN KEY ("shop", "batchId") REFERENCES "Batch"("shop", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StoredObject" ADD CONSTRAINT "StoredObject_shop_generationId_fkey" FOREIGN KEY ("shop", "generationId") REFERENCES "Generation"("shop", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Image" ADD CONSTRAINT "Image_shop_batchId_fkey" FOREIGN KEY ("shop", "batchId") REFERENCES "Batch"("shop", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Image" ADD CONSTRAINT "Image_shop_generationId_fkey" FOREIGN KEY ("shop", "generationId") REFERENCES "Generation"("shop", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Publication" ADD CONSTRAINT "Publication_shop_imageId_fkey" FOREIGN KEY ("shop", "imageId") REFERENCES "Image"("shop", "id") ON DELETE CASCADE ON UPDATE CASCADE;
