import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeForgottenMeetings } from '../../src/app/timed/close-forgotten-meetings.ts';
import { sendDigests } from '../../src/app/timed/send-digests.ts';
import { buttonsOf, type Message, textOf } from '../../src/playground/slack-server.ts';
import { until } from '../../src/playground/until.ts';
import { at } from '../support/builders.ts';
import {
  giveRole,
  JOBCENTRE,
  LEADERS_ROOM,
  logInSlack,
  modalTitled,
  setUpInSlack,
  startTown,
  type Town,
} from './town.ts';

let town: Town;
beforeAll(async () => {
  town = await startTown({ platforms: ['slack'], byMinute: false });
  await setUpInSlack(town);
  await town.slack.command('UMETTE', JOBCENTRE, 'liste');
  await town.slack.command('UJENS', JOBCENTRE, 'liste');
  town.slack.person('UULLA', 'Ulla Friis');
  await town.slack.command('UULLA', LEADERS_ROOM, 'liste');
  await town.calm();
});
afterAll(() => town.stop());

const inRoom = (room: string, words: RegExp): Promise<Message> =>
  until(() => town.slack.messages(room).findLast((message) => words.test(textOf(message))));
const card = () => inRoom(LEADERS_ROOM, /^Netværksmøde er/);
const answerTo = async (user: string, words: string) => {
  const before = town.slack.ephemerals(user).length;
  await town.slack.command(user, LEADERS_ROOM, words);
  return textOf(await until(() => town.slack.ephemerals(user)[before]));
};
async function log(company: string) {
  await logInSlack(town, 'UKAREN', {
    hours: '1-4',
    company,
    contact_name: 'Karen Krogh',
    contact: '20 30 40 57',
    place: '8800',
  });
  await town.calm();
}

test('only a coordinator starts a meeting', async () => {
  expect(await answerTo('UKAREN', 'møde start')).toContain('Det kan kun en koordinator.');
  expect(await answerTo('UBODIL', 'møde slut')).toContain('Der er ikke et møde i gang.');
});

test('a meeting stands in the leaders’ room with a button to spot a job, and not in the jobcentre’s', async () => {
  await town.slack.command('UBODIL', LEADERS_ROOM, 'moede start');
  await town.slack.submit(await modalTitled(town, 'UBODIL', 'Start et møde'), { kind: 'network' });
  await town.calm();
  expect(textOf(await card())).toMatch(
    /^Netværksmøde er i gang\nIngen åbninger endnu\.[\s\S]*Virksomheder: Ikke talt endnu/,
  );
  expect(buttonsOf(await card())).toEqual(['Spot et job', 'Deltagere', 'Afslut møde']);
  expect(town.slack.messages(JOBCENTRE).map(textOf).join('\n')).not.toContain('Netværksmøde');
});

test('a second start says which is on', async () => {
  expect(await answerTo('UBODIL', 'meeting start')).toContain(
    'Netværksmøde er allerede i gang. Bodil Lund startede det kl. 10.00. Afslut det først.',
  );
});

test('the counter goes up with every opening from the room, and the numbers are filled in', async () => {
  for (const company of ['Café Æblet', 'Bageriet', 'Fed & Søn']) await log(company);
  expect(textOf(await card())).toContain('Indtil nu: 3 åbninger.');
  await town.slack.press('UBODIL', await card(), 'Deltagere');
  await town.slack.submit(await modalTitled(town, 'UBODIL', 'Deltagere'), { companies: '12', others: '0' });
  await town.calm();
  expect(textOf(await card())).toMatch(/Virksomheder: 12[\s\S]*Andre deltagere: 0/);
  expect(
    town.slack.messages(LEADERS_ROOM).filter((message) => textOf(message).includes('møde er')),
  ).toHaveLength(1);
});

test('ending it walks through the openings one by one, on one screen', async () => {
  await town.slack.press('UBODIL', await card(), 'Afslut møde');
  await town.slack.submit(await modalTitled(town, 'UBODIL', 'Afslut møde'), { others: '3' });
  const first = await modalTitled(town, 'UBODIL', 'Overlevering');
  expect(textOf(first)).toMatch(/SJ-1 · Café Æblet[\s\S]*2 mere bagefter\./);
  await town.slack.submit(first, {
    owner: 'Mette Holm',
    channel: 'visit',
    date: '2026-11-18',
    call_ahead: 'yes',
  });
  await until(() => shows('UBODIL', 'I har ingen ambassadør, der kan ringe.'));
  await giveRole(town, 'Ulla Friis', 'ambassador');
  await town.slack.submit(first, { call_ahead: 'yes' });
  const second = await until(() => shows('UBODIL', 'SJ-2'));
  await town.slack.submit(second, { owner: 'Spring over (ingen aftale endnu)' });
  const third = await until(() => shows('UBODIL', 'SJ-3'));
  await town.slack.submit(third, { owner: 'Jens Dahl', date: '2026-11-16' });
  const corrected = await until(() => shows('UBODIL', 'Vælg en dag, der ikke er gået endnu.'));
  await town.slack.submit(corrected, { date: '2026-11-25' });
  expect(textOf(await until(() => shows('UBODIL', '1 mangler en aftale.')))).toContain(
    'Opsamlingen står i jeres rum.',
  );
  await town.calm();
});

function shows(user: string, words: string) {
  const shown = town.slack.modalOf(user);
  return shown !== null && textOf(shown).includes(words) ? shown : null;
}

test('agreed openings are owned and dated; owner and leader hear it', async () => {
  const opening = await inRoom(JOBCENTRE, /^SJ-1 ·/);
  expect(textOf(opening)).toContain('Mette Holm har den og kommer på besøg senest onsdag.');
  expect(textOf(opening)).toContain('Ambassadør: Ulla Friis ringer først');
  expect(town.slack.directMessages('UMETTE').map(textOf).join('\n')).toContain(
    'Bodil Lund har aftalt, at du kommer på besøg senest onsdag.\nUlla Friis ringer først.',
  );
  expect(town.slack.directMessages('UKAREN').map(textOf).join('\n')).toContain(
    'Mette Holm fra jobcentret har taget den og kommer på besøg senest onsdag.',
  );
  expect(await answerTo('UBODIL', 'SJ-1')).toContain(
    'Bodil Lund aftalte, at Mette Holm kontakter virksomheden (besøg) senest 18. november; en ambassadør ringer først',
  );
});

test('the recap stands in both rooms, without contact details where leaders read', async () => {
  expect(textOf(await card())).toMatch(/^Netværksmøde er slut\nFra mødet: 3 åbninger\./);
  expect(buttonsOf(await card())).toEqual([]);
  const leaders = await inRoom(LEADERS_ROOM, /^Opsamling · Netværksmøde 17\. november/);
  expect(textOf(leaders)).toMatch(
    /12 virksomheder og 3 andre deltagere var med\.[\s\S]*På plads: 2[\s\S]*SJ-1 · Café Æblet[\s\S]*SJ-3 · Fed & Søn[\s\S]*Jens Dahl har den og ringer senest 25\. november\.[\s\S]*1 mangler aftale om overlevering[\s\S]*SJ-2 · Bageriet/,
  );
  expect(JSON.stringify(leaders)).not.toMatch(/20 ?30 ?40 ?57|Karen Krogh/);
  expect(buttonsOf(leaders)).toEqual(['Aftal overlevering']);
  const jobcentre = await inRoom(JOBCENTRE, /^Opsamling/);
  expect(textOf(jobcentre)).toContain('Karen Krogh · 20 30 40 57');
  expect(buttonsOf(jobcentre)).toEqual(['Tag den', 'Aftal overlevering']);
});

test('the digest counts what has no agreement', async () => {
  await sendDigests(town.bot.store, at('2026-11-23T08:00:00+01:00'), await town.bot.store.taskForces.all());
  await town.calm();
  const digest = town.slack
    .directMessages('UBODIL')
    .map(textOf)
    .find((text) => text.includes('· uge'));
  expect(digest).toContain('1 mangler aftale om overlevering.');
});

test('the round goes on from the recap, which then says that all is handed over', async () => {
  await town.slack.press('UBODIL', await inRoom(JOBCENTRE, /^Opsamling/), 'Aftal overlevering');
  const form = await modalTitled(town, 'UBODIL', 'Overlevering');
  expect(textOf(form)).toContain('SJ-2 · Bageriet');
  await town.slack.submit(form, { owner: 'Jens Dahl', channel: 'email' });
  await town.calm();
  const recap = await inRoom(LEADERS_ROOM, /^Opsamling/);
  expect(textOf(recap)).toMatch(
    /Jens Dahl har den og skriver senest fredag\.[\s\S]*Alt er overleveret\. Godt gået!/,
  );
  expect(buttonsOf(recap)).toEqual([]);
  expect(
    town.slack.messages(LEADERS_ROOM).filter((message) => textOf(message).startsWith('Opsamling')),
  ).toHaveLength(1);
});

test('the owner is nudged after the agreed day, early or late as it was agreed', async () => {
  const nudges = (user: string) =>
    town.slack
      .directMessages(user)
      .map(textOf)
      .filter((text) => /venter/.test(text));
  await town.setClock('2026-11-18T15:00:00+01:00');
  expect(nudges('UMETTE')).toEqual([]);
  await town.setClock('2026-11-19T08:00:00+01:00');
  expect(nudges('UMETTE')).toHaveLength(1);
});

test('a meeting that nobody ended closes itself at midnight, once, and says so', async () => {
  await town.slack.command('UBODIL', LEADERS_ROOM, 'møde');
  await town.slack.submit(await modalTitled(town, 'UBODIL', 'Start et møde'), { kind: 'company_event' });
  await town.calm();
  const { store } = town.bot;
  const midnight = at('2026-11-20T00:00:00+01:00');
  const early = await closeForgottenMeetings(store, new Date(midnight.getTime() - 1));
  expect(early.done).toEqual([]);
  const replicas = await Promise.all([1, 2, 3].map(() => closeForgottenMeetings(store, midnight)));
  expect(replicas.flatMap(({ done }) => done)).toHaveLength(1);
  await town.calm();
  expect(textOf(await inRoom(LEADERS_ROOM, /^Virksomhedsarrangement er slut/))).toContain(
    'Ingen afsluttede mødet, så jeg lukkede det ved midnat.',
  );
  const recap = await inRoom(LEADERS_ROOM, /^Opsamling · Virksomhedsarrangement 19\. november/);
  expect(textOf(recap)).toContain('Der kom ingen nye åbninger denne gang.');
  expect(buttonsOf(recap)).toEqual(['Deltagere']);
});

test('Slack refused nothing on the way', () => {
  expect(town.slack.refusals).toEqual([]);
});
