import { afterAll, beforeAll, expect, test } from 'vitest';
import { textOf as slackText } from '../../src/playground/slack-server.ts';
import { errorsOf, textOf } from '../../src/playground/teams-server.ts';
import { until } from '../../src/playground/until.ts';
import { CPR_OR_HALF } from '../support/cpr.ts';
import {
  JOBCENTRE,
  logInSlack,
  modalTitled,
  OPENING,
  peopleInTeams,
  setUpInSlack,
  startTown,
  type TeamsPlaces,
  type Town,
} from './town.ts';

let town: Town;
let places: TeamsPlaces;
beforeAll(async () => {
  town = await startTown();
  await setUpInSlack(town);
  places = peopleInTeams(town.teams);
  const told = slackText(await modalTitled(town, 'UBODIL', 'Spot et job'));
  const code = /opret ([A-Z2-9]{4}-[A-Z2-9]{4})/.exec(told)?.[1] ?? '';
  await town.teams.say(places.bodil, places.jobcentre, `opret ${code}`);
  const card = await town.teams.waitFor(places.jobcentre, 'Kobl rummet på');
  const dialog = await town.teams.openDialog(places.bodil, card, 'Åbn formularen');
  await town.teams.submitDialog(dialog, { kind: 'jobcentre' });
  await town.calm();
  for (const company of ['Café Æblet', 'Nørregård VVS', 'Solbakken Planteskole']) {
    await logInSlack(town, 'UKAREN', { ...OPENING, company });
    await town.calm();
  }
  for (const number of [1, 2, 3]) {
    await town.slack.press('UMETTE', await cardInSlack(number), 'Tag den');
    await town.calm();
  }
  await town.teams.say(places.jens, places.jobcentre, 'liste');
  await town.calm();
});
afterAll(() => town.stop());

const cardInSlack = (number: number) =>
  until(() =>
    town.slack.messages(JOBCENTRE).find((message) => slackText(message).startsWith(`SJ-${number} ·`)),
  );
const toKaren = () => town.slack.directMessages('UKAREN').map(slackText).join('\n');
const toJens = () => town.teams.messages(town.teams.chatWith(places.jens)).map(textOf);

test('in Slack Mette gives all she has to Jens, from the list of what waits for her', async () => {
  await town.slack.command('UMETTE', JOBCENTRE, 'mine');
  const mine = await until(() =>
    town.slack.ephemerals('UMETTE').find((message) => slackText(message).startsWith('Det venter på dig')),
  );
  await town.slack.press('UMETTE', mine, 'Giv alt videre');
  const form = await modalTitled(town, 'UMETTE', 'Giv alt videre');
  expect(slackText(form)).toContain('Du har 3 åbninger.');
  expect(slackText(form)).toContain('Kun til SJ-2 · Nørregård VVS');
  await town.slack.submit(form, {
    to: 'Jens Dahl',
    note: 'Jeg er på ferie i uge 48',
    note_2: 'Spørg efter Bo',
  });
  await town.calm();
  const answered = await until(() => town.slack.modalOf('UMETTE'));
  expect(slackText(answered)).toContain('Jens Dahl har nu dine 3 åbninger og har fået besked.');
});

test('Jens gets one message in Teams with the list, and the cards show him everywhere', async () => {
  const lists = toJens().filter((text) => text.includes('Mette Holm har givet dig 3 åbninger'));
  expect(lists).toHaveLength(1);
  expect(lists[0]).toMatch(
    /SJ-1 · Café Æblet[\s\S]*“Jeg er på ferie i uge 48”[\s\S]*SJ-2 · Nørregård VVS[\s\S]*“Spørg efter Bo”[\s\S]*SJ-3/,
  );
  expect(toJens().join('\n')).not.toContain('givet den videre til dig');
  for (const number of [1, 2, 3]) {
    expect(slackText(await cardInSlack(number))).toContain('Jens Dahl har den og ringer senest');
    expect(textOf(await town.teams.waitFor(places.jobcentre, new RegExp(`^SJ-${number} ·`)))).toContain(
      'Jens Dahl har den',
    );
  }
});

test('the leader hears who calls now', () => {
  expect(toKaren().match(/Jens Dahl fra jobcentret har taget den og ringer/g)).toHaveLength(3);
});

test('in Teams Jens has talked to one, and gives everything back to all', async () => {
  const contact = await town.teams.openDialog(
    places.jens,
    await town.teams.waitFor(places.jobcentre, /^SJ-1 ·/),
    'Kontaktet',
  );
  await town.teams.submitDialog(contact, { outcome: 'interested' });
  await town.calm();
  const chat = town.teams.chatWith(places.jens);
  await town.teams.say(places.jens, chat, 'giv alt videre');
  const ask = await town.teams.waitFor(chat, 'Giv alt videre');
  const dialog = await town.teams.openDialog(places.jens, ask, 'Åbn formularen');
  const wrong = await town.teams.submitDialog(dialog, { to: 'Tilbage til alle', note: 'Cpr 120785-4321' });
  if (wrong.kind !== 'dialog') throw new Error('a CPR number was taken');
  expect(errorsOf(wrong.dialog).join()).toContain('ligner et CPR-nummer');
  expect(town.logged()).not.toMatch(CPR_OR_HALF);
  const done = await town.teams.submitDialog(wrong.dialog, { note: 'Jeg er syg' });
  expect(done.kind === 'dialog' && textOf(done.dialog)).toContain('Dine 3 åbninger er ledige igen for alle.');
  await town.calm();
});

test('each of the jobcentre’s rooms gets one list, from which anybody takes', async () => {
  const inSlack = town.slack
    .messages(JOBCENTRE)
    .filter((message) => slackText(message).includes('3 åbninger er ledige igen'));
  const inTeams = town.teams
    .messages(places.jobcentre)
    .filter((message) => textOf(message).includes('3 åbninger er ledige igen'));
  expect([inSlack.length, inTeams.length]).toEqual([1, 1]);
  const [list] = inSlack;
  if (list === undefined) throw new Error('there is no list');
  expect(slackText(list)).toMatch(/De var hos Jens Dahl. Hvem ringer nu\?[\s\S]*“Jeg er syg”/);
  await town.slack.press('UMETTE', list, 'Tag den', 1);
  await town.calm();
  expect(slackText(await cardInSlack(2))).toContain('Mette Holm har den');
});

test('neither platform refused anything on the way', () => {
  expect(town.slack.refusals).toEqual([]);
  expect(town.teams.refusals).toEqual([]);
});
