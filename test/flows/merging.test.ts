import { afterEach, expect, test } from 'vitest';
import { buttonsOf, textOf } from '../../src/playground/slack-server.ts';
import { buttonsOf as teamsButtons, textOf as teamsText } from '../../src/playground/teams-server.ts';
import { until } from '../../src/playground/until.ts';
import {
  JOBCENTRE,
  LEADERS_ROOM,
  logInSlack,
  modalTitled,
  OPENING,
  setUpInSlack,
  setUpInTeams,
  startTown,
  type Town,
} from './town.ts';

let town: Town;
afterEach(() => town.stop());

test('in Slack the owner merges two; the number still answers and leads to the other', async () => {
  town = await startTown({ platforms: ['slack'] });
  await setUpInSlack(town);
  town.slack.person('UBO', 'Bo Krogh');
  for (const user of ['UKAREN', 'UBO']) {
    await logInSlack(town, user);
    await town.calm();
  }
  const card = (number: number) =>
    until(() =>
      town.slack.messages(JOBCENTRE).find((message) => textOf(message).startsWith(`SJ-${number} ·`)),
    );
  for (const number of [1, 2]) await town.slack.press('UMETTE', await card(number), 'Tag den');
  await town.calm();
  const asked = async (user: string, words: string) => {
    const before = town.slack.ephemerals(user).length;
    await town.slack.command(user, LEADERS_ROOM, words);
    return until(() => town.slack.ephemerals(user)[before]);
  };
  await town.slack.press('UMETTE', await asked('UMETTE', 'SJ-2'), 'Saml med…');
  const form = await modalTitled(town, 'UMETTE', 'Saml to åbninger');
  await town.slack.submit(form, { other: 'SJ-1 · Kantine: opvask' });
  await town.calm();
  expect(textOf(await until(() => town.slack.modalOf('UMETTE')))).toContain('SJ-2 er samlet med SJ-1');
  expect(textOf(await card(1))).toContain('Pladser: 2');
  expect(textOf(await card(2))).toContain('Samlet med SJ-1, som fortsætter.');
  expect(buttonsOf(await card(2))).toEqual(['Historik', 'Se SJ-1']);
  expect(town.slack.directMessages('UBO').map(textOf).join('\n')).toContain(
    'Den var der allerede som SJ-1. De to er samlet',
  );
  const story = await asked('UMETTE', 'SJ-2');
  expect(textOf(story)).toContain('Mette Holm samlede den med SJ-1, som fortsætter');
  await town.slack.press('UMETTE', story, 'Se SJ-1');
  await until(() =>
    town.slack.ephemerals('UMETTE').find((seen) => /^SJ-1 ·[\s\S]*samlede SJ-2/.test(textOf(seen))),
  );
  await town.slack.press('UMETTE', await asked('UMETTE', 'SJ-1'), 'Saml med…');
  await until(() =>
    town.slack
      .ephemerals('UMETTE')
      .find((seen) => textOf(seen).includes('Der er ingen anden åben åbning fra Café Æblet')),
  );
  expect(town.slack.refusals).toEqual([]);
});

test('in Teams a coordinator merges them, and reads what can’t be merged', async () => {
  town = await startTown({ platforms: ['teams'] });
  const places = await setUpInTeams(town);
  for (const company of [OPENING.company, OPENING.company]) {
    await town.teams.say(places.karen, places.leaders, 'Spot et job');
    const offer = await town.teams.waitFor(places.leaders, 'Spot et job');
    const first = await town.teams.openDialog(places.karen, offer, 'Åbn formularen');
    const chosen = await town.teams.submitDialog(first, { category: 'canteen' });
    if (chosen.kind !== 'dialog') throw new Error('the tasks were not asked for');
    const typed = { ...OPENING, company, tasks: ['dishwashing'] };
    const sent = await town.teams.submitDialog(chosen.dialog, typed);
    if (sent.kind === 'dialog' && !teamsText(sent.dialog).includes('nummer SJ-')) {
      await town.teams.submitDialog(sent.dialog, { same: 'Nej, det er en ny' });
    }
    await town.calm();
  }
  const card = (number: number) => town.teams.waitFor(places.jobcentre, new RegExp(`^SJ-${number} ·`));
  await town.teams.press(places.jens, await card(2), 'Tag den');
  await town.calm();
  const chat = town.teams.chatWith(places.bodil);
  await town.teams.say(places.bodil, chat, 'SJ-1');
  const own = await town.teams.waitFor(chat, /^SJ-1 ·/);
  const dialog = await town.teams.openDialog(places.bodil, own, 'Saml med…');
  const refused = await town.teams.submitDialog(dialog, { other: 'SJ-2 · Kantine: opvask' });
  if (refused.kind !== 'dialog') throw new Error('it was merged');
  expect(teamsText(refused.dialog)).toContain('Ingen har den, der blev spottet først.');
  await town.teams.press(places.jens, await card(1), 'Tag den');
  await town.calm();
  const done = await town.teams.submitDialog(refused.dialog, {});
  expect(done.kind === 'dialog' && teamsText(done.dialog)).toContain('SJ-2 er samlet med SJ-1');
  await town.calm();
  expect(teamsButtons(await card(2))).toEqual(['Historik', 'Se SJ-1']);
  await town.teams.waitFor(town.teams.chatWith(places.jens), 'Den var der allerede som SJ-1.');
  expect(town.teams.refusals).toEqual([]);
});
