-- CreateTable
CREATE TABLE "home" (
    "platform" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "task_force_id" UUID NOT NULL,
    "look" JSONB,
    "message_id" TEXT,
    "anew" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "home_pkey" PRIMARY KEY ("platform","workspace_id","user_id")
);

-- CreateIndex
CREATE INDEX "home_task_force_id_idx" ON "home"("task_force_id");

-- AddForeignKey
ALTER TABLE "home" ADD CONSTRAINT "home_platform_workspace_id_user_id_fkey" FOREIGN KEY ("platform", "workspace_id", "user_id") REFERENCES "account"("platform", "workspace_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "home" ADD CONSTRAINT "home_task_force_id_fkey" FOREIGN KEY ("task_force_id") REFERENCES "task_force"("id") ON DELETE CASCADE ON UPDATE CASCADE;
