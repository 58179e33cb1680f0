-- AlterTable
ALTER TABLE "Shop" ADD COLUMN     "uninstallLearnt" TEXT NOT NULL DEFAULT '';
