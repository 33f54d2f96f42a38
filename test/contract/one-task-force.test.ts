import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { MeetingId } from '../../src/domain/ids.ts';
import { createStore } from '../../src/store/create-store.ts';
import { TUESDAY } from '../support/builders.ts';
import { describeEachDatabase, sealing } from './each-store.ts';
import { creating, fresh, type Home, settled, stored } from './fixtures.ts';

describeEachDatabase('what hangs together is one task force’s, whatever a query says', (database) => {
  const store = () => createStore(database(), sealing);

  async function meetingOf({ taskForce, coordinator }: Home): Promise<MeetingId> {
    const id = randomUUID() as MeetingId;
    const closesAt = new Date(TUESDAY.getTime() + 3_600_000);
    const base = { id, taskForceId: taskForce.id, kind: 'task_force', status: 'open' } as const;
    const meeting = { ...base, startedBy: coordinator, startedAt: TUESDAY, closesAt, participants: null };
    expect(await store().meetings.start({ ...meeting, version: 1 }, [])).toBe(true);
    return id;
  }

  async function twoHomes() {
    return { us: await settled(store()), theirs: await settled(store(), 'Solbakken') };
  }

  test('an opening is told at a meeting of its own', async () => {
    const { us, theirs } = await twoHomes();
    const told = { ...fresh(us.taskForce), meetingId: await meetingOf(theirs) };
    await expect(store().openings.commit(creating(told))).rejects.toThrow(/foreign key/i);
    await stored(store(), { ...told, meetingId: await meetingOf(us) });
  });

  test('a story is of an opening of its own', async () => {
    const { us, theirs } = await twoHomes();
    const opening = await stored(store(), fresh(theirs.taskForce));
    const entry = (taskForceId: string) => database().client.$executeRaw`
      INSERT INTO timeline_entry (task_force_id, opening_id, at, event)
      VALUES (${taskForceId}::uuid, ${opening.id}::uuid, now(), '{"kind": "reminded"}')`;
    await expect(entry(us.taskForce.id)).rejects.toThrow(/foreign key/i);
    expect(await entry(theirs.taskForce.id)).toBe(1);
  });

  test('an opening never moves to another', async () => {
    const { us, theirs } = await twoHomes();
    const { id } = await stored(store(), fresh(theirs.taskForce));
    const moving = database().client.$executeRaw`
      UPDATE opening SET task_force_id = ${us.taskForce.id}::uuid, number = 99 WHERE id = ${id}::uuid`;
    await expect(moving).rejects.toThrow(/foreign key/i);
  });
});
