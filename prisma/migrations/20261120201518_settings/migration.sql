-- AlterTable
ALTER TABLE "Shop" ADD COLUMN     "defaultPlacement" TEXT,
ADD COLUMN     "language" TEXT;
