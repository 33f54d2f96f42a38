-- AlterTable
ALTER TABLE "opening" ADD COLUMN     "merged_into" JSONB;
