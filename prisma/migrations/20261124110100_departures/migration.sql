-- AlterTable
ALTER TABLE "account" ADD COLUMN     "left_at" TIMESTAMPTZ(3);
