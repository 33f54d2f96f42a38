import { randomUUID } from 'node:crypto';
import type { Sender } from '../../src/app/intent.ts';
import type { OutboxDraft } from '../../src/app/outgoing/outgoing.ts';
import type { Change } from '../../src/app/ports/openings.ts';

import type { Store } from '../../src/app/ports/store.ts';
import type { NewRoom } from '../../src/app/ports/task-forces.ts';
import type { OpeningId, PersonId, RoomId, TaskForceId } from '../../src/domain/ids.ts';
import type { Opening, OpeningFacts } from '../../src/domain/opening/opening.ts';
import { log } from '../../src/domain/opening/opening-acts.ts';
import type { RoomKind, TaskForce } from '../../src/domain/task-force.ts';
import { BIRKHOLM, FACTS, TUESDAY } from '../support/builders.ts';

export const newPersonId = () => randomUUID() as PersonId;
export const newOpeningId = () => randomUUID() as OpeningId;

/** A task force that stands in the store, with a room and its coordinator. */
export interface Home {
  readonly taskForce: TaskForce;
  readonly room: NewRoom;
  readonly coordinator: PersonId;
}

export async function settled(store: Store, name = 'Birkholm'): Promise<Home> {
  const taskForce = { ...BIRKHOLM, id: randomUUID() as TaskForceId, name };
  const room = newRoom(taskForce, 'jobcentre');
  const { id: coordinator } = await store.directory.personOf(account('Karen'));
  const code = randomUUID();
  await store.setUpCodes.issue(code, TUESDAY);
  const founding = {
    code,
    taskForce,
    rooms: [room],
    coordinator,
    joinCode: randomUUID(),
    now: TUESDAY,
    outbox: [],
  };
  const created = await store.taskForces.create(founding);
  if (created !== 'created') throw new Error(`the task force wasn't created: ${created}`);
  return { taskForce, room, coordinator };
}

export function newRoom(taskForce: TaskForce, kind: RoomKind): NewRoom {
  return {
    id: randomUUID() as RoomId,
    taskForceId: taskForce.id,
    kind,
    platform: 'slack',
    workspaceId: 'T1',
    conversationId: `C-${randomUUID()}`,
    name: null,
    details: {},
  };
}

export function account(name: string | null, userId: string = randomUUID()) {
  return { platform: 'slack', workspaceId: 'T1', userId, name };
}

export function senderIn(room: NewRoom | null, name: string | null, userId: string): Sender {
  return {
    ...account(name, userId),
    details: {},
    conversation: room === null ? null : { id: room.conversationId, direct: false, name: null, details: {} },
  };
}

/** A fresh code that binds one more room to the task force. */
export async function joining(store: Store, { taskForce }: Home): Promise<{ code: string; now: Date }> {
  const code = randomUUID();
  await store.setUpCodes.issueJoin(code, taskForce.id, TUESDAY);
  return { code, now: TUESDAY };
}

/** An opening as it is before it is stored. */
export function fresh(
  taskForce: TaskForce,
  facts: Partial<OpeningFacts> = {},
  now = TUESDAY,
  by = newPersonId(),
): Opening {
  const act = { by, roles: ['business_leader'] as const, taskForce, now };
  return log({ ...FACTS, ...facts }, newOpeningId(), act);
}

export function creating(opening: Opening, more: Partial<Change> = {}): Change {
  return {
    receipt: null,
    opening: { kind: 'create', opening },
    timeline: [{ at: TUESDAY, by: opening.loggedBy, platform: 'slack', event: { kind: 'logged' } }],
    nudges: [],
    outbox: [],
    ...more,
  };
}

/** Saves `opening`, which replaces the version before it. */
export function saving(opening: Opening, more: Partial<Change> = {}): Change {
  return { receipt: null, opening: { kind: 'save', opening }, timeline: [], nudges: [], outbox: [], ...more };
}

export async function stored(store: Store, opening: Opening): Promise<Opening> {
  const committed = await store.openings.commit(creating(opening));
  if (committed.kind !== 'committed') throw new Error(`the opening wasn't stored: ${committed.kind}`);
  return committed.opening;
}

/** "Show this opening in the room as it is", as `announce` drafts it. */
export function refresh({ taskForce, room }: Home, openingId: OpeningId): OutboxDraft {
  return {
    taskForceId: taskForce.id,
    to: { kind: 'room', roomId: room.id },
    outgoing: { kind: 'opening_card', openingId, roomId: room.id },
    unique: { kind: 'latest', key: `card:${openingId}:${room.id}` },
  };
}

/** A note to a person, told once. */
export function note({ taskForce }: Home, personId: PersonId, key: string = randomUUID()): OutboxDraft {
  return {
    taskForceId: taskForce.id,
    to: { kind: 'person', personId },
    outgoing: { kind: 'note', note: { kind: 'closed', openingId: newOpeningId() } },
    unique: { kind: 'once', key },
  };
}
