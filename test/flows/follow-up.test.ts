import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendDigests } from '../../src/app/timed/send-digests.ts';
import { buttonsOf, textOf } from '../../src/playground/slack-server.ts';
import { buttonsOf as teamsButtons, textOf as teamsText } from '../../src/playground/teams-server.ts';
import { until } from '../../src/playground/until.ts';
import { at } from '../support/builders.ts';
import {
  JOBCENTRE,
  LEADERS_ROOM,
  logInSlack,
  modalTitled,
  OPENING,
  pressAndSubmit,
  setUpInSlack,
  setUpInTeams,
  startTown,
  type TeamsPlaces,
  type Town,
} from './town.ts';

async function digestAt({ bot, calm }: Town, instant: string): Promise<void> {
  await sendDigests(bot.store, at(instant), await bot.store.taskForces.all());
  await calm();
}

describe('in Slack, from the first day to week 26', () => {
  let town: Town;
  beforeAll(async () => {
    town = await startTown({ platforms: ['slack'], byMinute: false });
    await setUpInSlack(town);
    await logInSlack(town);
    await town.calm();
    await town.slack.press('UMETTE', await card(), 'Tag den');
    await town.calm();
    await act('Kontaktet', { outcome: 'matching' });
    await act('Kandidat fundet', { candidate: 'K-142' });
    await act('De sagde ja', { starts_on: '2026-11-17', form: 'flex_job' });
    await act('Startet', { hours: '7,5', expectations: 'yes', mentor: 'Ulla' });
  });
  afterAll(() => town.stop());

  const card = () =>
    until(() => town.slack.messages(JOBCENTRE).find((message) => textOf(message).includes('SJ-1 ·')));
  const act = async (label: string, values: Record<string, string>) =>
    pressAndSubmit(town, 'UMETTE', await card(), label, values);
  const asked = (text: string | RegExp) =>
    until(() =>
      town.slack.directMessages('UMETTE').findLast((message) => textOf(message).match(text) !== null),
    );
  const heard = (user: string) => town.slack.directMessages(user).map(textOf);
  const saidTo = async (user: string, text: string) =>
    textOf(
      await until(() => town.slack.ephemerals(user).findLast((message) => textOf(message).includes(text))),
    );

  test('the morning after the first day the owner is asked, and answers with one tap', async () => {
    await town.setClock('2026-11-18T08:00:00+01:00');
    const nudge = await asked('Dag 1: Hvordan går det?');
    expect(textOf(nudge)).toContain('K-142');
    expect(buttonsOf(nudge)).toEqual(['Grøn', 'Gul', 'Rød', 'Udsæt']);
    await town.slack.press('UMETTE', nudge, 'Grøn');
    await town.calm();
    expect(await saidTo('UMETTE', 'Noteret.')).toContain('Næste gang er uge 1, tirsdag.');
  });

  test('without an answer the coordinator hears a business day later, without the candidate', async () => {
    await town.setClock('2026-11-24T08:00:00+01:00');
    await asked('Uge 1: Hvordan går det?');
    expect(heard('UBODIL').join('\n')).not.toContain('hvordan det går');
    await town.setClock('2026-11-25T08:00:00+01:00');
    expect(heard('UBODIL').join('\n')).toContain(
      'Mette Holm har ikke svaret på, hvordan det går i jobbet (uge 1).',
    );
  });

  test('red asks what happens next, and what was promised is asked about on its day', async () => {
    await town.slack.press('UMETTE', await asked('Uge 1: Hvordan går det?'), 'Rød');
    const form = await modalTitled(town, 'UMETTE', 'Rød: hvad sker der nu?');
    await town.slack.submit(form, { next: 'Ring 120785-4321', by: '2026-11-30' });
    expect(textOf(await modalTitled(town, 'UMETTE', 'Rød: hvad sker der nu?'))).toContain('CPR');
    await town.slack.submit(form, { next: 'Ny oplæring i opvasken', by: '2026-11-30' });
    await town.calm();
    await town.setClock('2026-11-30T08:00:00+01:00');
    await town.slack.press(
      'UMETTE',
      await asked('Hvordan gik det med aftalen “Ny oplæring i opvasken”?'),
      'Grøn',
    );
    await town.calm();
    const all = await town.bot.store.overview.dueFollowUps(at('2028-01-01T00:00:00Z'), 9);
    expect(all).toHaveLength(1);
    expect(JSON.stringify(all)).not.toContain('oplæring');
  });

  test('the hours grow, and the story tells it', async () => {
    await act('Ret timer', { hours: '12', from: '2026-12-01' });
    await town.slack.command('UMETTE', JOBCENTRE, 'SJ-1');
    expect(await saidTo('UMETTE', 'Timetrappe')).toContain('7,5 timer → 12 timer fra i morgen');
  });

  test('“mine” shows what is due first', async () => {
    await town.setClock('2026-12-01T07:59:00+01:00');
    await logInSlack(town, 'UKAREN', { ...OPENING, company: 'Nørregård VVS' });
    await town.calm();
    const other = await until(() =>
      town.slack.messages(JOBCENTRE).find((message) => textOf(message).startsWith('SJ-2')),
    );
    await town.slack.press('UMETTE', other, 'Tag den');
    await town.setClock('2026-12-01T08:30:00+01:00');
    await town.slack.command('UMETTE', JOBCENTRE, 'mine');
    const list = await until(() =>
      town.slack.ephemerals('UMETTE').findLast((message) => textOf(message).includes('Nørregård')),
    );
    expect(textOf(list)).toMatch(/SJ-1 · Café Æblet · K-142[\s\S]*Uge 2: Hvordan går det\?[\s\S]*SJ-2/);
  });

  test('after an outage over the holidays and more, one is asked for: the latest', async () => {
    await pressAndSubmit(
      town,
      'UMETTE',
      await until(() => town.slack.messages(JOBCENTRE).find((message) => textOf(message).startsWith('SJ-2'))),
      'Luk',
      { reason: 'job_order' },
    );
    const before = heard('UMETTE').length;
    await town.setClock('2027-02-17T20:00:00+01:00');
    await town.setClock('2027-02-18T08:00:00+01:00');
    const since = heard('UMETTE').slice(before);
    expect(since).toEqual([expect.stringContaining('Uge 13: Hvordan går det?')]);
  });

  test('the digest tells who is followed, what is late, and three months as good news', async () => {
    await digestAt(town, '2027-02-22T08:00:00+01:00');
    expect(heard('UBODIL').at(-1)).toMatch(
      /1 følges i job\. 1 samtale er for sen\.[\s\S]*Godt gået: Café Æblet – 3 måneder!/,
    );
  });

  test('at week 26 the last answer makes it one that lasts, and both rooms celebrate without naming anybody', async () => {
    await town.setClock('2027-05-18T08:00:00+02:00');
    await town.slack.press('UMETTE', await asked('Uge 26: Hvordan går det?'), 'Grøn');
    await town.calm();
    const names = { [JOBCENTRE]: 'Café Æblet', [LEADERS_ROOM]: 'en virksomhed' };
    for (const [room, name] of Object.entries(names)) {
      const cheers = town.slack
        .messages(room)
        .map(textOf)
        .filter((text) => text.includes('26 uger'));
      expect(cheers).toEqual([expect.stringContaining(`Jobbet hos ${name} har holdt i 26 uger.`)]);
    }
    await town.setClock('2027-08-18T08:00:00+02:00');
    expect((await town.bot.store.overview.dueFollowUps(at('2028-01-01T00:00:00Z'), 9)).length).toBe(0);
  });

  test('the company is asked whether it may be named; a yes gives a text to copy, and can be taken back', async () => {
    const question = await until(() =>
      town.slack
        .directMessages('UKAREN')
        .findLast((message) => textOf(message).includes('Må vi nævne Café Æblet')),
    );
    expect(buttonsOf(question)).toEqual(['Ja, nævn os gerne', 'Nej, ikke med navn']);
    await town.slack.press('UKAREN', question, 'Ja, nævn os gerne');
    await town.calm();
    expect(heard('UKAREN').at(-1)).toContain('Tak! Så må vi fortælle den.');
    expect(heard('UBODIL').at(-1)).toMatch(
      /Her er en tekst til nyhedsbrevet:[\s\S]*Café Æblet i Viborg Kommune[\s\S]*som andre kunne løse: opvask\. I dag er den blevet til et job, der har holdt i 9 måneder/,
    );
    await town.slack.command('UKAREN', LEADERS_ROOM, 'SJ-1');
    const own = await until(() =>
      town.slack.ephemerals('UKAREN').findLast((message) => buttonsOf(message).includes('Nævn os ikke mere')),
    );
    await town.slack.press('UKAREN', own, 'Nævn os ikke mere');
    await town.calm();
    expect(heard('UBODIL').at(-1)).toContain('Brug ikke historien');
  });

  test('nobody but the consultant read the reference, and Slack refused nothing on the way', () => {
    const rooms = [JOBCENTRE, LEADERS_ROOM].flatMap((room) => town.slack.messages(room));
    const others = ['UBODIL', 'UKAREN', 'UJENS'].flatMap((user) => [
      ...town.slack.directMessages(user),
      ...town.slack.ephemerals(user),
    ]);
    expect(JSON.stringify([rooms, others])).not.toContain('K-142');
    expect(town.slack.refusals).toEqual([]);
  });
});

describe('in Teams, the same', () => {
  let town: Town;
  let places: TeamsPlaces;
  beforeAll(async () => {
    town = await startTown({ platforms: ['teams'], byMinute: false });
    places = await setUpInTeams(town);
    await town.teams.say(places.karen, places.leaders, 'Spot et job');
    const offer = await town.teams.waitFor(places.leaders, 'Spot et job');
    const first = await town.teams.openDialog(places.karen, offer, 'Åbn formularen');
    const chosen = await town.teams.submitDialog(first, { category: 'canteen' });
    if (chosen.kind !== 'dialog') throw new Error('the tasks were not asked for');
    await town.teams.submitDialog(chosen.dialog, { ...OPENING, tasks: ['dishwashing'] });
    await town.calm();
    await town.teams.press(places.jens, await card(), 'Tag den');
    await town.calm();
    await act('Kontaktet', { outcome: 'matching' });
    await act('Kandidat fundet', { candidate: 'K-142' });
    await act('De sagde ja', { starts_on: '2026-11-17', form: 'flex_job' });
    await act('Startet', { hours: '7,5', expectations: 'yes' });
  });
  afterAll(() => town.stop());

  const card = () => town.teams.waitFor(places.jobcentre, /^SJ-1 ·/);
  const act = async (label: string, values: Record<string, string>) => {
    const dialog = await town.teams.openDialog(places.jens, await card(), label);
    await town.teams.submitDialog(dialog, values);
    await town.calm();
  };
  const asked = (text: string | RegExp) => town.teams.waitFor(town.teams.chatWith(places.jens), text);

  test('the owner is asked the morning after, and taps green', async () => {
    await town.setClock('2026-11-18T08:00:00+01:00');
    const nudge = await asked('Dag 1: Hvordan går det?');
    expect(teamsButtons(nudge)).toEqual(['Grøn', 'Gul', 'Rød', 'Udsæt']);
    expect(await town.teams.press(places.jens, nudge, 'Grøn')).toMatchObject({
      kind: 'text',
      text: expect.stringContaining('Noteret. Dag 1: grøn.'),
    });
    await town.calm();
  });

  test('yellow asks what happens next, a snooze holds, and the promise is asked about', async () => {
    await town.setClock('2026-11-24T08:00:00+01:00');
    const dialog = await town.teams.openDialog(places.jens, await asked('Uge 1: Hvordan går det?'), 'Gul');
    const done = await town.teams.submitDialog(dialog, { next: 'Kortere vagter', by: '2026-11-26' });
    expect(done.kind === 'dialog' && teamsText(done.dialog)).toContain('Næste gang er aftalen, torsdag.');
    await town.calm();
    await town.setClock('2026-11-26T08:00:00+01:00');
    const promise = await asked('Hvordan gik det med aftalen “Kortere vagter”?');
    const snooze = await town.teams.openDialog(places.jens, promise, 'Udsæt');
    await town.teams.submitDialog(snooze, { until: 'two_days' });
    await town.calm();
    const before = town.teams.messages(town.teams.chatWith(places.jens)).length;
    await town.setClock('2026-11-27T15:00:00+01:00');
    expect(town.teams.messages(town.teams.chatWith(places.jens))).toHaveLength(before);
    expect(town.teams.messages(town.teams.chatWith(places.bodil)).map(teamsText).join('\n')).not.toContain(
      'hvordan det går',
    );
    await town.setClock('2026-11-30T08:00:00+01:00');
    expect(town.teams.messages(town.teams.chatWith(places.jens))).toHaveLength(before + 1);
  });

  test('it stops: a search for another place is asked about after a week, and closed', async () => {
    await town.setClock('2026-12-01T08:00:00+01:00');
    await act('Stoppet', { reason: 'company_changed' });
    await digestAt(town, '2026-12-07T08:00:00+01:00');
    await town.teams.waitFor(town.teams.chatWith(places.bodil), /1 stoppede\. Vi leder efter et nyt sted\./);
    await town.setClock('2026-12-08T08:00:00+01:00');
    const search = await asked('Du leder efter et nyt sted.');
    expect(teamsText(search)).toContain('K-142');
    const dialog = await town.teams.openDialog(places.jens, search, 'Luk');
    await town.teams.submitDialog(dialog, { reason: 'not_now' });
    await town.calm();
    expect(JSON.stringify(town.teams.messages(places.jobcentre))).not.toContain('K-142');
  });

  test('one that lasts is celebrated in both rooms', async () => {
    await act('Kandidat fundet', { candidate: 'K-200' });
    await act('De sagde ja', { starts_on: '2026-12-07', form: 'flex_job' });
    await act('Startet', { hours: '10', expectations: 'no' });
    await town.setClock('2026-12-09T08:30:00+01:00');
    const own = await town.teams.openDialog(places.jens, await card(), 'Følg op');
    expect(teamsText(own)).toContain('Dag 1: Hvordan går det?');
    const done = await town.teams.submitDialog(own, {}, 'Grøn');
    expect(done.kind === 'dialog' && teamsText(done.dialog)).toContain('Noteret. Dag 1: grøn.');
    await town.setClock('2027-06-07T08:00:00+02:00');
    await town.teams.press(places.jens, await asked('Uge 26: Hvordan går det?'), 'Grøn');
    await town.calm();
    await town.teams.waitFor(places.jobcentre, 'Jobbet hos Café Æblet har holdt i 26 uger.');
    await town.teams.waitFor(places.leaders, 'Jobbet hos en virksomhed har holdt i 26 uger.');
  });

  test('the company says no to being named, and may say yes later on its own card', async () => {
    const chat = town.teams.chatWith(places.karen);
    const question = await town.teams.waitFor(chat, 'Må vi nævne Café Æblet');
    await town.teams.press(places.karen, question, 'Nej, ikke med navn');
    await town.calm();
    const told = () => town.teams.messages(town.teams.chatWith(places.bodil)).map(teamsText).join('\n');
    expect(told()).not.toContain('nyhedsbrevet');
    await town.teams.say(places.karen, chat, 'SJ-1');
    const own = await town.teams.waitFor(chat, 'sagde nej til, at virksomheden nævnes');
    expect(teamsButtons(own)).toContain('Ja, nævn os gerne');
    await town.teams.press(places.karen, own, 'Ja, nævn os gerne');
    await town.calm();
    expect(told()).toContain('Her er en tekst til nyhedsbrevet:');
  });

  test('Teams refused nothing on the way', () => {
    expect(town.teams.refusals).toEqual([]);
  });
});
