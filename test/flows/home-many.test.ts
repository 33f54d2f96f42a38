import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpeningId, PersonId } from '../../src/domain/ids.ts';
import { log } from '../../src/domain/opening/opening-acts.ts';
import { textOf } from '../../src/playground/slack-server.ts';
import { textOf as teamsText } from '../../src/playground/teams-server.ts';
import { until } from '../../src/playground/until.ts';
import { at, FACTS } from '../support/builders.ts';
import { LEADERS_ROOM, peopleInTeams, setUpInSlack, startTown, type Town, TUESDAY_AT_TEN } from './town.ts';

const MANY = 500;

let town: Town;
beforeAll(async () => {
  town = await startTown();
  await setUpInSlack(town);
  const [taskForce] = await town.bot.store.taskForces.all();
  if (taskForce === undefined) throw new Error('there is no task force');
  for (let count = 0; count < MANY; count += 1) {
    const by = randomUUID() as PersonId;
    const facts = { ...FACTS, company: `${'Værksted & Søn <b>*æøå*</b> '.repeat(4)}${count}` };
    const act = { by, roles: [], taskForce, now: at(TUESDAY_AT_TEN) };
    const opening = log(facts, randomUUID() as OpeningId, act);
    await town.bot.store.openings.commit({
      receipt: null,
      opening: { kind: 'create', opening },
      timeline: [],
      nudges: [],
      outbox: [],
    });
  }
}, 60_000);
afterAll(() => town.stop());

const homeOf = (text: string) =>
  until(() => {
    const page = town.slack.homeOf('UBODIL');
    return page !== null && textOf(page).includes(text) ? page : null;
  });

test('with 500 open openings Home is whole, in time, and has every page', async () => {
  await town.slack.openHome('UBODIL');
  await town.slack.press('UBODIL', await homeOf('500 åbninger har ingen taget.'), 'Vis hele taskforcen');
  await homeOf('1–10 af 500');
  const began = performance.now();
  await town.slack.press('UBODIL', await homeOf('1–10 af 500'), 'Næste');
  const page = await homeOf('11–20 af 500');
  // Seconds, not a measurement: it finds what grows with the square of what waits.
  expect(performance.now() - began).toBeLessThan(3_000);
  expect(page.blocks.length).toBeLessThanOrEqual(100);
});

test('the list in a room is no larger, on either platform', async () => {
  await town.slack.command('UBODIL', LEADERS_ROOM, 'liste');
  const list = await until(() =>
    town.slack.ephemerals('UBODIL').find((one) => textOf(one).includes('1–10 af 500')),
  );
  await town.slack.press('UBODIL', list, 'Næste');
  await until(() => (textOf(list).includes('11–20 af 500') ? true : null));
  expect(town.slack.ephemerals('UBODIL')).toHaveLength(1);
});

test('Home in Teams stays under the size of a message', async () => {
  const { karen } = peopleInTeams(town.teams);
  const account = { platform: 'teams', workspaceId: town.teams.tenantId, userId: karen.aadObjectId };
  const { directory, taskForces } = town.bot.store;
  const { id } = await directory.personOf({ ...account, name: karen.name });
  for (const taskForce of await taskForces.all()) await directory.grant(taskForce.id, id, ['coordinator']);
  const chat = town.teams.chatWith(karen);
  await town.teams.say(karen, chat, 'hjem');
  const home = await town.teams.waitFor(chat, 'Dit overblik');
  const turned = await town.teams.press(karen, home, 'Vis hele taskforcen');
  expect(turned.kind === 'card' && teamsText({ card: turned.card })).toContain('1–10 af 500');
  expect(town.teams.refusals).toEqual([]);
  expect(town.slack.refusals).toEqual([]);
});
