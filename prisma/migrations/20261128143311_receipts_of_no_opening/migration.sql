-- AlterTable
ALTER TABLE "receipt" ALTER COLUMN "opening_id" DROP NOT NULL;
