import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { OutboxDraft } from '../../src/app/outgoing/outgoing.ts';
import { everywhereIn } from '../../src/app/ports/places.ts';
import type { RoomId } from '../../src/domain/ids.ts';
import { TUESDAY } from '../support/builders.ts';
import { describeEachStore } from './each-store.ts';
import { newRoom, settled } from './fixtures.ts';

describeEachStore('rooms that are away', (store) => {
  const note = (to: OutboxDraft['to'], taskForceId: OutboxDraft['taskForceId']): OutboxDraft => ({
    taskForceId,
    to,
    outgoing: { kind: 'note', note: { kind: 'board' } },
    unique: { kind: 'once', key: JSON.stringify(to) },
  });

  test('a room is found where it is, and by its new name', async () => {
    const { places } = store();
    const { room } = await settled(store());
    expect(await places.rooms(room)).toEqual([room]);
    expect(await places.rooms({ ...room, workspaceId: 'T2' })).toEqual([]);
    await places.change(room, { name: 'jobcenter-birkholm' });
    expect((await places.rooms(room)).map(({ name }) => name)).toEqual(['jobcenter-birkholm']);
  });

  test('a room that is the same under another id is found there, and a room that is bound there already is left', async () => {
    const { places, taskForces, setUpCodes } = store();
    const { room, taskForce } = await settled(store());
    await places.change(room, { conversationId: 'C-moved' });
    expect(await places.rooms(room)).toEqual([]);
    const moved = { ...room, conversationId: 'C-moved' };
    expect(await places.rooms(moved)).toEqual([moved]);
    const other = newRoom(taskForce, 'jobcentre');
    await setUpCodes.issueJoin('JOIN', taskForce.id, TUESDAY);
    await taskForces.bind(other, { code: 'JOIN', now: TUESDAY }, []);
    await places.change(other, { conversationId: 'C-moved' });
    expect((await places.rooms(moved)).map(({ id }) => id)).toEqual([room.id]);
  });

  test('a whole workspace is away and back, but for what was away for a reason of its own', async () => {
    const { places } = store();
    const { room } = await settled(store());
    const all = everywhereIn(room.platform, room.workspaceId);
    expect((await places.rooms(all)).map(({ id }) => id)).toContain(room.id);
    expect(await places.rooms(everywhereIn(room.platform, 'T-other'))).toEqual([]);
    await places.leave(room, 'archived', TUESDAY, []);
    expect(await places.comeBack(all, 'shut_out')).toBe(false);
    expect(await places.away(room.id)).toBe('archived');
    await places.comeBack(room);
    await places.leave(room, 'shut_out', TUESDAY, []);
    expect(await places.comeBack(all, 'shut_out')).toBe(true);
    expect(await places.away(room.id)).toBeNull();
  });

  test('all rooms of a larger place are found by what they share, and are back together', async () => {
    const { places, taskForces, setUpCodes } = store();
    const { room, taskForce } = await settled(store());
    const shared = { teamId: '19:team' };
    const inTeam = (kind: 'task_force' | 'jobcentre') => ({ ...newRoom(taskForce, kind), details: shared });
    for (const one of [inTeam('task_force'), inTeam('jobcentre')]) {
      const code = randomUUID();
      await setUpCodes.issueJoin(code, taskForce.id, TUESDAY);
      await taskForces.bind(one, { code, now: TUESDAY }, []);
    }
    const { platform, workspaceId } = newRoom(taskForce, 'jobcentre');
    const team = { platform, workspaceId, conversationId: 'the team itself', shared };
    const found = await places.rooms(team);
    expect(found).toHaveLength(2);
    expect(found.map(({ id }) => id)).not.toContain(room.id);
    for (const one of found) await places.leave(one, 'archived', TUESDAY, []);
    expect(await places.comeBack(team)).toBe(true);
    expect(await Promise.all(found.map(({ id }) => places.away(id)))).toEqual([null, null]);
  });

  test('it leaves once, with its word, and is there again once', async () => {
    const { places, outbox } = store();
    const { room, coordinator, taskForce } = await settled(store());
    const word = note({ kind: 'person', personId: coordinator }, taskForce.id);
    expect(await places.away(room.id)).toBeNull();
    expect(await places.leave(room, 'archived', TUESDAY, [word])).toBe(true);
    expect(
      await places.leave(room, 'removed', TUESDAY, [{ ...word, unique: { kind: 'once', key: '2' } }]),
    ).toBe(false);
    expect(await places.away(room.id)).toBe('archived');
    expect(await places.wayInto(room.id, null)).toEqual({ room, away: 'archived', posted: null });
    expect(await outbox.lease(10, 1_000)).toHaveLength(1);
    expect(await places.comeBack(room)).toBe(true);
    expect(await places.comeBack(room)).toBe(false);
    expect(await places.away(room.id)).toBeNull();
    expect(await places.wayInto(room.id, null)).toEqual({ room, away: null, posted: null });
    expect(await places.wayInto(randomUUID() as RoomId, null)).toBeNull();
  });

  test('what was put off goes out at once when it is back', async () => {
    const { places, outbox, mailroom } = store();
    const { room, taskForce } = await settled(store());
    await mailroom.enqueue([note({ kind: 'room', roomId: room.id }, taskForce.id)]);
    await places.leave(room, 'removed', TUESDAY, []);
    const [message] = await outbox.lease(1, 1_000);
    if (message === undefined) throw new Error('Nothing waits.');
    await outbox.settle(message, { kind: 'postponed', afterMs: 300_000, inLine: false });
    expect(await outbox.lease(1, 1_000)).toEqual([]);
    await places.comeBack(room);
    expect(await outbox.lease(1, 1_000)).toHaveLength(1);
  });
});
