-- AlterTable
ALTER TABLE "opening" ADD COLUMN     "agreement" JSONB,
ADD COLUMN     "meeting_id" UUID;

-- CreateTable
CREATE TABLE "meeting" (
    "id" UUID NOT NULL,
    "task_force_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "started_by" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "closes_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" UUID,
    "companies" INTEGER,
    "others" INTEGER,
    "version" INTEGER NOT NULL,

    CONSTRAINT "meeting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "posted_meeting_card" (
    "meeting_id" UUID NOT NULL,
    "room_id" UUID NOT NULL,
    "part" TEXT NOT NULL,
    "message_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "posted_meeting_card_pkey" PRIMARY KEY ("meeting_id","room_id","part")
);

-- CreateIndex
CREATE INDEX "meeting_task_force_id_started_at_idx" ON "meeting"("task_force_id", "started_at");

-- CreateIndex
CREATE INDEX "meeting_closes_at_idx" ON "meeting"("closes_at") WHERE ("closes_at" IS NOT NULL);

-- CreateIndex
CREATE UNIQUE INDEX "meeting_one_open_key" ON "meeting"("task_force_id") WHERE ("status" = 'open');

-- CreateIndex
CREATE INDEX "posted_meeting_card_room_id_idx" ON "posted_meeting_card"("room_id");

-- CreateIndex
CREATE INDEX "opening_meeting_id_idx" ON "opening"("meeting_id") WHERE ("meeting_id" IS NOT NULL);

-- AddForeignKey
ALTER TABLE "opening" ADD CONSTRAINT "opening_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_task_force_id_fkey" FOREIGN KEY ("task_force_id") REFERENCES "task_force"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "posted_meeting_card" ADD CONSTRAINT "posted_meeting_card_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "posted_meeting_card" ADD CONSTRAINT "posted_meeting_card_room_id_fkey" FOREIGN KEY ("room_id") REFERENCES "room"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand from here: what the schema file can't say.

ALTER TABLE "meeting"
  ADD CONSTRAINT "meeting_kind_check" CHECK ("kind" IN ('task_force', 'company_event', 'network', 'steering_group')),
  ADD CONSTRAINT "meeting_state_check" CHECK (
    CASE "status"
      WHEN 'open' THEN "closes_at" IS NOT NULL AND "ended_at" IS NULL AND "ended_by" IS NULL
      WHEN 'ended' THEN "closes_at" IS NULL AND "ended_at" IS NOT NULL
      ELSE false
    END
  ),
  ADD CONSTRAINT "meeting_participants_check" CHECK (
    ("companies" IS NULL) = ("others" IS NULL) AND "companies" >= 0 AND "others" >= 0
  ),
  ADD CONSTRAINT "meeting_version_check" CHECK ("version" >= 1);

ALTER TABLE "posted_meeting_card"
  ADD CONSTRAINT "posted_meeting_card_part_check" CHECK ("part" IN ('meeting', 'recap'));

ALTER TABLE "opening" ADD CONSTRAINT "opening_agreement_check" CHECK ("agreement" IS NULL OR "status" = 'claimed');
