import { afterAll, expect, test } from 'vitest';
import { textOf } from '../../src/playground/slack-server.ts';
import { textOf as teamsText } from '../../src/playground/teams-server.ts';
import { until } from '../../src/playground/until.ts';
import {
  giveRole,
  LEADERS_ROOM,
  logInSlack,
  setUpInSlack,
  setUpInTeams,
  startTown,
  type Town,
} from './town.ts';

let town: Town;
afterAll(() => town?.stop());

test('in Slack a coordinator sees it in full, the steering group in numbers, and nobody else', async () => {
  town = await startTown({ platforms: ['slack'] });
  await setUpInSlack(town);
  await logInSlack(town);
  await town.calm();
  town.slack.person('UOLE', 'Ole Bang');
  const answer = async (user: string, words: string) => {
    const before = town.slack.ephemerals(user).length;
    await town.slack.command(user, LEADERS_ROOM, words);
    return textOf(await until(() => town.slack.ephemerals(user)[before]));
  };
  expect(await answer('UBODIL', 'styregruppe')).toMatch(
    /Styregruppe · Birkholm[\s\S]*Nye åbninger: 1\nÅbne nu\nNy: 1\n/,
  );
  expect(await answer('UOLE', 'steering group')).toContain('Det kan kun koordinatorer og styregruppen.');
  await giveRole(town, 'Ole Bang', 'observer');
  expect(await answer('UOLE', 'styregruppe')).toMatch(/Nye åbninger: under 5\nÅbne nu\nNy: under 5/);
  expect(await answer('UOLE', 'hjælp')).toContain('/spotjob styregruppe');
  expect(town.slack.refusals).toEqual([]);
  await town.stop();
});

test('in Teams it comes to the coordinator’s own chat', async () => {
  town = await startTown({ platforms: ['teams'] });
  const places = await setUpInTeams(town);
  const chat = town.teams.chatWith(places.bodil);
  await town.teams.say(places.bodil, chat, 'styregruppe');
  const card = await town.teams.waitFor(chat, 'Styregruppe · Birkholm');
  expect(teamsText(card)).toContain('Ingen er åbne.');
  expect(town.teams.refusals).toEqual([]);
});
