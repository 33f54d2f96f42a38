-- DropIndex
DROP INDEX "nudge_opening_id_round_level_lane_key";

-- AlterTable
ALTER TABLE "nudge" ADD COLUMN "item" TEXT NOT NULL DEFAULT '',
ADD COLUMN "placement" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "opening" ADD COLUMN "follow_up_at" TIMESTAMPTZ(3),
ADD COLUMN "followed" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE UNIQUE INDEX "nudge_opening_id_placement_item_round_level_lane_key" ON "nudge"("opening_id", "placement", "item", "round", "level", "lane");

-- CreateIndex
CREATE INDEX "opening_follow_up_at_idx" ON "opening"("follow_up_at") WHERE ("follow_up_at" IS NOT NULL);

-- CreateIndex
CREATE INDEX "opening_task_force_id_owner_idx" ON "opening"("task_force_id", "owner") WHERE ("followed" = true);

-- Jobs that run already: the next sweep plans what is asked about them.
UPDATE "opening" SET "followed" = true, "follow_up_at" = now()
WHERE EXISTS (SELECT FROM jsonb_array_elements("placements") AS placement WHERE placement -> 'ended' = 'null'::jsonb);
