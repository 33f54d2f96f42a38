import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Store } from '../../src/app/ports/store.ts';
import type { MeetingId } from '../../src/domain/ids.ts';
import type { OpenMeeting } from '../../src/domain/meeting.ts';
import type { Opening } from '../../src/domain/opening/opening.ts';
import { TUESDAY } from '../support/builders.ts';
import { describeEachStore } from './each-store.ts';
import { account, creating, fresh, type Home, saving, settled, stored } from './fixtures.ts';

interface Theirs {
  readonly home: Home;
  readonly opening: Opening;
  readonly meeting: OpenMeeting;
}

type Query = (store: Store, us: Home, theirs: Theirs) => Promise<unknown>;
type Table<Port> = { readonly [Method in keyof Port]: Query | 'no task force in it' };

const later = new Date(TUESDAY.getTime() + 100 * 86_400_000);

/**
 * Every query of the ports that hold a task force's things, asked for another's with our task force's id. A new method
 * doesn't compile until it says here how it is asked; what it answers must be as of a task force that has nothing.
 */
const QUERIES: {
  /** `wasDone` asks for the receipt of a request alone, which its platform signed, and tells nothing of an opening. */
  readonly openings: Table<Omit<Store['openings'], 'wasDone'>>;
  readonly meetings: Table<Store['meetings']>;
  readonly overview: Table<Store['overview']>;
  readonly personalData: Table<Store['personalData']>;
  readonly audit: Table<Store['audit']>;
} = {
  openings: {
    find: ({ openings }, us, { opening }) => openings.find(us.taskForce.id, opening.id),
    findByNumber: ({ openings }, us, { opening }) => openings.findByNumber(us.taskForce.id, opening.number),
    open: async ({ openings }, us, { opening }) => {
      const filters = [{}, { loggedBy: opening.loggedBy }];
      const found = await Promise.all(filters.map((filter) => openings.open(us.taskForce.id, filter, 10)));
      return found.flatMap(({ items, total }) => [...items, ...(total === 0 ? [] : [total])]);
    },
    lastLoggedBy: ({ openings }, us, { opening }) => openings.lastLoggedBy(us.taskForce.id, opening.loggedBy),
    timeline: ({ openings }, us, { opening }) => openings.timeline(us.taskForce.id, opening.id),
    commit: async ({ openings }, us, { opening }) => {
      const forged = { ...opening, taskForceId: us.taskForce.id, version: opening.version + 1 };
      const { kind } = await openings.commit(saving(forged));
      return kind === 'clash' ? null : kind;
    },
    commitTogether: async ({ openings }, us, { opening }) => {
      const forged = { ...opening, taskForceId: us.taskForce.id, version: opening.version + 1 };
      const kind = await openings.commitTogether([saving(forged)]);
      return kind === 'clash' ? null : kind;
    },
  },
  meetings: {
    find: ({ meetings }, us, { meeting }) => meetings.find(us.taskForce.id, meeting.id),
    current: ({ meetings }, us) => meetings.current(us.taskForce.id),
    openings: ({ meetings }, us, { meeting }) => meetings.openings(us.taskForce.id, meeting.id),
    save: async ({ meetings }, us, { meeting }) => {
      const forged = { ...meeting, taskForceId: us.taskForce.id, version: meeting.version + 1 };
      return (await meetings.save(forged, [], null)) === 'saved' ? forged : null;
    },
    start: 'no task force in it',
    due: 'no task force in it',
  },
  overview: {
    digestInput: async ({ overview }, us) => {
      const { open, loggedThisWeek, spotted, placements } = await overview.digestInput(
        us.taskForce.id,
        TUESDAY,
      );
      return [...open, ...loggedThisWeek, ...placements, ...(spotted === 0 ? [] : [spotted])];
    },
    lastOwnerOf: ({ overview }, us, { opening }) => overview.lastOwnerOf(us.taskForce.id, opening.company),
    similar: ({ overview }, us, { opening }) =>
      overview.similar(us.taskForce.id, opening.company, opening.category ?? '', new Date(0)),
    followed: ({ overview }, us) => overview.followed(us.taskForce.id),
    due: 'no task force in it',
    dueFollowUps: 'no task force in it',
    dueCallsAhead: 'no task force in it',
    dueAgain: 'no task force in it',
  },
  personalData: {
    expired: ({ personalData }, us) =>
      personalData.expired(us.taskForce.id, { contact: later, company: later, note: later }, null),
    held: 'no task force in it',
    named: 'no task force in it',
    erase: 'no task force in it',
    forget: 'no task force in it',
  },
  audit: {
    last: async ({ audit }, us, { opening }) => {
      const entries = await audit.last(us.taskForce.id, 100);
      return entries.filter(({ subject }) => subject === opening.id);
    },
    record: 'no task force in it',
    link: 'no task force in it',
    verify: 'no task force in it',
  },
};

const rows = Object.entries(QUERIES).flatMap(([port, methods]) =>
  Object.entries(methods).flatMap(([method, query]): [string, Query][] =>
    typeof query === 'string' ? [] : [[`${port}.${method}`, query]],
  ),
);

describeEachStore('a query with our task force and another’s id', (store) => {
  async function twoHomes(): Promise<{ us: Home; theirs: Theirs }> {
    const us = await settled(store());
    const home = await settled(store(), 'Solbakken');
    const { id: leader } = await store().directory.personOf(account('Leder'));
    const opening = await stored(store(), fresh(home.taskForce, {}, TUESDAY, leader));
    const meeting: OpenMeeting = {
      id: randomUUID() as MeetingId,
      taskForceId: home.taskForce.id,
      kind: 'task_force',
      status: 'open',
      startedBy: home.coordinator,
      startedAt: TUESDAY,
      closesAt: later,
      participants: null,
      version: 1,
    };
    expect(await store().meetings.start(meeting, [])).toBe(true);
    return { us, theirs: { home, opening, meeting } };
  }

  test.each(rows)('%s finds nothing and changes nothing', async (_name, query) => {
    const { us, theirs } = await twoHomes();
    const found = await query(store(), us, theirs);
    expect(Array.isArray(found) ? found : [found].filter((one) => one !== null)).toEqual([]);
    const { openings, meetings } = store();
    expect(await openings.find(theirs.home.taskForce.id, theirs.opening.id)).toEqual(theirs.opening);
    expect(await meetings.find(theirs.home.taskForce.id, theirs.meeting.id)).toEqual(theirs.meeting);
  });

  test('the same queries at home find it', async () => {
    const { theirs } = await twoHomes();
    const silent = [
      'overview.lastOwnerOf',
      'personalData.expired',
      'openings.commit',
      'openings.commitTogether',
      'overview.followed',
    ];
    for (const [name, query] of rows.filter(([name]) => !silent.includes(name) && name !== 'meetings.save')) {
      if (name === 'meetings.openings') continue;
      const found = await query(store(), theirs.home, theirs);
      expect([name, Array.isArray(found) ? found.length > 0 : found !== null]).toEqual([name, true]);
    }
  });

  test('one that was made under another’s id stays where it was made', async () => {
    const { us, theirs } = await twoHomes();
    const copy = { ...theirs.opening, taskForceId: us.taskForce.id, version: 1 };
    await store()
      .openings.commit(creating(copy))
      .then(() => expect.unreachable('two openings have one id'))
      .catch(() => undefined);
    expect(await store().openings.find(us.taskForce.id, theirs.opening.id)).toBeNull();
  });
});
