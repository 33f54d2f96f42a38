import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { MeetingId } from '../../src/domain/ids.ts';
import { countParticipants, type Meeting, startMeeting } from '../../src/domain/meeting.ts';
import { TUESDAY } from '../support/builders.ts';
import { describeEachStore } from './each-store.ts';
import { fresh, note, settled, stored } from './fixtures.ts';

describeEachStore('the receipt of what is about no opening', (store) => {
  const receipt = () => `form:${randomUUID()}`;

  test('given for roles, gives them once, however often and however fast the request comes', async () => {
    const { taskForce, coordinator } = await settled(store());
    const { directory } = store();
    const key = receipt();
    const give = (role: 'admin' | 'observer', by: string | null) =>
      directory.setRoles(taskForce.id, coordinator, ['coordinator', role], by);
    expect((await Promise.all([give('admin', key), give('admin', key)])).sort()).toEqual(['repeated', 'set']);
    expect(await give('observer', receipt())).toBe('set');
    expect(await give('admin', key)).toBe('repeated');
    const [member] = await directory.members(taskForce.id);
    expect(member?.roles).toEqual(['coordinator', 'observer']);
    expect(await give('admin', null)).toBe('set');
  });

  test('given for settings, saves them and queues what follows once', async () => {
    const home = await settled(store());
    const key = receipt();
    const change = (target: number, by: string) => ({
      taskForce: { ...home.taskForce, target },
      openings: [],
      outbox: [note(home, home.coordinator, `target-${randomUUID()}`)],
      receipt: by,
    });
    const { waiting } = await store().outbox.depth();
    expect(await store().settings.save(change(50, key))).toBe('saved');
    expect(await store().settings.save(change(60, receipt()))).toBe('saved');
    expect(await store().settings.save(change(50, key))).toBe('repeated');
    expect((await store().taskForces.find(home.taskForce.id))?.target).toBe(60);
    expect((await store().outbox.depth()).waiting).toBe(waiting + 2);
  });

  test('isn’t given when nothing was saved, so that the next try does', async () => {
    const home = await settled(store());
    const opening = await stored(store(), fresh(home.taskForce));
    const key = receipt();
    const change = { taskForce: { ...home.taskForce, target: 50 }, outbox: [], receipt: key };
    const outdated = { ...opening, version: opening.version + 2 };
    expect(await store().settings.save({ ...change, openings: [outdated] })).toBe('clash');
    expect(await store().openings.wasDone(key)).toBe(false);
    expect(await store().settings.save({ ...change, openings: [] })).toBe('saved');
    expect(await store().openings.wasDone(key)).toBe(true);
  });

  test('given for a meeting’s numbers, counts them once', async () => {
    const home = await settled(store());
    const { meetings } = store();
    const key = receipt();
    const meeting = startMeeting(randomUUID() as MeetingId, 'network', {
      by: home.coordinator,
      taskForce: home.taskForce,
      now: TUESDAY,
    });
    await meetings.start(meeting, []);
    const count = async (companies: number, by: string) => {
      const now: Meeting = (await meetings.find(home.taskForce.id, meeting.id)) ?? meeting;
      const counted = countParticipants(now, { companies, others: 0 });
      return counted === null ? 'unchanged' : meetings.save(counted, [], by);
    };
    expect(await count(1, key)).toBe('saved');
    expect(await count(2, receipt())).toBe('saved');
    expect(await count(1, key)).toBe('repeated');
    const now = await meetings.find(home.taskForce.id, meeting.id);
    expect(now).toMatchObject({ participants: { companies: 2, others: 0 }, version: 3 });
  });
});
