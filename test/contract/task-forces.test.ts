import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Founding } from '../../src/app/ports/task-forces.ts';
import type { TaskForceId } from '../../src/domain/ids.ts';
import { createStore } from '../../src/store/create-store.ts';
import { BIRKHOLM, TUESDAY } from '../support/builders.ts';
import { describeEachDatabase, describeEachStore } from './each-store.ts';
import { account, joining, newOpeningId, newRoom, note, refresh, settled } from './fixtures.ts';

describeEachStore('task forces', (store) => {
  async function founding(code: string, more: Partial<Founding> = {}): Promise<Founding> {
    const taskForce = { ...BIRKHOLM, id: randomUUID() as TaskForceId, target: null };
    const { id: coordinator } = await store().directory.personOf(account('Karen'));
    const rooms = [newRoom(taskForce, 'task_force'), newRoom(taskForce, 'jobcentre')];
    return { code, taskForce, rooms, coordinator, joinCode: randomUUID(), now: TUESDAY, outbox: [], ...more };
  }

  test('a code makes a task force with its rooms, its coordinator and what is to be said there', async () => {
    await store().setUpCodes.issue('birk-1234', TUESDAY);
    const { taskForces } = store();
    expect(await taskForces.code(' BIRK-1234 ', TUESDAY)).toEqual({ use: 'create' });

    const birkholm = await founding('Birk-1234');
    const outbox = [note({ ...birkholm, room: newRoom(birkholm.taskForce, 'shared') }, birkholm.coordinator)];
    expect(await taskForces.create({ ...birkholm, outbox })).toBe('created');
    const { taskForce, coordinator } = birkholm;
    expect(await taskForces.find(taskForce.id)).toEqual(taskForce);
    expect(await taskForces.all()).toEqual([taskForce]);
    expect(await taskForces.rooms(taskForce.id)).toEqual(birkholm.rooms);
    expect(await store().directory.members(taskForce.id)).toEqual([
      { person: { id: coordinator, name: 'Karen', locale: null }, roles: ['coordinator'] },
    ]);
    expect(await store().outbox.depth()).toMatchObject({ waiting: 1 });
  });

  test('a code makes one task force, also of two at one instant', async () => {
    await store().setUpCodes.issue('once', TUESDAY);
    const both = [await founding('once'), await founding('once')];
    const outcomes = await Promise.all(both.map((each) => store().taskForces.create(each)));
    expect(outcomes.sort()).toEqual(['code_used', 'created']);
    expect(await store().taskForces.code('once', TUESDAY)).toBeNull();
    expect(await store().taskForces.create(await founding('once'))).toBe('code_used');
    expect(await store().taskForces.create(await founding('never issued'))).toBe('code_used');
    expect(await store().taskForces.all()).toHaveLength(1);
  });

  test('a room that is taken leaves nothing of the new task force, and the code unused', async () => {
    const { room } = await settled(store());
    await store().setUpCodes.issue('second', TUESDAY);
    const second = await founding('second');
    const rooms = [
      ...second.rooms,
      { ...newRoom(second.taskForce, 'shared'), conversationId: room.conversationId },
    ];
    const outbox = [note({ ...second, room }, second.coordinator)];
    expect(await store().taskForces.create({ ...second, rooms, outbox })).toBe('room_taken');
    expect(await store().taskForces.find(second.taskForce.id)).toBeNull();
    expect(await store().taskForces.rooms(second.taskForce.id)).toEqual([]);
    expect(await store().outbox.depth()).toMatchObject({ waiting: 0 });
    expect(await store().taskForces.code('second', TUESDAY)).toEqual({ use: 'create' });
  });

  test('a join code binds one room, and sending it again finds the room bound', async () => {
    await store().setUpCodes.issue('birk', TUESDAY);
    const birkholm = await founding('birk', { joinCode: 'join-me' });
    await store().taskForces.create(birkholm);
    const use = { code: 'join-ME', now: TUESDAY };
    expect(await store().taskForces.code('JOIN-me', TUESDAY)).toEqual({
      use: 'join',
      taskForceId: birkholm.taskForce.id,
    });
    const room = { ...newRoom(birkholm.taskForce, 'shared'), platform: 'teams' };
    expect(await store().taskForces.bind(room, use, [])).toBe('bound');
    expect(await store().taskForces.bind(room, use, [])).toBe('bound');
    expect(await store().taskForces.code('join-me', TUESDAY)).toBeNull();
    const second = { ...newRoom(birkholm.taskForce, 'jobcentre'), platform: 'teams' };
    expect(await store().taskForces.bind(second, use, [])).toBe('code_used');
    expect(await store().taskForces.bind({ ...room, kind: 'jobcentre' }, use, [])).toBe('code_used');
    expect(await store().taskForces.rooms(birkholm.taskForce.id)).toHaveLength(3);
    expect(await store().taskForces.create(await founding('join-me'))).toBe('code_used');
  });

  test('a room that is taken uses up no code', async () => {
    const home = await settled(store());
    const other = await settled(store(), 'Solbakken');
    const use = await joining(store(), other);
    const taken = { ...newRoom(other.taskForce, 'shared'), conversationId: home.room.conversationId };
    expect(await store().taskForces.bind(taken, use, [])).toBe('room_taken');
    expect(await store().taskForces.code(use.code, TUESDAY)).not.toBeNull();
  });

  test('binding a room again changes its kind only, and what is said there finds it', async () => {
    const home = await settled(store());
    const again = {
      ...home.room,
      id: newRoom(home.taskForce, 'shared').id,
      kind: 'shared' as const,
      name: 'x',
    };
    const draft = refresh({ ...home, room: again }, newOpeningId());
    expect(await store().taskForces.bind(again, await joining(store(), home), [draft])).toBe('bound');
    expect(await store().taskForces.rooms(home.taskForce.id)).toEqual([{ ...home.room, kind: 'shared' }]);
    const [message] = await store().outbox.lease(9, 1_000);
    expect(message?.to).toEqual({ kind: 'room', roomId: home.room.id });
    expect(message?.outgoing).toMatchObject({ roomId: home.room.id });
  });

  test('a room of one task force is not taken by another', async () => {
    const home = await settled(store());
    const other = await settled(store(), 'Solbakken');
    const taken = { ...newRoom(other.taskForce, 'shared'), conversationId: home.room.conversationId };
    expect(
      await store().taskForces.bind(taken, await joining(store(), other), [note(other, other.coordinator)]),
    ).toBe('room_taken');
    expect(await store().taskForces.rooms(home.taskForce.id)).toEqual([home.room]);
    expect(await store().outbox.depth()).toMatchObject({ waiting: 0 });
  });

  test('a first code is wanted until there is one, or a task force', async () => {
    expect(await store().setUpCodes.noneLeft()).toBe(true);
    await store().setUpCodes.issue('first', TUESDAY);
    expect(await store().setUpCodes.noneLeft()).toBe(false);
    await store().taskForces.create(await founding('first'));
    expect(await store().setUpCodes.noneLeft()).toBe(false);
  });

  test('issuing a used code again does not make it usable', async () => {
    await store().setUpCodes.issue('first', TUESDAY);
    await store().taskForces.create(await founding('first'));
    await store().setUpCodes.issue('first', TUESDAY);
    expect(await store().taskForces.code('first', TUESDAY)).toBeNull();
  });
});

describeEachDatabase('the tables of a task force', (database) => {
  test('a code is nowhere to be read', async () => {
    const { client } = database();

    await createStore(database()).setUpCodes.issue('BIRK-1234', TUESDAY);
    const rows = await client.setUpCode.findMany();
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows).toUpperCase()).not.toContain('BIRK');
  });

  test('settings that an older version wrote read with the defaults of this one', async () => {
    const { client } = database();

    const { taskForce } = await settled(createStore(database()));
    const settings = { calendar: { zone: 'Europe/Copenhagen' }, thresholds: { loggedDays: 2 } };
    await client.taskForce.update({ where: { id: taskForce.id }, data: { settings } });
    expect(await createStore(database()).taskForces.find(taskForce.id)).toEqual({
      ...taskForce,
      thresholds: { ...taskForce.thresholds, loggedDays: 2 },
    });
  });
});
