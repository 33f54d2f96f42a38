import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { textOf as slackText } from '../../src/playground/slack-server.ts';
import { until } from '../../src/playground/until.ts';
import {
  JOBCENTRE,
  LEADERS_ROOM,
  logInSlack,
  SET_UP_CODE,
  setUpInSlack,
  startTown,
  type Town,
} from './town.ts';

/** Every host that this process opened a request to, by fetch (undici) and by the http module. */
const hosts = new Set<string>();
const byFetch = (message: unknown) => {
  const { request } = z.object({ request: z.object({ origin: z.coerce.string() }) }).parse(message);
  hosts.add(new URL(request.origin).host);
};
const byHttp = (message: unknown) => {
  const { request } = z.object({ request: z.looseObject({ host: z.string() }) }).parse(message);
  hosts.add(request.host);
};

let town: Town;
beforeAll(async () => {
  subscribe('undici:request:create', byFetch);
  subscribe('http.client.request.start', byHttp);
  town = await startTown({ kind: 'embedded' });
});
afterAll(async () => {
  unsubscribe('undici:request:create', byFetch);
  unsubscribe('http.client.request.start', byHttp);
  await town.stop();
});

test('a journey with its troubles says no secret in a log, a message, an error or a metric', async () => {
  const { slack, teams, bot } = town;
  await setUpInSlack(town);
  await logInSlack(town);
  await town.calm();
  await slack.command('UMETTE', JOBCENTRE, 'forbind');
  const told = slackText(await until(() => slack.ephemerals('UMETTE').at(-1)));
  const code = /kode er ([A-Z2-9]{4}-[A-Z2-9]{4})/.exec(told)?.[1] ?? 'no code';
  const mette = teams.person('Mette');
  const chat = teams.chatWith(mette);
  await teams.say(mette, chat, `forbind ${code}`);
  await until(() => teams.messages(chat).at(-1));
  await slack.command('UKAREN', LEADERS_ROOM, `opret ${SET_UP_CODE}`);
  const url = `http://127.0.0.1:${bot.port}`;
  const answers = await Promise.all(
    ['/slack/events', '/api/messages', '/nowhere'].map(async (path) => {
      const response = await fetch(`${url}${path}`, { method: 'POST', body: '{"type":1}' });
      return `${JSON.stringify(Object.fromEntries(response.headers))} ${await response.text()}`;
    }),
  );
  const metrics = await (await fetch(`${url}/metrics`)).text();
  await town.calm();
  const secrets = [slack.signingSecret, slack.botToken, 'secret-of-birkholm'];
  const shown = JSON.stringify([
    slack.messages(LEADERS_ROOM),
    slack.messages(JOBCENTRE),
    slack.ephemerals('UMETTE'),
    slack.ephemerals('UKAREN'),
    teams.messages(chat),
    bot.lines,
    answers,
    metrics,
  ]);
  expect(code).not.toBe('no code');
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(8);
    expect(shown).not.toContain(secret);
    expect(town.logged()).not.toContain(secret);
  }
  // Codes are told to those who asked for them, and to nobody's log.
  for (const told of [code, SET_UP_CODE]) expect(town.logged()).not.toContain(told);
  expect(town.logged()).not.toMatch(/Karen Krogh|20304057|20 30 40 57|Café Æblet|Bearer /);
});

test('it spoke to the platforms that it is connected to, and to nobody else', () => {
  const own = new URL(town.slack.apiUrl).host;
  expect(hosts).toContain(own);
  expect([...hosts].filter((host) => !/^127\.0\.0\.1(:\d+)?$/.test(host))).toEqual([]);
});
