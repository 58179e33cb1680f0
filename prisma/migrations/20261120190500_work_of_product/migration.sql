-- CreateIndex
CREATE INDEX "Generation_of_product" ON "Generation"("shop", "productId", "id") WHERE (state <> 'done' AND state <> 'cancelled');

