import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Sender } from '../../src/app/intent.ts';
import { claim } from '../../src/domain/opening/opening-acts.ts';
import { MOVED_COLUMNS } from '../../src/store/account-links.ts';
import { TUESDAY } from '../support/builders.ts';
import { describeEachDatabase, describeEachStore } from './each-store.ts';
import { creating, fresh, type Home, saving, senderIn, settled, stored } from './fixtures.ts';

const CODE = 'K7QM-29PX';
const minutesLater = (minutes: number) => new Date(TUESDAY.getTime() + minutes * 60_000);

describeEachStore('linked accounts', (store) => {
  /** Mette in Slack, and the same Mette as Teams knows her, still two persons; Slack has given a code. */
  async function metteTwice(room: Home['room'] | null = null) {
    const inSlack = senderIn(room, 'Mette', randomUUID());
    const inTeams: Sender = { ...senderIn(null, 'Mette Holm', randomUUID()), platform: 'teams' };
    const { person: slack } = await store().directory.standing(inSlack, TUESDAY);
    const { person: teams } = await store().directory.standing(inTeams, TUESDAY);
    await store().accountLinks.issue(CODE, slack.id, minutesLater(10));
    return { inSlack, inTeams, slack, teams };
  }

  test('a code names the one who made it, however it is typed, as often as it is asked', async () => {
    const { slack, teams } = await metteTwice();
    for (const typed of [CODE, 'k7qm-29px', ' K7QM 29PX ', 'k7qm29px']) {
      expect(await store().accountLinks.check(typed, teams.id, TUESDAY)).toEqual({
        kind: 'valid',
        person: slack,
      });
    }
  });

  test('joined, both accounts are one person, with the name and id of the one who asked', async () => {
    const { inSlack, inTeams, teams, slack } = await metteTwice();
    expect(await store().accountLinks.join(CODE, teams.id, TUESDAY)).toEqual({ kind: 'joined' });
    expect((await store().directory.standing({ ...inSlack, name: null }, TUESDAY)).person).toEqual(teams);
    expect((await store().directory.standing(inTeams, TUESDAY)).person).toEqual(teams);
    expect(await store().mailroom.person(slack.id)).toEqual(teams);
    expect(await store().mailroom.people([slack.id, teams.id])).toEqual(
      new Map([
        [slack.id, teams],
        [teams.id, teams],
      ]),
    );
  });

  test('one who is linked a second time stays one person, whichever id is read', async () => {
    const { slack, teams } = await metteTwice();
    await store().accountLinks.join(CODE, teams.id, TUESDAY);
    const { person: third } = await store().directory.standing(senderIn(null, 'M', randomUUID()), TUESDAY);
    await store().accountLinks.issue('NEXT', teams.id, minutesLater(10));
    expect(await store().accountLinks.join('NEXT', third.id, TUESDAY)).toEqual({ kind: 'joined' });
    for (const id of [slack.id, teams.id]) expect((await store().mailroom.person(id))?.id).toBe(third.id);
  });

  test('roles are united in each task force, and the one used last comes first', async () => {
    const [birkholm, solbakken] = [await settled(store()), await settled(store(), 'Solbakken')];
    const { inSlack, inTeams, slack, teams } = await metteTwice();
    const { directory } = store();
    await directory.grant(birkholm.taskForce.id, slack.id, ['consultant', 'ambassador']);
    await directory.grant(birkholm.taskForce.id, teams.id, ['business_leader', 'consultant']);
    await directory.grant(solbakken.taskForce.id, slack.id, ['coordinator']);
    await directory.standing({ ...senderIn(solbakken.room, null, inSlack.userId) }, minutesLater(1));
    await store().accountLinks.join(CODE, teams.id, minutesLater(2));
    const { memberships } = await directory.standing(inTeams, minutesLater(2));
    expect(memberships).toEqual([
      { taskForceId: solbakken.taskForce.id, roles: ['coordinator'] },
      { taskForceId: birkholm.taskForce.id, roles: ['business_leader', 'consultant', 'ambassador'] },
    ]);
    const names = (await directory.members(birkholm.taskForce.id)).map(({ person }) => person.name);
    expect(names.toSorted()).toEqual(['Karen', 'Mette Holm']);
  });

  test('openings move with their person, and the timeline stays as it was', async () => {
    const home = await settled(store());
    const { slack, teams } = await metteTwice();
    const logged = await stored(store(), fresh(home.taskForce, {}, TUESDAY, slack.id));
    const taken = claim(logged, { by: slack.id, roles: [], taskForce: home.taskForce, now: TUESDAY });
    if (taken.kind !== 'changed') throw new Error('not taken');
    const timeline = [{ at: TUESDAY, by: slack.id, platform: 'slack', event: taken.event }];
    await store().openings.commit(saving(taken.next, { timeline }));
    await store().accountLinks.join(CODE, teams.id, TUESDAY);
    const { items } = await store().openings.open(home.taskForce.id, { owner: teams.id }, 10);
    expect(items).toEqual([{ ...taken.next, number: logged.number, loggedBy: teams.id, owner: teams.id }]);
    const entries = await store().openings.timeline(home.taskForce.id, logged.id);
    expect(entries.map(({ by }) => by)).toEqual([slack.id, slack.id]);
  });

  test('what was decided before and is written after the joining is the united person’s', async () => {
    const home = await settled(store());
    const { slack, teams } = await metteTwice();
    const logged = await stored(store(), fresh(home.taskForce));
    const taken = claim(logged, { by: slack.id, roles: [], taskForce: home.taskForce, now: TUESDAY });
    if (taken.kind !== 'changed') throw new Error('not taken');
    await store().accountLinks.join(CODE, teams.id, TUESDAY);
    await store().openings.commit(saving(taken.next));
    await store().openings.commit(creating(fresh(home.taskForce, {}, TUESDAY, slack.id)));
    await store().directory.grant(home.taskForce.id, slack.id, ['consultant']);
    const found = async (filter: { owner: typeof teams.id } | { loggedBy: typeof teams.id }) =>
      (await store().openings.open(home.taskForce.id, filter, 10)).total;
    expect([await found({ owner: teams.id }), await found({ loggedBy: teams.id })]).toEqual([1, 1]);
    const members = await store().directory.members(home.taskForce.id);
    expect(members.map(({ person }) => person.id)).toContain(teams.id);
    expect(members).toHaveLength(2);
  });

  test.each([
    ['en', 'da', 'da'],
    ['en', null, 'en'],
    [null, 'en', 'en'],
  ] as const)('of the languages %s and %s the joined person has %s', async (other, own, after) => {
    const { slack, teams, inTeams } = await metteTwice();
    if (other !== null) await store().directory.setLocale(slack.id, other);
    if (own !== null) await store().directory.setLocale(teams.id, own);
    await store().accountLinks.join(CODE, teams.id, TUESDAY);
    expect((await store().directory.standing(inTeams, TUESDAY)).person.locale).toBe(after);
  });

  test('messages go to the account used last, also when another was used a minute before', async () => {
    const { inSlack, inTeams, slack, teams } = await metteTwice();
    await store().accountLinks.join(CODE, teams.id, minutesLater(1));
    const platform = async () => (await store().mailroom.account(slack.id))?.platform;
    expect(await platform()).toBe('teams');
    await store().directory.standing(inSlack, minutesLater(2));
    expect(await platform()).toBe('slack');
    await store().directory.standing(inTeams, minutesLater(3));
    expect(await platform()).toBe('teams');
  });

  test('the same joining asked again is joined; for anybody else the code is none', async () => {
    const { teams } = await metteTwice();
    const { person: jens } = await store().directory.standing(senderIn(null, 'Jens', randomUUID()), TUESDAY);
    const { join } = store().accountLinks;
    expect(await join(CODE, teams.id, TUESDAY)).toEqual({ kind: 'joined' });
    expect(await join(CODE, teams.id, minutesLater(20))).toEqual({ kind: 'joined' });
    expect(await join(CODE, jens.id, TUESDAY)).toEqual({ kind: 'unknown' });
  });

  test('one’s own code, an old one and one that a newer replaced are told apart', async () => {
    const { slack, teams } = await metteTwice();
    const { join, check, issue } = store().accountLinks;
    expect(await join(CODE, slack.id, TUESDAY)).toEqual({ kind: 'own' });
    expect((await check(CODE, teams.id, minutesLater(10))).kind).toBe('valid');
    expect(await join(CODE, teams.id, new Date(minutesLater(10).getTime() + 1))).toEqual({ kind: 'expired' });
    await issue('NEWER', slack.id, minutesLater(30));
    expect(await join(CODE, teams.id, TUESDAY)).toEqual({ kind: 'unknown' });
    expect((await check('NEWER', teams.id, TUESDAY)).kind).toBe('valid');
  });

  test('after five wrong codes in ten minutes even the right one waits', async () => {
    const { teams } = await metteTwice();
    const { check, join } = store().accountLinks;
    for (const minute of [0, 1, 2, 3, 4]) {
      expect(await check(`WRONG${minute}`, teams.id, minutesLater(minute))).toEqual({ kind: 'unknown' });
    }
    const tooMany = { kind: 'too_many', since: TUESDAY };
    expect(await check(CODE, teams.id, minutesLater(5))).toEqual(tooMany);
    expect(await join(CODE, teams.id, minutesLater(9))).toEqual(tooMany);
    expect((await check(CODE, teams.id, minutesLater(10))).kind).toBe('valid');
  });

  test('many guesses at one instant are no way around it', async () => {
    const { teams } = await metteTwice();
    const tries = await Promise.all(
      Array.from({ length: 9 }, (_, index) => store().accountLinks.check(`GUESS${index}`, teams.id, TUESDAY)),
    );
    expect(tries.filter(({ kind }) => kind === 'unknown')).toHaveLength(5);
  });

  test('two who link each other at one instant are one person', async () => {
    const { slack, teams, inSlack, inTeams } = await metteTwice();
    const { issue, join } = store().accountLinks;
    await issue('OTHER', teams.id, minutesLater(10));
    await Promise.all([join(CODE, teams.id, TUESDAY), join('OTHER', slack.id, TUESDAY)]);
    const [one, other] = [
      await store().directory.standing(inSlack, TUESDAY),
      await store().directory.standing(inTeams, TUESDAY),
    ];
    expect(one.person.id).toBe(other.person.id);
  });
});

/** Columns that hold a person and don't move: what only grows, and what belongs to the joining itself. */
const STAYING = [
  'audit_entry.by',
  'timeline_entry.by',
  'person.id',
  'person.merged_into',
  'membership.person_id',
];
const CODES = ['link_code.person_id', 'wrong_link_code.person_id'];
const NO_PERSON =
  /(^task_force\.id|^room\.id|^opening\.id|^meeting\.id|\.task_force_id|\.opening_id|\.room_id|\.meeting_id)$/;

describeEachDatabase('the columns that move when accounts are linked', (database) => {
  test('are all that hold a person', async () => {
    const rows = await database().client.$queryRaw<{ name: string }[]>`
      SELECT table_name || '.' || column_name AS name FROM information_schema.columns
      WHERE table_schema = current_schema() AND data_type = 'uuid'`;
    const people = rows.map(({ name }) => name).filter((name) => !NO_PERSON.test(name));
    expect(people.toSorted(), 'a new column says here whether it holds a person').toEqual(
      [...STAYING, ...CODES, ...MOVED_COLUMNS.map(([table, column]) => `${table}.${column}`)].toSorted(),
    );
  });
});
