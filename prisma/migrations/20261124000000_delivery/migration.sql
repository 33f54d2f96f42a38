-- AlterTable
ALTER TABLE "outbox_message" ADD COLUMN     "cause" TEXT,
ADD COLUMN     "in_doubt" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "posted_card" ADD COLUMN     "shown_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- AlterTable
ALTER TABLE "posted_meeting_card" ADD COLUMN     "shown_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateTable
CREATE TABLE "outbox_pace" (
    "key" TEXT NOT NULL,
    "free_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "outbox_pace_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "outbox_pace_free_at_idx" ON "outbox_pace"("free_at");

-- CreateIndex
CREATE INDEX "outbox_message_settled_at_idx" ON "outbox_message"("settled_at") WHERE ("settled_at" IS NOT NULL);
