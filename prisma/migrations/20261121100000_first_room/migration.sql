-- CreateTable
CREATE TABLE "task_force" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "municipality" TEXT NOT NULL,
    "target_group" TEXT NOT NULL,
    "target" INTEGER,
    "locale" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "next_number" INTEGER NOT NULL DEFAULT 1,
    "founded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "task_force_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "set_up_code" (
    "hash" TEXT NOT NULL,
    "task_force_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "set_up_code_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "room" (
    "id" UUID NOT NULL,
    "task_force_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "conversation_id" TEXT NOT NULL,
    "name" TEXT,
    "details" JSONB NOT NULL,

    CONSTRAINT "room_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "locale" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "platform" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "details" JSONB NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3),

    CONSTRAINT "account_pkey" PRIMARY KEY ("platform","workspace_id","user_id")
);

-- CreateTable
CREATE TABLE "membership" (
    "task_force_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "roles" TEXT[],
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "membership_pkey" PRIMARY KEY ("task_force_id","person_id")
);

-- CreateTable
CREATE TABLE "opening" (
    "id" UUID NOT NULL,
    "task_force_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "category" TEXT,
    "tasks" TEXT[],
    "hours_min" DECIMAL(4,2),
    "hours_max" DECIMAL(4,2),
    "company" TEXT NOT NULL,
    "company_key" TEXT NOT NULL,
    "contact_name" TEXT NOT NULL,
    "phone" TEXT,
    "email" TEXT,
    "postcode" TEXT,
    "municipality" TEXT NOT NULL,
    "logged_by" UUID NOT NULL,
    "logged_at" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "acted_at" TIMESTAMPTZ(3) NOT NULL,
    "round" INTEGER NOT NULL,
    "nudge_level" INTEGER NOT NULL,
    "next_nudge_at" TIMESTAMPTZ(3),
    "snoozed_until" TIMESTAMPTZ(3),
    "release_at" TIMESTAMPTZ(3),
    "ask_still_open_at" TIMESTAMPTZ(3),
    "attempts" JSONB NOT NULL,
    "owner" UUID,
    "claimed_at" TIMESTAMPTZ(3),
    "thinking_until" TIMESTAMPTZ(3),
    "close_reason" TEXT,
    "closed_by" UUID,
    "version" INTEGER NOT NULL,

    CONSTRAINT "opening_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "timeline_entry" (
    "id" BIGSERIAL NOT NULL,
    "task_force_id" UUID NOT NULL,
    "opening_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by" UUID,
    "platform" TEXT,
    "event" JSONB NOT NULL,

    CONSTRAINT "timeline_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "receipt" (
    "key" TEXT NOT NULL,
    "opening_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "receipt_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "nudge" (
    "id" BIGSERIAL NOT NULL,
    "opening_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "level" INTEGER NOT NULL,
    "receiver" TEXT NOT NULL,
    "lane" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "nudge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox_lane" (
    "id" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "leased_until" TIMESTAMPTZ(3),
    "fence" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "outbox_lane_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox_message" (
    "id" BIGSERIAL NOT NULL,
    "lane" TEXT NOT NULL,
    "task_force_id" UUID NOT NULL,
    "outgoing" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "once_key" TEXT,
    "latest_key" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT,
    "queued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "held_until" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "posted_card" (
    "opening_id" UUID NOT NULL,
    "room_id" UUID NOT NULL,
    "message_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "posted_card_pkey" PRIMARY KEY ("opening_id","room_id")
);

-- CreateTable
CREATE TABLE "slot" (
    "job" TEXT NOT NULL,
    "planned_at" TIMESTAMPTZ(3) NOT NULL,
    "won_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "slot_pkey" PRIMARY KEY ("job","planned_at")
);

-- CreateIndex
CREATE INDEX "set_up_code_task_force_id_idx" ON "set_up_code"("task_force_id");

-- CreateIndex
CREATE INDEX "room_task_force_id_idx" ON "room"("task_force_id");

-- CreateIndex
CREATE UNIQUE INDEX "room_platform_workspace_id_conversation_id_key" ON "room"("platform", "workspace_id", "conversation_id");

-- CreateIndex
CREATE INDEX "account_person_id_idx" ON "account"("person_id");

-- CreateIndex
CREATE INDEX "membership_person_id_idx" ON "membership"("person_id");

-- CreateIndex
CREATE INDEX "opening_task_force_id_status_logged_at_idx" ON "opening"("task_force_id", "status", "logged_at");

-- CreateIndex
CREATE INDEX "opening_logged_by_task_force_id_logged_at_idx" ON "opening"("logged_by", "task_force_id", "logged_at");

-- CreateIndex
CREATE INDEX "opening_task_force_id_company_key_idx" ON "opening"("task_force_id", "company_key");

-- CreateIndex
CREATE INDEX "opening_next_nudge_at_idx" ON "opening"("next_nudge_at") WHERE ("next_nudge_at" IS NOT NULL);

-- CreateIndex
CREATE INDEX "opening_ask_still_open_at_idx" ON "opening"("ask_still_open_at") WHERE ("ask_still_open_at" IS NOT NULL);

-- CreateIndex
CREATE UNIQUE INDEX "opening_task_force_id_number_key" ON "opening"("task_force_id", "number");

-- CreateIndex
CREATE INDEX "timeline_entry_opening_id_id_idx" ON "timeline_entry"("opening_id", "id");

-- CreateIndex
CREATE INDEX "receipt_at_idx" ON "receipt"("at");

-- CreateIndex
CREATE INDEX "receipt_opening_id_idx" ON "receipt"("opening_id");

-- CreateIndex
CREATE INDEX "nudge_lane_idx" ON "nudge"("lane") WHERE ("sent_at" IS NULL);

-- CreateIndex
CREATE UNIQUE INDEX "nudge_opening_id_round_level_lane_key" ON "nudge"("opening_id", "round", "level", "lane");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_message_once_key_key" ON "outbox_message"("once_key");

-- CreateIndex
CREATE INDEX "outbox_message_lane_id_idx" ON "outbox_message"("lane", "id") WHERE ("settled_at" IS NULL);

-- CreateIndex
CREATE INDEX "outbox_message_dead_idx" ON "outbox_message"("id") WHERE ("status" = 'dead');

-- CreateIndex
CREATE INDEX "outbox_message_task_force_id_idx" ON "outbox_message"("task_force_id");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_message_latest_key_key" ON "outbox_message"("latest_key") WHERE ("status" = 'pending');

-- CreateIndex
CREATE INDEX "posted_card_room_id_idx" ON "posted_card"("room_id");

-- AddForeignKey
ALTER TABLE "set_up_code" ADD CONSTRAINT "set_up_code_task_force_id_fkey" FOREIGN KEY ("task_force_id") REFERENCES "task_force"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "room" ADD CONSTRAINT "room_task_force_id_fkey" FOREIGN KEY ("task_force_id") REFERENCES "task_force"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_task_force_id_fkey" FOREIGN KEY ("task_force_id") REFERENCES "task_force"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opening" ADD CONSTRAINT "opening_task_force_id_fkey" FOREIGN KEY ("task_force_id") REFERENCES "task_force"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "timeline_entry" ADD CONSTRAINT "timeline_entry_opening_id_fkey" FOREIGN KEY ("opening_id") REFERENCES "opening"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "receipt" ADD CONSTRAINT "receipt_opening_id_fkey" FOREIGN KEY ("opening_id") REFERENCES "opening"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "nudge" ADD CONSTRAINT "nudge_opening_id_fkey" FOREIGN KEY ("opening_id") REFERENCES "opening"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_lane_fkey" FOREIGN KEY ("lane") REFERENCES "outbox_lane"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_task_force_id_fkey" FOREIGN KEY ("task_force_id") REFERENCES "task_force"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "posted_card" ADD CONSTRAINT "posted_card_opening_id_fkey" FOREIGN KEY ("opening_id") REFERENCES "opening"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "posted_card" ADD CONSTRAINT "posted_card_room_id_fkey" FOREIGN KEY ("room_id") REFERENCES "room"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand from here: what the schema file can't say.

ALTER TABLE "task_force"
  ADD CONSTRAINT "task_force_next_number_check" CHECK ("next_number" >= 1),
  ADD CONSTRAINT "task_force_target_check" CHECK ("target" >= 0);

ALTER TABLE "room" ADD CONSTRAINT "room_kind_check" CHECK ("kind" IN ('task_force', 'jobcentre', 'shared'));

ALTER TABLE "membership" ADD CONSTRAINT "membership_roles_check" CHECK (cardinality("roles") > 0);

ALTER TABLE "opening"
  ADD CONSTRAINT "opening_kind_check" CHECK ("kind" IN ('job', 'visit_request')),
  ADD CONSTRAINT "opening_number_check" CHECK ("number" >= 1),
  ADD CONSTRAINT "opening_version_check" CHECK ("version" >= 1),
  ADD CONSTRAINT "opening_hours_check" CHECK (
    ("hours_min" IS NULL) = ("hours_max" IS NULL) AND "hours_min" <= "hours_max"
  ),
  ADD CONSTRAINT "opening_state_check" CHECK (
    CASE "status"
      WHEN 'logged' THEN "owner" IS NULL
      WHEN 'claimed' THEN "owner" IS NOT NULL AND "claimed_at" IS NOT NULL
      WHEN 'contacted' THEN "owner" IS NOT NULL
      WHEN 'closed' THEN "close_reason" IS NOT NULL AND "closed_by" IS NOT NULL
        AND "next_nudge_at" IS NULL AND "ask_still_open_at" IS NULL
      ELSE false
    END
  );

ALTER TABLE "outbox_message"
  ADD CONSTRAINT "outbox_message_status_check" CHECK ("status" IN ('pending', 'sending', 'sent', 'dropped', 'dead')),
  ADD CONSTRAINT "outbox_message_settled_check" CHECK (("settled_at" IS NULL) = ("status" IN ('pending', 'sending'))),
  ADD CONSTRAINT "outbox_message_key_check" CHECK (num_nonnulls("once_key", "latest_key") = 1);

-- The timeline is what people will be shown as having happened: it only grows. Erasing a person or a task force says
-- so for its transaction: SET LOCAL spotjob.erasure = 'on'.
CREATE FUNCTION "keep_timeline"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('spotjob.erasure', true) = 'on' THEN
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the timeline is append-only: % refused', TG_OP;
END
$$;

CREATE TRIGGER "timeline_entry_append_only" BEFORE UPDATE OR DELETE ON "timeline_entry"
  FOR EACH ROW EXECUTE FUNCTION "keep_timeline"();

CREATE TRIGGER "timeline_entry_no_truncate" BEFORE TRUNCATE ON "timeline_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION "keep_timeline"();
