-- CreateTable
CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "task_force_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "by" UUID,
    "platform" TEXT,
    "what" TEXT NOT NULL,
    "subject" TEXT,
    "details" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_link" (
    "task_force_id" UUID NOT NULL,
    "no" INTEGER NOT NULL,
    "entry_id" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_link_pkey" PRIMARY KEY ("task_force_id","no")
);

-- CreateTable
CREATE TABLE "audit_unlinked" (
    "entry_id" BIGINT NOT NULL,

    CONSTRAINT "audit_unlinked_pkey" PRIMARY KEY ("entry_id")
);

-- CreateIndex
CREATE INDEX "audit_entry_task_force_id_id_idx" ON "audit_entry"("task_force_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "audit_link_entry_id_key" ON "audit_link"("entry_id");

-- The audit only grows. A whole task force that is deleted takes its own along: SET LOCAL spotjob.erasure = 'on'; an entry
-- is never changed.
CREATE FUNCTION "keep_audit"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE' AND current_setting('spotjob.erasure', true) = 'on' THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'the audit is append-only: % refused', TG_OP;
END
$$;

CREATE TRIGGER "audit_entry_append_only" BEFORE UPDATE OR DELETE ON "audit_entry"
  FOR EACH ROW EXECUTE FUNCTION "keep_audit"();
CREATE TRIGGER "audit_entry_no_truncate" BEFORE TRUNCATE ON "audit_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION "keep_audit"();
CREATE TRIGGER "audit_link_append_only" BEFORE UPDATE OR DELETE ON "audit_link"
  FOR EACH ROW EXECUTE FUNCTION "keep_audit"();
CREATE TRIGGER "audit_link_no_truncate" BEFORE TRUNCATE ON "audit_link"
  FOR EACH STATEMENT EXECUTE FUNCTION "keep_audit"();

CREATE FUNCTION "await_link"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "audit_unlinked" ("entry_id") VALUES (NEW."id");
  RETURN NULL;
END
$$;

CREATE TRIGGER "audit_entry_awaits_link" AFTER INSERT ON "audit_entry"
  FOR EACH ROW EXECUTE FUNCTION "await_link"();

-- What people wrote stays out: of an act its kind, its opening and who did it.
CREATE FUNCTION "audit_act"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "audit_entry" ("task_force_id", "at", "by", "platform", "what", "subject")
  VALUES (NEW."task_force_id", NEW."at", NEW."by", NEW."platform", 'opening.' || (NEW."event"->>'kind'), NEW."opening_id");
  RETURN NULL;
END
$$;

CREATE TRIGGER "timeline_entry_audited" AFTER INSERT ON "timeline_entry"
  FOR EACH ROW EXECUTE FUNCTION "audit_act"();

CREATE FUNCTION "audit_roles"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "before" text[] := '{}';
  "after" text[] := '{}';
BEGIN
  IF TG_OP <> 'INSERT' THEN "before" := OLD."roles"; END IF;
  IF TG_OP <> 'DELETE' THEN "after" := NEW."roles"; END IF;
  IF "before" IS NOT DISTINCT FROM "after" THEN RETURN NULL; END IF;
  INSERT INTO "audit_entry" ("task_force_id", "what", "subject", "details")
  VALUES (
    coalesce(NEW."task_force_id", OLD."task_force_id"), 'roles', coalesce(NEW."person_id", OLD."person_id"),
    jsonb_build_object('before', "before", 'after', "after")
  );
  RETURN NULL;
END
$$;

CREATE TRIGGER "membership_audited" AFTER INSERT OR UPDATE OF "roles" OR DELETE ON "membership"
  FOR EACH ROW EXECUTE FUNCTION "audit_roles"();
