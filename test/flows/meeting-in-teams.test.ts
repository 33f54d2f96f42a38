import { afterAll, beforeAll, expect, test } from 'vitest';
import { buttonsOf, textOf } from '../../src/playground/teams-server.ts';
import { OPENING, setUpInTeams, startTown, type TeamsPlaces, type Town } from './town.ts';

let town: Town;
let places: TeamsPlaces;
beforeAll(async () => {
  town = await startTown({ platforms: ['teams'] });
  places = await setUpInTeams(town);
  await town.teams.say(places.jens, places.jobcentre, 'liste');
  await town.calm();
});
afterAll(() => town.stop());

const card = () => town.teams.waitFor(places.leaders, /^Taskforcemøde er/);
const recapIn = (room: 'leaders' | 'jobcentre') =>
  town.teams.waitFor(places[room], /^Opsamling · Taskforcemøde/);

async function log(company: string) {
  const dialog = await town.teams.openDialog(places.karen, await card(), 'Spot et job');
  const chosen = await town.teams.submitDialog(dialog, { category: 'canteen' });
  if (chosen.kind !== 'dialog') throw new Error('the tasks were not asked for');
  const done = await town.teams.submitDialog(chosen.dialog, { ...OPENING, company, tasks: ['dishwashing'] });
  expect(done.kind).toBe('dialog');
  await town.calm();
}

test('a meeting starts with a form, and its card stands where the leaders are', async () => {
  await town.teams.say(places.bodil, places.leaders, 'møde start');
  const offer = await town.teams.waitFor(places.leaders, 'Start et møde');
  const dialog = await town.teams.openDialog(places.bodil, offer, 'Åbn formularen');
  expect((await town.teams.submitDialog(dialog, { kind: 'task_force' })).kind).toBe('closed');
  await town.calm();
  expect(textOf(await card())).toContain('Ingen åbninger endnu.');
  expect(buttonsOf(await card())).toEqual(['Spot et job', 'Deltagere', 'Afslut møde']);
});

test('openings from its button are counted', async () => {
  await log('Café Æblet');
  await log('Bageriet');
  expect(textOf(await card())).toContain('Indtil nu: 2 åbninger.');
});

test('one who is no coordinator can’t end it', async () => {
  const dialog = await town.teams.openDialog(places.karen, await card(), 'Afslut møde');
  expect(textOf(dialog)).toContain('Det kan kun en koordinator.');
});

test('ending it asks for the numbers and walks through the openings in one dialog', async () => {
  const dialog = await town.teams.openDialog(places.bodil, await card(), 'Afslut møde');
  const unread = await town.teams.submitDialog(dialog, { companies: '7', others: '' });
  if (unread.kind !== 'dialog') throw new Error('the numbers were not asked for again');
  const first = await town.teams.submitDialog(unread.dialog, { others: '1' });
  if (first.kind !== 'dialog') throw new Error('the round did not begin');
  expect(textOf(first.dialog)).toMatch(/SJ-1 · Café Æblet[\s\S]*1 mere bagefter\./);
  const second = await town.teams.submitDialog(first.dialog, {
    owner: 'Jens Dahl',
    channel: 'email',
    date: '2026-11-19',
  });
  if (second.kind !== 'dialog') throw new Error('the next form did not come');
  expect(textOf(second.dialog)).toMatch(/SJ-2 · Bageriet[\s\S]*Det er den sidste\./);
  const done = await town.teams.submitDialog(second.dialog, { owner: 'Spring over (ingen aftale endnu)' });
  expect(done.kind === 'dialog' && textOf(done.dialog)).toContain('1 mangler en aftale.');
  await town.calm();
});

test('the recap stands in both channels: contact and acts only in the jobcentre’s', async () => {
  expect(textOf(await card())).toContain('Taskforcemøde er slut');
  const leaders = await recapIn('leaders');
  expect(textOf(leaders)).toMatch(
    /7 virksomheder og 1 anden deltager var med\.[\s\S]*På plads: 1[\s\S]*Jens Dahl har den og skriver senest torsdag\.[\s\S]*1 mangler aftale om overlevering[\s\S]*SJ-2 · Bageriet/,
  );
  expect(JSON.stringify(leaders.card)).not.toMatch(/20 ?30 ?40 ?57|Karen Krogh/);
  const jobcentre = await recapIn('jobcentre');
  expect(textOf(jobcentre)).toContain('Karen Krogh · 20 30 40 57');
  expect(buttonsOf(jobcentre)).toEqual(['Tag den', 'Aftal overlevering']);
});

test('taken from the recap it is no longer missing there, nor where the leaders read', async () => {
  await town.teams.press(places.jens, await recapIn('jobcentre'), 'Tag den');
  await town.calm();
  for (const room of ['leaders', 'jobcentre'] as const) {
    expect(textOf(await recapIn(room))).toMatch(/På plads: 2[\s\S]*Alt er overleveret\. Godt gået!/);
  }
  const stillOpen = town.teams
    .messages(places.jobcentre)
    .filter((message) => textOf(message).startsWith('Opsamling'));
  expect(stillOpen).toHaveLength(1);
});

test('Teams refused nothing on the way', () => {
  expect(town.teams.refusals).toEqual([]);
});
