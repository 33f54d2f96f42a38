import { expect, test } from 'vitest';
import type { OutboxDraft } from '../../src/app/outgoing/outgoing.ts';
import { TUESDAY } from '../support/builders.ts';
import { describeEachStore } from './each-store.ts';
import { settled } from './fixtures.ts';

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
    expect(await places.room(room)).toEqual(room);
    expect(await places.room({ ...room, workspaceId: 'T2' })).toBeNull();
    await places.rename(room, 'jobcenter-birkholm');
    expect((await places.room(room))?.name).toBe('jobcenter-birkholm');
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
    expect(await outbox.lease(10, 1_000)).toHaveLength(1);
    expect(await places.comeBack(room)).toBe(true);
    expect(await places.comeBack(room)).toBe(false);
    expect(await places.away(room.id)).toBeNull();
  });

  test('what was put off goes out at once when it is back', async () => {
    const { places, outbox, mailroom } = store();
    const { room, taskForce } = await settled(store());
    await mailroom.enqueue([note({ kind: 'room', roomId: room.id }, taskForce.id)]);
    await places.leave(room, 'removed', TUESDAY, []);
    const [message] = await outbox.lease(1, 1_000);
    if (message === undefined) throw new Error('Nothing waits.');
    await outbox.settle(message, { kind: 'postponed', afterMs: 300_000 });
    expect(await outbox.lease(1, 1_000)).toEqual([]);
    await places.comeBack(room);
    expect(await outbox.lease(1, 1_000)).toHaveLength(1);
  });
});
