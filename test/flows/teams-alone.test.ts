import { afterAll, beforeAll, expect, test } from 'vitest';
import { buttonsOf, errorsOf, fieldsOf, textOf } from '../../src/playground/teams-server.ts';
import { OPENING, setUpInTeams, startTown, type TeamsPlaces, type Town } from './town.ts';

let town: Town;
let places: TeamsPlaces;
beforeAll(async () => {
  town = await startTown({ platforms: ['teams'] });
});
afterAll(() => town.stop());

const inJobcentre = () => town.teams.waitFor(places.jobcentre, /^SJ-1 ·/);

test('without a task force every command says how to get one', async () => {
  const somebody = town.teams.person('Ny Person');
  for (const words of ['', 'liste', 'mine', 'SJ-1', 'medlemmer', 'hej', 'noget andet']) {
    await town.teams.say(somebody, town.teams.chatWith(somebody), words);
    const answers = town.teams.messages(town.teams.chatWith(somebody));
    const last = answers.at(-1);
    expect(last && textOf(last)).toContain('opret <kode>');
  }
});

test('the coordinator sets up the task force and both channels are greeted', async () => {
  places = await setUpInTeams(town);
  await town.teams.waitFor(places.leaders, 'Tryk på knappen');
  await town.teams.waitFor(places.jobcentre, 'Her lander nye åbninger');
});

test('a leader opens the form from a card, picks the work first, and everything invalid comes back with every value kept', async () => {
  await town.teams.say(places.karen, places.leaders, 'Spot et job');
  const card = await town.teams.waitFor(places.leaders, 'Spot et job');
  const first = await town.teams.openDialog(places.karen, card, 'Åbn formularen');
  const chosen = await town.teams.submitDialog(first, { category: 'canteen' });
  if (chosen.kind !== 'dialog') throw new Error('the tasks were not asked for');
  const wrong = await town.teams.submitDialog(chosen.dialog, {
    ...OPENING,
    hours: '',
    hours_text: 'et par timer når det passer',
    contact: 'ring bare',
  });
  if (wrong.kind !== 'dialog') throw new Error('the form did not come back');
  expect(errorsOf(wrong.dialog).join('\n')).toMatch(
    /mindst én opgave[\s\S]*tal mellem 0,5 og 37[\s\S]*telefonnummer eller en e-mail/,
  );
  expect(Object.values(fieldsOf(wrong.dialog))).toEqual(
    expect.arrayContaining(['et par timer når det passer', 'Café Æblet', 'Karen Krogh', 'ring bare', '8800']),
  );
  const done = await town.teams.submitDialog(wrong.dialog, {
    tasks: ['dishwashing'],
    hours_text: 'ca. 10',
    contact: '20 30 40 57',
  });
  if (done.kind !== 'dialog') throw new Error('nobody said thanks');
  expect(textOf(done.dialog)).toContain('Den har fået nummer SJ-1. Jobcentret ringer senest fredag.');
  await town.calm();
});

test('its cards stand in both channels: the contact only in the jobcentre’s', async () => {
  const card = await inJobcentre();
  expect(textOf(card)).toContain('Karen Krogh · 20 30 40 57');
  expect(textOf(card)).toContain('10 timer om ugen');
  expect(buttonsOf(card)).toEqual(['Tag den', 'Udsæt', 'Luk', 'Historik']);
  const open = await town.teams.waitFor(places.leaders, 'SJ-1 ·');
  expect(JSON.stringify(open.card)).not.toMatch(/20 ?30 ?40 ?57|Karen Krogh/);
});

test('a consultant takes it: the card answers at once, and stands so for all', async () => {
  const pressed = await town.teams.press(places.jens, await inJobcentre(), 'Tag den');
  expect(pressed.kind === 'card' && textOf(pressed)).toContain('Jens Dahl har den og ringer senest fredag.');
  await town.calm();
  expect(textOf(await inJobcentre())).toContain('Jens Dahl har den og ringer senest fredag.');
  await town.teams.waitFor(town.teams.chatWith(places.karen), 'Jens Dahl fra jobcentret har taget den');
});

test('another who presses reads who has it', async () => {
  const refused = await town.teams.openDialog(places.bodil, await inJobcentre(), 'Kontaktet');
  expect(textOf(refused)).toContain(
    'Jens Dahl har den. Vil du have den, så tryk “Giv videre”, og vælg dig selv.',
  );
  expect(buttonsOf(refused)).toEqual([]);
});

test('from a list an opening is opened with its acts, for the one who asks alone', async () => {
  const chat = town.teams.chatWith(places.jens);
  await town.teams.say(places.jens, chat, 'mine');
  const list = await town.teams.waitFor(chat, 'Det venter på dig');
  const dialog = await town.teams.openDialog(places.jens, list, 'Se den');
  expect(textOf(dialog)).toContain('Karen Krogh · 20 30 40 57');
  expect(buttonsOf(dialog)).toEqual([
    'Kontaktet',
    'Ingen svarede',
    'Book besøg',
    'Giv videre',
    'Udsæt',
    'Luk',
    'Saml med…',
  ]);
  const form = await town.teams.submitDialog(dialog, {}, 'Udsæt');
  expect(form.kind === 'dialog' && textOf(form.dialog)).toContain('Kun hvis du valgte en dato.');
});

test('the form is prefilled from the last time', async () => {
  await town.teams.say(places.karen, town.teams.chatWith(places.karen), 'spot et job');
  const card = await town.teams.waitFor(town.teams.chatWith(places.karen), 'Spot et job');
  const dialog = await town.teams.openDialog(places.karen, card, 'Åbn formularen');
  const chosen = await town.teams.submitDialog(dialog, { category: 'visit_request' });
  if (chosen.kind !== 'dialog') throw new Error('the rest was not asked for');
  expect(Object.values(fieldsOf(chosen.dialog))).toEqual(
    expect.arrayContaining(['Café Æblet', 'Karen Krogh', '20 30 40 57', '8800']),
  );
  const done = await town.teams.submitDialog(chosen.dialog, {});
  expect(done.kind === 'dialog' && textOf(done.dialog)).toContain('Jeres ønske om besøg har nummer SJ-2.');
  await town.calm();
});

test('it is tried, snoozed, handed back, taken and closed from the card', async () => {
  const act = async (label: string, values: Record<string, string>) => {
    const dialog = await town.teams.openDialog(places.jens, await inJobcentre(), label);
    const result = await town.teams.submitDialog(dialog, values);
    expect(result.kind).toBe('closed');
    await town.calm();
    return textOf(await inJobcentre());
  };
  expect(await act('Ingen svarede', { channel: 'sms' })).toContain('Forsøg: 1 (sms)');
  expect(await act('Udsæt', { until: 'week' })).toContain('Udsat: til 24. november');
  expect(await act('Giv videre', { to: 'Tilbage til alle' })).toContain('Ny. Ring senest');
  await town.teams.waitFor(places.jobcentre, 'Den var hos Jens Dahl. Hvem ringer nu?');
  await town.teams.press(places.jens, await inJobcentre(), 'Tag den');
  await town.calm();
  expect(await act('Kontaktet', { outcome: 'thinking' })).toContain(
    'Virksomheden tænker over det. Jens Dahl vender tilbage 1. december.',
  );
  expect(await act('Luk', { reason: 'no_candidate' })).toContain('Lukket: ingen kandidat lige nu.');
  await town.teams.waitFor(town.teams.chatWith(places.karen), 'Vi fandt ikke den rette kandidat lige nu.');
});

test('Teams refused nothing on the way', () => {
  expect(town.teams.refusals).toEqual([]);
});
