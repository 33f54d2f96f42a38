-- CreateTable
CREATE TABLE "installation" (
    "platform" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "installed_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "installation_pkey" PRIMARY KEY ("platform","id")
);

-- CreateTable
CREATE TABLE "workspace_owner" (
    "platform" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,

    CONSTRAINT "workspace_owner_pkey" PRIMARY KEY ("platform","workspace_id")
);

-- CreateIndex
CREATE INDEX "workspace_owner_platform_organisation_id_idx" ON "workspace_owner"("platform", "organisation_id");
