-- AlterTable
ALTER TABLE "person" ADD COLUMN     "merged_into" UUID;

-- CreateTable
CREATE TABLE "link_code" (
    "hash" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "link_code_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "wrong_link_code" (
    "id" BIGSERIAL NOT NULL,
    "person_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "wrong_link_code_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "link_code_person_id_key" ON "link_code"("person_id");

-- CreateIndex
CREATE INDEX "wrong_link_code_person_id_at_idx" ON "wrong_link_code"("person_id", "at");

-- CreateIndex
CREATE INDEX "person_merged_into_idx" ON "person"("merged_into") WHERE ("merged_into" IS NOT NULL);

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_merged_into_fkey" FOREIGN KEY ("merged_into") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "link_code" ADD CONSTRAINT "link_code_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "wrong_link_code" ADD CONSTRAINT "wrong_link_code_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand from here: what the schema file can't say.

-- A request under way while two persons are united still writes the former one. It waits for the uniting to end (the
-- lock is the one that a foreign key takes), and what it writes is then the united person's. What a write leaves as it
-- stands needs no look: the uniting itself waits for that write and moves it.
CREATE FUNCTION "united_person"("former" uuid) RETURNS uuid LANGUAGE sql AS $$
  SELECT coalesce((SELECT coalesce("merged_into", "id") FROM "person" WHERE "id" = "former" FOR KEY SHARE), "former")
$$;

CREATE FUNCTION "unite_opening"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."logged_by" IS DISTINCT FROM OLD."logged_by" THEN NEW."logged_by" := "united_person"(NEW."logged_by"); END IF;
  IF NEW."owner" IS DISTINCT FROM OLD."owner" THEN NEW."owner" := "united_person"(NEW."owner"); END IF;
  IF NEW."closed_by" IS DISTINCT FROM OLD."closed_by" THEN NEW."closed_by" := "united_person"(NEW."closed_by"); END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER "opening_of_united_people" BEFORE INSERT OR UPDATE ON "opening"
  FOR EACH ROW EXECUTE FUNCTION "unite_opening"();

CREATE FUNCTION "unite_membership"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."person_id" := "united_person"(NEW."person_id");
  RETURN NEW;
END
$$;

CREATE TRIGGER "membership_of_united_people" BEFORE INSERT ON "membership"
  FOR EACH ROW EXECUTE FUNCTION "unite_membership"();
