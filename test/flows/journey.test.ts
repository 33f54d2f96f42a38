import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buttonsOf, textOf } from '../../src/playground/slack-server.ts';
import { buttonsOf as teamsButtons, textOf as teamsText } from '../../src/playground/teams-server.ts';
import { until } from '../../src/playground/until.ts';
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

describe('in Slack, from the visit to the first day', () => {
  let town: Town;
  beforeAll(async () => {
    town = await startTown({ platforms: ['slack'] });
    await setUpInSlack(town);
    await logInSlack(town);
    await town.calm();
  });
  afterAll(() => town.stop());

  const card = () =>
    until(() => town.slack.messages(JOBCENTRE).find((message) => textOf(message).includes('SJ-1 ·')));
  const act = async (label: string, values: Record<string, string>) => {
    await pressAndSubmit(town, 'UMETTE', await card(), label, values);
    return textOf(await card());
  };

  test('a visit is booked, and the leader hears the day', async () => {
    await town.slack.press('UMETTE', await card(), 'Tag den');
    await town.calm();
    expect(await act('Book besøg', { date: '2026-11-19' })).toContain(
      'Mette Holm besøger virksomheden torsdag.',
    );
    expect(town.slack.directMessages('UKAREN').map(textOf).join('\n')).toContain(
      'Mette Holm fra jobcentret besøger jer torsdag.',
    );
  });

  test('the business day after it, its owner is asked what came of it', async () => {
    await town.setClock('2026-11-20T08:00:00+01:00');
    const asked = await until(() =>
      town.slack.directMessages('UMETTE').find((message) => textOf(message).includes('Du skulle på besøg')),
    );
    expect(buttonsOf(asked)).toContain('Besøg holdt');
  });

  test('the visit gave more jobs: the form is there, filled in with the same company', async () => {
    await pressAndSubmit(town, 'UMETTE', await card(), 'Besøg holdt', { outcome: 'more' });
    const offer = await modalTitled(town, 'UMETTE', 'Spot et job');
    expect(textOf(offer)).toContain('Godt besøg!');
    expect(textOf(await card())).toContain('Mette Holm leder efter en kandidat.');
    await town.slack.press('UMETTE', offer, 'Spot et job mere');
    const form = await until(() => {
      const shown = town.slack.modalOf('UMETTE');
      return shown?.modal.submit === undefined ? null : shown;
    });
    expect(JSON.stringify(form.modal)).toContain('Café Æblet');
    town.slack.close(form);
  });

  test('a name is no candidate reference: it is refused beside its field', async () => {
    await town.slack.press('UMETTE', await card(), 'Kandidat fundet');
    const form = await modalTitled(town, 'UMETTE', 'Kandidat fundet');
    await town.slack.submit(form, { candidate: 'Anna Holm' });
    expect(textOf(await modalTitled(town, 'UMETTE', 'Kandidat fundet'))).toContain('Det ligner et navn.');
    await town.slack.submit(form, { candidate: 'K-142' });
    await town.calm();
    expect(buttonsOf(await card())).toEqual([
      'De sagde ja',
      'De sagde nej',
      'Giv videre',
      'Udsæt',
      'Luk',
      'Historik',
    ]);
  });

  test('no, another, and yes', async () => {
    expect(await act('De sagde nej', {})).toContain('leder efter en kandidat');
    await act('Kandidat fundet', { candidate: 'K-143' });
    expect(await act('De sagde ja', { starts_on: '2026-11-23', form: 'flex_job' })).toContain(
      'Aftalt. Første dag er mandag.',
    );
  });

  test('before the agreed day it is said that the job would begin today', async () => {
    await town.slack.press('UMETTE', await card(), 'Startet');
    const form = await modalTitled(town, 'UMETTE', 'Startet');
    expect(textOf(form)).toContain('Aftalt fra mandag. Gemmer du nu, regnes jobbet fra i dag.');
    town.slack.close(form);
  });

  test('the reference is read by the consultant alone: not in the rooms, not by the coordinator', async () => {
    const shownTo = async (user: string, room: string) => {
      const before = town.slack.ephemerals(user).length;
      await town.slack.command(user, room, 'SJ-1');
      return textOf(await until(() => town.slack.ephemerals(user)[before]));
    };
    expect(await shownTo('UMETTE', JOBCENTRE)).toContain('K-143 (aftalt)');
    expect(await shownTo('UBODIL', LEADERS_ROOM)).not.toContain('K-143');
    await town.slack.press('UBODIL', await card(), 'Startet');
    const rooms = [...town.slack.messages(JOBCENTRE), ...town.slack.messages(LEADERS_ROOM)];
    const direct = ['UBODIL', 'UKAREN'].flatMap((user) => town.slack.directMessages(user));
    expect(JSON.stringify([rooms, direct])).not.toMatch(/K-14[23]/);
  });

  test('the first day came: it is filled and closed, and the leader is thanked', async () => {
    await town.setClock('2026-11-24T09:00:00+01:00');
    const closed = await act('Startet', { hours: '7,5', expectations: 'yes', mentor: 'Ulla' });
    expect(closed).toContain('Lukket: besat.');
    expect(town.slack.directMessages('UKAREN').map(textOf).join('\n')).toContain(
      'Tak, fordi I gjorde plads!',
    );
    await town.slack.command('UMETTE', JOBCENTRE, 'SJ-1');
    const story = await until(() =>
      town.slack.ephemerals('UMETTE').find((message) => textOf(message).includes('en er startet')),
    );
    expect(textOf(story)).toContain('fleksjob, 7,5 timer om ugen. Dermed er alt besat');
  });

  test('it ended early: the reason is neutral, and the search goes on', async () => {
    expect(await act('Stoppet', { reason: 'hours_or_tasks' })).toContain(
      'Mette Holm leder efter en kandidat.',
    );
    expect(buttonsOf(await card())).toContain('Kandidat fundet');
  });

  test('it is closed as a job order, whose text is there to copy', async () => {
    await pressAndSubmit(town, 'UMETTE', await card(), 'Luk', { reason: 'job_order' });
    const order = textOf(await until(() => town.slack.modalOf('UMETTE')));
    expect(order).toContain('Kontakt: Karen Krogh · 20 30 40 57');
  });

  test('Slack refused nothing on the way', () => {
    expect(town.slack.refusals).toEqual([]);
  });
});

describe('in Teams, the same', () => {
  let town: Town;
  let places: TeamsPlaces;
  beforeAll(async () => {
    town = await startTown({ platforms: ['teams'] });
    places = await setUpInTeams(town);
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
  const act = async (label: string, values: Record<string, string>) => {
    const dialog = await town.teams.openDialog(places.jens, await card(), label);
    const result = await town.teams.submitDialog(dialog, values);
    expect(result.kind).toBe('closed');
    await town.calm();
    return teamsText(await card());
  };

  test('from the visit to the first day', async () => {
    await town.teams.press(places.jens, await card(), 'Tag den');
    await town.calm();
    expect(await act('Book besøg', { date: '2026-11-19' })).toContain(
      'Jens Dahl besøger virksomheden torsdag.',
    );
    await town.teams.waitFor(
      town.teams.chatWith(places.karen),
      'Jens Dahl fra jobcentret besøger jer torsdag.',
    );
    expect(await act('Besøg holdt', { outcome: 'ready' })).toContain('Jens Dahl leder efter en kandidat.');
    await act('Kandidat fundet', { candidate: 'K-142' });
    expect(await act('De sagde nej', {})).toContain('leder efter en kandidat');
    await act('Kandidat fundet', { candidate: 'K-143' });
    expect(teamsButtons(await card())).toContain('De sagde ja');
    expect(await act('De sagde ja', { starts_on: '2026-11-19', form: 'flex_job' })).toContain('Aftalt.');
    expect(JSON.stringify(town.teams.messages(places.jobcentre))).not.toMatch(/K-14[23]/);
    const early = await town.teams.openDialog(places.jens, await card(), 'Startet');
    expect(JSON.stringify(early)).toContain('Aftalt fra torsdag. Gemmer du nu, regnes jobbet fra i dag.');
    expect(await act('Startet', { hours: '7,5', expectations: 'yes' })).toContain('Lukket: besat.');
    await town.teams.waitFor(town.teams.chatWith(places.karen), 'Tak, fordi I gjorde plads!');
    expect(await act('Stoppet', { reason: 'other_job' })).toContain('leder efter en kandidat');
    const closing = await town.teams.openDialog(places.jens, await card(), 'Luk');
    const order = await town.teams.submitDialog(closing, { reason: 'job_order' });
    expect(order.kind === 'dialog' && teamsText(order.dialog)).toContain(
      'Kontakt: Karen Krogh · 20 30 40 57',
    );
  });

  test('Teams refused nothing on the way', () => {
    expect(town.teams.refusals).toEqual([]);
  });
});
