-- CreateIndex
CREATE INDEX "Publication_went_live" ON "Publication"("shop", "liveAt") WHERE ("liveAt" IS NOT NULL);
