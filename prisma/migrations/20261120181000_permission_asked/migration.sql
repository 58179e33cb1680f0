-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "permissionAskedAt" TIMESTAMPTZ(3);
