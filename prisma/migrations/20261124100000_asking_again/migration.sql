-- AlterTable
ALTER TABLE "opening" ADD COLUMN     "again" JSONB,
ADD COLUMN     "ask_again_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "opening_ask_again_at_idx" ON "opening"("ask_again_at") WHERE ("ask_again_at" IS NOT NULL);
