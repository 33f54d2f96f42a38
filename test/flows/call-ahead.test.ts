import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buttonsOf, textOf } from '../../src/playground/slack-server.ts';
import { textOf as teamsText } from '../../src/playground/teams-server.ts';
import { until } from '../../src/playground/until.ts';
import {
  giveRole,
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

describe('in Slack', () => {
  let town: Town;
  beforeAll(async () => {
    town = await startTown({ platforms: ['slack'] });
    await setUpInSlack(town);
    town.slack.person('UULLA', 'Ulla Friis');
    await town.slack.command('UULLA', LEADERS_ROOM, 'liste');
    await town.calm();
    await giveRole(town, 'Ulla Friis', 'ambassador');
    for (const company of ['Café Æblet', 'Nørregård VVS']) await logWish(company);
  });
  afterAll(() => town.stop());

  /** Karen says in the second step that an ambassador may ring first. */
  async function logWish(company: string) {
    await logInSlack(town, 'UKAREN', { ...OPENING, company });
    await town.calm();
    const thanks = await modalTitled(town, 'UKAREN', 'Spot et job');
    await town.slack.press('UKAREN', thanks, 'Tilføj mere');
    await town.slack.submit(await modalTitled(town, 'UKAREN', 'Tilføj mere'), { call_ahead: 'Ja' });
    await town.calm();
  }
  const card = (number: number) =>
    until(() =>
      town.slack.messages(JOBCENTRE).find((message) => textOf(message).startsWith(`SJ-${number} ·`)),
    );
  const toUlla = () => town.slack.directMessages('UULLA');
  const toMette = () => town.slack.directMessages('UMETTE').map(textOf).join('\n');

  test('when a consultant takes it, the ambassador is asked, with the contact of that company alone', async () => {
    expect(toUlla()).toEqual([]);
    await town.slack.press('UMETTE', await card(1), 'Tag den');
    await town.calm();
    const [question] = toUlla();
    if (question === undefined) throw new Error('nobody asked');
    expect(textOf(question)).toMatch(
      /Vil du ringe først\?[\s\S]*Café Æblet[\s\S]*opkald fra dig senest onsdag[\s\S]*20 30 40 57/,
    );
    expect(buttonsOf(question)).toEqual(['Ringet', 'Nåede det ikke']);
    expect(textOf(await card(1))).toContain('Ambassadør: Ulla Friis ringer først');
    await town.slack.command('UULLA', LEADERS_ROOM, 'SJ-1');
    const seen = await until(() => town.slack.ephemerals('UULLA').at(-1));
    expect(textOf(seen)).not.toContain('20 30 40 57');
  });

  test('called: the owner hears that it is their turn, the story says so, and the contact is gone', async () => {
    const [question] = toUlla();
    if (question === undefined) throw new Error('nobody asked');
    await town.slack.press('UULLA', question, 'Ringet');
    await town.calm();
    expect(toMette()).toContain('Ulla Friis har ringet til virksomheden. Nu er det din tur.');
    expect(textOf(await card(1))).toContain('Ambassadør: Ulla Friis har ringet');
    expect(textOf(question)).toContain('Tak! Jobcentret ved nu, at du har ringet.');
    expect(textOf(question)).not.toContain('20 30 40 57');
  });

  test('no answer in a business day: it goes on without, and the owner is told once', async () => {
    await town.slack.press('UMETTE', await card(2), 'Tag den');
    await town.calm();
    await town.setClock('2026-11-18T09:59:00+01:00');
    expect(toMette()).not.toContain('har ikke svaret');
    await town.setClock('2026-11-18T10:00:00+01:00');
    await town.setClock('2026-11-18T11:00:00+01:00');
    expect(toMette().match(/Ulla Friis har ikke svaret. Ring, når det passer dig./g)).toHaveLength(1);
    expect(textOf(await card(2))).toContain('Ambassadør: Ulla Friis svarede ikke');
  });

  test('given up because nobody answers: the ambassador is asked to get through, and the coordinator reads so', async () => {
    for (const channel of ['phone', 'sms', 'phone']) {
      await pressAndSubmit(town, 'UMETTE', await card(2), 'Ingen svarede', { channel });
    }
    await town.setClock('2026-11-25T11:00:00+01:00');
    await pressAndSubmit(town, 'UMETTE', await card(2), 'Luk', { reason: 'unreachable' });
    await town.calm();
    const question = toUlla().at(-1);
    if (question === undefined) throw new Error('nobody asked');
    expect(textOf(question)).toMatch(
      /Kan du få fat i dem\?[\s\S]*Nørregård VVS[\s\S]*Mette Holm fra jobcentret har prøvet 3 gange uden at få fat i dem\. Ring senest torsdag[\s\S]*20 30 40 57/,
    );
    expect(town.slack.directMessages('UBODIL').map(textOf).join('\n')).toMatch(
      /Mette Holm har prøvet flere gange og vil gerne lukke den\. Luk den, hvis du er enig\.[\s\S]*Ulla Friis er bedt om at ringe senest torsdag\./,
    );
    await town.slack.press('UULLA', question, 'Nåede det ikke');
    await town.calm();
    expect(toMette()).toContain('Ulla Friis nåede det ikke. Koordinatoren afgør, om den skal lukkes.');
  });

  test('Slack refused nothing on the way', () => {
    expect(town.slack.refusals).toEqual([]);
  });
});

describe('in Teams', () => {
  let town: Town;
  let places: TeamsPlaces;
  let ambassador: TeamsPlaces['karen'];
  beforeAll(async () => {
    town = await startTown({ platforms: ['teams'] });
    places = await setUpInTeams(town);
    ambassador = town.teams.person('Ulla Friis');
    await town.teams.say(ambassador, places.leaders, 'liste');
    await town.calm();
    await giveRole(town, 'Ulla Friis', 'ambassador');
    await town.teams.say(places.karen, places.leaders, 'Spot et job');
    const offer = await town.teams.waitFor(places.leaders, 'Spot et job');
    const first = await town.teams.openDialog(places.karen, offer, 'Åbn formularen');
    const chosen = await town.teams.submitDialog(first, { category: 'canteen' });
    if (chosen.kind !== 'dialog') throw new Error('the tasks were not asked for');
    await town.teams.submitDialog(chosen.dialog, { ...OPENING, tasks: ['dishwashing'] });
    await town.calm();
  });
  afterAll(() => town.stop());

  const card = () => town.teams.waitFor(places.jobcentre, /^SJ-1 ·/);

  test('said while the consultant has it already, it is asked at once; not reached is told to the owner', async () => {
    await town.teams.press(places.jens, await card(), 'Tag den');
    await town.calm();
    const chat = town.teams.chatWith(places.karen);
    await town.teams.say(places.karen, chat, 'SJ-1');
    const own = await town.teams.waitFor(chat, /^SJ-1 ·/);
    const more = await town.teams.openDialog(places.karen, own, 'Tilføj mere');
    await town.teams.submitDialog(more, { call_ahead: 'yes' });
    await town.calm();
    const question = await town.teams.waitFor(town.teams.chatWith(ambassador), 'Vil du ringe først?');
    expect(teamsText(question)).toContain('20 30 40 57');
    await town.teams.press(ambassador, question, 'Nåede det ikke');
    await town.calm();
    await town.teams.waitFor(town.teams.chatWith(places.jens), 'Ulla Friis nåede det ikke.');
    expect(teamsText(await card())).toContain('Ulla Friis nåede ikke at ringe');
  });

  test('given up because nobody answers: the ambassador is asked to get through', async () => {
    for (const channel of ['phone', 'email', 'phone']) {
      const tried = await town.teams.openDialog(places.jens, await card(), 'Ingen svarede');
      await town.teams.submitDialog(tried, { channel });
      await town.calm();
    }
    await town.setClock('2026-11-24T11:00:00+01:00');
    const close = await town.teams.openDialog(places.jens, await card(), 'Luk');
    await town.teams.submitDialog(close, { reason: 'unreachable' });
    await town.calm();
    const question = await town.teams.waitFor(town.teams.chatWith(ambassador), 'Kan du få fat i dem?');
    expect(teamsText(question)).toContain(
      'Jens Dahl fra jobcentret har prøvet 3 gange uden at få fat i dem.',
    );
    await town.teams.press(ambassador, question, 'Ringet');
    await town.calm();
    await town.teams.waitFor(town.teams.chatWith(places.jens), 'Ulla Friis har ringet til virksomheden.');
  });

  test('Teams refused nothing on the way', () => {
    expect(town.teams.refusals).toEqual([]);
  });
});
