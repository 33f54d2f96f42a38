import { afterAll, beforeAll, expect, test } from 'vitest';
import { textOf as slackText } from '../../src/playground/slack-server.ts';
import { textOf } from '../../src/playground/teams-server.ts';
import { until } from '../../src/playground/until.ts';
import {
  JOBCENTRE,
  LEADERS_ROOM,
  logInSlack,
  modalTitled,
  peopleInTeams,
  setUpInSlack,
  startTown,
  type TeamsPlaces,
  type Town,
} from './town.ts';

let town: Town;
let places: TeamsPlaces;
beforeAll(async () => {
  town = await startTown();
  await setUpInSlack(town);
  places = peopleInTeams(town.teams);
});
afterAll(() => town.stop());

const slackCard = (label: string) =>
  until(() => town.slack.messages(JOBCENTRE).find((message) => slackText(message).startsWith(`${label} ·`)));
const teamsCard = (label: string) => town.teams.waitFor(places.jobcentre, new RegExp(`^${label} ·`));

const codeIn = (text: string) => /opret ([A-Z2-9]{4}-[A-Z2-9]{4})/.exec(text)?.[1] ?? '';

async function connect(room: 'leaders' | 'jobcentre', kind: string, code: string) {
  await town.teams.say(places.bodil, places[room], `opret ${code}`);
  const card = await town.teams.waitFor(places[room], 'Kobl rummet på');
  const dialog = await town.teams.openDialog(places.bodil, card, 'Åbn formularen');
  const done = await town.teams.submitDialog(dialog, { kind });
  expect(done.kind === 'dialog' && textOf(done.dialog)).toContain('Rummet er koblet på Birkholm.');
  await town.calm();
}

test('rooms in Teams join the task force that was set up in Slack, and get its open openings', async () => {
  await logInSlack(town);
  await town.calm();
  const told = slackText(await modalTitled(town, 'UBODIL', 'Spot et job'));
  await connect('leaders', 'task_force', codeIn(told));
  await town.slack.command('UBODIL', LEADERS_ROOM, 'opret');
  const fresh = await until(() => town.slack.ephemerals('UBODIL').at(-1));
  await connect('jobcentre', 'jobcentre', codeIn(slackText(fresh)));
  expect(textOf(await teamsCard('SJ-1'))).toContain('Karen Krogh · 20 30 40 57');
  expect(textOf(await town.teams.waitFor(places.leaders, 'SJ-1 ·'))).not.toContain('20 30 40 57');
});

test('an opening logged in Teams stands in all four rooms', async () => {
  await town.teams.say(places.karen, places.leaders, '');
  const card = await town.teams.waitFor(places.leaders, 'Spot et job');
  const dialog = await town.teams.openDialog(places.karen, card, 'Åbn formularen');
  const chosen = await town.teams.submitDialog(dialog, { category: 'warehouse' });
  if (chosen.kind !== 'dialog') throw new Error('no tasks');
  await town.teams.submitDialog(chosen.dialog, {
    tasks: ['packing', 'cardboard'],
    hours: '5-10',
    company: '<!channel> *Fed* & Søn',
    contact_name: 'Søren',
    contact: 'soren@fed.dk',
    place: 'Viborg',
  });
  await town.calm();
  for (const room of [LEADERS_ROOM, JOBCENTRE]) {
    const shown = await until(() =>
      town.slack.messages(room).find((message) => slackText(message).startsWith('SJ-2')),
    );
    expect(slackText(shown)).toContain('SJ-2 · <!channel> *Fed* & Søn');
  }
  for (const room of [places.leaders, places.jobcentre]) {
    expect(textOf(await town.teams.waitFor(room, 'SJ-2 ·'))).toContain('<!channel> *Fed* & Søn');
  }
});

test('taken in Slack it is taken in Teams, and what Teams’ people do shows in Slack', async () => {
  await town.slack.press('UMETTE', await slackCard('SJ-1'), 'Tag den');
  await town.calm();
  expect(textOf(await teamsCard('SJ-1'))).toContain('Mette Holm har den og ringer senest fredag.');
  await town.teams.press(places.jens, await teamsCard('SJ-2'), 'Tag den');
  await town.calm();
  expect(slackText(await slackCard('SJ-2'))).toContain('Jens Dahl har den');
  const dialog = await town.teams.openDialog(places.jens, await teamsCard('SJ-2'), 'Giv videre');
  await town.teams.submitDialog(dialog, { to: 'Mette Holm' });
  await town.calm();
  expect(town.slack.directMessages('UMETTE').map(slackText).join('\n')).toContain(
    'Jens Dahl har givet den videre til dig.',
  );
});

test('two claims at the same instant, one from each side: one owner, and the other reads who', async () => {
  for (let round = 3; round < 8; round += 1) {
    await logInSlack(town, 'UKAREN', { hours: '1-4', company: `Firma ${round}` });
    await town.calm();
    const before = town.slack.ephemerals('UMETTE').length;
    const [, inTeams] = await Promise.all([
      town.slack.press('UMETTE', await slackCard(`SJ-${round}`), 'Tag den'),
      town.teams.press(places.jens, await teamsCard(`SJ-${round}`), 'Tag den'),
    ]);
    await town.calm();
    const card = slackText(await slackCard(`SJ-${round}`));
    expect(textOf(await teamsCard(`SJ-${round}`))).toContain(card.split('\n')[1]);
    if (card.includes('Mette Holm har den')) {
      expect(inTeams).toEqual({
        kind: 'text',
        text: expect.stringContaining('Mette Holm har den allerede.'),
      });
    } else {
      expect(card).toContain('Jens Dahl har den');
      const refusal = await until(() => town.slack.ephemerals('UMETTE')[before]);
      expect(slackText(refusal)).toContain('Jens Dahl har den allerede.');
    }
  }
});

test('a card that somebody deleted is posted anew with the next change', async () => {
  town.slack.remove(await slackCard('SJ-1'));
  town.teams.remove(await teamsCard('SJ-1'));
  await town.slack.command('UMETTE', JOBCENTRE, 'SJ-1');
  const own = await until(() =>
    town.slack.ephemerals('UMETTE').findLast((message) => slackText(message).startsWith('SJ-1')),
  );
  await town.slack.press('UMETTE', own, 'Ingen svarede');
  await town.slack.submit(await modalTitled(town, 'UMETTE', 'Ingen svarede'), { channel: 'phone' });
  await town.calm();
  expect(slackText(await slackCard('SJ-1'))).toContain('Forsøg: 1 (telefon)');
  expect(textOf(await teamsCard('SJ-1'))).toContain('Forsøg: 1 (telefon)');
});
