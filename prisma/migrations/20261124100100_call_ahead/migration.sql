-- AlterTable
ALTER TABLE "opening" ADD COLUMN     "call_ahead" JSONB,
ADD COLUMN     "call_ahead_until" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "opening_call_ahead_until_idx" ON "opening"("call_ahead_until") WHERE ("call_ahead_until" IS NOT NULL);
