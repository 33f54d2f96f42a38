import { afterAll, beforeAll, expect, test } from 'vitest';
import { textOf } from '../../src/playground/slack-server.ts';
import { until } from '../../src/playground/until.ts';
import {
  JOBCENTRE,
  LEADERS_ROOM,
  logInSlack,
  modalTitled,
  OPENING,
  sendInSlack,
  setUpInSlack,
  startTown,
  type Town,
} from './town.ts';

let town: Town;
beforeAll(async () => {
  town = await startTown({ platforms: ['slack'], kind: 'embedded' });
  await setUpInSlack(town);
  await logInSlack(town);
  await town.calm();
});
afterAll(() => town.stop());

const cardIn = (room: string) =>
  until(() => town.slack.messages(room).find((message) => textOf(message).includes('SJ-1 ·')));

test('the confirmation leads to more; many places are asked about, and a doubtful CVR number is pointed out', async () => {
  await town.slack.press('UKAREN', await modalTitled(town, 'UKAREN', 'Spot et job'), 'Tilføj mere');
  const form = await modalTitled(town, 'UKAREN', 'Tilføj mere');
  const typed = { places: '12', days: ['monday'], cvr: '90494512', note: 'Indgang fra gården.' };
  await town.slack.submit(form, typed);
  const asked = await modalTitled(town, 'UKAREN', 'Tilføj mere');
  expect(textOf(asked)).toContain('Er det rigtigt?');
  await town.slack.submit(asked, { places_sure: 'Ja, 12 pladser' });
  expect(textOf(await until(() => town.slack.modalOf('UKAREN')))).toContain(
    'CVR-nummeret ser ikke rigtigt ud.',
  );
  await town.calm();
  const card = textOf(await cardIn(JOBCENTRE));
  expect(card).toContain('Pladser: 12');
  expect(card).toContain('CVR-nr.: 90494512 (tjek nummeret)');
  expect(card).toContain('Bemærkning: Indgang fra gården.');
  expect(textOf(await cardIn(LEADERS_ROOM))).not.toMatch(/gården|Pladser|90494512/);
});

test('a coordinator deletes the note from the jobcentre’s card', async () => {
  await town.slack.press('UBODIL', await cardIn(JOBCENTRE), 'Slet bemærkning');
  await town.calm();
  expect(JSON.stringify(await cardIn(JOBCENTRE))).not.toMatch(/gården|Slet bemærkning/);
});

test('the one who spotted it corrects it, and every card shows it', async () => {
  await town.slack.command('UKAREN', LEADERS_ROOM, 'SJ-1');
  const shown = await until(() =>
    town.slack.ephemerals('UKAREN').find((one) => textOf(one).includes('SJ-1 ·')),
  );
  await town.slack.press('UKAREN', shown, 'Ret');
  const form = await modalTitled(town, 'UKAREN', 'Ret');
  await town.slack.submit(form, { company: 'Café Pæren', hours_text: '7,5' });
  await town.calm();
  for (const room of [LEADERS_ROOM, JOBCENTRE]) {
    expect(textOf(await cardIn(room))).toMatch(/SJ-1 · Café Pæren[\s\S]*7,5 timer om ugen/);
  }
  await town.slack.command('UMETTE', JOBCENTRE, 'SJ-1');
  const story = await until(() => town.slack.ephemerals('UMETTE').at(-1));
  expect(textOf(story)).toContain('Karen Krogh rettede timer og virksomhed');
});

test('the same work told again becomes a place on the first, if the company says so', async () => {
  await sendInSlack(town, 'UKAREN', { ...OPENING, company: 'Café Pæren' });
  const asked = await modalTitled(town, 'UKAREN', 'Spot et job');
  expect(textOf(asked)).toContain('Er det den samme?');
  await town.slack.submit(asked, { same: 'Læg pladsen til SJ-1' });
  expect(textOf(await until(() => town.slack.modalOf('UKAREN')))).toContain('SJ-1 har nu 13 pladser.');
  await town.calm();
  expect(textOf(await cardIn(JOBCENTRE))).toContain('Pladser: 13');
  expect(town.slack.messages(JOBCENTRE).some((message) => textOf(message).includes('SJ-2 ·'))).toBe(false);
});

test('Slack refused nothing on the way', () => {
  expect(town.slack.refusals).toEqual([]);
});
