import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBot } from '../../src/bot.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/logging.ts';
import { startSlackServer, textOf } from '../../src/playground/slack-server.ts';
import { textOf as teamsText } from '../../src/playground/teams-server.ts';
import { until } from '../../src/playground/until.ts';
import { at } from '../support/builders.ts';
import { isPostgresReachable, makePostgresDatabase } from '../support/databases.ts';
import {
  JOBCENTRE,
  LEADERS_ROOM,
  logInSlack,
  OPENING,
  SET_UP_CODE,
  setUpInSlack,
  setUpInTeams,
  startTown,
  type Town,
  TUESDAY_AT_TEN,
} from './town.ts';

const slackCards = (town: Town, room: string) =>
  town.slack.messages(room).filter((message) => /^SJ-\d+ ·/.test(textOf(message)));

describe('Slack is down or says wait', () => {
  let town: Town;
  beforeAll(async () => {
    town = await startTown({ platforms: ['slack'] });
    await setUpInSlack(town);
  });
  afterAll(() => town.stop());

  test.each([
    ['answers 500', { kind: 'status', status: 500 }],
    ['says 429', { kind: 'rate_limited', retryAfter: 1 }],
    ['drops the connection', { kind: 'drop', when: 'before' }],
  ] as const)('%s: the card comes late, once, in each room', async (_, fault) => {
    const before = [JOBCENTRE, LEADERS_ROOM].map((room) => slackCards(town, room).length);
    town.slack.fail('chat.postMessage', fault, 2);
    await logInSlack(town);
    await town.calm();
    const after = [JOBCENTRE, LEADERS_ROOM].map((room) => slackCards(town, room).length);
    expect(after).toEqual(before.map((count) => count + 1));
  });

  test('Slack takes the card and its answer gets lost: it is found there, brought up to date, and not posted twice', async () => {
    const before = [JOBCENTRE, LEADERS_ROOM].map((room) => slackCards(town, room).length);
    town.slack.fail('chat.postMessage', { kind: 'drop', when: 'after' }, 2);
    await logInSlack(town);
    await town.calm();
    const after = [JOBCENTRE, LEADERS_ROOM].map((room) => slackCards(town, room).length);
    expect(after).toEqual(before.map((count) => count + 1));
    expect(town.slack.calls('conversations.history').length).toBeGreaterThan(0);
  });

  test('a channel that Slack throttles is called again only when its time has come, and delays no other', async () => {
    town.slack.fail('chat.postMessage', { kind: 'rate_limited', retryAfter: 2 }, 1, JOBCENTRE);
    const from = Date.now();
    const before = slackCards(town, LEADERS_ROOM).length;
    await logInSlack(town);
    await until(() => slackCards(town, LEADERS_ROOM).length === before + 1, 1_500);
    await town.calm();
    const calls = town.slack
      .calls('chat.postMessage')
      .filter(({ args, at }) => args.channel === JOBCENTRE && at >= from);
    expect(calls).toHaveLength(2);
    expect((calls[1]?.at ?? 0) - (calls[0]?.at ?? 0)).toBeGreaterThanOrEqual(2_000);
  });

  test('what was queued when the process stopped is sent by the next one', async () => {
    const before = slackCards(town, JOBCENTRE).length;
    town.slack.fail('chat.postMessage', { kind: 'status', status: 503 }, 100);
    await logInSlack(town);
    await town.bot.settled();
    await town.restart();
    town.slack.heal();
    await town.calm();
    expect(slackCards(town, JOBCENTRE)).toHaveLength(before + 1);
  });

  test('a room the bot isn’t in: the coordinator reads what to do, and what waits follows the invitation', async () => {
    town.slack.channel(JOBCENTRE, { name: 'jobcenter', private: true, botIsMember: false });
    const before = slackCards(town, JOBCENTRE).length;
    await logInSlack(town);
    await until(() =>
      town.slack.directMessages('UBODIL').find((message) => textOf(message).includes('Inviter mig derind')),
    );
    expect(slackCards(town, JOBCENTRE)).toHaveLength(before);
    town.slack.channel(JOBCENTRE, { name: 'jobcenter', private: true });
    await town.calm();
    expect(slackCards(town, JOBCENTRE)).toHaveLength(before + 1);
    const told = town.slack
      .directMessages('UBODIL')
      .filter((message) => textOf(message).includes('Inviter mig derind'));
    expect(told).toHaveLength(1);
  });

  test('a room that was archived becomes a dead letter, and comes back when the operator says so', async () => {
    town.slack.channel(JOBCENTRE, { name: 'jobcenter', private: true, archived: true });
    await logInSlack(town);
    await town.calm();
    expect((await town.bot.store.outbox.dead()).map(({ reason }) => reason)).toEqual(['is_archived']);
    town.slack.channel(JOBCENTRE, { name: 'jobcenter', private: true });
    const before = slackCards(town, JOBCENTRE).length;
    expect(await town.bot.store.outbox.revive()).toBe(1);
    await town.calm();
    expect(slackCards(town, JOBCENTRE)).toHaveLength(before + 1);
  });
});

test('Teams answers 429 and 500, and drops connections: everything comes, once', async () => {
  const town = await startTown({ platforms: ['teams'] });
  const places = await setUpInTeams(town);
  town.teams.fail('post', { answer: 429, retryAfterSeconds: 1 }, 1);
  town.teams.fail('post', { answer: 500 }, 2);
  town.teams.fail('post', { answer: 'drop' }, 1);
  await town.bot.dispatch({
    sender: {
      platform: 'teams',
      workspaceId: town.teams.tenantId,
      userId: places.karen.aadObjectId,
      name: 'Karen Krogh',
      details: {},
      conversation: {
        id: places.leaders.id,
        direct: false,
        name: null,
        details: { serviceUrl: town.teams.serviceUrl },
      },
    },
    intent: {
      kind: 'submit',
      context: {
        form: 'intake',
        token: '0b7f1c9a-9c1d-4a89-8b55-3d0f4c2f9d11',
        taskForceId: null,
        openingId: null,
        conversationId: places.leaders.id,
        extra: null,
      },
      values: { ...OPENING, category: 'canteen', tasks: ['dishwashing'] },
    },
    key: null,
  });
  await town.calm();
  for (const room of [places.leaders, places.jobcentre]) {
    expect(
      town.teams.messages(room).filter((message) => teamsText(message).startsWith('SJ-1 ·')),
    ).toHaveLength(1);
  }
  await town.stop();
});

/** A way to the database that can be cut, as when it restarts: connections break and new ones are refused. */
async function breakableWay(
  target: URL,
): Promise<{ url: string; cut(): Promise<void>; mend(): Promise<void>; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const listening = (server: Server, port: number) =>
    new Promise<number>((resolve) => {
      server.listen(port, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  const make = () =>
    createServer((near) => {
      const far = connect(Number(target.port || 5432), target.hostname);
      for (const socket of [near, far]) {
        sockets.add(socket);
        socket.on('error', () => socket.destroy());
        socket.on('close', () => {
          sockets.delete(socket);
          near.destroy();
          far.destroy();
        });
      }
      near.pipe(far).pipe(near);
    });
  let server = make();
  const port = await listening(server, 0);
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  return {
    url: url.href,
    cut: close,
    mend: async () => {
      server = make();
      await listening(server, port);
    },
    close,
  };
}

const postgres = await isPostgresReachable();

test.skipIf(!postgres)(
  'the database is gone for ten seconds: people get a sentence, and nothing is lost or doubled',
  async () => {
    const database = await makePostgresDatabase();
    const way = await breakableWay(new URL(database.url));
    const slack = await startSlackServer();
    const config = readConfig({
      PORT: '0',
      SETUP_CODE: SET_UP_CODE,
      DATABASE_URL: way.url,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_API_URL: slack.apiUrl,
    });
    const bot = await startBot(config, createLog('silent'), {
      clock: { now: () => at(TUESDAY_AT_TEN) },
      pauseMs: 0,
    });
    slack.connectTo(`http://127.0.0.1:${bot.port}/slack/events`);
    const calm = async () => {
      await bot.settled();
      await until(async () => (await bot.store.outbox.depth()).waiting === 0, 20_000);
    };
    const town: Pick<Town, 'slack' | 'calm'> = { slack, calm };
    await setUpInSlack(town);

    await slack.command('UKAREN', LEADERS_ROOM);
    const form = await until(() => slack.modalOf('UKAREN'));
    await slack.choose(form, 'category', 'canteen');
    await until(() => form.modal.blocks.some((block) => block.block_id?.startsWith('tasks')));
    await way.cut();
    const goneAt = Date.now();

    const refused = await slack.submit(form, { tasks: ['dishwashing'], ...OPENING });
    expect(refused.ms).toBeLessThan(3_000);
    expect(textOf(form)).toContain('Det gik ikke lige nu. Prøv igen om lidt.');
    expect(textOf(form)).toContain('Café Æblet');
    await slack.command('UMETTE', JOBCENTRE, 'liste');
    const sentence = await until(() => slack.ephemerals('UMETTE')[0], 15_000);
    expect(textOf(sentence)).toContain('Det gik ikke lige nu.');
    expect((await fetch(`http://127.0.0.1:${bot.port}/readyz`)).status).toBe(503);
    expect((await fetch(`http://127.0.0.1:${bot.port}/healthz`)).status).toBe(200);

    await new Promise((resolve) => setTimeout(resolve, Math.max(0, 10_000 - (Date.now() - goneAt))));
    await way.mend();
    await until(async () => (await fetch(`http://127.0.0.1:${bot.port}/readyz`)).status === 200, 10_000);
    await slack.submit(form, {});
    await slack.redeliver();
    await calm();
    for (const room of [JOBCENTRE, LEADERS_ROOM]) {
      expect(slack.messages(room).filter((message) => /^SJ-\d+ ·/.test(textOf(message)))).toHaveLength(1);
    }
    await bot.stop();
    await way.close();
    await slack.stop();
    await database.drop();
  },
  60_000,
);
