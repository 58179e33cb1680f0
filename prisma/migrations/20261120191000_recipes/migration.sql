-- AlterTable
ALTER TABLE "Shop" ADD COLUMN     "defaultRecipe" TEXT;

-- AlterTable
ALTER TABLE "Image" ADD COLUMN     "credits" INTEGER NOT NULL DEFAULT 0;

-- What the images that are there were charged.
UPDATE "Image" i SET "credits" = g."credits" FROM "Generation" g
  WHERE g."shop" = i."shop" AND g."id" = i."generationId" AND g."credits" > 0;

-- CreateTable
CREATE TABLE "Recipe" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "formToken" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdById" TEXT NOT NULL,
    "createdByName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archivedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Recipe_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "RecipeVersion" (
    "shop" TEXT NOT NULL,
    "recipeId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "scene" TEXT NOT NULL,
    "aspectRatio" TEXT NOT NULL,
    "imageSize" TEXT NOT NULL,
    "imagesPerPhoto" INTEGER NOT NULL,
    "personId" TEXT NOT NULL,
    "personName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RecipeVersion_pkey" PRIMARY KEY ("shop","recipeId","version")
);

-- CreateIndex
CREATE INDEX "Recipe_offered" ON "Recipe"("shop", "id") WHERE ("archivedAt" IS NULL);

-- CreateIndex
CREATE INDEX "Recipe_archived" ON "Recipe"("shop", "id") WHERE ("archivedAt" IS NOT NULL);

-- CreateIndex
CREATE UNIQUE INDEX "Recipe_shop_formToken_key" ON "Recipe"("shop", "formToken");

-- CreateIndex
CREATE INDEX "Image_of_recipe" ON "Image"("shop", "recipeKey", "id", "decision", "recipeVersion", "credits");

-- CreateIndex
CREATE INDEX "Image_examples" ON "Image"("shop", "recipeKey", "id") WHERE (decision = 'approved' AND "expiredAt" IS NULL);

-- AddForeignKey
ALTER TABLE "Recipe" ADD CONSTRAINT "Recipe_shop_fkey" FOREIGN KEY ("shop") REFERENCES "Shop"("shop") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecipeVersion" ADD CONSTRAINT "RecipeVersion_shop_recipeId_fkey" FOREIGN KEY ("shop", "recipeId") REFERENCES "Recipe"("shop", "id") ON DELETE CASCADE ON UPDATE CASCADE;
