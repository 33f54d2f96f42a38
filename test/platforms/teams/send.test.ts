import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Address } from '../../../src/app/ports/platform.ts';
import { type TeamsConversation, type TeamsPerson, textOf } from '../../../src/playground/teams-server.ts';
import { card } from './samples.ts';
import { type Bot, startBot } from './start-bot.ts';

let bot: Bot;
let channel: TeamsConversation;
let mette: TeamsPerson;
beforeEach(async () => {
  bot = await startBot({ timeoutMs: 1_500 });
  channel = bot.teams.channel('Jobcenter');
  mette = bot.teams.person('Mette Holm');
});
afterEach(() => bot.stop());

const address = (over: Partial<Address>): Address => ({
  platform: 'teams',
  workspaceId: bot.teams.tenantId,
  conversationId: null,
  userId: null,
  details: { serviceUrl: bot.teams.serviceUrl },
  ...over,
});
const room = () => address({ conversationId: channel.id });
const person = () =>
  address({
    userId: mette.aadObjectId,
    details: { serviceUrl: bot.teams.serviceUrl, teamsUserId: mette.id },
  });
const send = (to: Address, existing: string | null = null, view = card()) =>
  bot.platform.send(to, view, existing, 'r1');

async function post(): Promise<string> {
  const outcome = await send(room());
  if (outcome.kind !== 'sent') throw new Error(`not sent but ${outcome.kind}`);
  return outcome.messageId;
}

describe('sending', () => {
  test('to a room starts a thread there', async () => {
    await post();
    expect(bot.teams.messages(channel)).toMatchObject([
      { thread: null, summary: 'SJ-1 hos Café Æblet er ny' },
    ]);
  });

  test('again with the id of a message changes that message', async () => {
    const messageId = await post();
    expect(await send(room(), messageId, card({ subtitle: 'Mette har den.' }))).toEqual({
      kind: 'sent',
      messageId,
    });
    const messages = bot.teams.messages(channel);
    expect(messages).toMatchObject([{ edits: 1 }]);
    expect(messages.map(textOf).join()).toContain('Mette har den.');
  });

  test('to a person opens the conversation once', async () => {
    await send(person());
    await send(person());
    expect(bot.teams.messages(bot.teams.chatWith(mette))).toHaveLength(2);
    expect(bot.teams.calls('create')).toHaveLength(1);
  });

  test('reaches a person who was only picked from the directory, where the tenant was heard from last', async () => {
    await bot.teams.say(mette, bot.teams.chatWith(mette), 'hjælp');
    const lars = bot.teams.person('Lars');
    expect(await send(address({ userId: lars.aadObjectId, details: {} }))).toMatchObject({ kind: 'sent' });
    expect(bot.teams.messages(bot.teams.chatWith(lars))).toHaveLength(1);
  });

  test('goes nowhere but to the addresses on the list', async () => {
    const elsewhere = address({ conversationId: channel.id, details: { serviceUrl: 'https://ond.dk/' } });
    expect(await send(elsewhere)).toMatchObject({ kind: 'never' });
  });
});

describe('the client for an address', () => {
  let made = 0;
  let renewed = true;
  beforeEach(async () => {
    await bot.stop();
    made = 0;
    renewed = true;
    bot = await startBot({
      authentication: (microsoft) => ({
        ...microsoft,
        credentials: {
          isValidAppId: async () => true,
          isAuthenticationDisabled: async () => false,
          createCredentials: async (...asked) => {
            made += 1;
            const { signRequest } = await microsoft.credentials.createCredentials(...asked);
            return { signRequest: async (request) => (renewed ? signRequest(request) : request) };
          },
        },
      }),
    });
    channel = bot.teams.channel('Jobcenter');
    mette = bot.teams.person('Mette Holm');
  });

  test('is made once, for whatever is sent there and for answers', async () => {
    bot.answer({ kind: 'say', card: card() });
    const chat = bot.teams.chatWith(mette);
    await bot.teams.say(mette, chat, 'hjælp');
    const first = made;
    await bot.teams.say(mette, chat, 'hjælp');
    await send(room());
    expect(bot.teams.messages(chat)).toHaveLength(2);
    expect(bot.teams.messages(channel)).toHaveLength(1);
    expect(made).toBe(first);
  });

  test('asks for a token at each call, so that it is never one of yesterday', async () => {
    renewed = false;
    expect(await send(room())).toMatchObject({ kind: 'later', reason: 'HTTP 401' });
    renewed = true;
    expect(await send(room())).toMatchObject({ kind: 'sent' });
    expect(made).toBe(1);
  });

  test('is not kept for ever: the oldest makes room', async () => {
    const at = (nth: number) =>
      send(address({ conversationId: 'x', details: { serviceUrl: `${bot.teams.serviceUrl}at-${nth}/` } }));
    for (let nth = 0; nth <= 200; nth += 1) await at(nth);
    expect(made).toBe(201);
    await at(200);
    expect(made).toBe(201);
    await at(0);
    expect(made).toBe(202);
  });
});

describe('one call is one attempt', () => {
  test.each([
    [429, 'later'],
    [412, 'later'],
    [500, 'unknown'],
    [502, 'unknown'],
    [503, 'unknown'],
    [504, 'unknown'],
    [408, 'unknown'],
  ] as const)('on a %i: %s', async (status, kind) => {
    bot.teams.fail('post', { answer: status }, 9);
    expect(await send(room())).toEqual({ kind, afterMs: null, reason: `HTTP ${status}` });
    expect(bot.teams.calls('post')).toHaveLength(1);
  });

  test('on a lost connection, even if Teams had accepted', async () => {
    bot.teams.fail('post', { answer: 'drop', when: 'after' }, 9);
    expect(await send(room())).toMatchObject({ kind: 'unknown', afterMs: null });
    expect(bot.teams.calls('post')).toHaveLength(1);
    expect(bot.teams.messages(channel)).toHaveLength(1);
  });

  test('on silence, which is not waited out', async () => {
    bot.teams.fail('post', { answer: 'hang' }, 9);
    expect(await send(room())).toMatchObject({ kind: 'unknown', afterMs: null });
    expect(bot.teams.calls('post')).toHaveLength(1);
  });
});

test('Teams not there at all: it wasn’t taken', async () => {
  await bot.teams.stop();
  expect(await send(room())).toMatchObject({ kind: 'later', afterMs: null });
  bot = await startBot();
});

describe('what Teams answers', () => {
  test('says how long to wait, and is heard', async () => {
    bot.teams.fail('post', { answer: 429, retryAfterSeconds: 7 });
    expect(await send(room())).toEqual({ kind: 'later', afterMs: 7_000, reason: 'HTTP 429' });
  });

  test('to our own token is a matter of minutes, not of seconds', async () => {
    bot.teams.fail('post', { answer: 401 });
    expect(await send(room())).toEqual({ kind: 'later', afterMs: 300_000, reason: 'HTTP 401' });
  });

  test('of a message that is gone lets it be posted anew', async () => {
    const messageId = await post();
    const [message] = bot.teams.messages(channel);
    if (message === undefined) throw new Error('nothing was posted');
    bot.teams.remove(message);
    expect(await send(room(), messageId)).toEqual({ kind: 'message_gone' });
  });

  test('where the bot was removed, or a channel that is gone, waits until it is heard of', async () => {
    expect(await send(address({ conversationId: '19:nowhere@thread.tacv2' }))).toEqual({
      kind: 'gone',
      reason: 'HTTP 404',
    });
    bot.teams.close(channel);
    expect(await send(room())).toEqual({ kind: 'gone', reason: 'HTTP 403' });
  });

  test('of a message that is too large is final', async () => {
    bot.teams.fail('post', { answer: 413 });
    expect(await send(room())).toEqual({ kind: 'never', reason: 'HTTP 413' });
  });
});
