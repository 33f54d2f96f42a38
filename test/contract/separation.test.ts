import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Store } from '../../src/app/ports/store.ts';
import type { NewRoom } from '../../src/app/ports/task-forces.ts';
import type { MeetingId, PersonId } from '../../src/domain/ids.ts';
import type { OpenMeeting } from '../../src/domain/meeting.ts';
import { close } from '../../src/domain/opening/closing.ts';
import type { Opening } from '../../src/domain/opening/opening.ts';
import { claim } from '../../src/domain/opening/opening-acts.ts';
import { agree, presentCandidate, start, startMatching } from '../../src/domain/opening/placing.ts';
import { candidate, changedBy, TERMS, TUESDAY } from '../support/builders.ts';
import { describeEachStore } from './each-store.ts';
import {
  account,
  creating,
  fresh,
  type Home,
  joining,
  newRoom,
  saving,
  settled,
  stored,
} from './fixtures.ts';

/** What Solbakken has of each kind, so that every query would find something at home. */
interface Theirs {
  readonly home: Home;
  /** Told at the meeting, and nobody's yet. */
  readonly opening: Opening;
  /** Filled, with a job that is followed. */
  readonly filled: Opening;
  /** Closed so long ago that its contact data are over. */
  readonly closed: Opening;
  readonly meeting: OpenMeeting;
  /** With a role, and gone from every platform. */
  readonly leaver: PersonId;
  /** A message that was sent and named somebody who was erased since. */
  readonly sent: string;
}

type Query = (store: Store, us: Home, theirs: Theirs) => Promise<unknown>;

/** Why a method isn't asked for another task force's things by naming one's own. */
type Exempt =
  /** A person or an account is in no task force, or in several: theirs alone, whoever they work with. */
  | 'of one person or account'
  /** Nothing of any task force is in it. */
  | 'of the installation'
  /** No person causes it. */
  | 'by the clock, for every task force'
  /** Whoever has the code, the signed request or the room's message may do what it says. */
  | 'by a code, or what a platform signed'
  /** `test/app/separation.test.ts` tries messages that name another task force's things. */
  | 'of the outbox: composed in the message’s own task force';

type Table<Port> = { readonly [Method in keyof Port]: Query | Exempt };

const WORD = 'SOLBAKKENS';
const later = new Date(TUESDAY.getTime() + 100 * 86_400_000);

/** A thing of theirs as the next version of one of ours. */
const forged = <T extends { readonly version: number }>(thing: T, { taskForce }: Home) => ({
  ...thing,
  taskForceId: taskForce.id,
  version: thing.version + 1,
});

/**
 * Every method of every port, asked for another task force's things with our own's id. A new one neither compiles nor
 * passes until it says here how it is asked, or why it isn't.
 */
const QUERIES: { readonly [Port in keyof Store]: Table<Store[Port]> } = {
  openings: {
    find: ({ openings }, us, { opening }) => openings.find(us.taskForce.id, opening.id),
    findByNumber: ({ openings }, us, { opening }) => openings.findByNumber(us.taskForce.id, opening.number),
    open: async ({ openings }, us, { opening }) => {
      const filters = [{}, { loggedBy: opening.loggedBy }];
      const found = await Promise.all(filters.map((filter) => openings.open(us.taskForce.id, filter, 10)));
      return found.map(({ items, total }) => [items, counted(total)]);
    },
    lastLoggedBy: ({ openings }, us, { opening }) => openings.lastLoggedBy(us.taskForce.id, opening.loggedBy),
    timeline: ({ openings }, us, { opening }) => openings.timeline(us.taskForce.id, opening.id),
    commit: ({ openings }, us, { opening }) => openings.commit(saving(forged(opening, us))),
    commitTogether: ({ openings }, us, { opening }) => openings.commitTogether([saving(forged(opening, us))]),
    wasDone: 'by a code, or what a platform signed',
  },
  meetings: {
    find: ({ meetings }, us, { meeting }) => meetings.find(us.taskForce.id, meeting.id),
    current: ({ meetings }, us) => meetings.current(us.taskForce.id),
    openings: ({ meetings }, us, { meeting }) => meetings.openings(us.taskForce.id, meeting.id),
    save: ({ meetings }, us, { meeting }) =>
      meetings.save({ ...forged(meeting, us), participants: { companies: 1, others: 1 } }, [], null),
    start: ({ meetings }, us, { meeting }) =>
      meetings.start({ ...meeting, taskForceId: us.taskForce.id }, []),
    due: 'by the clock, for every task force',
  },
  overview: {
    digestInput: async ({ overview }, us) => {
      const { open, spotted, fresh, ...input } = await overview.digestInput(us.taskForce.id, TUESDAY);
      return [input, counted(open.length + spotted + fresh.openings + fresh.visits)];
    },
    targetInput: async ({ overview }, us) => {
      const { spotted, fresh, placements } = await overview.targetInput(us.taskForce.id, TUESDAY);
      return [placements, counted(spotted + fresh.openings + fresh.visits)];
    },
    whole: ({ overview }, us, { opening, closed }) =>
      overview.whole(us.taskForce.id, [opening.id, closed.id]),
    lastOwnerOf: ({ overview }, us, { filled }) => overview.lastOwnerOf(us.taskForce.id, filled.company),
    similar: ({ overview }, us, { opening }) =>
      overview.similar(us.taskForce.id, opening.company, opening.category ?? '', new Date(0)),
    followed: ({ overview }, us) => overview.followed(us.taskForce.id),
    due: 'by the clock, for every task force',
    dueFollowUps: 'by the clock, for every task force',
    dueCallsAhead: 'by the clock, for every task force',
    dueAgain: 'by the clock, for every task force',
    dueAgainIn: ({ overview }, us) => overview.dueAgainIn(us.taskForce.id, later),
  },
  companies: {
    openings: ({ companies }, us, { opening }) =>
      companies.openings(us.taskForce.id, opening.company.toLowerCase(), 10),
    named: ({ companies }, us) => companies.named(us.taskForce.id, WORD.toLowerCase(), 10),
  },
  steering: {
    input: async ({ steering }, us) => {
      const { logged, ...input } = await steering.input(us.taskForce.id, later);
      return [input, counted(logged)];
    },
  },
  results: {
    facts: ({ results }, us) => results.facts(us.taskForce.id),
    reached: async ({ results }, us) => counted((await results.reached(us.taskForce.id)).logged),
  },
  directory: {
    accountsIn: async ({ directory }, us) => [
      ...(await directory.accountsIn(us.taskForce.id, { platform: 'slack', workspaceId: 'T1' })),
    ],
    glance: 'by a code, or what a platform signed',
    members: ({ directory }, us) => directory.members(us.taskForce.id),
    audience: ({ directory }, us) => directory.audience(us.taskForce.id),
    grant: ({ directory }, us, { home }) =>
      directory.grant(us.taskForce.id, home.coordinator, ['consultant_lead']),
    setRoles: ({ directory }, us, { home }) =>
      directory.setRoles(us.taskForce.id, home.coordinator, [], null),
    standing: 'by a code, or what a platform signed',
    setLocale: 'of one person or account',
    personOf: 'of one person or account',
  },
  taskForces: {
    find: ({ taskForces }, us) => taskForces.find(us.taskForce.id),
    rooms: ({ taskForces }, us) => taskForces.rooms(us.taskForce.id),
    bind: async (store, us, { home }) => {
      const room: NewRoom = { ...home.room, taskForceId: us.taskForce.id, kind: 'task_force' };
      return await store.taskForces.bind(room, await joining(store, us), []);
    },
    all: 'by the clock, for every task force',
    code: 'by a code, or what a platform signed',
    create: 'by a code, or what a platform signed',
  },
  setUpCodes: {
    issueJoin: async (store, us, { home }) => {
      const code = randomUUID();
      await store.setUpCodes.issueJoin(code, us.taskForce.id, TUESDAY);
      const room = newRoom(home.taskForce, 'task_force');
      return await store.taskForces.bind(room, { code, now: TUESDAY }, []);
    },
    issue: 'of the installation',
    noneLeft: 'of the installation',
  },
  settings: {
    save: ({ settings }, us, { opening }) =>
      settings.save({
        taskForce: { ...us.taskForce, target: 7 },
        openings: [forged(opening, us)],
        outbox: [],
        receipt: null,
      }),
  },
  personalData: {
    expired: ({ personalData }, us) =>
      personalData.expired(us.taskForce.id, { contact: TUESDAY, company: TUESDAY, note: TUESDAY }, null),
    forget: ({ personalData }, us, { closed }) =>
      personalData.forget([{ opening: forged(closed, us), timeline: [], wordsOf: null }], []),
    held: 'of one person or account',
    named: 'of the installation',
    erase: 'of one person or account',
    reachedBy: 'of one person or account',
  },
  sentMessages: {
    overdue: ({ sentMessages }, us) => sentMessages.overdue(us.taskForce.id),
    find: ({ sentMessages }, us, { sent }) => sentMessages.find(us.taskForce.id, sent),
    forget: ({ sentMessages }, us, { sent }) => sentMessages.forget(us.taskForce.id, sent),
    about: 'of one person or account',
    keep: 'of the outbox: composed in the message’s own task force',
  },
  audit: {
    last: ({ audit }, us) => audit.last(us.taskForce.id, 100),
    record: 'of the installation',
    link: 'by the clock, for every task force',
    verify: 'by the clock, for every task force',
  },
  upkeep: {
    flawedCards: ({ upkeep }, us) => upkeep.flawedCards(us.taskForce.id, 1, 100),
    forgottenNudges: 'by the clock, for every task force',
    prune: 'by the clock, for every task force',
  },
  departures: {
    leaver: 'of one person or account',
    leave: 'of one person or account',
    comeBack: 'of one person or account',
    isGone: 'of one person or account',
  },
  accountLinks: {
    issue: 'of one person or account',
    check: 'by a code, or what a platform signed',
    join: 'by a code, or what a platform signed',
  },
  homes: {
    find: 'of one person or account',
    show: 'of one person or account',
    details: 'of one person or account',
    close: 'of one person or account',
    choices: 'of one person or account',
  },
  places: {
    wayInto: 'of the outbox: composed in the message’s own task force',
    rooms: 'by a code, or what a platform signed',
    change: 'by a code, or what a platform signed',
    leave: 'by a code, or what a platform signed',
    comeBack: 'by a code, or what a platform signed',
    away: 'of the outbox: composed in the message’s own task force',
  },
  mailroom: {
    room: 'of the outbox: composed in the message’s own task force',
    account: 'of one person or account',
    person: 'of one person or account',
    people: 'of one person or account',
    pendingNudges: ({ mailroom }, us, { home }) =>
      mailroom.pendingNudges(us.taskForce.id, { kind: 'person', personId: home.coordinator }),
    enqueue: 'of the outbox: composed in the message’s own task force',
  },
  outbox: {
    lease: 'of the outbox: composed in the message’s own task force',
    settle: 'of the outbox: composed in the message’s own task force',
    posted: 'of the outbox: composed in the message’s own task force',
    depth: 'of the installation',
    dead: 'of the installation',
    revive: 'of the installation',
  },
  pacing: { take: 'of the installation' },
  slots: { won: 'by the clock, for every task force', win: 'by the clock, for every task force' },
  linkKeys: { key: 'of the installation' },
  installations: {
    keep: 'of the installation',
    renew: 'of the installation',
    find: 'of the installation',
    belongs: 'of the installation',
    taskForcesIn: 'by a code, or what a platform signed',
    end: 'of the installation',
  },
  arrivals: {
    arrive: 'of the installation',
    leave: 'of the installation',
    isAnywhere: 'of the installation',
  },
};

/** A count tells of theirs too. */
function counted(total: number): string | null {
  return total === 0 ? null : `${total} of ${WORD}`;
}

const rows = Object.entries(QUERIES).flatMap(([port, methods]) =>
  Object.entries(methods).flatMap(([method, query]: [string, Query | Exempt]): [string, Query][] =>
    typeof query === 'string' ? [] : [[`${port}.${method}`, query]],
  ),
);

/** The names of all that can be asked, as they are at run time. */
function methodsOf(ports: object): string[] {
  return Object.entries(ports).flatMap(([port, methods]) =>
    Object.keys(methods).map((method) => `${port}.${method}`),
  );
}

describeEachStore('a query with our task force and another’s id', (store) => {
  async function solbakken(): Promise<Theirs> {
    const home = await settled(store(), `${WORD} taskforce`);
    const { id: leader } = await store().directory.personOf(account(`${WORD} leder`));
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
    const telling = (company: string, now = TUESDAY) =>
      fresh(home.taskForce, { company: `${WORD} ${company}`, municipality: WORD }, now, leader);
    const logged = await stored(store(), { ...telling('café'), meetingId: meeting.id });
    const opening = { ...logged, version: logged.version + 1 };
    const to = { kind: 'person', personId: home.coordinator } as const;
    const nudge = {
      openingId: opening.id,
      round: opening.round,
      level: 1,
      receiver: 'coordinator',
      to,
    } as const;
    await store().openings.commit(saving(opening, { nudges: [nudge] }));
    return {
      home,
      opening,
      filled: await filled(home, telling('kantine')),
      closed: await closed(home, telling('kiosk', new Date('2024-01-10T10:00:00Z'))),
      meeting,
      leaver: await leaver(home),
      sent: await sentMessage(home),
    };
  }

  async function sentMessage({ taskForce, room }: Home): Promise<string> {
    const { directory, personalData, sentMessages } = store();
    const { id } = await directory.personOf(account(`${WORD} slettet`));
    const about = { people: [id], openings: [] };
    await sentMessages.keep({
      taskForceId: taskForce.id,
      to: { kind: 'room', roomId: room.id },
      address: { ...room, userId: null },
      messageId: `${WORD} besked`,
      about,
    });
    const held = await personalData.held(id);
    if (held === null) throw new Error('nothing is held');
    await personalData.erase({ person: held, now: TUESDAY, openings: [], outbox: [] });
    const [sent] = await sentMessages.about(about);
    if (sent === undefined) throw new Error('nothing was sent');
    return sent.id;
  }

  async function saved(opening: Opening): Promise<Opening> {
    const committed = await store().openings.commit(saving({ ...opening, version: 2 }));
    if (committed.kind !== 'committed') throw new Error(committed.kind);
    return committed.opening;
  }

  async function filled({ taskForce, coordinator }: Home, told: Opening): Promise<Opening> {
    const act = { by: coordinator, roles: ['consultant'] as const, taskForce, now: TUESDAY };
    const steps = [
      (now: Opening) => claim(now, act),
      (now: Opening) => startMatching(now, act),
      (now: Opening) => presentCandidate(now, candidate('K-1'), act),
      (now: Opening) => agree(now, 1, '2026-11-17', 'flex_job', act),
      (now: Opening) => start(now, 1, TERMS, act),
    ];
    const first = await stored(store(), told);
    return saved(steps.reduce((opening, step) => changedBy(step(opening)), first));
  }

  async function closed({ taskForce }: Home, told: Opening): Promise<Opening> {
    const act = { by: told.loggedBy, roles: [], taskForce, now: told.loggedAt };
    return saved(changedBy(close(await stored(store(), told), 'no_candidate', null, act)));
  }

  async function leaver({ taskForce }: Home): Promise<PersonId> {
    const one = account(`${WORD} borte`);
    const { id } = await store().directory.personOf(one);
    await store().directory.grant(taskForce.id, id, ['consultant']);
    expect(await store().departures.leave(one, [])).toBe(true);
    return id;
  }

  /** All that they have, as text. */
  async function held({ home, meeting, ...theirs }: Theirs): Promise<string> {
    const { openings, directory, taskForces, meetings, sentMessages } = store();
    const { id } = home.taskForce;
    const ids = [theirs.opening, theirs.filled, theirs.closed].map((opening) => opening.id);
    return JSON.stringify([
      await taskForces.find(id),
      await taskForces.rooms(id),
      await directory.members(id),
      await meetings.find(id, meeting.id),
      await meetings.current(id),
      await sentMessages.find(id, theirs.sent),
      await Promise.all(ids.map((opening) => openings.find(id, opening))),
      await Promise.all(ids.map((opening) => openings.timeline(id, opening))),
    ]);
  }

  /** What of theirs is in an answer: its words, and the ids that it wasn't asked with. */
  function tracesOf({ home, opening, filled, leaver }: Theirs, found: unknown): string[] {
    const { taskForce, room, coordinator } = home;
    const marks: string[] = [WORD, taskForce.id, room.id, coordinator, opening.loggedBy, filled.id, leaver];
    const text = JSON.stringify(found ?? null);
    return marks.filter((mark) => text.includes(mark));
  }

  test('names each method of each port', () => {
    expect(methodsOf(QUERIES).toSorted()).toEqual(methodsOf(store()).toSorted());
  });

  test.each(rows)('%s finds and changes nothing of theirs, and does at home', async (name, query) => {
    const us = await settled(store());
    const theirs = await solbakken();
    const before = await held(theirs);
    expect(tracesOf(theirs, await query(store(), us, theirs))).toEqual([]);
    expect(await held(theirs)).toBe(before);
    // One is on already: at home it is refused too.
    if (name === 'meetings.start') return;
    const atHome = tracesOf(theirs, await query(store(), theirs.home, theirs));
    expect(atHome.length > 0 || (await held(theirs)) !== before).toBe(true);
  });

  test('one that was made under another’s id stays where it was made', async () => {
    const us = await settled(store());
    const { opening } = await solbakken();
    const copy = { ...opening, taskForceId: us.taskForce.id, meetingId: null, version: 1 };
    await store()
      .openings.commit(creating(copy))
      .then(() => expect.unreachable('two openings have one id'))
      .catch(() => undefined);
    expect(await store().openings.find(us.taskForce.id, opening.id)).toBeNull();
  });
});
