import type { OpeningId, PersonId } from '../../domain/ids.ts';
import { type Relived, relive } from '../../domain/opening/past.ts';
import type { ImportProblem } from '../../messages/importing/import-table.ts';
import { cardRefreshes, coordinators } from '../outgoing/announce.ts';
import type { Change } from '../ports/openings.ts';
import type { Store } from '../ports/store.ts';
import { type ImportReading, type ReadOpening, readRows } from './read-rows.ts';

export interface ImportOf {
  readonly cells: readonly (readonly string[])[];
  /** Says what it would do, and does nothing. */
  readonly dry: boolean;
  /** The same id for the same identity, always and everywhere. */
  readonly idOf: (identity: string) => OpeningId;
}

export type Imported =
  | { readonly kind: 'no_coordinator' }
  | { readonly kind: 'problems'; readonly problems: readonly ImportProblem[] }
  | { readonly kind: 'done'; readonly added: number; readonly jobs: number; readonly there: number };

/**
 * Takes over what a task force kept elsewhere: all of the file, or nothing. What an earlier run added is left as it is by
 * now. Rooms get the cards of what is open, at the pace of any card; nobody is written to about the past.
 */
export async function importOpenings(
  store: Store,
  { cells, dry, idOf }: ImportOf,
  reading: Omit<ImportReading, 'members'>,
): Promise<Imported> {
  const { taskForce, now } = reading;
  const members = await store.directory.members(taskForce.id);
  const [author] = coordinators(members);
  if (author === undefined) return { kind: 'no_coordinator' };
  const read = readRows(cells, author, { ...reading, members });
  const relived = read.openings.map((opening) => ({
    opening,
    relived: relive(opening.past, idOf(`${taskForce.id} ${opening.identity}`), {
      by: author,
      roles: ['coordinator'],
      taskForce,
      now,
    }),
  }));
  const refused = relived.flatMap(({ opening, relived: one }) =>
    one.kind === 'refused' ? [problemOf(opening, one, read.columns.get('candidate') ?? 0, reading)] : [],
  );
  const problems = [...read.problems, ...refused].sort((a, b) => (a.row ?? 0) - (b.row ?? 0));
  if (problems.length > 0) return { kind: 'problems', problems };
  const lived = relived.flatMap(({ relived: one }) => (one.kind === 'relived' ? [one] : []));
  const there = await Promise.all(
    lived.map(async (one) => (await store.openings.find(taskForce.id, one.opening.id)) !== null),
  );
  const fresh = lived.filter((_, index) => there[index] === false);
  const done = {
    kind: 'done',
    added: fresh.length,
    jobs: fresh.reduce((sum, { opening }) => sum + opening.placements.length, 0),
    there: lived.length - fresh.length,
  } as const;
  if (dry || fresh.length === 0) return done;
  const rooms = await store.taskForces.rooms(taskForce.id);
  const changes = fresh.map(
    ({ opening, entries }): Change => ({
      receipt: `import:${opening.id}`,
      opening: { kind: 'create', opening },
      timeline: entries.map((entry) => ({ ...entry, platform: null })),
      nudges: [],
      outbox: opening.status === 'closed' ? [] : cardRefreshes(opening, rooms),
    }),
  );
  const end = await store.openings.commitTogether(changes);
  if (end !== 'committed') throw new Error('another import of the same file was faster: run it again');
  await record(store, reading, author, done);
  return done;
}

function problemOf(
  { row, jobRows }: ReadOpening,
  { job, refusal }: Extract<Relived, { kind: 'refused' }>,
  column: number,
  { texts }: Pick<ImportReading, 'texts'>,
): ImportProblem {
  const { importing: t } = texts;
  const at = { row: job === null ? row : (jobRows.get(job) ?? row), column };
  const { code } = refusal;
  if (code === 'candidate_here') return { ...at, text: t.candidateHere };
  if (code === 'no_free_place' || code === 'closed') return { ...at, text: t.tooManyJobs };
  throw new Error(`a past was refused: ${code}`);
}

async function record(
  { audit }: Store,
  { taskForce, now }: Omit<ImportReading, 'members'>,
  author: PersonId,
  { added, jobs }: { readonly added: number; readonly jobs: number },
): Promise<void> {
  await audit.record({
    taskForceId: taskForce.id,
    at: now,
    by: null,
    platform: null,
    what: 'imported',
    subject: null,
    details: { openings: String(added), jobs: String(jobs), for: author },
  });
}
