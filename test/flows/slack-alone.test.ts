import { afterAll, beforeAll, expect, test } from 'vitest';
import { buttonsOf, textOf } from '../../src/playground/slack-server.ts';
import { until } from '../../src/playground/until.ts';
import {
  JOBCENTRE,
  LEADERS_ROOM,
  logInSlack,
  modalTitled,
  pressAndSubmit,
  setUpInSlack,
  startTown,
  type Town,
} from './town.ts';

let town: Town;
beforeAll(async () => {
  town = await startTown({ platforms: ['slack'] });
});
afterAll(() => town.stop());

const jobcentreCard = () =>
  until(() => town.slack.messages(JOBCENTRE).find((message) => textOf(message).includes('SJ-1 ·')));

test('without a task force every command says how to get one', async () => {
  town.slack.person('UNEW', 'Ny Person');
  town.slack.channel('C0EMPTY');
  for (const words of ['', 'liste', 'mine', 'SJ-1', 'medlemmer', 'hjælp', 'noget andet']) {
    const before = town.slack.ephemerals('UNEW').length;
    await town.slack.command('UNEW', 'C0EMPTY', words);
    const answer = await until(() => town.slack.ephemerals('UNEW')[before]);
    expect(textOf(answer)).toContain('/spotjob opret <kode>');
  }
});

test('a wrong code is answered with where to get one', async () => {
  await town.slack.command('UNEW', 'C0EMPTY', 'opret NOPE-NOPE');
  const answer = await until(() =>
    town.slack.ephemerals('UNEW').find((message) => textOf(message).includes('Den kode kender jeg ikke')),
  );
  expect(answer).toBeDefined();
});

test('the coordinator sets up the task force and the rooms are greeted', async () => {
  await setUpInSlack(town);
  expect(textOf(await until(() => town.slack.messages(LEADERS_ROOM)[0]))).toContain('Tryk på knappen');
  expect(textOf(await until(() => town.slack.messages(JOBCENTRE)[0]))).toContain('Her lander nye åbninger');
  const answer = await until(() => town.slack.modalOf('UBODIL'));
  expect(textOf(answer)).toMatch(/Birkholm er klar[\s\S]*\/spotjob opret [A-Z2-9]{4}-[A-Z2-9]{4}/);
});

test('a leader logs an opening and is thanked with a promise', async () => {
  await logInSlack(town);
  const thanks = await until(() => town.slack.modalOf('UKAREN'));
  expect(textOf(thanks)).toContain('Tak!');
  expect(textOf(thanks)).toContain('SJ-1. Jobcentret ringer senest fredag.');
});

test('its cards stand in both rooms: the contact only in the jobcentre’s', async () => {
  const card = await jobcentreCard();
  expect(textOf(card)).toContain('Karen Krogh · 20 30 40 57');
  expect(buttonsOf(card)).toEqual(['Tag den', 'Udsæt', 'Luk', 'Historik']);
  const open = await until(() =>
    town.slack.messages(LEADERS_ROOM).find((message) => textOf(message).includes('SJ-1 ·')),
  );
  expect(JSON.stringify(open)).not.toMatch(/20 ?30 ?40 ?57|Karen Krogh/);
  expect(buttonsOf(open)).toEqual([]);
});

test('a consultant takes it; every card shows it, and the leader hears who and when', async () => {
  await town.slack.press('UMETTE', await jobcentreCard(), 'Tag den');
  await town.calm();
  expect(textOf(await jobcentreCard())).toContain('Mette Holm har den og ringer senest fredag.');
  const told = town.slack.directMessages('UKAREN').map(textOf).join('\n');
  expect(told).toContain('Mette Holm fra jobcentret har taget den og ringer senest fredag.');
});

test('another who presses later reads who has it', async () => {
  await town.slack.press('UJENS', await jobcentreCard(), 'Kontaktet');
  expect(textOf(await until(() => town.slack.ephemerals('UJENS').at(-1)))).toContain(
    'Mette Holm har den og kan give den videre til dig.',
  );
  expect(town.slack.modalOf('UJENS')).toBeNull();
});

test('nobody answered, twice by one way: not yet unreachable, said beside the field', async () => {
  for (const channel of ['phone', 'phone']) {
    await pressAndSubmit(town, 'UMETTE', await jobcentreCard(), 'Ingen svarede', { channel });
  }
  expect(textOf(await jobcentreCard())).toContain('Forsøg: 2 (telefon)');
  await pressAndSubmit(town, 'UMETTE', await jobcentreCard(), 'Luk', { reason: 'unreachable' });
  const form = await modalTitled(town, 'UMETTE', 'Luk');
  expect(textOf(form)).toContain('Der mangler 1 forsøg, 1 anden måde at prøve på og 5 hverdage');
  town.slack.close(form);
});

test('it is handed to a colleague, who is told, and snoozed by him', async () => {
  await pressAndSubmit(town, 'UMETTE', await jobcentreCard(), 'Giv videre', { to: 'Jens Dahl' });
  expect(town.slack.directMessages('UJENS').map(textOf).join('\n')).toContain(
    'Mette Holm har givet den videre til dig.',
  );
  await pressAndSubmit(town, 'UJENS', await jobcentreCard(), 'Udsæt', { until: 'two_days' });
  expect(textOf(await jobcentreCard())).toContain('Udsat: til torsdag');
});

test('the company was reached, and it is closed as a job order; the leader hears it', async () => {
  await pressAndSubmit(town, 'UJENS', await jobcentreCard(), 'Kontaktet', { outcome: 'interested' });
  expect(textOf(await jobcentreCard())).toContain('Jens Dahl har talt med virksomheden.');
  await pressAndSubmit(town, 'UJENS', await jobcentreCard(), 'Luk', { reason: 'job_order' });
  expect(textOf(await jobcentreCard())).toContain('Lukket: sendt videre som jobordre.');
  expect(town.slack.directMessages('UKAREN').map(textOf).join('\n')).toContain(
    'Den er sendt videre til den almindelige rekruttering',
  );
});

test('SJ-1 tells the whole story to the one who asks', async () => {
  await town.slack.command('UMETTE', JOBCENTRE, 'sj-1');
  const story = textOf(await until(() => town.slack.ephemerals('UMETTE').at(-1)));
  expect(story).toContain('Karen Krogh spottede jobbet');
  expect(story).toContain('Mette Holm gav den videre til Jens Dahl');
});

test('Slack refused nothing on the way', () => {
  expect(town.slack.refusals).toEqual([]);
});
