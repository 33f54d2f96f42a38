import { afterAll, beforeAll, expect, test } from 'vitest';
import { textOf as slackText } from '../../src/playground/slack-server.ts';
import { type TeamsPerson, textOf } from '../../src/playground/teams-server.ts';
import { until } from '../../src/playground/until.ts';
import {
  giveRole,
  JOBCENTRE,
  LEADERS_ROOM,
  logInSlack,
  modalTitled,
  peopleInTeams,
  pressAndSubmit,
  setUpInSlack,
  startTown,
  type TeamsPlaces,
  type Town,
} from './town.ts';

/** Two job brokers, one on each platform, with a candidate each in the same opening: Birgit's is K-1, Bo's is K-2. */
let town: Town;
let places: TeamsPlaces;
let bo: TeamsPerson;
beforeAll(async () => {
  town = await startTown({ byMinute: false });
  const { slack, teams } = town;
  await setUpInSlack(town);
  places = peopleInTeams(teams);
  const told = slackText(await modalTitled(town, 'UBODIL', 'Spot et job'));
  const code = /opret ([A-Z2-9]{4}-[A-Z2-9]{4})/.exec(told)?.[1] ?? '';
  await teams.say(places.bodil, places.leaders, `opret ${code}`);
  const card = await teams.waitFor(places.leaders, 'Kobl rummet på');
  await teams.submitDialog(await teams.openDialog(places.bodil, card, 'Åbn formularen'), {
    kind: 'task_force',
  });
  slack.person('UBIRGIT', 'Birgit Bro');
  bo = teams.person('Bo Birk');
  // In the leaders' room: who acts in the jobcentre's is a consultant, who reads every reference.
  await slack.command('UBIRGIT', LEADERS_ROOM, 'liste');
  await teams.say(bo, places.leaders, 'liste');
  await town.calm();
  await giveRole(town, 'Birgit Bro', 'job_broker');
  await giveRole(town, 'Bo Birk', 'job_broker');
  await logInSlack(town);
  await slack.press('UKAREN', await modalTitled(town, 'UKAREN', 'Spot et job'), 'Tilføj mere');
  await slack.submit(await modalTitled(town, 'UKAREN', 'Tilføj mere'), { places: '2' });
  await town.calm();
  await slack.press('UMETTE', await card1(), 'Tag den');
  await town.calm();
  await act('Kontaktet', { outcome: 'matching' });
});
afterAll(() => town.stop());

const card1 = () =>
  until(() => town.slack.messages(JOBCENTRE).find((message) => slackText(message).startsWith('SJ-1 ·')));
const act = async (label: string, values: Record<string, string>) =>
  pressAndSubmit(town, 'UMETTE', await card1(), label, values);
const chatOfBo = () => town.teams.chatWith(bo);
const toBirgit = (text: string) =>
  until(() => town.slack.directMessages('UBIRGIT').findLast((one) => slackText(one).includes(text)));

test('each is told whose job broker they became, by the one who named them', async () => {
  await act('Kandidat fundet', { candidate: 'K-1', broker: 'Birgit Bro' });
  await act('Kandidat fundet', { candidate: 'K-2', broker: 'Bo Birk' });
  const words = 'Mette Holm har gjort dig til jobformidler for en kandidat her.';
  expect(slackText(await toBirgit(words))).toContain('er du den første, jeg spørger');
  await town.teams.waitFor(chatOfBo(), words);
  for (const place of ['K-1', 'K-2']) {
    await act('De sagde ja', { place, starts_on: '2026-11-17', form: 'flex_job' });
    await act('Startet', { place, hours: '7,5', form: 'flex_job', expectations: 'yes' });
  }
});

test('each reads the reference of their own candidate', async () => {
  await town.slack.command('UBIRGIT', LEADERS_ROOM, 'SJ-1');
  const own = await until(() =>
    town.slack.ephemerals('UBIRGIT').findLast((one) => slackText(one).startsWith('SJ-1')),
  );
  expect(slackText(own)).toContain('K-1 (startet), jobformidler: Birgit Bro');
  await town.teams.say(bo, chatOfBo(), 'SJ-1');
  expect(textOf(await town.teams.waitFor(chatOfBo(), /^SJ-1/))).toContain(
    'K-2 (startet), jobformidler: Bo Birk',
  );
});

test('what is due stands first on their Home in Slack, and is answered there', async () => {
  await town.slack.openHome('UBIRGIT');
  const quiet = await until(() => town.slack.homeOf('UBIRGIT'));
  expect(slackText(quiet)).not.toContain('Hvordan går det?');

  await town.setClock('2026-11-18T08:00:00+01:00');
  const home = await until(() => {
    const page = town.slack.homeOf('UBIRGIT');
    return page !== null && slackText(page).includes('Dag 1: Hvordan går det?') ? page : null;
  });
  expect(slackText(home)).toMatch(/Følg op\nSJ-1 · Café Æblet · K-1/);
  await town.slack.press('UBIRGIT', home, 'Grøn');
  await until(() => {
    const page = town.slack.homeOf('UBIRGIT');
    return page !== null && !slackText(page).includes('Hvordan går det?');
  });
});

test('and on their Home in Teams, which follows when it is answered', async () => {
  await town.teams.say(bo, chatOfBo(), 'hjem');
  await town.calm();
  const home = await town.teams.waitFor(chatOfBo(), /^Dit overblik/);
  expect(textOf(home)).toMatch(/Følg op\nSJ-1 · Café Æblet · K-2[\s\S]*Dag 1: Hvordan går det\?/);
  await town.teams.press(bo, await town.teams.waitFor(chatOfBo(), /^Tid til at følge op/), 'Grøn');
  await town.calm();
  const after = await until(() => {
    const now = town.teams.messages(chatOfBo()).find((one) => textOf(one).startsWith('Dit overblik'));
    return now !== undefined && !textOf(now).includes('Hvordan går det?') ? now : null;
  });
  expect(textOf(after)).toContain('Dit overblik');
});

test('nobody reads another’s candidate: neither broker, nor any room, nor the coordinator', () => {
  const { slack, teams } = town;
  const ofBirgit = [
    ...slack.directMessages('UBIRGIT'),
    ...slack.ephemerals('UBIRGIT'),
    slack.homeOf('UBIRGIT'),
  ];
  expect(JSON.stringify(ofBirgit)).toContain('K-1');
  expect(JSON.stringify(ofBirgit)).not.toContain('K-2');
  const ofBo = teams.messages(chatOfBo());
  expect(JSON.stringify(ofBo)).toContain('K-2');
  expect(JSON.stringify(ofBo)).not.toContain('K-1');
  const rooms = [...[JOBCENTRE, LEADERS_ROOM].flatMap((room) => slack.messages(room))];
  const others = [...slack.directMessages('UBODIL'), ...slack.directMessages('UKAREN')];
  expect(JSON.stringify([rooms, others, teams.messages(places.leaders)])).not.toMatch(/K-[12]/);
});

test('who goes away gives their candidates on: Bo in Teams to Birgit in Slack, who is told', async () => {
  await town.teams.say(bo, chatOfBo(), 'giv alt videre');
  const offer = await town.teams.waitFor(chatOfBo(), 'Giv alt videre');
  const dialog = await town.teams.openDialog(bo, offer, 'Åbn formularen');
  expect(textOf(dialog)).toContain('Du er jobformidler for én kandidat.');
  const done = await town.teams.submitDialog(dialog, { broker: 'Birgit Bro' });
  expect(done.kind === 'dialog' && textOf(done.dialog)).toContain(
    'Birgit Bro er nu jobformidler for din kandidat.',
  );
  await town.calm();
  await toBirgit('Bo Birk har gjort dig til jobformidler for en kandidat her.');
});

test('and Birgit in Slack reads how many she has; when she is gone the coordinator hears how many she had', async () => {
  await town.slack.command('UBIRGIT', LEADERS_ROOM, 'giv alt videre');
  const form = await modalTitled(town, 'UBIRGIT', 'Giv alt videre');
  expect(slackText(form)).toContain('Du er jobformidler for 2 kandidater.');
  town.slack.close(form);
  await town.slack.deactivate('UBIRGIT');
  await town.calm();
  const told = town.slack.directMessages('UBODIL').map(slackText).join('\n');
  expect(told).toContain('Der er ikke noget, andre skal tage over.');
  expect(told).toContain(
    '2 kandidater følges nu af dem, der har åbningerne, og som kan vælge en ny jobformidler.',
  );
});

test('neither platform refused anything on the way', () => {
  expect(town.slack.refusals).toEqual([]);
  expect(town.teams.refusals).toEqual([]);
});
