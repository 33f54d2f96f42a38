-- Rounded up to the millisecond, what was due at once was due half a millisecond later, and a look in between passed it by.
-- A wider precision rewrites no table.
ALTER TABLE "outbox_lane"
  ALTER COLUMN "next_at" SET DATA TYPE TIMESTAMPTZ(6),
  ALTER COLUMN "leased_until" SET DATA TYPE TIMESTAMPTZ(6);
ALTER TABLE "outbox_message" ALTER COLUMN "held_until" SET DATA TYPE TIMESTAMPTZ(6);
