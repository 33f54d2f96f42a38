import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { HeldData } from '../../src/app/ports/personal-data.ts';
import { eraseFrom } from '../../src/domain/erasure.ts';
import type { PersonId } from '../../src/domain/ids.ts';
import { claim, handOver } from '../../src/domain/opening/opening-acts.ts';
import { createStore } from '../../src/store/create-store.ts';
import { TUESDAY } from '../support/builders.ts';
import { describeEachDatabase, describeEachStore, type UnderTest } from './each-store.ts';
import { fresh, note, saving, senderIn, settled, stored } from './fixtures.ts';

/** Karen, who logged an opening with her number; Mette took it, and gave it to Jens with a note. */
async function scene(store: UnderTest) {
  const home = await settled(store());
  const { directory, openings, mailroom, accountLinks } = store();
  const person = async (name: string) => {
    const sender = senderIn(home.room, name, `U-${name}-${randomUUID()}`);
    const { person: known } = await directory.standing(sender, TUESDAY);
    await directory.grant(home.taskForce.id, known.id, ['consultant']);
    return { id: known.id, sender };
  };
  const [karen, mette, jens] = [await person('Karen Krogh'), await person('Mette'), await person('Jens')];
  await directory.setLocale(mette.id, 'en');
  const facts = { contactName: 'Karen Krogh' };
  const logged = await stored(store(), fresh(home.taskForce, facts, TUESDAY, karen.id));
  const act = { by: mette.id, roles: [], taskForce: home.taskForce, now: TUESDAY };
  const taken = claim(logged, act);
  if (taken.kind !== 'changed') throw new Error('not taken');
  const entry = { at: TUESDAY, by: mette.id, platform: 'slack' };
  await openings.commit(saving(taken.next, { timeline: [{ ...entry, event: taken.event }] }));
  const given = handOver(taken.next, jens.id, act, 'Spørg efter Bo');
  if (given.kind !== 'changed') throw new Error('not given on');
  await openings.commit(
    saving(given.next, {
      timeline: [{ ...entry, event: given.event }],
      receipt: `slack:press:1:${mette.sender.userId}:x`,
    }),
  );
  await mailroom.enqueue([note(home, mette.id), note(home, karen.id)]);
  await accountLinks.issue('CODE', mette.id, new Date(TUESDAY.getTime() + 60_000));
  return { home, karen, mette, jens, opening: { ...given.next, number: logged.number } };
}

async function heldOf(store: UnderTest, id: PersonId): Promise<HeldData> {
  const held = await store().personalData.held(id);
  if (held === null) throw new Error('nothing is held');
  return held;
}

describeEachStore('what is held about a person', (store) => {
  test('is their name, language, accounts, roles, openings, acts and messages', async () => {
    const { home, mette, opening } = await scene(store);
    const held = await heldOf(store, mette.id);
    expect(held.person).toEqual({ id: mette.id, name: 'Mette', locale: 'en' });
    expect(held.ids).toEqual([mette.id]);
    expect(held.accounts).toEqual([
      { platform: 'slack', workspaceId: 'T1', userId: mette.sender.userId, lastSeenAt: TUESDAY },
    ]);
    expect(held.memberships).toEqual([
      { taskForceId: home.taskForce.id, taskForce: 'Birkholm', roles: ['consultant'] },
    ]);
    expect(held.acts.map(({ event, number }) => [number, event.kind])).toEqual([
      [opening.number, 'claimed'],
      [opening.number, 'handed_over'],
    ]);
    expect(held.waiting).toBe(1);
    expect(held.openings).toEqual([]);
  });

  test('the one who logged it, who has it and who wrote on it have the opening; nobody else', async () => {
    const { karen, jens, home, opening } = await scene(store);
    for (const { id } of [karen, jens]) {
      expect((await heldOf(store, id)).openings).toEqual([{ ...opening, taskForce: 'Birkholm' }]);
    }
    expect((await heldOf(store, home.coordinator)).openings).toEqual([]);
    expect(await store().personalData.held(randomUUID() as PersonId)).toBeNull();
  });

  test('a contact person of the same name in what another logged is counted, in their own task forces only', async () => {
    const { home, karen, jens } = await scene(store);
    await stored(store(), fresh(home.taskForce, { contactName: 'karen krogh' }, TUESDAY, jens.id));
    const elsewhere = await settled(store(), 'Solbakken');
    await stored(store(), fresh(elsewhere.taskForce, { contactName: 'Karen Krogh' }, TUESDAY, jens.id));
    expect((await heldOf(store, karen.id)).namedIn).toBe(1);
  });

  test('a person is found by their name, however it is written', async () => {
    const { karen } = await scene(store);
    expect((await store().personalData.named('KAREN krogh')).map(({ id }) => id)).toEqual([karen.id]);
    expect(await store().personalData.named('Karen%')).toEqual([]);
  });
});

describeEachStore('erasing a person', (store) => {
  async function erase(id: PersonId) {
    const held = await heldOf(store, id);
    return store().personalData.erase({ person: held, now: TUESDAY, openings: [], outbox: [] });
  }

  test('takes name, roles, accounts, codes, words and messages, and nobody else’s', async () => {
    const { home, mette, jens, karen, opening } = await scene(store);
    expect(await erase(mette.id)).toBe('erased');
    const { personalData, mailroom, directory, openings, accountLinks, outbox } = store();
    expect(await personalData.held(mette.id)).toBeNull();
    expect(await mailroom.person(mette.id)).toBeNull();
    expect(await mailroom.account(mette.id)).toBeNull();
    expect((await directory.members(home.taskForce.id)).map(({ person }) => person.id)).not.toContain(
      mette.id,
    );
    const timeline = await openings.timeline(home.taskForce.id, opening.id);
    expect(timeline.map(({ by, event }) => [by, event])).toEqual([
      [karen.id, { kind: 'logged' }],
      [mette.id, { kind: 'claimed' }],
      [mette.id, { kind: 'handed_over', to: jens.id }],
    ]);
    expect((await accountLinks.check('CODE', jens.id, TUESDAY)).kind).toBe('unknown');
    expect((await outbox.lease(10, 1_000)).map(({ to }) => to)).toEqual([
      { kind: 'person', personId: karen.id },
    ]);
  });

  test('who writes again begins anew', async () => {
    const { mette } = await scene(store);
    await erase(mette.id);
    const { person, memberships } = await store().directory.standing(mette.sender, TUESDAY);
    expect(person.id).not.toBe(mette.id);
    expect(memberships).toEqual([]);
  });

  test('changes the openings with it, and all or nothing', async () => {
    const { karen, home, opening } = await scene(store);
    const held = await heldOf(store, karen.id);
    const erased = eraseFrom(opening, new Set([karen.id]), false, {
      taskForce: home.taskForce,
      now: TUESDAY,
    });
    if (erased === null) throw new Error('nothing to erase');
    const timeline = erased.events.map((event) => ({ at: TUESDAY, by: null, platform: null, event }));
    const late = { opening: { ...erased.next, version: opening.version }, timeline };
    const { personalData, openings } = store();
    expect(await personalData.erase({ person: held, now: TUESDAY, openings: [late], outbox: [] })).toBe(
      'clash',
    );
    expect((await heldOf(store, karen.id)).person.name).toBe('Karen Krogh');
    const inTime = { opening: erased.next, timeline };
    expect(await personalData.erase({ person: held, now: TUESDAY, openings: [inTime], outbox: [] })).toBe(
      'erased',
    );
    expect(await openings.find(home.taskForce.id, opening.id)).toMatchObject({
      contactName: '',
      reason: 'withdrawn',
    });
    expect(await openings.timeline(home.taskForce.id, opening.id)).toHaveLength(5);
  });

  test('one who was linked goes with every id they had', async () => {
    const { mette, jens } = await scene(store);
    const { accountLinks, personalData, mailroom } = store();
    expect(await accountLinks.join('CODE', jens.id, TUESDAY)).toEqual({ kind: 'joined' });
    expect((await heldOf(store, mette.id)).ids).toEqual([jens.id, mette.id]);
    await erase(mette.id);
    for (const { id } of [mette, jens]) {
      expect(await personalData.held(id)).toBeNull();
      expect(await mailroom.person(id)).toBeNull();
    }
  });
});

describeEachDatabase('after an erasure', (database) => {
  test('no row of any table holds the person’s name, account, number or words', async () => {
    const store = createStore(database());
    const { karen, mette, home, opening } = await scene(() => store);
    const tables = await database().client.$queryRaw<{ name: string }[]>`
      SELECT table_name AS name FROM information_schema.tables
      WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'`;
    const everything = async () => {
      const texts = await Promise.all(
        tables.map(({ name }) =>
          database().client.$queryRawUnsafe<{ row: string }[]>(
            `SELECT to_jsonb(t)::text AS row FROM "${name}" t`,
          ),
        ),
      );
      return texts
        .flat()
        .map(({ row }) => row)
        .join('\n');
    };
    const traces = ['Karen Krogh', '20304057', 'Spørg efter Bo', mette.sender.userId, karen.sender.userId];
    const before = await everything();
    for (const trace of traces) expect(before).toContain(trace);
    for (const { id } of [mette, karen]) {
      const held = await heldOf(() => store, id);
      const erased = eraseFrom(opening, new Set([id]), false, { taskForce: home.taskForce, now: TUESDAY });
      const openings = erased === null ? [] : [{ opening: erased.next, timeline: [] }];
      expect(await store.personalData.erase({ person: held, now: TUESDAY, openings, outbox: [] })).toBe(
        'erased',
      );
    }
    const after = await everything();
    for (const trace of traces) expect(after).not.toContain(trace);
    expect(after).toContain(karen.id);
  });
});
