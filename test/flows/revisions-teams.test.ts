import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Dialog } from '../../src/playground/teams/as-person.ts';
import { textOf } from '../../src/playground/teams-server.ts';
import { OPENING, setUpInTeams, startTown, type TeamsPlaces, type Town } from './town.ts';

let town: Town;
let places: TeamsPlaces;
beforeAll(async () => {
  town = await startTown({ platforms: ['teams'], kind: 'embedded' });
  places = await setUpInTeams(town);
});
afterAll(() => town.stop());

const inJobcentre = () => town.teams.waitFor(places.jobcentre, /^SJ-1 ·/);

async function submitted(
  dialog: Dialog,
  values: Parameters<Town['teams']['submitDialog']>[1],
): Promise<Dialog> {
  const result = await town.teams.submitDialog(dialog, values);
  if (result.kind !== 'dialog') throw new Error('nothing came back');
  return result.dialog;
}

/** Opens the form, picks the kind of work and fills in the rest. */
async function spot(values: Parameters<Town['teams']['submitDialog']>[1] = {}): Promise<Dialog> {
  await town.teams.say(places.karen, places.leaders, 'Spot et job');
  const card = await town.teams.waitFor(places.leaders, 'Spot et job');
  const first = await town.teams.openDialog(places.karen, card, 'Åbn formularen');
  const chosen = await submitted(first, { category: 'canteen' });
  return submitted(chosen, { ...OPENING, tasks: ['dishwashing'], ...values });
}

/** SJ-1 as this person's own chat shows it. */
async function own(person: TeamsPlaces['karen'], label: string): Promise<Dialog> {
  const chat = town.teams.chatWith(person);
  await town.teams.say(person, chat, 'SJ-1');
  const card = town.teams.messages(chat).at(-1);
  if (card === undefined) throw new Error('SJ-1 was not shown');
  return town.teams.openDialog(person, card, label);
}

test('more is added from the opening itself; many places are asked about, and a doubtful CVR number is pointed out', async () => {
  expect(textOf(await spot())).toContain('SJ-1');
  const form = await own(places.karen, 'Tilføj mere');
  const asked = await submitted(form, {
    places: '12',
    days: ['monday'],
    cvr: '90494512',
    note: 'Indgang fra gården.',
  });
  expect(textOf(asked)).toContain('Svar på, om tallet er rigtigt.');
  const done = await submitted(asked, { places_sure: 'Ja, 12 pladser' });
  expect(textOf(done)).toContain('CVR-nummeret ser ikke rigtigt ud.');
  await town.calm();
  const card = textOf(await inJobcentre());
  expect(card).toContain('90494512 (tjek nummeret)');
  expect(card).toContain('Indgang fra gården.');
  expect(textOf(await town.teams.waitFor(places.leaders, /^SJ-1 ·/))).not.toMatch(/gården|Pladser|90494512/);
});

test('a coordinator deletes the note from the jobcentre’s card', async () => {
  await town.teams.press(places.bodil, await inJobcentre(), 'Slet bemærkning');
  await town.calm();
  expect(textOf(await inJobcentre())).not.toMatch(/gården/);
});

test('the one who spotted it corrects it, and every card shows it', async () => {
  const form = await own(places.karen, 'Ret');
  expect(textOf(await submitted(form, { company: 'Café Pæren', hours_text: '7,5' }))).toContain(
    'SJ-1 er rettet.',
  );
  await town.calm();
  for (const room of [places.leaders, places.jobcentre]) {
    expect(textOf(await town.teams.waitFor(room, /^SJ-1 ·/))).toMatch(/Café Pæren[\s\S]*7,5 timer om ugen/);
  }
});

test('the same work told again becomes a place on the first unless the company says no', async () => {
  // Karen has asked for more within a second or two than the limit on one person allows.
  await sleep(2_000);
  const asked = await spot({ company: 'Café Pæren' });
  expect(textOf(asked)).toContain('I har allerede SJ-1 åben med samme slags opgave.');
  expect(textOf(await submitted(asked, {}))).toContain('SJ-1 har nu 13 pladser.');
  const again = await spot({ company: 'Café Pæren' });
  expect(textOf(await submitted(again, { same: 'Nej, det er en ny' }))).toContain('nummer SJ-2');
  await town.calm();
});

test('Teams refused nothing on the way', () => {
  expect(town.teams.refusals).toEqual([]);
});
