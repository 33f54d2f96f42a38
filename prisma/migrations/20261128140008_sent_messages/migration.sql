-- CreateTable
CREATE TABLE "sent_message" (
    "id" BIGSERIAL NOT NULL,
    "task_force_id" UUID NOT NULL,
    "lane" TEXT NOT NULL,
    "address" JSONB NOT NULL,
    "message_id" TEXT NOT NULL,
    "people" UUID[],
    "openings" UUID[],
    "sent_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sent_message_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "sent_message_people_idx" ON "sent_message" USING GIN ("people");

-- CreateIndex
CREATE INDEX "sent_message_openings_idx" ON "sent_message" USING GIN ("openings");

-- CreateIndex
CREATE INDEX "sent_message_lane_idx" ON "sent_message"("lane");

-- CreateIndex
CREATE INDEX "sent_message_task_force_id_idx" ON "sent_message"("task_force_id");

-- CreateIndex
CREATE INDEX "sent_message_sent_at_idx" ON "sent_message"("sent_at");

-- AddForeignKey
ALTER TABLE "sent_message" ADD CONSTRAINT "sent_message_task_force_id_fkey" FOREIGN KEY ("task_force_id") REFERENCES "task_force"("id") ON DELETE CASCADE ON UPDATE CASCADE;
