import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Sender } from '../../src/app/intent.ts';
import type { Role } from '../../src/domain/permissions.ts';
import { TUESDAY } from '../support/builders.ts';
import { describeEachStore } from './each-store.ts';
import { account, newRoom, senderIn, settled } from './fixtures.ts';

const minutesLater = (minutes: number) => new Date(TUESDAY.getTime() + minutes * 60_000);

describeEachStore('the directory', (store) => {
  const standing = (sender: Sender, now = TUESDAY) => store().directory.standing(sender, now);

  test('a person is made at first sight and the same ever after', async () => {
    const user = randomUUID();
    const first = await standing(senderIn(null, 'Mette', user));
    expect(first).toMatchObject({ person: { name: 'Mette', locale: null }, room: null, memberships: [] });
    expect(await standing(senderIn(null, 'Mette', user), minutesLater(60))).toEqual(first);
    expect(await store().mailroom.person(first.person.id)).toEqual(first.person);
  });

  test('many first sights at one instant make one person', async () => {
    const user = randomUUID();
    const all = await Promise.all(Array.from({ length: 8 }, () => standing(senderIn(null, 'Mette', user))));
    expect(new Set(all.map(({ person }) => person.id)).size).toBe(1);
  });

  test('who only looks is known or not, and leaves no trace', async () => {
    const { directory, departures, mailroom } = store();
    const { room } = await settled(store());
    const user = randomUUID();
    expect(await directory.glance(senderIn(room, 'Mette', user))).toBeNull();
    expect(await departures.leaver({ platform: 'slack', workspaceId: 'T1', userId: user }, null)).toBeNull();
    const known = await standing(senderIn(room, 'Mette', user));
    const other = { ...account('Mette', randomUUID()), details: {}, conversation: null };
    const { person } = await standing(other, minutesLater(1));
    const code = randomUUID();
    await store().accountLinks.issue(code, known.person.id, minutesLater(60));
    await store().accountLinks.join(code, person.id, minutesLater(1));
    const looked = await directory.glance(senderIn(room, 'Another name', user));
    expect(looked?.room?.id).toBe(room.id);
    expect(await mailroom.account(person.id)).toMatchObject({ userId: other.userId });
    expect(await mailroom.person(person.id)).toMatchObject({ name: 'Mette' });
    await departures.leave({ platform: 'slack', workspaceId: 'T1', userId: user }, []);
    expect(await directory.glance(senderIn(room, 'Mette', user))).toBeNull();
  });

  test('a workspace’s accounts of a task force are its members’, those who left aside', async () => {
    const { directory, departures } = store();
    const { taskForce, room } = await settled(store());
    const here = { platform: 'slack', workspaceId: 'T1' };
    const [mette, jens, guest] = [randomUUID(), randomUUID(), randomUUID()];
    for (const user of [mette, jens, guest]) await standing(senderIn(room, 'Somebody', user));
    const elsewhere = await standing({ ...senderIn(null, 'Karen', randomUUID()), workspaceId: 'T2' });
    await directory.grant(taskForce.id, elsewhere.person.id, ['business_leader']);
    for (const user of [mette, jens]) {
      const { person } = await standing(senderIn(room, 'Somebody', user));
      await directory.grant(taskForce.id, person.id, ['consultant']);
    }
    await departures.leave({ ...here, userId: jens }, []);
    const found = await directory.accountsIn(taskForce.id, here);
    const ids = found.map(({ userId }) => userId);
    expect(ids).toContain(mette);
    for (const user of [jens, guest]) expect(ids).not.toContain(user);
    expect(found.find(({ userId }) => userId === mette)?.roles).toEqual(['consultant']);
    expect(
      (await directory.accountsIn(taskForce.id, { ...here, workspaceId: 'T2' })).map(
        ({ personId }) => personId,
      ),
    ).toEqual([elsewhere.person.id]);
  });

  test('the same user id on another platform or in another workspace is another person', async () => {
    const sender = senderIn(null, 'Mette', randomUUID());
    const ids = await Promise.all(
      [sender, { ...sender, platform: 'teams' }, { ...sender, workspaceId: 'T2' }].map(
        async (each) => (await standing(each)).person.id,
      ),
    );
    expect(new Set(ids).size).toBe(3);
  });

  test('somebody without a name goes by the user id until a name is heard, which then stays', async () => {
    const names = [];
    for (const name of [null, 'Mette', null, 'Mette Holm']) {
      names.push((await standing(senderIn(null, name, 'U042'))).person.name);
    }
    expect(names).toEqual(['U042', 'Mette', 'Mette', 'Mette Holm']);
    const { person } = await standing(senderIn(null, null, 'U042'));
    expect(await store().mailroom.person(person.id)).toMatchObject({ name: 'Mette Holm' });
  });

  test('a name to log in with is used until a real one is heard, and never replaces it', async () => {
    const user = randomUUID();
    const loggedIn = { ...senderIn(null, null, user), loginName: 'mette.h' };
    expect((await standing(loggedIn)).person.name).toBe('mette.h');
    await standing(senderIn(null, 'Mette Holm', user));
    const { person } = await standing(loggedIn);
    expect(person.name).toBe('Mette Holm');
    expect(await store().mailroom.person(person.id)).toMatchObject({ name: 'Mette Holm' });
  });

  test('what a platform tells of an address is kept, and newer details replace older ones', async () => {
    const sender = senderIn(null, 'Mette', randomUUID());
    const { person } = await standing({ ...sender, details: { serviceUrl: 'https://a', aad: '1' } });
    await standing({ ...sender, details: { serviceUrl: 'https://b' } });
    expect(await store().mailroom.account(person.id)).toMatchObject({
      userId: sender.userId,
      details: { serviceUrl: 'https://b', aad: '1' },
    });
  });

  test('a bound room is found by where it is, and keeps what its platform tells of it', async () => {
    const { room } = await settled(store());
    const sender = senderIn(room, 'Mette', randomUUID());
    expect((await standing(sender)).room).toEqual(room);
    const conversation = {
      id: room.conversationId,
      direct: false,
      name: 'Jobcenter',
      details: { serviceUrl: 'https://b' },
    };
    const renamed = { ...room, name: 'Jobcenter', details: { serviceUrl: 'https://b' } };
    expect((await standing({ ...sender, conversation })).room).toEqual(renamed);
    expect((await standing(sender)).room).toEqual(renamed);
    expect(await store().mailroom.room(room.id)).toEqual(renamed);
    expect((await standing({ ...sender, workspaceId: 'T2' })).room).toBeNull();
    expect((await standing({ ...sender, conversation: null })).room).toBeNull();
  });

  test('the task force whose room was used last comes first, also minutes later', async () => {
    const [birkholm, solbakken] = [await settled(store()), await settled(store(), 'Solbakken')];
    const user = randomUUID();
    const { person } = await standing(senderIn(null, 'Mette', user));
    for (const { taskForce } of [birkholm, solbakken]) {
      await store().directory.grant(taskForce.id, person.id, ['consultant']);
    }
    const order = async (minute: number) =>
      (await standing(senderIn(null, 'Mette', user), minutesLater(minute))).memberships.map(
        ({ taskForceId }) => taskForceId,
      );
    for (const [minute, used, other] of [
      [0, birkholm, solbakken],
      [1, solbakken, birkholm],
      [2, birkholm, solbakken],
      [20, birkholm, solbakken],
    ] as const) {
      await standing(senderIn(used.room, 'Mette', user), minutesLater(minute));
      expect(await order(minute)).toEqual([used.taskForce.id, other.taskForce.id]);
    }
  });

  test("the room's task force is read along, elsewhere the one used last, and nobody's for a stranger", async () => {
    const [birkholm, solbakken] = [await settled(store()), await settled(store(), 'Solbakken')];
    const user = randomUUID();
    const { person, taskForce } = await standing(senderIn(null, 'Mette', user));
    expect(taskForce).toBeNull();
    await store().directory.grant(birkholm.taskForce.id, person.id, ['consultant']);
    expect((await standing(senderIn(null, 'Mette', user))).taskForce).toEqual(birkholm.taskForce);
    // At first sight in a room nobody has a role there yet.
    expect((await standing(senderIn(solbakken.room, 'Mette', user))).taskForce).toEqual(solbakken.taskForce);
    expect((await standing(senderIn(null, 'Mette', user))).taskForce).toEqual(birkholm.taskForce);
  });

  test('a leader without a Home is no audience of what happens to others’ openings', async () => {
    const { taskForce, coordinator } = await settled(store());
    const { directory, homes } = store();
    const member = async (...roles: Role[]) => {
      const seen = account('Karen');
      const { id } = await directory.personOf(seen);
      await directory.grant(taskForce.id, id, roles);
      return { id, seen };
    };
    await member('business_leader');
    const ambassador = await member('business_leader', 'ambassador');
    const looking = await member('business_leader');
    await homes.show(looking.seen, taskForce.id, null, false);
    const { members } = await directory.audience(taskForce.id);
    expect(members.map(({ person }) => person.id).toSorted()).toEqual(
      [coordinator, ambassador.id, looking.id].toSorted(),
    );
    expect(await directory.members(taskForce.id)).toHaveLength(4);
  });

  test('the audience of a task force is its rooms and its members as they are read apart', async () => {
    const { taskForce, coordinator } = await settled(store());
    await settled(store(), 'Solbakken');
    const { directory, taskForces } = store();
    const { id } = await directory.personOf(account('Mette'));
    await directory.grant(taskForce.id, id, ['consultant', 'ambassador']);
    const { rooms, members } = await directory.audience(taskForce.id);
    expect(rooms).toEqual(await taskForces.rooms(taskForce.id));
    expect(rooms.length).toBeGreaterThan(0);
    expect(members).toEqual(await directory.members(taskForce.id));
    expect(members.map(({ person }) => person.id).toSorted()).toEqual([coordinator, id].toSorted());
  });

  test('roles are added without doubles, replaced, and taken away with the membership', async () => {
    const { taskForce, coordinator } = await settled(store());
    const { directory } = store();
    const { id } = await directory.personOf(account('Mette'));
    const rolesOf = async () =>
      (await directory.members(taskForce.id)).find(({ person }) => person.id === id)?.roles;

    await directory.grant(taskForce.id, id, ['business_leader']);
    await directory.grant(taskForce.id, id, ['consultant', 'business_leader']);
    expect(await rolesOf()).toEqual(['business_leader', 'consultant']);
    await directory.setRoles(taskForce.id, id, ['consultant_lead'], null);
    expect(await rolesOf()).toEqual(['consultant_lead']);
    await directory.setRoles(taskForce.id, id, [], null);
    await directory.grant(taskForce.id, id, []);
    expect((await directory.members(taskForce.id)).map(({ person }) => person.id)).toEqual([coordinator]);
  });

  test('roles that are given at one instant are all kept', async () => {
    const { taskForce } = await settled(store());
    const { directory } = store();
    const { id } = await directory.personOf(account('Mette'));
    const roles = ['consultant', 'ambassador', 'observer', 'job_broker'] as const;
    await Promise.all(roles.map((role) => directory.grant(taskForce.id, id, [role])));
    const member = (await directory.members(taskForce.id)).find(({ person }) => person.id === id);
    expect(member?.roles.toSorted()).toEqual(roles.toSorted());
  });

  test("a language is a person's own, in every room", async () => {
    const { room } = await settled(store());
    const user = randomUUID();
    const { person } = await standing(senderIn(null, 'Mette', user));
    await store().directory.setLocale(person.id, 'en');
    expect((await standing(senderIn(room, 'Mette', user))).person).toEqual({ ...person, locale: 'en' });
  });

  test('somebody who was picked from a list is the one who writes later', async () => {
    const picked = await store().directory.personOf(account(null, 'U7'));
    expect(picked.name).toBe('U7');
    const { person } = await standing(senderIn(null, 'Jens', 'U7'));
    expect(person).toEqual({ ...picked, name: 'Jens' });
    expect(await store().directory.personOf(account(null, 'U7'))).toEqual(person);
  });

  test('a room that belongs to nobody is no room', async () => {
    const { taskForce } = await settled(store());
    const unbound = newRoom(taskForce, 'shared');
    expect((await standing(senderIn(unbound, 'Mette', randomUUID()))).room).toBeNull();
  });
});
