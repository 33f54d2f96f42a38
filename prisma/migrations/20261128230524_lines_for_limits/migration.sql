-- AlterTable
ALTER TABLE "outbox_lane" ADD COLUMN     "waited" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "outbox_pace" ADD COLUMN     "line_to" TIMESTAMPTZ(3);
