-- CreateTable
CREATE TABLE "link_key" (
    "id" INTEGER NOT NULL,
    "key" BYTEA NOT NULL,

    CONSTRAINT "link_key_pkey" PRIMARY KEY ("id")
);
