-- CreateTable
CREATE TABLE "room_away" (
    "room_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "room_away_pkey" PRIMARY KEY ("room_id")
);

-- AddForeignKey
ALTER TABLE "room_away" ADD CONSTRAINT "room_away_room_id_fkey" FOREIGN KEY ("room_id") REFERENCES "room"("id") ON DELETE CASCADE ON UPDATE CASCADE;
