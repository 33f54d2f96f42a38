import { afterAll, beforeAll, expect, test } from 'vitest';
import { textOf as slackText } from '../../src/playground/slack-server.ts';
import { type TeamsPerson, textOf } from '../../src/playground/teams-server.ts';
import { until } from '../../src/playground/until.ts';
import { CPR, CPR_OR_HALF } from '../support/cpr.ts';
import {
  JOBCENTRE,
  LEADERS_ROOM,
  logInSlack,
  modalTitled,
  setUpInSlack,
  startTown,
  type Town,
} from './town.ts';

let town: Town;
let mette: TeamsPerson;
let jobcentreInTeams: ReturnType<Town['teams']['channel']>;
beforeAll(async () => {
  town = await startTown();
  await setUpInSlack(town);
  mette = town.teams.person('Mette Holm (JC)');
  jobcentreInTeams = town.teams.channel('Jobcenter', 'Birkholm');
  await connectTeams();
  await logInSlack(town);
  await town.calm();
});
afterAll(() => town.stop());

/** Bodil gets a code for one more room, and Mette uses it in Teams. */
async function connectTeams() {
  const before = town.slack.ephemerals('UBODIL').length;
  await town.slack.command('UBODIL', LEADERS_ROOM, 'opret');
  const told = slackText(await until(() => town.slack.ephemerals('UBODIL')[before]));
  const code = /opret ([A-Z2-9]{4}-[A-Z2-9]{4})/.exec(told)?.[1] ?? '';
  await town.teams.say(mette, jobcentreInTeams, `opret ${code}`);
  const card = await town.teams.waitFor(jobcentreInTeams, 'Kobl rummet på');
  const dialog = await town.teams.openDialog(mette, card, 'Åbn formularen');
  await town.teams.submitDialog(dialog, { kind: 'jobcentre' });
  await town.calm();
}

const cardInSlack = (room = JOBCENTRE) =>
  until(() => town.slack.messages(room).find((message) => slackText(message).startsWith('SJ-1 ·')));
const cardInTeams = () =>
  until(() => town.teams.messages(jobcentreInTeams).find((message) => textOf(message).startsWith('SJ-1 ·')));

async function sayInTeams(words: string) {
  const chat = town.teams.chatWith(mette);
  const before = town.teams.messages(chat).length;
  await town.teams.say(mette, chat, words);
  return until(() => town.teams.messages(chat)[before]);
}

test('words with a CPR number in a room are told to their author alone, and stand in no log and no table', async () => {
  const before = town.slack.ephemerals('UKAREN').length;
  await town.slack.command('UKAREN', LEADERS_ROOM, `opret ${CPR}`);
  const told = await until(() => town.slack.ephemerals('UKAREN')[before]);
  expect(slackText(told)).toContain('Skriv ikke CPR-numre');
  const chat = town.teams.chatWith(mette);
  const heard = town.teams.messages(chat).length;
  const inRoom = town.teams.messages(jobcentreInTeams).length;
  await town.teams.say(mette, jobcentreInTeams, `Karl ${CPR} vil gerne`);
  expect(textOf(await until(() => town.teams.messages(chat)[heard]))).toContain('Skriv ikke CPR-numre');
  expect(town.teams.messages(jobcentreInTeams).length).toBe(inRoom);
  expect(town.logged()).not.toMatch(CPR_OR_HALF);
  expect(JSON.stringify([told, town.teams.messages(chat)])).not.toMatch(CPR_OR_HALF);
});

test('Mette reads in Teams what is held, takes an opening and must first give it on', async () => {
  await town.teams.press(mette, await cardInTeams(), 'Tag den');
  await town.calm();
  expect(slackText(await cardInSlack())).toContain('Mette Holm (JC)');
  const card = await sayInTeams('mine data');
  expect(textOf(card)).toContain('Navn: Mette Holm (JC)');
  const asked = await town.teams.openDialog(mette, card, 'Slet mine data');
  expect(textOf(asked)).toContain('Du har SJ-1. Ellers ringer ingen til dem.');
});

test('what she exports in Teams is whole', async () => {
  const card = await sayInTeams('my data');
  const shown = textOf(await town.teams.openDialog(mette, card, 'Vis det hele'));
  const data = JSON.parse(shown.slice(shown.indexOf('{\n'), shown.lastIndexOf('\n}') + 2));
  expect(data).toMatchObject({ person: { name: 'Mette Holm (JC)' }, openingsHad: [{ number: 1 }] });
});

test('when she has given it on she is erased, and no card in Slack or Teams names her', async () => {
  const given = await sayInTeams('giv alt videre');
  const handOver = await town.teams.openDialog(mette, given, 'Åbn formularen');
  await town.teams.submitDialog(handOver, { to: 'room' });
  await town.calm();
  const dialog = await town.teams.openDialog(mette, await sayInTeams('mine data'), 'Slet mine data');
  const receipt = await town.teams.submitDialog(dialog, { sure: ['yes'] });
  if (receipt.kind !== 'dialog') throw new Error('no receipt');
  expect(receipt.dialog.title).toBe('Dine data er slettet');
  expect(textOf(receipt.dialog)).toContain('bliver taget tilbage i Slack og Teams nu.');
  await town.calm();
  expect(slackText(await cardInSlack())).not.toContain('Mette');
  expect(textOf(await cardInTeams())).not.toContain('Mette');
});

test('Karen erases herself in Slack: the card is edited where it stands, on both platforms', async () => {
  expect(slackText(await cardInSlack())).toContain('20 30 40 57');
  expect(textOf(await cardInTeams())).toContain('20 30 40 57');
  const [slackBefore, teamsBefore] = [
    town.slack.messages(JOBCENTRE).length,
    town.teams.messages(jobcentreInTeams).length,
  ];
  const before = town.slack.ephemerals('UKAREN').length;
  await town.slack.command('UKAREN', LEADERS_ROOM, 'mine data');
  const card = await until(() => town.slack.ephemerals('UKAREN')[before]);
  await town.slack.press('UKAREN', card, 'Slet mine data');
  const form = await modalTitled(town, 'UKAREN', 'Slet mine data');
  await town.slack.submit(form, { sure: ['yes'] });
  expect(slackText(await until(() => town.slack.modalOf('UKAREN')))).toContain('Dine data er slettet');
  await town.calm();
  for (const text of [slackText(await cardInSlack()), textOf(await cardInTeams())]) {
    expect(text).not.toMatch(/Karen|20 30 40 57/);
    expect(text).toContain('Kontakt: –');
  }
  expect(JSON.stringify(town.slack.messages(JOBCENTRE))).not.toMatch(/Karen Krogh|20 30 40 57/);
  expect(town.slack.messages(JOBCENTRE).length).toBe(slackBefore);
  expect(town.teams.messages(jobcentreInTeams).length).toBe(teamsBefore);
});

test('neither platform refused anything on the way', () => {
  expect(town.slack.refusals).toEqual([]);
  expect(town.teams.refusals).toEqual([]);
});
