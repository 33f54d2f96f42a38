import { laneOf } from '../app/outgoing/announce.ts';
import type { Change, Committed, NudgeDraft, TimelineEntry } from '../app/ports/openings.ts';
import type { Opening } from '../domain/opening/opening.ts';
import type { Query } from './database.ts';
import { isUniqueViolation } from './database-errors.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';
import { queueing } from './queue.ts';
import { furthestOf } from './result-facts.ts';
import { openingIdSchema, type WrittenOpening } from './rows.ts';
import type { Rows } from './sealed-rows.ts';

interface Outcome {
  readonly number: number | null;
  /** What the receipt was given for before. */
  readonly seen: string | null;
}

/**
 * One act in one statement, and so in one round trip and one transaction: the opening and, only if its version was the
 * one decided on, everything that follows from it. Two requests with one receipt have one effect, also when they come
 * at the same instant: the second then breaks on the receipt's key and is told what the first was about.
 */
export async function commitChange(query: Query, rows: Rows, change: Change): Promise<Committed> {
  const { receipt } = change;
  const { opening } = change.opening;
  try {
    const [outcome] = await query<Outcome>(statement(rows, change));
    if (outcome?.seen != null) return { kind: 'repeated', openingId: openingIdSchema.parse(outcome.seen) };
    if (outcome?.number != null)
      return { kind: 'committed', opening: { ...opening, number: outcome.number } };
  } catch (error) {
    if (receipt === null || !isUniqueViolation(error)) throw error;
    return (await repeated(query, receipt)) ?? Promise.reject(error);
  }
  return (receipt === null ? null : await repeated(query, receipt)) ?? { kind: 'clash' };
}

/** Thrown to undo what was written before a clash; never leaves the store. */
export class ClashError extends Error {
  override readonly name = 'ClashError';
}

/** How long a transaction may take, with what each of its openings adds to that. */
const TOGETHER_MS = 5_000;
const EACH_MS = 50;

/**
 * Several openings of one act in one transaction. They are locked first, in the order of their ids, before anything
 * else: so no other change of one of them holds what this transaction waits for, and the same act sent twice waits here
 * and then finds its receipt.
 */
export async function commitTogether(
  client: PrismaClient,
  rows: Rows,
  changes: readonly Change[],
): Promise<Committed['kind']> {
  try {
    return await client.$transaction((tx) => commitWithin(tx, rows, changes), {
      timeout: TOGETHER_MS + changes.length * EACH_MS,
    });
  } catch (error) {
    if (error instanceof ClashError) return 'clash';
    throw error;
  }
}

/** The same as part of a transaction. @throws ClashError */
export async function commitWithin(
  tx: Pick<PrismaClient, '$executeRaw' | '$queryRaw'>,
  rows: Rows,
  changes: readonly Change[],
): Promise<'committed' | 'repeated'> {
  const ids = changes.map(({ opening }) => opening.opening.id);
  await tx.$executeRaw`SELECT FROM opening WHERE id = ANY (${ids}::uuid[]) ORDER BY id FOR UPDATE`;
  for (const change of changes) {
    const [outcome] = await tx.$queryRaw<Outcome[]>(statement(rows, change));
    if (outcome?.seen != null) return 'repeated';
    if (outcome?.number == null) throw new ClashError();
  }
  return 'committed';
}

async function repeated(query: Query, receipt: string): Promise<Committed | null> {
  const [given] = await query<{ opening_id: string | null }>(
    Prisma.sql`SELECT opening_id FROM receipt WHERE key = ${receipt}`,
  );
  return given?.opening_id == null
    ? null
    : { kind: 'repeated', openingId: openingIdSchema.parse(given.opening_id) };
}

function statement(rows: Rows, change: Change): Prisma.Sql {
  const { receipt, timeline, nudges, outbox } = change;
  const { kind, opening } = change.opening;
  const written = rows.writeOpening(opening);
  const entries = timeline.map((entry) => rows.writeTimelineEntry(opening.id, entry));
  const came = furthestOf(timeline.map(({ event }) => event.kind));
  return Prisma.sql`
    WITH seen AS (SELECT opening_id FROM receipt WHERE key = ${receipt}),
    ${kind === 'create' ? creating(opening, written, came) : saving(written, came)},
    receipted AS (
      INSERT INTO receipt (key, opening_id) SELECT ${receipt}::text, id FROM hit WHERE ${receipt}::text IS NOT NULL
    ),
    ${writing(opening, entries)},
    ${nudging(nudges)},
    ${isShown(opening, outbox) ? Prisma.empty : unshown(opening)}
    ${queueing(outbox)}
    SELECT (SELECT number FROM hit) AS number, (SELECT opening_id FROM seen) AS seen`;
}

/** Numbers are counted in the task force's row, whose lock makes them consecutive. */
function creating({ taskForceId }: Opening, written: WrittenOpening, came: number): Prisma.Sql {
  return Prisma.sql`
    numbered AS (
      UPDATE task_force SET next_number = next_number + 1
      WHERE id = ${taskForceId}::uuid AND NOT EXISTS (SELECT FROM seen)
      RETURNING next_number - 1 AS number
    ),
    hit AS (
      INSERT INTO opening
      SELECT made.* FROM numbered, jsonb_populate_record(
        NULL::opening, ${JSON.stringify(written)}::jsonb || jsonb_build_object('number', numbered.number, 'furthest', ${came}::int)
      ) AS made
      RETURNING id, number
    )`;
}

/** Whether its cards are shown anew with this change. */
function isShown({ id }: Opening, outbox: Change['outbox']): boolean {
  return outbox.some(({ outgoing }) => outgoing.kind === 'opening_card' && outgoing.openingId === id);
}

/** A change that no card tells of, as of what is nudged when: cards that were up to date still are. */
function unshown({ id, version }: Opening): Prisma.Sql {
  return Prisma.sql`
    unshown AS (
      UPDATE posted_card SET version = ${version}::int FROM hit
      WHERE posted_card.opening_id = ${id}::uuid AND hit.id = posted_card.opening_id
        AND posted_card.version = ${version - 1}::int
    ),`;
}

/** What never changes once an opening is logged. */
const LASTING: ReadonlySet<string> = new Set<keyof WrittenOpening>([
  'id',
  'task_force_id',
  'number',
  'logged_by',
  'logged_at',
  'meeting_id',
]);

function saving(written: WrittenOpening, came: number): Prisma.Sql {
  const columns = Object.keys(written).filter((column) => !LASTING.has(column));
  return Prisma.sql`
    hit AS (
      UPDATE opening SET ${Prisma.raw(columns.map((column) => `${column} = next.${column}`).join(', '))},
        furthest = greatest(opening.furthest, ${came}::int)
      FROM jsonb_populate_record(NULL::opening, ${JSON.stringify(written)}::jsonb) AS next
      WHERE opening.id = next.id AND opening.task_force_id = next.task_force_id
        AND opening.version = next.version - 1 AND NOT EXISTS (SELECT FROM seen)
      RETURNING opening.id, opening.number
    )`;
}

function writing({ taskForceId }: Opening, timeline: readonly TimelineEntry[]): Prisma.Sql {
  return Prisma.sql`
    written AS (
      INSERT INTO timeline_entry (task_force_id, opening_id, at, by, platform, event)
      SELECT ${taskForceId}::uuid, hit.id, entry.*
      FROM hit, jsonb_to_recordset(${JSON.stringify(timeline)}::jsonb)
        AS entry(at timestamptz, by uuid, platform text, event jsonb)
    )`;
}

function nudging(nudges: readonly NudgeDraft[]): Prisma.Sql {
  const rows = nudges.map(({ openingId, followUp, round, level, receiver, to }) => ({
    opening_id: openingId,
    placement: followUp === undefined ? 0 : followUp.nth + 1,
    item: followUp?.item ?? '',
    round,
    level,
    receiver,
    lane: laneOf(to),
  }));
  return Prisma.sql`
    nudged AS (
      INSERT INTO nudge (opening_id, placement, item, round, level, receiver, lane)
      SELECT draft.*
      FROM hit, jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS draft(opening_id uuid, placement int, item text, round int, level int, receiver text, lane text)
      ON CONFLICT DO NOTHING
    )`;
}
