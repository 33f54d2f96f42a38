import { afterAll, beforeAll, expect, test } from 'vitest';
import { textOf } from '../../src/playground/slack-server.ts';
import { until } from '../../src/playground/until.ts';
import { JOBCENTRE, LEADERS_ROOM, logInSlack, setUpInSlack, startTown, type Town } from './town.ts';

let town: Town;
beforeAll(async () => {
  town = await startTown({ platforms: ['slack'] });
  await setUpInSlack(town);
});
afterAll(() => town.stop());

const told = () => town.slack.directMessages('UBODIL').map(textOf);
const inJobcentre = () => town.slack.messages(JOBCENTRE).map(textOf).join('\n');
const tries = () =>
  town.slack.calls('chat.postMessage').filter(({ args }) => args.channel === JOBCENTRE).length;

test.each([
  ['archived', 'unarchived', 'er arkiveret'],
  ['bot_removed', 'bot_invited', 'Inviter mig igen'],
] as const)(
  'a room that is %s is left alone, its coordinator hears once, and it follows when it is %s',
  async (away, back, words) => {
    const [before, heard] = [tries(), told().length];
    await town.slack.happens(JOBCENTRE, away);
    await town.slack.redeliver();
    await until(() => told().length > heard);
    await logInSlack(town);
    await until(() => town.slack.messages(LEADERS_ROOM).map(textOf).join().includes('SJ-'));
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(tries()).toBe(before);
    expect(told().slice(heard)).toEqual([expect.stringContaining(words)]);
    const cards = inJobcentre().split('SJ-').length;
    await town.slack.happens(JOBCENTRE, back);
    await until(() => inJobcentre().split('SJ-').length > cards);
    await town.calm();
    expect((await town.bot.store.outbox.depth()).dead).toBe(0);
    expect(town.slack.refusals).toEqual([]);
  },
);

test('somebody else who comes into a channel changes nothing', async () => {
  const event = { type: 'member_joined_channel', channel: JOBCENTRE, user: 'UKAREN' };
  await town.slack.happens(JOBCENTRE, 'archived');
  const body = {
    type: 'event_callback',
    team_id: 'T1',
    event_id: 'EvX',
    authorizations: [{ user_id: 'UBOT' }],
    event,
  };
  await town.slack.deliver({ contentType: 'application/json', body: JSON.stringify(body) });
  await town.bot.settled();
  const [room] = (await rooms()).filter(({ conversationId }) => conversationId === JOBCENTRE);
  if (room === undefined) throw new Error('no room');
  expect(await town.bot.store.places.away(room.id)).toBe('archived');
  await town.slack.happens(JOBCENTRE, 'unarchived');
  await town.bot.settled();
});

test('an organisation that takes the workspace from the bot, and gives it back: its rooms wait, and follow', async () => {
  const heard = told().length;
  const access = (type: string) =>
    town.slack.deliver({
      contentType: 'application/json',
      body: JSON.stringify({
        type: 'event_callback',
        event_id: `Ev${type}`,
        event: { type, team_ids: ['T1', 'T9'] },
      }),
    });
  await access('team_access_revoked');
  await access('team_access_revoked');
  await town.bot.settled();
  const [cards, tried] = [inJobcentre().split('SJ-').length, tries()];
  await logInSlack(town);
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(tries()).toBe(tried);
  await access('team_access_granted');
  await until(() => inJobcentre().split('SJ-').length > cards);
  await town.calm();
  const words = expect.stringContaining('organisation har taget adgangen');
  expect(told().slice(heard)).toEqual([words, words]);
  expect((await town.bot.store.outbox.depth()).dead).toBe(0);
});

test('a renamed room and a renamed person are called by their new names', async () => {
  await town.slack.happens(JOBCENTRE, { name: 'jobcenter-birkholm' });
  town.slack.person('UKAREN', 'Karen Krogh Lund');
  await town.slack.reactivate('UKAREN');
  await town.bot.settled();
  expect((await rooms()).map(({ name }) => name)).toContain('jobcenter-birkholm');
  const [taskForce] = await town.bot.store.taskForces.all();
  if (taskForce === undefined) throw new Error('no task force');
  const members = await town.bot.store.directory.members(taskForce.id);
  expect(members.map(({ person }) => person.name)).toContain('Karen Krogh Lund');
});

test('a room that gets another id is the same room', async () => {
  await town.slack.happens(LEADERS_ROOM, { movedTo: 'CMOVED' });
  await town.slack.redeliver();
  await town.bot.settled();
  expect((await rooms()).map(({ conversationId }) => conversationId)).toContain('CMOVED');
  const before = town.slack.messages('CMOVED').length;
  await town.slack.command('UBODIL', 'CMOVED', 'opslag');
  await until(() => town.slack.messages('CMOVED').length > before);
  await town.calm();
  await town.slack.happens('CMOVED', { movedTo: LEADERS_ROOM });
  await town.bot.settled();
  expect(town.slack.refusals).toEqual([]);
});

test('a deleted room takes what was for it along, and the coordinator hears how to connect another', async () => {
  const heard = told().length;
  await town.slack.happens(JOBCENTRE, 'deleted');
  await until(() => told().length > heard);
  expect(told().at(-1)).toContain('er slettet. Skriv “opret”');
  await logInSlack(town);
  await town.calm();
  expect((await town.bot.store.outbox.depth()).dead).toBe(0);
});

async function rooms() {
  const [taskForce] = await town.bot.store.taskForces.all();
  return taskForce === undefined ? [] : town.bot.store.taskForces.rooms(taskForce.id);
}
