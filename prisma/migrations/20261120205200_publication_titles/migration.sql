-- AlterTable
ALTER TABLE "Publication" ADD COLUMN     "productTitle" TEXT NOT NULL DEFAULT '';
