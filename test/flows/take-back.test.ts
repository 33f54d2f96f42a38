import { afterAll, beforeAll, expect, test } from 'vitest';
import { eraseContact } from '../../src/app/people/erase-contact.ts';
import { retain } from '../../src/app/timed/retain.ts';
import { textOf as slackText } from '../../src/playground/slack-server.ts';
import { type TeamsPerson, textOf } from '../../src/playground/teams-server.ts';
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
  startTown,
  type Town,
} from './town.ts';

const TAKEN_BACK = 'Det, der stod her, er slettet';
const NUMBER = '20 30 40 57';

let town: Town;
let mette: TeamsPerson;
let jobcentre: ReturnType<Town['teams']['channel']>;
beforeAll(async () => {
  town = await startTown();
  await setUpInSlack(town);
  mette = town.teams.person('Mette Sand');
  jobcentre = town.teams.channel('Jobcenter', 'Birkholm');
  const before = town.slack.ephemerals('UBODIL').length;
  await town.slack.command('UBODIL', LEADERS_ROOM, 'opret');
  const told = slackText(await until(() => town.slack.ephemerals('UBODIL')[before]));
  const code = /opret ([A-Z2-9]{4}-[A-Z2-9]{4})/.exec(told)?.[1] ?? '';
  await town.teams.say(mette, jobcentre, `opret ${code}`);
  const card = await town.teams.waitFor(jobcentre, 'Kobl rummet på');
  const dialog = await town.teams.openDialog(mette, card, 'Åbn formularen');
  await town.teams.submitDialog(dialog, { kind: 'jobcentre' });
  await town.teams.say(mette, jobcentre, 'liste');
  await town.calm();
});
afterAll(() => town.stop());

const inTeamsRoom = () => town.teams.messages(jobcentre).map(textOf);
const inSlackRoom = () => town.slack.messages(JOBCENTRE).map(slackText);
const toMette = () => town.teams.messages(town.teams.chatWith(mette)).map(textOf);
const toKaren = () => town.slack.directMessages('UKAREN').map(slackText);
const everywhere = () =>
  [
    ...inTeamsRoom(),
    ...inSlackRoom(),
    ...toMette(),
    ...['UKAREN', 'UBODIL', 'UJENS'].flatMap((user) => town.slack.directMessages(user).map(slackText)),
  ].join('\n');

const cardInTeams = (label: string) =>
  until(() => town.teams.messages(jobcentre).find((message) => textOf(message).startsWith(`${label} ·`)));

async function taskForceOf({ bot }: Town) {
  const [taskForce] = await bot.store.taskForces.all();
  if (taskForce === undefined) throw new Error('no task force is set up');
  return taskForce;
}

const cardInSlack = (label: string) =>
  until(() => town.slack.messages(JOBCENTRE).find((message) => slackText(message).startsWith(`${label} ·`)));

test('what is sent on the way holds the number and names who calls', async () => {
  await logInSlack(town);
  await town.calm();
  await town.setClock('2026-11-18T10:00:00+01:00');
  await town.slack.press('UJENS', await cardInSlack('SJ-1'), 'Tag den');
  await town.calm();
  await pressAndSubmit(town, 'UJENS', await cardInSlack('SJ-1'), 'Giv videre', { to: 'Mette Sand' });
  await town.setClock('2026-11-23T10:00:00+01:00');
  expect(inTeamsRoom().filter((text) => text.includes('Ingen har taget den'))).toHaveLength(1);
  expect(inSlackRoom().filter((text) => text.includes('Ingen har taget den'))).toHaveLength(1);
  expect(toMette().join('\n')).toContain('Fik du fat i dem?');
  expect(toMette().join('\n')).toContain(NUMBER);
  expect(toKaren().join('\n')).toContain('Jens Dahl fra jobcentret har taget den og ringer');
  expect(toKaren().join('\n')).toContain('Mette Sand');
});

test('Karen erases herself: whatever told of her is taken back where it stands, on both platforms', async () => {
  const counts = [inTeamsRoom().length, inSlackRoom().length, toMette().length];
  const before = town.slack.ephemerals('UKAREN').length;
  await town.slack.command('UKAREN', LEADERS_ROOM, 'mine data');
  const card = await until(() => town.slack.ephemerals('UKAREN')[before]);
  await town.slack.press('UKAREN', card, 'Slet mine data');
  await town.slack.submit(await modalTitled(town, 'UKAREN', 'Slet mine data'), {
    sure: ['yes'],
    contacts: 'own',
  });
  const receipt = slackText(await until(() => town.slack.modalOf('UKAREN')));
  expect(receipt).toMatch(/[4-9] sendte beskeder bliver taget tilbage i Slack og Teams nu\./);
  await town.calm();
  expect(everywhere()).not.toMatch(/Karen|20 30 40 57/);
  expect(toMette().join('\n')).toContain(TAKEN_BACK);
  expect(inTeamsRoom().filter((text) => text.includes(TAKEN_BACK))).toHaveLength(1);
  expect(inSlackRoom().filter((text) => text.includes(TAKEN_BACK))).toHaveLength(1);
  // Edited: nothing is posted anew but that the opening is withdrawn.
  expect(inTeamsRoom()).toHaveLength(counts[0] ?? 0);
  expect(inSlackRoom()).toHaveLength(counts[1] ?? 0);
  expect(toMette().length - (counts[2] ?? 0)).toBeLessThanOrEqual(1);
  // Her own chat tells nothing either, though her account is gone.
  expect(toKaren().join('\n')).not.toMatch(/Mette|Jens/);
});

test('what went out in her place is known no more', async () => {
  const { id } = await taskForceOf(town);
  expect(await town.bot.store.sentMessages.overdue(id)).toEqual([]);
});

test('Mette erases herself: Ida’s promise names nobody, and the number in Mette’s chat stays nobody’s', async () => {
  town.slack.person('UIDA', 'Ida Vang');
  await logInSlack(town, 'UIDA', { ...OPENING, company: 'Kiosk Å', contact_name: 'Ida Vang' });
  await town.calm();
  await town.teams.press(mette, await cardInTeams('SJ-2'), 'Tag den');
  await town.calm();
  const toIda = () => town.slack.directMessages('UIDA').map(slackText).join('\n');
  expect(toIda()).toContain('Mette Sand');
  const chat = town.teams.chatWith(mette);
  const sayIn = async (words: string) => {
    const before = town.teams.messages(chat).length;
    await town.teams.say(mette, chat, words);
    return until(() => town.teams.messages(chat)[before]);
  };
  const handOver = await town.teams.openDialog(mette, await sayIn('giv alt videre'), 'Åbn formularen');
  await town.teams.submitDialog(handOver, { to: 'room' });
  await town.calm();
  const dialog = await town.teams.openDialog(mette, await sayIn('mine data'), 'Slet mine data');
  await town.teams.submitDialog(dialog, { sure: ['yes'] });
  await town.calm();
  expect(toIda()).not.toContain('Mette');
  expect(toIda()).toContain(TAKEN_BACK);
  expect([...inTeamsRoom(), ...inSlackRoom()].join('\n')).not.toContain('Mette Sand');
  // What she asked for herself in her own chat stays there.
  const sentToMette = toMette().filter((text) => !text.startsWith('Det har jeg om dig'));
  expect(sentToMette.join('\n')).not.toMatch(/Mette|20 30 40 57/);
});

test('a contact person without an account is erased by number: what Jens was sent is taken back', async () => {
  await town.slack.command('UMETTE', JOBCENTRE, 'liste');
  await town.slack.press('UMETTE', await cardInSlack('SJ-2'), 'Tag den');
  await town.calm();
  await pressAndSubmit(town, 'UMETTE', await cardInSlack('SJ-2'), 'Giv videre', { to: 'Jens Dahl' });
  const toJens = () => town.slack.directMessages('UJENS').map(slackText).join('\n');
  expect(toJens()).toContain(NUMBER);
  const contact = { phone: '+4520304057', email: null };
  const now = at('2026-11-27T11:00:00+01:00');
  const would = await eraseContact(town.bot.store, contact, { now, dry: true });
  expect(toJens()).toContain(NUMBER);
  expect(await eraseContact(town.bot.store, contact, { now, dry: false })).toEqual(would);
  expect(would).toMatchObject({ contacts: 1, withdrawn: 1 });
  await town.calm();
  expect(everywhere()).not.toContain(NUMBER);
  expect(toJens()).toContain(TAKEN_BACK);
  expect(await eraseContact(town.bot.store, contact, { now, dry: false })).toBeNull();
});

test('what retention forgets is taken back too, a year after the closing', async () => {
  await logInSlack(town, 'UIDA', { ...OPENING, company: 'Bageri Ø', contact: '20 30 40 58' });
  await town.calm();
  await town.setClock('2026-11-30T11:00:00+01:00');
  expect(inSlackRoom().join('\n')).toContain('20 30 40 58');
  await pressAndSubmit(town, 'UJENS', await cardInSlack('SJ-3'), 'Luk', { reason: 'job_order' });
  const taken = () => inSlackRoom().filter((text) => text.includes(TAKEN_BACK)).length;
  const before = taken();
  await retain(town.bot.store, await taskForceOf(town), at('2027-12-02T03:00:00+01:00'));
  await town.calm();
  expect(everywhere()).not.toContain('20 30 40 58');
  expect(taken()).toBe(before + 1);
});

test('neither platform refused anything on the way', () => {
  expect(town.slack.refusals).toEqual([]);
  expect(town.teams.refusals).toEqual([]);
});
