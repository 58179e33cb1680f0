-- CreateIndex
CREATE INDEX "Image_undecided" ON "Image"("shop", "batchId") WHERE (decision = 'undecided');

-- CreateIndex
CREATE INDEX "Image_approved" ON "Image"("shop", "batchId") WHERE (decision = 'approved');
