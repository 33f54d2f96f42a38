import { inWorkingHours } from '../../domain/calendar.ts';
import type { Instant, PersonId, TaskForceId } from '../../domain/ids.ts';
import { askAgain } from '../../domain/opening/asking-again.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import { may } from '../../domain/permissions.ts';
import { type Audiences, announce, coordinators, jobcentreRooms, laneOf } from '../outgoing/announce.ts';
import type { Destination } from '../outgoing/destination.ts';
import type { OutboxDraft } from '../outgoing/outgoing.ts';
import type { Change } from '../ports/openings.ts';
import type { Store } from '../ports/store.ts';
import { BATCH, type Failure, type Looked, oneByOne } from './one-by-one.ts';

/** What one message asks about; what is beyond comes with the next look, a minute later. */
const MOST_ASKED = 20;

/**
 * Asks about what was closed, once its time has come: each once, those of one receiver in one message, and nothing
 * outside working hours. Of what somebody changed meanwhile the next look decides again. Each task force is looked at once,
 * so that what one leaves waiting, as at night, keeps nobody else waiting.
 *
 * @returns what was asked, and the ids of those for which it failed, or that can't be read
 * @param dry tell, change nothing
 */
export async function askAboutClosed(
  store: Store,
  now: Instant,
  dry: boolean,
): Promise<Looked<readonly string[], Asked>> {
  const done: Asked[] = [];
  const failures: Failure<readonly string[]>[] = [];
  const lookedAt = new Set<TaskForceId>();
  const unreadable = new Set<string>();
  const onUnreadable = (id: string, error: unknown) => {
    if (!unreadable.has(id)) failures.push({ item: [id], error });
    unreadable.add(id);
  };
  for (;;) {
    const before = unreadable.size;
    const due = await store.overview.dueAgain(now, BATCH + before, onUnreadable, [...lookedAt]);
    const asked = await askIn(store, due, now, dry);
    done.push(...asked.done);
    failures.push(...asked.failures.map(({ item, error }) => ({ item: item.map(({ id }) => id), error })));
    for (const { taskForceId } of due) lookedAt.add(taskForceId);
    if (due.length === 0 && unreadable.size === before) return { done, failures };
  }
}

async function askIn(
  store: Store,
  due: readonly Opening[],
  now: Instant,
  dry: boolean,
): Promise<Looked<readonly Opening[], Asked>> {
  const taskForces = [...new Set(due.map((opening) => opening.taskForceId))];
  const grouped = taskForces.map((id) => due.filter((opening) => opening.taskForceId === id));
  const looked = await oneByOne(grouped, (ours) => groupsOf(store, ours, now));
  const asked = await oneByOne(looked.done, async ({ openings, receivers, to }) => {
    const changes = changesOf(openings, receivers, to, now);
    const committed = dry || (await store.openings.commitTogether(changes)) === 'committed';
    return committed ? [{ openings, receivers }] : [];
  });
  const unasked = asked.failures.map(({ item, error }) => ({ item: item.openings, error }));
  return { done: asked.done, failures: [...looked.failures, ...unasked] };
}

/** What is due in one task force, by who is asked; nothing while nobody works there. */
async function groupsOf(
  { taskForces, directory }: Store,
  openings: readonly Opening[],
  now: Instant,
): Promise<(Asked & { readonly to: Audiences })[]> {
  const [first] = openings;
  const taskForce = first === undefined ? null : await taskForces.find(first.taskForceId);
  if (taskForce === null) throw new Error('a closed opening belongs to no task force');
  if (inWorkingHours(now, taskForce.calendar) > now) return [];
  const [rooms, members] = await Promise.all([
    taskForces.rooms(taskForce.id),
    directory.members(taskForce.id),
  ]);
  const to = { taskForce, rooms, members };
  return byReceiver(openings, to).map((group) => ({ ...group, to }));
}

/** What one message asks about, and whom. */
interface Asked {
  readonly openings: readonly Opening[];
  readonly receivers: readonly Destination[];
}

interface Group extends Asked {
  readonly openings: Opening[];
}

function byReceiver(openings: readonly Opening[], to: Audiences): Group[] {
  const groups = new Map<string, Group>();
  for (const opening of openings) {
    const receivers = askedAbout(opening, to);
    const lanes = receivers.map(laneOf).join(' ');
    const group = groups.get(lanes) ?? { openings: [], receivers };
    if (group.openings.length < MOST_ASKED) group.openings.push(opening);
    groups.set(lanes, group);
  }
  return [...groups.values()];
}

/** Whom to ask: its last owner, or whoever closed it, while they are of the jobcentre; then the jobcentre's room; then the coordinators. */
export function askedAbout(opening: Opening, { members, rooms }: Audiences): Destination[] {
  if (opening.status !== 'closed') return [];
  const works = (id: PersonId | null) =>
    members.some(({ person, roles }) => person.id === id && may(roles, 'answer_again'));
  const known = [opening.owner, opening.closedBy].find(works) ?? null;
  if (known !== null) return [{ kind: 'person', personId: known }];
  const shared = jobcentreRooms(rooms);
  if (shared.length > 0) return shared.map(({ id }) => ({ kind: 'room', roomId: id }));
  return coordinators(members).map((personId) => ({ kind: 'person', personId }));
}

function changesOf(
  openings: readonly Opening[],
  receivers: readonly Destination[],
  to: Audiences,
  now: Instant,
): Change[] {
  const changes = openings.flatMap((opening): Change[] => {
    const decision = askAgain(opening, { taskForce: to.taskForce, now });
    if (decision.kind !== 'changed') return [];
    const { next, event } = decision;
    return [
      {
        receipt: null,
        opening: { kind: 'save', opening: next },
        timeline: [{ at: now, by: null, platform: null, event }],
        nudges: [],
        outbox: announce(opening, next, event, null, to),
      },
    ];
  });
  const [first, ...rest] = changes;
  if (first === undefined) return [];
  const ids = changes.map(({ opening }) => opening.opening.id);
  const messages = receivers.map(
    (receiver): OutboxDraft => ({
      taskForceId: to.taskForce.id,
      to: receiver,
      outgoing: { kind: 'note', note: { kind: 'asked_again', openingIds: ids } },
      // The first of them is asked about once in this version: two replicas that meet here queue one message.
      unique: {
        kind: 'once',
        key: `asked_again:${ids[0]}:${first.opening.opening.version}:${laneOf(receiver)}`,
      },
    }),
  );
  return [{ ...first, outbox: [...messages, ...first.outbox] }, ...rest];
}
