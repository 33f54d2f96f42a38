import * as z from 'zod';
import type { ResultsSource } from '../app/ports/overview.ts';
import { MEETING_KINDS } from '../domain/meeting.ts';
import type { OpeningEvent } from '../domain/opening/opening.ts';
import type { Placement } from '../domain/opening/placement.ts';
import {
  FUNNEL_STEPS,
  type FunnelStep,
  type OpeningFact,
  type PlacementFact,
} from '../domain/reports/results.ts';
import { isCategory } from '../domain/typed/categories.ts';
import type { Access } from './database.ts';
import { Prisma } from './generated/client.ts';
import { meetingIdSchema } from './rows.ts';
import type { Rows } from './sealed-rows.ts';

type Told = Exclude<FunnelStep, 'logged'>;

/** The events that say that an opening came to a step. An agreement or a lead's hand-over gives it to somebody, as a claim does. */
export const STEP_EVENTS = {
  claimed: ['claimed', 'handover_agreed', 'handed_over'],
  contacted: ['contacted', 'visit_booked'],
  matching: ['matching_started', 'visit_held'],
  presented: ['candidate_presented'],
  agreed: ['agreed'],
  started: ['started'],
} as const satisfies Record<Told, readonly OpeningEvent['kind'][]>;

const RANKS: ReadonlyMap<OpeningEvent['kind'], number> = new Map(
  FUNNEL_STEPS.flatMap((step, rank) =>
    step === 'logged' ? [] : STEP_EVENTS[step].map((kind) => [kind, rank] as const),
  ),
);

/** How far along the funnel these events say that their opening came: the rank of the step. */
export function furthestOf(kinds: readonly OpeningEvent['kind'][]): number {
  return Math.max(0, ...kinds.map((kind) => RANKS.get(kind) ?? 0));
}

/** @param openings how many came to each step and no further, by its rank */
export function reachedBy(openings: ReadonlyMap<number, number>): Record<FunnelStep, number> {
  const reached = (rank: number) =>
    [...openings].reduce((sum, [furthest, count]) => (furthest >= rank ? sum + count : sum), 0);
  const counts = FUNNEL_STEPS.map((step, rank) => [step, reached(rank)] as const);
  return Object.fromEntries(counts) as Record<FunnelStep, number>;
}

/** All that results read of a timeline. */
const READ_EVENTS: readonly OpeningEvent['kind'][] = [...Object.values(STEP_EVENTS).flat(), 'closed'];

const belonging = {
  category: z.string().refine(isCategory).nullable(),
  municipality: z.string(),
  meeting_id: meetingIdSchema.nullable(),
};
const at = z.date().nullable();
const openingRow = z.object({
  ...belonging,
  kind: z.enum(['job', 'visit_request']),
  logged: z.date(),
  claimed: at,
  contacted: at,
  matching: at,
  presented: at,
  agreed: at,
  started: at,
  promised_by: at,
  closed: at,
});
const placingRow = z.object(belonging);
const meetingRow = z.object({
  id: meetingIdSchema,
  kind: z.enum(MEETING_KINDS),
  started_at: z.date(),
  companies: z.int().nullable(),
  others: z.int().nullable(),
});

export function createResultsSource({ client, query }: Access, { readPlacements }: Rows): ResultsSource {
  return {
    facts: async (taskForceId) => {
      // One row an opening, whatever its timeline's length.
      const openings = client.$queryRaw<unknown[]>`
        SELECT o.kind, o.category, o.municipality, o.meeting_id, o.logged_at AS logged,
          min(t.at) FILTER (WHERE t.kind = ANY (${[...STEP_EVENTS.claimed]})) AS claimed,
          min(t.at) FILTER (WHERE t.kind = ANY (${[...STEP_EVENTS.contacted]})) AS contacted,
          min(t.at) FILTER (WHERE t.kind = ANY (${[...STEP_EVENTS.matching]})) AS matching,
          min(t.at) FILTER (WHERE t.kind = ANY (${[...STEP_EVENTS.presented]})) AS presented,
          min(t.at) FILTER (WHERE t.kind = ANY (${[...STEP_EVENTS.agreed]})) AS agreed,
          min(t.at) FILTER (WHERE t.kind = ANY (${[...STEP_EVENTS.started]})) AS started,
          min(t.at) FILTER (WHERE t.kind = 'closed') AS closed,
          (array_agg(t.by_day ORDER BY t.id) FILTER (WHERE t.kind = 'handover_agreed'))[1] AS promised_by
        FROM opening o LEFT JOIN LATERAL (
          SELECT id, at, event ->> 'kind' AS kind,
            CASE event ->> 'kind' WHEN 'handover_agreed' THEN (event ->> 'by')::timestamptz END AS by_day
          FROM timeline_entry
          WHERE opening_id = o.id AND event ->> 'kind' = ANY (${[...READ_EVENTS]})
        ) AS t ON true
        WHERE o.task_force_id = ${taskForceId}::uuid GROUP BY o.id ORDER BY o.number`;
      const placing = client.opening.findMany({
        where: { task_force_id: taskForceId, NOT: { placements: { equals: [] } } },
        orderBy: { number: 'asc' },
        select: { id: true, category: true, municipality: true, meeting_id: true, placements: true },
      });
      const meetings = client.meeting.findMany({
        where: { task_force_id: taskForceId },
        orderBy: [{ started_at: 'asc' }, { id: 'asc' }],
        select: { id: true, kind: true, started_at: true, companies: true, others: true },
      });
      const rows = await Promise.all([openings, placing, meetings]);
      return {
        openings: rows[0].map(readOpeningFact),
        placements: placementFacts(
          rows[1].map((row) => {
            const { meeting_id, ...placed } = placingRow.parse(row);
            return { ...placed, meetingId: meeting_id, placements: readPlacements(row.id, row.placements) };
          }),
        ),
        meetings: rows[2].map((row) => {
          const { id, kind, started_at, companies, others } = meetingRow.parse(row);
          const participants = companies === null || others === null ? null : { companies, others };
          return { id, kind, startedAt: started_at, participants };
        }),
      };
    },

    reached: async (taskForceId) => {
      const rows = await query<{ furthest: number; openings: number }>(Prisma.sql`
        SELECT furthest, count(*)::int AS openings FROM opening
        WHERE task_force_id = ${taskForceId}::uuid GROUP BY furthest`);
      return reachedBy(new Map(rows.map(({ furthest, openings }) => [furthest, openings])));
    },
  };
}

function readOpeningFact(row: unknown): OpeningFact {
  const { kind, category, municipality, meeting_id, promised_by, closed, ...steps } = openingRow.parse(row);
  return {
    kind,
    category,
    municipality,
    meetingId: meeting_id,
    steps,
    promisedBy: promised_by,
    closedAt: closed,
  };
}

/** Where placements stand: their opening, as far as results ask. */
type Placed = Pick<PlacementFact, 'category' | 'municipality' | 'meetingId'> & {
  readonly placements: readonly Placement[];
};

/** Candidates become numbers here, so that no reference leaves the store with the results. */
export function placementFacts(openings: readonly Placed[]): PlacementFact[] {
  const people = new Map<string, number>();
  return openings.flatMap(({ placements, category, municipality, meetingId }) =>
    placements.map(({ candidate, form, hours, hoursSteps, startedOn, ended }) => {
      const key = candidate.toLowerCase();
      const person = people.get(key) ?? people.size + 1;
      people.set(key, person);
      return {
        category,
        municipality,
        meetingId,
        person,
        form,
        hours,
        hoursSteps,
        startedOn,
        endedOn: ended?.on ?? null,
      };
    }),
  );
}
