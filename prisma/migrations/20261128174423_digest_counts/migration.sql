-- AlterTable
ALTER TABLE "opening" ADD COLUMN "furthest" INTEGER NOT NULL DEFAULT 0;

-- What is there already: the furthest step that its timeline tells of.
UPDATE opening SET furthest = came.rank FROM (
  SELECT t.opening_id, max(step.rank) AS rank FROM timeline_entry t
  JOIN (VALUES
    ('claimed', 1), ('handover_agreed', 1), ('handed_over', 1),
    ('contacted', 2), ('visit_booked', 2),
    ('matching_started', 3), ('visit_held', 3),
    ('candidate_presented', 4), ('agreed', 5), ('started', 6)
  ) AS step(kind, rank) ON step.kind = t.event ->> 'kind'
  GROUP BY t.opening_id
) AS came WHERE opening.id = came.opening_id;

-- CreateIndex
CREATE INDEX "opening_open_idx" ON "opening"("task_force_id") WHERE (status <> 'closed');

-- CreateIndex
CREATE INDEX "opening_to_decide_idx" ON "opening"("task_force_id") WHERE ((again ->> 'state'::text) = ANY (ARRAY['asked'::text, 'reopening_wanted'::text]));

-- CreateIndex
CREATE INDEX "opening_with_placements_idx" ON "opening"("task_force_id", "number") WHERE (placements <> '[]');

-- CreateIndex
CREATE INDEX "opening_task_force_id_kind_logged_at_idx" ON "opening"("task_force_id", "kind", "logged_at");

-- CreateIndex
CREATE INDEX "opening_task_force_id_furthest_idx" ON "opening"("task_force_id", "furthest");
