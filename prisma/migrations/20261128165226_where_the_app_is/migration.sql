-- CreateTable
CREATE TABLE "arrival" (
    "platform" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "place_id" TEXT NOT NULL,
    "here" BOOLEAN NOT NULL,
    "told_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "arrival_pkey" PRIMARY KEY ("platform","workspace_id","place_id")
);
