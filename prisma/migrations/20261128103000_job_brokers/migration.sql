-- Whose candidate a place or a job is ("broker", in JSON) decides who may act and read. A request that was under way while
-- two persons were united still writes the former one: as with the other columns, the united person takes their place.
CREATE FUNCTION "unite_brokers"("matches" jsonb) RETURNS jsonb LANGUAGE sql AS $$
  SELECT coalesce(jsonb_agg(
    CASE WHEN "match"->>'broker' IS NULL THEN "match"
      ELSE jsonb_set("match", '{broker}', to_jsonb("united_person"(("match"->>'broker')::uuid)::text)) END
    ORDER BY "nth"), '[]'::jsonb)
  FROM jsonb_array_elements("matches") WITH ORDINALITY AS "each"("match", "nth")
$$;

CREATE OR REPLACE FUNCTION "unite_opening"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."logged_by" IS DISTINCT FROM OLD."logged_by" THEN NEW."logged_by" := "united_person"(NEW."logged_by"); END IF;
  IF NEW."owner" IS DISTINCT FROM OLD."owner" THEN NEW."owner" := "united_person"(NEW."owner"); END IF;
  IF NEW."closed_by" IS DISTINCT FROM OLD."closed_by" THEN NEW."closed_by" := "united_person"(NEW."closed_by"); END IF;
  IF NEW."placements" IS DISTINCT FROM OLD."placements" AND NEW."placements"::text LIKE '%"broker": "%' THEN
    NEW."placements" := "unite_brokers"(NEW."placements");
  END IF;
  IF NEW."seats" IS DISTINCT FROM OLD."seats" AND NEW."seats"::text LIKE '%"broker": "%' THEN
    NEW."seats" := "unite_brokers"(NEW."seats");
  END IF;
  RETURN NEW;
END
$$;
