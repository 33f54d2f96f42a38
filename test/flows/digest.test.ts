import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendDigests } from '../../src/app/timed/send-digests.ts';
import { buttonsOf, type Message, textOf } from '../../src/playground/slack-server.ts';
import { buttonsOf as teamsButtons, textOf as teamsText } from '../../src/playground/teams-server.ts';
import { until } from '../../src/playground/until.ts';
import { at } from '../support/builders.ts';
import {
  giveRole,
  JOBCENTRE,
  LEADERS_ROOM,
  logInSlack,
  modalTitled,
  OPENING,
  setUpInSlack,
  setUpInTeams,
  startTown,
  type TeamsPlaces,
  type Town,
} from './town.ts';

let slackTown: Town;
let teamsTown: Town;
let places: TeamsPlaces;
beforeAll(async () => {
  slackTown = await startTown({ platforms: ['slack'], byMinute: false });
  await setUpInSlack(slackTown);
  await logInSlack(slackTown);
  await slackTown.calm();
  teamsTown = await startTown({ platforms: ['teams'], byMinute: false });
  places = await setUpInTeams(teamsTown);
});
afterAll(() => Promise.all([slackTown.stop(), teamsTown.stop()]));

async function digestsAt({ bot, calm }: Town, instant: string): Promise<number> {
  const { done } = await sendDigests(bot.store, at(instant), await bot.store.taskForces.all());
  await calm();
  return done.length;
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

/** Every room and the coordinator get it from now on. */
async function toEveryRoom({ bot: { store } }: Town): Promise<void> {
  const [taskForce] = await store.taskForces.all();
  if (taskForce === undefined) throw new Error('no task force is set up');
  const rooms = (await store.taskForces.rooms(taskForce.id)).map(({ id }) => id);
  const digest = { ...taskForce.digest, toCoordinators: true, rooms };
  await store.settings.save({ taskForce: { ...taskForce, digest }, openings: [], outbox: [], receipt: null });
}

test('in Slack rooms read it too; its buttons work in the jobcentre’s, and the leaders’ has none', async () => {
  const { slack } = slackTown;
  await slack.press(
    'UMETTE',
    await until(() => slack.messages(JOBCENTRE).find((one) => textOf(one).includes('SJ-1 ·'))),
    'Tag den',
  );
  await slackTown.calm();
  await slack.command('UJENS', JOBCENTRE, 'mine');
  await slackTown.calm();
  // Whoever told of it is nobody to ring there.
  await giveRole(slackTown, 'Jens Dahl', 'ambassador');
  await toEveryRoom(slackTown);
  await digestsAt(slackTown, '2026-12-28T08:00:00+01:00');
  const inRoom = (room: string): Message => {
    const found = slack.messages(room).findLast((message) => textOf(message).includes('· uge 53'));
    if (found === undefined) throw new Error(`no digest in ${room}`);
    return found;
  };
  expect(buttonsOf(inRoom(LEADERS_ROOM))).toEqual([]);
  expect(textOf(inRoom(LEADERS_ROOM))).toContain('Mette har den.');
  const jobcentre = inRoom(JOBCENTRE);
  expect(buttonsOf(jobcentre)).toEqual(['Giv videre', 'Ambassadør ringer', 'Se den']);
  await slack.press('UBODIL', jobcentre, 'Ambassadør ringer');
  await slackTown.calm();
  await until(() => slack.directMessages('UJENS').find((one) => textOf(one).includes('20 30 40 57')));
  await slack.press('UMETTE', jobcentre, 'Giv videre');
  const form = await modalTitled(slackTown, 'UMETTE', 'Giv videre');
  await slack.submit(form, { to: 'Jens Dahl' });
  await slackTown.calm();
  const [opening] = (
    await slackTown.bot.store.openings.open(
      (await slackTown.bot.store.taskForces.all())[0]?.id ?? ('' as never),
      {},
      1,
    )
  ).items;
  expect(opening?.status === 'claimed' && opening.callAhead?.state).toBe('asked');
  expect(slack.directMessages('UJENS').map(textOf).join('\n')).toContain('Den er din nu');
  expect(slack.refusals).toEqual([]);
});

test('in Teams the same, and “ugebrev” shows it at once', async () => {
  const { teams } = teamsTown;
  await teams.say(places.karen, places.leaders, 'Spot et job');
  const offer = await teams.waitFor(places.leaders, 'Spot et job');
  const first = await teams.openDialog(places.karen, offer, 'Åbn formularen');
  const chosen = await teams.submitDialog(first, { category: 'canteen' });
  if (chosen.kind !== 'dialog') throw new Error('the tasks were not asked for');
  await teams.submitDialog(chosen.dialog, { ...OPENING, tasks: ['dishwashing'] });
  await teamsTown.calm();
  await teams.press(places.jens, await teams.waitFor(places.jobcentre, /^SJ-1 ·/), 'Tag den');
  await toEveryRoom(teamsTown);
  await digestsAt(teamsTown, '2026-11-30T08:00:00+01:00');
  const leaders = await teams.waitFor(places.leaders, 'uge 49');
  expect(teamsButtons(leaders)).toEqual([]);
  const jobcentre = await teams.waitFor(places.jobcentre, 'uge 49');
  expect(teamsButtons(jobcentre)).toContain('Giv videre');
  const form = await teams.openDialog(places.jens, jobcentre, 'Giv videre');
  await teams.submitDialog(form, { to: 'room' });
  await teamsTown.calm();
  await teams.waitFor(places.jobcentre, 'Den er ledig igen');
  await teams.say(places.bodil, teams.chatWith(places.bodil), 'ugebrev');
  const now = await until(() =>
    teams
      .messages(teams.chatWith(places.bodil))
      .findLast((one) => teamsButtons(one).includes('Indstil ugebrevet')),
  );
  expect(teamsText(now)).toContain('Nyt: 1 åbning.');
  expect(teams.refusals).toEqual([]);
});
