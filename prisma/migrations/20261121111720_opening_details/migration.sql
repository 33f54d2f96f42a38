-- AlterTable
ALTER TABLE "opening" ADD COLUMN     "details" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "places" INTEGER NOT NULL DEFAULT 1;
