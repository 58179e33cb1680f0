-- AlterTable
ALTER TABLE "Generation" ADD COLUMN     "lostLeases" INTEGER NOT NULL DEFAULT 0;
