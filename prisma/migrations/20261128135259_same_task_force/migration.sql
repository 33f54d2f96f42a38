-- DropForeignKey
ALTER TABLE "opening" DROP CONSTRAINT "opening_meeting_id_fkey";

-- DropForeignKey
ALTER TABLE "timeline_entry" DROP CONSTRAINT "timeline_entry_opening_id_fkey";

-- CreateIndex
CREATE UNIQUE INDEX "meeting_task_force_id_id_key" ON "meeting"("task_force_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "opening_task_force_id_id_key" ON "opening"("task_force_id", "id");

-- AddForeignKey
ALTER TABLE "opening" ADD CONSTRAINT "opening_task_force_id_meeting_id_fkey" FOREIGN KEY ("task_force_id", "meeting_id") REFERENCES "meeting"("task_force_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "timeline_entry" ADD CONSTRAINT "timeline_entry_task_force_id_opening_id_fkey" FOREIGN KEY ("task_force_id", "opening_id") REFERENCES "opening"("task_force_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;
