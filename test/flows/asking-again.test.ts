import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buttonsOf, type Message, textOf } from '../../src/playground/slack-server.ts';
import { textOf as teamsText } from '../../src/playground/teams-server.ts';
import { until } from '../../src/playground/until.ts';
import {
  JOBCENTRE,
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

describe('in Slack, without a candidate', () => {
  let town: Town;
  beforeAll(async () => {
    town = await startTown({ platforms: ['slack'] });
    await setUpInSlack(town);
    for (const company of ['Café Æblet', 'Nørregård VVS']) {
      await logInSlack(town, 'UKAREN', { ...OPENING, company });
      await town.calm();
    }
    for (const number of [1, 2]) await town.slack.press('UMETTE', await card(number), 'Tag den');
    await town.calm();
  });
  afterAll(() => town.stop());

  const card = (number: number) =>
    until(() =>
      town.slack.messages(JOBCENTRE).find((message) => textOf(message).startsWith(`SJ-${number} ·`)),
    );
  const asked = (messages: Message[]) =>
    messages.filter((message) => textOf(message).startsWith('Tid til at spørge igen'));
  const toMette = () => asked(town.slack.directMessages('UMETTE'));

  test('the company is told, and until when it waits', async () => {
    await pressAndSubmit(town, 'UMETTE', await card(1), 'Luk', { reason: 'no_candidate' });
    expect(town.slack.directMessages('UKAREN').map(textOf).join('\n')).toContain(
      'Jeres tilbud står på venteliste, og vi ser på det igen 17. december.',
    );
    expect(textOf(await card(1))).toContain('på venteliste, vi spørger igen 17. december');
  });

  test('a day that has passed is refused beside its field, and another reason may have a day', async () => {
    await town.slack.press('UMETTE', await card(2), 'Luk');
    const form = await modalTitled(town, 'UMETTE', 'Luk');
    await town.slack.submit(form, { reason: 'job_order', contact_on: '2026-11-16' });
    expect(textOf(await modalTitled(town, 'UMETTE', 'Luk'))).toContain('Vælg en dag fra i morgen');
    await town.slack.submit(form, { reason: 'job_order', contact_on: '2026-12-17' });
    await town.calm();
    expect(textOf(await card(2))).toContain('kontaktes igen 17. december');
  });

  test('when their day has come its consultant is asked about both, once, in one message and in working hours', async () => {
    await town.setClock('2026-12-17T19:00:00+01:00');
    expect(toMette()).toEqual([]);
    await town.setClock('2026-12-18T08:00:00+01:00');
    await town.setClock('2026-12-21T08:00:00+01:00');
    const [list] = toMette();
    if (list === undefined) throw new Error('nobody asked');
    expect(toMette()).toHaveLength(1);
    expect(textOf(list)).toMatch(
      /^Tid til at spørge igen: 2[\s\S]*Café Æblet[\s\S]*Er der en kandidat nu\? Den blev lukket 17. november[\s\S]*Nørregård VVS[\s\S]*ville tage kontakt igen nu/,
    );
    expect(buttonsOf(list)).toEqual(['Se den', 'Se den']);
  });

  test('not now puts it off by 30 days, and the other is not asked about any more', async () => {
    const [list] = toMette();
    if (list === undefined) throw new Error('nobody asked');
    const opened = async (index: number) => {
      const label = index === 0 ? 'SJ-1 ·' : 'SJ-2 ·';
      await town.slack.press('UMETTE', list, 'Se den', index);
      return until(() =>
        [...town.slack.directMessages('UMETTE'), ...town.slack.ephemerals('UMETTE')].findLast((message) =>
          textOf(message).startsWith(label),
        ),
      );
    };
    const first = await opened(0);
    expect(buttonsOf(first)).toEqual(['Bed om genåbning', 'Ikke nu (30 dage mere)', 'Slut']);
    await town.slack.press('UMETTE', first, 'Ikke nu (30 dage mere)');
    await town.calm();
    expect(textOf(await card(1))).toContain('vi spørger igen 20. januar');
    const second = await opened(1);
    expect(buttonsOf(second)).toEqual(['Nyt besøg', 'Ikke nu (30 dage mere)', 'Slut']);
    await town.slack.press('UMETTE', second, 'Slut');
    await town.calm();
    expect(textOf(await card(2))).not.toContain('Venter');
    await town.setClock('2027-01-20T09:00:00+01:00');
    expect(toMette()).toHaveLength(2);
  });

  test('she has a candidate: a coordinator reopens it, and she hears', async () => {
    const question = toMette().at(-1);
    if (question === undefined) throw new Error('nobody asked');
    await town.slack.press('UMETTE', question, 'Bed om genåbning');
    await town.calm();
    expect(textOf(await card(1))).toContain('Mette Holm vil gerne have den åbnet igen');
    const wish = await until(() =>
      town.slack.directMessages('UBODIL').find((message) => textOf(message).includes('måske en kandidat nu')),
    );
    await town.slack.press('UBODIL', wish, 'Genåbn');
    await town.calm();
    expect(textOf(await card(1))).toContain('Ny. Ring');
    const open = await until(() =>
      town.slack.directMessages('UMETTE').find((message) => textOf(message).includes('Den er åben igen')),
    );
    expect(buttonsOf(open)).toEqual(['Tag den', 'Se den']);
  });

  test('Slack refused nothing on the way', () => {
    expect(town.slack.refusals).toEqual([]);
  });
});

describe('in Teams, a visit that gave nothing', () => {
  let town: Town;
  let places: TeamsPlaces;
  beforeAll(async () => {
    town = await startTown({ platforms: ['teams'] });
    places = await setUpInTeams(town);
    await town.teams.say(places.karen, places.leaders, 'Spot et job');
    const offer = await town.teams.waitFor(places.leaders, 'Spot et job');
    const first = await town.teams.openDialog(places.karen, offer, 'Åbn formularen');
    const chosen = await town.teams.submitDialog(first, { category: 'visit_request' });
    if (chosen.kind !== 'dialog') throw new Error('the company was not asked for');
    const { hours, ...company } = OPENING;
    await town.teams.submitDialog(chosen.dialog, company);
    await town.calm();
    await town.teams.press(places.jens, await card(1), 'Tag den');
    await town.calm();
    await act('Book besøg', { date: '2026-11-19' });
    await town.setClock('2026-11-20T08:00:00+01:00');
    await act('Besøg holdt', { outcome: 'none' });
  });
  afterAll(() => town.stop());

  const card = (number: number) => town.teams.waitFor(places.jobcentre, new RegExp(`^SJ-${number} ·`));
  const act = async (label: string, values: Record<string, string>) => {
    const dialog = await town.teams.openDialog(places.jens, await card(1), label);
    await town.teams.submitDialog(dialog, values);
    await town.calm();
  };
  const toJens = () => town.teams.messages(town.teams.chatWith(places.jens));

  test('the company is thanked and told when it hears again', () => {
    const heard = town.teams.messages(town.teams.chatWith(places.karen)).map(teamsText).join('\n');
    expect(heard).toContain('Ellers tænker vi på jer igen 20. maj.');
  });

  test('after half a year its consultant is asked, and makes a new visit with one press', async () => {
    await town.setClock('2027-05-20T08:00:00+02:00');
    const question = await town.teams.waitFor(town.teams.chatWith(places.jens), 'Skal I ses igen?');
    expect(teamsText(question)).toContain('20 30 40 57');
    await town.teams.press(places.jens, question, 'Nyt besøg');
    await town.calm();
    expect(teamsText(await card(2))).toContain('Ønsker besøg');
    expect(teamsText(await card(2))).toContain('Jens Dahl har den og ringer');
    expect(teamsText(await card(1))).not.toContain('Venter');
    await town.teams.press(places.jens, question, 'Nyt besøg');
    await town.calm();
    expect(town.teams.messages(places.jobcentre).map(teamsText).join()).not.toContain('SJ-3');
    expect(
      toJens()
        .map(teamsText)
        .filter((text) => text.includes('Skal I ses igen')),
    ).toHaveLength(1);
  });

  test('Teams refused nothing on the way', () => {
    expect(town.teams.refusals).toEqual([]);
  });
});
