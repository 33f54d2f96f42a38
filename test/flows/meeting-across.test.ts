import { afterAll, beforeAll, expect, test } from 'vitest';
import { textOf as slackText } from '../../src/playground/slack-server.ts';
import { textOf } from '../../src/playground/teams-server.ts';
import { until } from '../../src/playground/until.ts';
import {
  LEADERS_ROOM,
  logInSlack,
  modalTitled,
  OPENING,
  peopleInTeams,
  setUpInSlack,
  startTown,
  type TeamsPlaces,
  type Town,
} from './town.ts';

/** A wish for a visit has no hours. */
const { hours: _, ...VISITED } = OPENING;

let town: Town;
let places: TeamsPlaces;
beforeAll(async () => {
  town = await startTown();
  await setUpInSlack(town);
  places = peopleInTeams(town.teams);
});
afterAll(() => town.stop());

const inSlack = () =>
  until(() =>
    town.slack.messages(LEADERS_ROOM).find((message) => slackText(message).startsWith('Taskforcemøde')),
  );
const inTeams = () => town.teams.waitFor(places.leaders, /^Taskforcemøde/);

test('a room that joins while a meeting is on shows it at once', async () => {
  const told = slackText(await modalTitled(town, 'UBODIL', 'Spot et job'));
  const code = /opret ([A-Z2-9]{4}-[A-Z2-9]{4})/.exec(told)?.[1] ?? '';
  const open = town.slack.modalOf('UBODIL');
  if (open !== null) town.slack.close(open);
  await town.slack.command('UBODIL', LEADERS_ROOM, 'møde start');
  await town.slack.submit(await modalTitled(town, 'UBODIL', 'Start et møde'), {});
  await town.calm();
  await town.teams.say(places.bodil, places.leaders, `opret ${code}`);
  const card = await town.teams.waitFor(places.leaders, 'Kobl rummet på');
  const dialog = await town.teams.openDialog(places.bodil, card, 'Åbn formularen');
  await town.teams.submitDialog(dialog, { kind: 'task_force' });
  await town.calm();
  expect(textOf(await inTeams())).toContain('Ingen åbninger endnu.');
});

test('what is told on either platform is counted on both', async () => {
  const dialog = await town.teams.openDialog(places.karen, await inTeams(), 'Spot et job');
  const chosen = await town.teams.submitDialog(dialog, { category: 'visit_request' });
  if (chosen.kind !== 'dialog') throw new Error('the rest was not asked for');
  await town.teams.submitDialog(chosen.dialog, { ...VISITED, company: 'Bageriet' });
  await logInSlack(town);
  await town.calm();
  expect(slackText(await inSlack())).toContain('Indtil nu: 1 åbning, og 1 vil have besøg.');
  expect(textOf(await inTeams())).toContain('Indtil nu: 1 åbning, og 1 vil have besøg.');
});

test('what is told elsewhere than in a room of the task force is not of the meeting', async () => {
  const chat = town.teams.chatWith(places.karen);
  await town.teams.say(places.karen, chat, 'spot et job');
  const card = await town.teams.waitFor(chat, 'Spot et job');
  const dialog = await town.teams.openDialog(places.karen, card, 'Åbn formularen');
  const chosen = await town.teams.submitDialog(dialog, { category: 'visit_request' });
  if (chosen.kind !== 'dialog') throw new Error('the rest was not asked for');
  await town.teams.submitDialog(chosen.dialog, { ...VISITED, company: 'Et andet sted' });
  await town.calm();
  expect(slackText(await inSlack())).toContain('Indtil nu: 1 åbning, og 1 vil have besøg.');
});

test('ended on one platform it has ended on the other, with one recap in each room', async () => {
  await town.slack.press('UBODIL', await inSlack(), 'Afslut møde');
  await town.slack.submit(await modalTitled(town, 'UBODIL', 'Afslut møde'), { companies: '2', others: '0' });
  await town.calm();
  expect(textOf(await inTeams())).toContain('Taskforcemøde er slut');
  const recaps = town.teams
    .messages(places.leaders)
    .filter((message) => textOf(message).startsWith('Opsamling'));
  expect(recaps.map(textOf).join()).toMatch(
    /^Opsamling[\s\S]*2 virksomheder var med\.[\s\S]*2 mangler aftale om overlevering/,
  );
  expect(recaps).toHaveLength(1);
});

test('neither platform refused anything on the way', () => {
  expect(town.slack.refusals).toEqual([]);
  expect(town.teams.refusals).toEqual([]);
});
