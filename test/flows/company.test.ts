import { afterEach, expect, test } from 'vitest';
import { buttonsOf, textOf } from '../../src/playground/slack-server.ts';
import { textOf as teamsText } from '../../src/playground/teams-server.ts';
import { until } from '../../src/playground/until.ts';
import {
  JOBCENTRE,
  LEADERS_ROOM,
  logInSlack,
  OPENING,
  pressAndSubmit,
  setUpInSlack,
  setUpInTeams,
  startTown,
  type Town,
} from './town.ts';

let town: Town;
afterEach(() => town.stop());

test('in Slack the jobcentre reads a company’s page, and a leader doesn’t', async () => {
  town = await startTown({ platforms: ['slack'] });
  await setUpInSlack(town);
  for (const company of ['Café Æblet', 'Café Pæren']) {
    await logInSlack(town, 'UKAREN', { ...OPENING, company });
    await town.calm();
  }
  const card = await until(() =>
    town.slack.messages(JOBCENTRE).find((message) => textOf(message).startsWith('SJ-1 ·')),
  );
  await town.slack.press('UMETTE', card, 'Tag den');
  await town.calm();
  await pressAndSubmit(town, 'UMETTE', card, 'Luk', { reason: 'no_candidate', contact_on: '2027-01-04' });
  const answer = async (user: string, room: string, words: string) => {
    const before = town.slack.ephemerals(user).length;
    await town.slack.command(user, room, words);
    return until(() => town.slack.ephemerals(user)[before]);
  };
  const page = await answer('UMETTE', JOBCENTRE, 'virksomhed café æblet');
  expect(textOf(page)).toMatch(
    /^Café Æblet\n1 åbning[\s\S]*Karen Krogh · 20 30 40 57[\s\S]*Sidst hos: Mette Holm[\s\S]*Kontaktes igen: 4. januar[\s\S]*Lukket: ingen kandidat lige nu\./,
  );
  expect(buttonsOf(page)).toEqual(['Se den', 'Spot et job mere']);
  const several = textOf(await answer('UMETTE', JOBCENTRE, 'virksomhed café'));
  expect(several).toMatch(/Hvilken mener du\?[\s\S]*Café Pæren[\s\S]*Café Æblet/);
  expect(textOf(await answer('UMETTE', JOBCENTRE, 'company kiosk'))).toContain('med “kiosk”');
  await town.slack.command('UMETTE', JOBCENTRE, 'virksomhed');
  const search = await until(() => town.slack.modalOf('UMETTE'));
  await town.slack.submit(search, { company: 'Café Pæren' });
  expect(textOf(search)).toContain('Café Pæren\n1 åbning');
  expect(textOf(await answer('UKAREN', LEADERS_ROOM, 'virksomhed café æblet'))).not.toContain('20 30 40 57');
  expect(town.slack.refusals).toEqual([]);
});

test('in Teams it comes to one’s own chat', async () => {
  town = await startTown({ platforms: ['teams'] });
  const places = await setUpInTeams(town);
  await town.teams.say(places.karen, places.leaders, 'Spot et job');
  const offer = await town.teams.waitFor(places.leaders, 'Spot et job');
  const first = await town.teams.openDialog(places.karen, offer, 'Åbn formularen');
  const chosen = await town.teams.submitDialog(first, { category: 'canteen' });
  if (chosen.kind !== 'dialog') throw new Error('the tasks were not asked for');
  await town.teams.submitDialog(chosen.dialog, { ...OPENING, tasks: ['dishwashing'] });
  await town.calm();
  await town.teams.say(places.jens, places.jobcentre, 'virksomhed æblet');
  const page = await town.teams.waitFor(town.teams.chatWith(places.jens), 'Café Æblet');
  expect(teamsText(page)).toContain('20 30 40 57');
  const chat = town.teams.chatWith(places.jens);
  await town.teams.say(places.jens, chat, 'virksomhed');
  const search = await town.teams.waitFor(chat, 'Find');
  const dialog = await town.teams.openDialog(places.jens, search, 'Åbn formularen');
  const [company] = await town.teams.writeInto(dialog, 'company', 'æbl');
  expect(company?.title).toBe('Café Æblet');
  const shown = await town.teams.submitDialog(dialog, { company: company?.value ?? '' });
  expect(shown.kind === 'dialog' && teamsText(shown.dialog)).toContain('20 30 40 57');
  expect(town.teams.refusals).toEqual([]);
});
