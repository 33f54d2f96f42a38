import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Intent, Request } from '../../src/app/intent.ts';
import { createCompose } from '../../src/app/outgoing/compose-outgoing.ts';
import type { NewRoom } from '../../src/app/ports/task-forces.ts';
import { PRESS_PERMISSIONS } from '../../src/app/rights.ts';
import { nudgeMessage } from '../../src/app/timed/swept.ts';
import type { MeetingId, RoomId, TaskForceId } from '../../src/domain/ids.ts';
import { type Opening, ownerOf } from '../../src/domain/opening/opening.ts';
import { log } from '../../src/domain/opening/opening-acts.ts';
import { ROLES } from '../../src/domain/permissions.ts';
import { FORM_NAMES } from '../../src/messages/form-context.ts';
import { pressSchema } from '../../src/messages/press.ts';
import { BIRKHOLM, FACTS } from '../support/builders.ts';
import { NOW, startVillage, type Village } from './village.ts';

/**
 * Birkholm, whose people ask, and Solbakken in another workspace, whose things they ask for. Every word of Solbakken's
 * has its mark in it, so that any leak is seen.
 */
const MARK = 'SOLBAKKENS';
const SOLBAKKEN = { ...BIRKHOLM, id: randomUUID() as TaskForceId, name: `${MARK} taskforce` };

let village: Village;
let theirs: Opening;
let ours: Opening;
let theirMeeting: MeetingId;
let theirRoom: NewRoom;

beforeAll(async () => {
  village = await startVillage();
  ours = await village.opening();
  for (const role of ROLES) await village.give(role, [role]);
  const { store } = village;
  theirRoom = {
    id: randomUUID() as RoomId,
    taskForceId: SOLBAKKEN.id,
    kind: 'jobcentre',
    platform: 'slack',
    workspaceId: 'T2',
    conversationId: 'C-jobcentre',
    name: `${MARK} rum`,
    details: {},
  };
  const owner = await store.directory.personOf({
    platform: 'slack',
    workspaceId: 'T2',
    userId: 'coordinator',
    name: `${MARK} koordinator`,
  });
  await store.setUpCodes.issue('THEIR-CODE', NOW);
  await store.taskForces.create({
    code: 'THEIR-CODE',
    taskForce: SOLBAKKEN,
    rooms: [theirRoom],
    coordinator: owner.id,
    joinCode: 'THEIR-JOIN',
    now: NOW,
    outbox: [],
  });
  const act = { by: owner.id, roles: ['coordinator'] as const, taskForce: SOLBAKKEN, now: NOW };
  const facts = { ...FACTS, company: `${MARK} café`, contactName: `${MARK} ejer` };
  const opening = log(facts, randomUUID() as Opening['id'], act);
  const timeline = [{ at: NOW, by: owner.id, platform: 'slack', event: { kind: 'logged' } as const }];
  const change = {
    receipt: null,
    opening: { kind: 'create', opening } as const,
    timeline,
    nudges: [],
    outbox: [],
  };
  const committed = await store.openings.commit(change);
  if (committed.kind !== 'committed') throw new Error('not logged');
  theirs = committed.opening;
  theirMeeting = randomUUID() as MeetingId;
  const meeting = {
    id: theirMeeting,
    taskForceId: SOLBAKKEN.id,
    kind: 'task_force' as const,
    status: 'open' as const,
    startedBy: owner.id,
    startedAt: NOW,
    closesAt: new Date(NOW.getTime() + 3_600_000),
    participants: null,
    version: 1,
  };
  expect(await store.meetings.start(meeting, [])).toBe(true);
});

/** All that Solbakken has, as text. */
async function solbakken(): Promise<string> {
  const { openings, directory, taskForces, meetings } = village.store;
  return JSON.stringify([
    await taskForces.find(SOLBAKKEN.id),
    await openings.open(SOLBAKKEN.id, {}, 100),
    await openings.timeline(SOLBAKKEN.id, theirs.id),
    await directory.members(SOLBAKKEN.id),
    await taskForces.rooms(SOLBAKKEN.id),
    await meetings.find(SOLBAKKEN.id, theirMeeting),
  ]);
}

const asked = (intent: Intent, sender: Partial<Request['sender']>): Promise<unknown> =>
  village.dispatch({
    sender: {
      platform: 'slack',
      workspaceId: 'T1',
      userId: 'coordinator',
      name: null,
      details: {},
      conversation: null,
      ...sender,
    },
    intent,
    key: null,
  });

const room = (id: string, direct = false) => ({ id, direct, name: null, details: {} });

/** Those who ask, and from where: each role in its chat, in its room, in a place like Solbakken's, and a guest. */
const ASKERS: readonly (readonly [string, Partial<Request['sender']>])[] = [
  ...ROLES.map((role) => [`${role} in their chat`, { userId: role, conversation: room('D', true) }] as const),
  ['coordinator in the jobcentre’s room', { conversation: room('C-jobcentre') }],
  [
    'coordinator of nothing, in a room of Solbakken’s name',
    { workspaceId: 'T3', conversation: room('C-jobcentre') },
  ],
  ['a guest from another workspace', { workspaceId: 'T4', userId: 'guest', conversation: room('D', true) }],
  [
    'the same user id on another platform',
    { platform: 'teams', workspaceId: 'T2', conversation: room('D', true) },
  ],
];

/** Solbakken's ids, with its own name and with ours before them. */
const forgeries = () => [
  { taskForceId: SOLBAKKEN.id, openingId: theirs.id, meetingId: theirMeeting },
  { taskForceId: BIRKHOLM.id, openingId: theirs.id, meetingId: theirMeeting },
  { taskForceId: SOLBAKKEN.id, openingId: ours.id, meetingId: theirMeeting },
];

describe.each(ASKERS)('%s', (_who, sender) => {
  async function getsNothing(intent: Intent): Promise<void> {
    const before = await solbakken();
    const answer = JSON.stringify(await asked(intent, sender));
    expect(answer).not.toContain(MARK);
    expect(await solbakken()).toBe(before);
  }

  test.each(Object.keys(PRESS_PERMISSIONS))('press %s', async (act) => {
    for (const ids of forgeries()) {
      await getsNothing({
        kind: 'press',
        press: pressSchema.parse({ act, ...ids, code: 'NONE', nth: 0, item: 'day_1', colour: 'red' }),
      });
    }
  });

  test.each(FORM_NAMES)('form %s', async (form) => {
    for (const { taskForceId, openingId, meetingId } of forgeries()) {
      const context = {
        form,
        token: randomUUID(),
        taskForceId,
        openingId,
        conversationId: null,
        extra: meetingId,
      };
      const values = { note: 'x', reason: 'job_order', to: 'room', channel: 'phone', outcome: 'interested' };
      for (const kind of ['reshape', 'submit'] as const) await getsNothing({ kind, context, values });
    }
  });

  test.each([
    '',
    'liste',
    'mine',
    'SJ-1',
    'SJ-2',
    'medlemmer',
    'indstillinger',
    'mine data',
    'møde slut',
    'opret',
  ])('command “%s”', async (text) => {
    await getsNothing({ kind: 'command', text });
  });
});

test('the forgeries would have worked at home', async () => {
  const sender = { workspaceId: 'T2', conversation: room('C-jobcentre') };
  const { id: openingId, taskForceId } = theirs;
  const seen = await asked({ kind: 'press', press: { act: 'view_contact', taskForceId, openingId } }, sender);
  expect(JSON.stringify(seen)).toContain(`${MARK} ejer`);
  await asked({ kind: 'press', press: { act: 'claim', taskForceId, openingId } }, sender);
  const claimed = await village.store.openings.find(taskForceId, openingId);
  expect(claimed === null ? null : ownerOf(claimed)).not.toBeNull();
});

test('a message that names another task force’s opening, room or meeting is never put into words', async () => {
  const compose = createCompose(village.store, { now: () => NOW });
  const [ourRoom] = await village.store.taskForces.rooms(BIRKHOLM.id);
  if (ourRoom === undefined) throw new Error('no room');
  const note = { kind: 'note', note: { kind: 'closed', openingId: theirs.id } } as const;
  const drafts = [
    [BIRKHOLM.id, ourRoom.id, { kind: 'opening_card', openingId: theirs.id, roomId: ourRoom.id }],
    [SOLBAKKEN.id, ourRoom.id, { kind: 'opening_card', openingId: theirs.id, roomId: ourRoom.id }],
    [BIRKHOLM.id, theirRoom.id, { kind: 'opening_card', openingId: ours.id, roomId: theirRoom.id }],
    [SOLBAKKEN.id, ourRoom.id, { kind: 'meeting_card', meetingId: theirMeeting, part: 'meeting' }],
    [BIRKHOLM.id, ourRoom.id, { kind: 'meeting_card', meetingId: theirMeeting, part: 'meeting' }],
    [BIRKHOLM.id, ourRoom.id, note],
  ] as const;
  for (const [taskForceId, roomId, outgoing] of drafts) {
    expect(await compose({ taskForceId, to: { kind: 'room', roomId }, outgoing })).toBeNull();
  }
});

test('who works for two task forces is nudged by each in a message of its own', async () => {
  const { store } = village;
  const { id: personId } = await store.directory.personOf({
    platform: 'slack',
    workspaceId: 'T1',
    userId: 'coordinator',
    name: null,
  });
  const to = { kind: 'person', personId } as const;
  for (const { id, taskForceId } of [ours, theirs]) {
    await store.directory.setRoles(taskForceId, personId, ['consultant'], null);
    const opening = await store.openings.find(taskForceId, id);
    if (opening === null) throw new Error('it is there');
    const nudge = { openingId: id, round: opening.round, level: 1, receiver: 'owner', to } as const;
    const next = { ...opening, version: opening.version + 1 };
    await store.openings.commit({
      receipt: null,
      opening: { kind: 'save', opening: next },
      timeline: [],
      nudges: [nudge],
      outbox: [nudgeMessage(taskForceId, to)],
    });
  }
  const compose = createCompose(store, { now: () => NOW });
  const [birkholm, solbakken] = await Promise.all(
    [BIRKHOLM, SOLBAKKEN].map(async ({ id }) =>
      JSON.stringify(await compose({ taskForceId: id, to, outgoing: { kind: 'nudges' } })),
    ),
  );
  expect(birkholm).toContain(FACTS.company);
  expect(birkholm).not.toContain(MARK);
  expect(solbakken).toContain(`${MARK} café`);
  expect(solbakken).not.toContain(FACTS.company);
  expect(nudgeMessage(BIRKHOLM.id, to).unique).not.toEqual(nudgeMessage(SOLBAKKEN.id, to).unique);
});
