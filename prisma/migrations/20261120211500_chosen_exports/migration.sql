-- AlterTable
ALTER TABLE "Export" ADD COLUMN     "which" JSONB;
