import { afterAll, beforeAll, expect, test } from 'vitest';
import { textOf as slackText } from '../../src/playground/slack-server.ts';
import { textOf } from '../../src/playground/teams-server.ts';
import { until } from '../../src/playground/until.ts';
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
  town.slack.person('USOREN', 'Søren Vad');
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
});
afterAll(() => town.stop());

const cardInSlack = (number: number) =>
  until(() =>
    town.slack.messages(JOBCENTRE).find((message) => slackText(message).startsWith(`SJ-${number} ·`)),
  );
const offersInSlack = (name: string) =>
  town.slack
    .messages(JOBCENTRE)
    .filter((message) => slackText(message).includes(`${name} er her ikke længere`));
const offersInTeams = (name: string) =>
  town.teams
    .messages(places.jobcentre)
    .filter((message) => textOf(message).includes(`${name} er her ikke længere`));
const toPerson = (user: string) => town.slack.directMessages(user).map(slackText).join('\n');

test('Mette is deactivated in Slack: what she has is offered in the rooms, and the coordinator is told, once', async () => {
  await town.slack.deactivate('UMETTE');
  await town.calm();
  await town.slack.redeliver();
  await town.calm();
  expect([offersInSlack('Mette Holm').length, offersInTeams('Mette Holm').length]).toEqual([1, 1]);
  const offer = offersInSlack('Mette Holm').map(slackText).join();
  expect(offer).toMatch(/3 åbninger står nu uden nogen\. Hvem tager dem\?[\s\S]*SJ-1[\s\S]*SJ-2[\s\S]*SJ-3/);
  expect(offer).not.toContain('20 30 40 57');
  const told = toPerson('UBODIL');
  expect(told.match(/Mette Holm er her ikke længere/g)).toHaveLength(1);
  expect(told).toContain('3 åbninger mangler en afløser. Jobcentrets rum har fået besked');
});

test('Jens takes one of them in Teams, from the list, which stays', async () => {
  const [offer] = offersInTeams('Mette Holm');
  if (offer === undefined) throw new Error('nothing was offered');
  const pressed = await town.teams.press(places.jens, offer, 'Tag den');
  expect(pressed).toMatchObject({ kind: 'text' });
  await town.calm();
  expect(slackText(await cardInSlack(1))).toContain('Jens Dahl har den');
  expect(toPerson('UKAREN')).toContain('Jens Dahl fra jobcentret har taget den');
});

test('nobody takes what somebody has who is there', async () => {
  const [offer] = offersInSlack('Mette Holm');
  if (offer === undefined) throw new Error('nothing was offered');
  await town.slack.press('USOREN', offer, 'Tag den', 0);
  await town.calm();
  expect(slackText(await cardInSlack(1))).toContain('Jens Dahl har den');
  expect(town.slack.ephemerals('USOREN').map(slackText).join()).toContain('Jens Dahl har den');
});

test('what nobody takes isn’t nudged about with her, but one level up', async () => {
  const before = town.slack.directMessages('UMETTE').length;
  await town.setClock('2026-11-20T10:30:00+01:00');
  expect(town.slack.directMessages('UMETTE')).toHaveLength(before);
  const nudged = toPerson('UBODIL');
  expect(nudged).toContain('SJ-2');
  expect(nudged).toContain('SJ-3');
  expect(nudged).not.toContain('SJ-1 ·');
  expect(town.teams.messages(town.teams.chatWith(places.jens)).map(textOf).join()).toContain('SJ-1');
});

test('back in the workspace, she has what nobody took, and presses as before', async () => {
  await town.slack.reactivate('UMETTE');
  await town.calm();
  const [offer] = offersInSlack('Mette Holm');
  if (offer === undefined) throw new Error('nothing was offered');
  await town.slack.press('USOREN', offer, 'Tag den', 1);
  await town.calm();
  expect(town.slack.ephemerals('USOREN').map(slackText).join()).toContain('Mette Holm har den');
});

test('Jens is taken out of the jobcentre’s team in Teams, and what he has is offered', async () => {
  await town.teams.leave(places.jens, town.teams.channel('Kantine', 'Solbakken'));
  await town.calm();
  expect(offersInSlack('Jens Dahl')).toEqual([]);
  await town.teams.leave(places.jens, places.jobcentre);
  await town.calm();
  await town.teams.redeliver();
  await town.calm();
  const offers = offersInSlack('Jens Dahl');
  expect(offers.map(slackText).join()).toMatch(/Én åbning står nu uden nogen\. Hvem tager den\?[\s\S]*SJ-1/);
  expect([offers.length, offersInTeams('Jens Dahl').length]).toEqual([1, 1]);
});

test('he writes again, and is there; then he blocks the bot, which is noticed when it writes to him', async () => {
  const chat = town.teams.chatWith(places.jens);
  await town.teams.say(places.jens, chat, 'mine');
  expect(textOf(await town.teams.waitFor(chat, /SJ-1/))).toContain('SJ-1');
  await town.calm();
  town.teams.close(chat);
  const { store } = town.bot;
  const [taskForce] = await store.taskForces.all();
  if (taskForce === undefined) throw new Error('no task force is set up');
  const members = await store.directory.members(taskForce.id);
  const personId = members.find(({ person }) => person.name === 'Jens Dahl')?.person.id;
  if (personId === undefined) throw new Error('Jens is no member');
  const outgoing = { kind: 'note', note: { kind: 'roles_given', by: personId } } as const;
  const unique = { kind: 'once', key: 'roles' } as const;
  await store.mailroom.enqueue([
    { taskForceId: taskForce.id, to: { kind: 'person', personId }, outgoing, unique },
  ]);
  await town.calm();
  expect(offersInSlack('Jens Dahl')).toHaveLength(2);
  expect(toPerson('UBODIL').match(/Jens Dahl er her ikke længere/g)).toHaveLength(2);
  expect(town.logged()).not.toContain('given up');
});
