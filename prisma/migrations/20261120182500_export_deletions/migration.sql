-- AlterTable
ALTER TABLE "Export" ADD COLUMN     "deletionMark" TEXT;
