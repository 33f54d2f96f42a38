-- An opening that was taken or given on entered its state then: `since` says so already.
ALTER TABLE "opening"
  DROP CONSTRAINT "opening_state_check",
  DROP COLUMN "claimed_at",
  ADD CONSTRAINT "opening_state_check" CHECK (
    CASE "status"
      WHEN 'logged' THEN "owner" IS NULL
      WHEN 'claimed' THEN "owner" IS NOT NULL
      WHEN 'contacted' THEN "owner" IS NOT NULL
      WHEN 'visit_booked' THEN "owner" IS NOT NULL AND "visit_on" IS NOT NULL
      WHEN 'matching' THEN "owner" IS NOT NULL AND jsonb_array_length("seats") > 0
      WHEN 'presented' THEN "owner" IS NOT NULL AND jsonb_array_length("seats") > 0
      WHEN 'agreed' THEN "owner" IS NOT NULL AND jsonb_array_length("seats") > 0
      WHEN 'closed' THEN "close_reason" IS NOT NULL AND "closed_by" IS NOT NULL
        AND "next_nudge_at" IS NULL AND "ask_still_open_at" IS NULL
      ELSE false
    END
  );
