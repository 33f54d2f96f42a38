import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { OutboxDraft } from '../../src/app/outgoing/outgoing.ts';

import type { PersonId } from '../../src/domain/ids.ts';
import { TUESDAY } from '../support/builders.ts';
import { describeEachStore } from './each-store.ts';
import { account, type Home, senderIn, settled } from './fixtures.ts';

const SOON = new Date(TUESDAY.getTime() + 60_000);

describeEachStore('people who leave', (store) => {
  /** A consultant with an account on each of these platforms, which are linked. */
  async function consultant(home: Home, platforms: readonly string[] = ['slack']) {
    const { directory, accountLinks } = store();
    const accounts = platforms.map((platform) => ({ ...account('Mette'), platform }));
    const people: PersonId[] = [];
    for (const one of accounts) people.push((await directory.personOf(one)).id);
    const [id, other] = people;
    if (id === undefined) throw new Error('there is no account');
    if (other !== undefined) {
      const code = randomUUID();
      await accountLinks.issue(code, other, SOON);
      expect(await accountLinks.join(code, id, TUESDAY)).toEqual({ kind: 'joined' });
    }
    await directory.grant(home.taskForce.id, id, ['consultant']);
    return { id, accounts };
  }

  const word = ({ taskForce, room }: Home, id: PersonId): OutboxDraft => ({
    taskForceId: taskForce.id,
    to: { kind: 'room', roomId: room.id },
    outgoing: { kind: 'note', note: { kind: 'left_behind', person: id } },
    unique: { kind: 'latest', key: `left_behind:${id}:room:${room.id}` },
  });
  const first = <T>(all: readonly T[]): T => {
    const [one] = all;
    if (one === undefined) throw new Error('there is none');
    return one;
  };
  const waiting = async () => (await store().outbox.depth()).waiting;
  const isMember = async ({ taskForce }: Home, id: PersonId) =>
    (await store().directory.members(taskForce.id)).some(({ person }) => person.id === id);

  test('whoever leaves is told of once, is no member, and can’t be written to, until they ask again', async () => {
    const home = await settled(store());
    const { id, accounts } = await consultant(home);
    const left = first(accounts);
    const { departures, directory, mailroom } = store();
    expect(await departures.leaver(left, null)).toEqual({ personId: id, taskForceIds: [home.taskForce.id] });
    const before = await waiting();
    expect(await departures.leave(left, [word(home, id)])).toBe(true);
    expect(await departures.leave(left, [word(home, id)])).toBe(false);
    expect(await waiting()).toBe(before + 1);
    expect(await departures.leaver(left, null)).toBeNull();
    expect(await departures.isGone(id)).toBe(true);
    expect(await isMember(home, id)).toBe(false);
    expect(await mailroom.account(id)).toBeNull();

    await directory.personOf(left);
    expect(await departures.isGone(id)).toBe(true);
    await directory.standing(senderIn(home.room, 'Mette', left.userId), SOON);
    expect(await departures.isGone(id)).toBe(false);
    expect(await isMember(home, id)).toBe(true);
    expect(await mailroom.account(id)).toMatchObject({ userId: left.userId });
  });

  test('a request minutes after the last is heard, though nothing else of it is new', async () => {
    const home = await settled(store());
    const { id, accounts } = await consultant(home);
    const sender = senderIn(home.room, 'Mette', first(accounts).userId);
    await store().directory.standing(sender, TUESDAY);
    await store().departures.leave(first(accounts), []);
    await store().directory.standing(sender, SOON);
    expect(await store().departures.isGone(id)).toBe(false);
  });

  test('a platform says that somebody is back', async () => {
    const home = await settled(store());
    const { id, accounts } = await consultant(home);
    await store().departures.leave(first(accounts), []);
    await store().departures.comeBack(first(accounts));
    expect(await store().departures.isGone(id)).toBe(false);
  });

  test('whoever is still there on the other platform is there, and is written to there', async () => {
    const home = await settled(store());
    const { id, accounts } = await consultant(home, ['slack', 'teams']);
    const [slack, teams] = accounts;
    if (slack === undefined || teams === undefined) throw new Error('there are no two accounts');
    const { departures, mailroom } = store();
    const before = await waiting();
    expect(await departures.leave(slack, [word(home, id)])).toBe(true);
    expect(await waiting()).toBe(before);
    expect(await departures.isGone(id)).toBe(false);
    expect(await isMember(home, id)).toBe(true);
    expect(await mailroom.account(id)).toMatchObject({ platform: 'teams' });
    expect(await departures.leave(teams, [word(home, id)])).toBe(true);
    expect(await waiting()).toBe(before + 1);
    expect(await departures.isGone(id)).toBe(true);
  });

  test('of two accounts left at one instant one is the last', async () => {
    const home = await settled(store());
    const { id, accounts } = await consultant(home, ['slack', 'teams']);
    const before = await waiting();
    await Promise.all(accounts.map((one) => store().departures.leave(one, [word(home, id)])));
    expect(await waiting()).toBe(before + 1);
  });

  test('being taken out of a place counts where a bound room is, by its conversation or by what its rooms share', async () => {
    const home = await settled(store());
    const { id, accounts } = await consultant(home);
    const conversation = {
      id: home.room.conversationId,
      direct: false,
      name: null,
      details: { teamId: '19:team' },
    };
    await store().directory.standing({ ...senderIn(home.room, 'Jens', randomUUID()), conversation }, TUESDAY);
    const leaver = (conversationId: string, details: Record<string, string> | null) =>
      store().departures.leaver(first(accounts), { conversationId, details });
    expect(await leaver('C-elsewhere', null)).toBeNull();
    expect(await leaver('C-elsewhere', { teamId: '19:other' })).toBeNull();
    expect(await leaver(home.room.conversationId, null)).toMatchObject({ personId: id });
    expect(await leaver('C-elsewhere', { teamId: '19:team' })).toMatchObject({ personId: id });
  });

  test('an account nobody knows is nobody’s', async () => {
    expect(await store().departures.leaver(account('Nobody'), null)).toBeNull();
    expect(await store().departures.leave(account('Nobody'), [])).toBe(false);
  });
});
