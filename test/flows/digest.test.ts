import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendDigests } from '../../src/app/timed/send-digests.ts';
import { textOf } from '../../src/playground/slack-server.ts';
import { textOf as teamsText } from '../../src/playground/teams-server.ts';
import { at } from '../support/builders.ts';
import { logInSlack, setUpInSlack, setUpInTeams, startTown, type TeamsPlaces, type Town } from './town.ts';

let slackTown: Town;
let teamsTown: Town;
let places: TeamsPlaces;
beforeAll(async () => {
  slackTown = await startTown({ platforms: ['slack'] });
  await setUpInSlack(slackTown);
  await logInSlack(slackTown);
  await slackTown.calm();
  teamsTown = await startTown({ platforms: ['teams'] });
  places = await setUpInTeams(teamsTown);
});
afterAll(() => Promise.all([slackTown.stop(), teamsTown.stop()]));

async function digestsAt({ bot, calm }: Town, instant: string): Promise<number> {
  const sent = await sendDigests(bot.store, at(instant), await bot.store.taskForces.all());
  await calm();
  return sent.length;
}

const digests = () =>
  slackTown.slack
    .directMessages('UBODIL')
    .map(textOf)
    .filter((text) => text.includes('· uge'));

test('nothing is due for the week before the task force was founded', async () => {
  expect(await digestsAt(slackTown, '2026-11-18T08:00:00+01:00')).toBe(0);
});

test('on Monday at eight the coordinator reads the week, once, whoever asks how often', async () => {
  const results = await Promise.all([
    digestsAt(slackTown, '2026-11-23T08:00:00+01:00'),
    digestsAt(slackTown, '2026-11-23T08:00:30+01:00'),
  ]);
  expect(results.reduce((a, b) => a + b)).toBe(1);
  expect(await digestsAt(slackTown, '2026-11-23T12:00:00+01:00')).toBe(0);
  expect(digests()).toEqual([
    expect.stringMatching(
      /uge 48 · Birkholm[\s\S]*1 job er spottet\. Målet er 100[\s\S]*Haster: 1[\s\S]*Ingen har taget den\. 4 hverdage\.[\s\S]*Nyt: 1 åbning/,
    ),
  ]);
});

test('weeks missed in an outage are caught up with the latest alone', async () => {
  expect(await digestsAt(slackTown, '2026-12-16T10:00:00+01:00')).toBe(1);
  expect(digests()).toHaveLength(2);
  expect(digests().at(-1)).toContain('uge 51');
});

test('in English for a coordinator who chose it', async () => {
  await slackTown.slack.command('UBODIL', 'C0LEADERS', 'sprog en');
  await slackTown.calm();
  expect(await digestsAt(slackTown, '2026-12-21T08:00:00+01:00')).toBe(1);
  expect(slackTown.slack.directMessages('UBODIL').map(textOf).join('\n')).toMatch(
    /week 52 · Birkholm[\s\S]*Urgent: 1 lacks a call/,
  );
});

test('in Teams it comes in the coordinator’s own chat, and a quiet week is one line', async () => {
  expect(await digestsAt(teamsTown, '2026-11-23T08:00:00+01:00')).toBe(1);
  const message = await teamsTown.teams.waitFor(teamsTown.teams.chatWith(places.bodil), 'uge 48');
  expect(teamsText(message)).toContain('Intet nyt i ugen, og intet haster.');
});
