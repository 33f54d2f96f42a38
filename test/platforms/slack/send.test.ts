import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Address, SendOutcome } from '../../../src/app/ports/platform.ts';
import { textOf } from '../../../src/playground/slack-server.ts';
import { type Bot, card, startBot } from './start-bot.ts';

let bot: Bot;
beforeEach(async () => {
  bot = await startBot(() => ({ kind: 'done', card: null }), { callMs: 1_500 });
});
afterEach(() => bot.stop());

function address(of: Partial<Address>): Address {
  return { platform: 'slack', workspaceId: 'T1', conversationId: null, userId: null, details: {}, ...of };
}
const room = (id = 'C1') => address({ conversationId: id });
const person = (id = 'UMETTE') => address({ userId: id });

function send(to: Address, title: string, existing: string | null = null) {
  return bot.slackPlatform.send(to, card({ title, summary: `${title} & mere` }), existing, 'message 7');
}

function messageId(outcome: SendOutcome): string {
  if (outcome.kind !== 'sent') throw new Error(`Not sent: ${outcome.kind}`);
  return outcome.messageId;
}

describe('sending', () => {
  test('posts in a room, in one call, with the reference that every try of the message shares', async () => {
    const outcome = await send(room(), 'SJ-1');
    const [message] = bot.slack.messages('C1');
    expect(outcome).toEqual({ kind: 'sent', messageId: message?.ts });
    expect(message && textOf(message)).toBe('SJ-1');
    expect(message?.text).toBe('SJ-1 &amp; mere');
    expect(message?.metadata).toEqual({
      event_type: 'spotjob_message',
      event_payload: { reference: 'message 7' },
    });
    expect(bot.slack.calls()).toMatchObject([
      { method: 'chat.postMessage', args: { unfurl_links: 'false', unfurl_media: 'false', mrkdwn: 'false' } },
    ]);
  });

  test('puts what belongs to a card in its thread, where the whole room still sees it, and finds it there', async () => {
    const standing = messageId(await send(room(), 'SJ-1'));
    const outcome = await bot.slackPlatform.send(
      room(),
      card({ title: 'Rykker' }),
      null,
      'message 8',
      standing,
    );
    const reply = bot.slack.messages('C1').at(-1);
    expect(reply).toMatchObject({ ts: messageId(outcome), thread: standing, broadcast: true });
    const since = new Date(Date.now() - 60_000);
    expect(await bot.slackPlatform.find?.(room(), 'message 8', since)).toEqual({
      kind: 'found',
      messageId: messageId(outcome),
    });
  });

  test('posts it by itself where the card is gone, or nobody may write under it: once', async () => {
    const outcome = await bot.slackPlatform.send(room(), card({ title: 'A' }), null, 'message 8', '1.1');
    expect(outcome.kind).toBe('sent');
    const standing = messageId(outcome);
    bot.slack.fail('chat.postMessage', { kind: 'error', error: 'restricted_action_thread_locked' });
    await bot.slackPlatform.send(room(), card({ title: 'B' }), null, 'message 9', standing);
    bot.slack.fail('chat.postMessage', { kind: 'error', error: 'not_in_channel' });
    expect(
      await bot.slackPlatform.send(room(), card({ title: 'C' }), null, 'message 9', standing),
    ).toMatchObject({
      kind: 'blocked',
    });
    expect(bot.slack.messages('C1').map((one) => [textOf(one), one.thread])).toEqual([
      ['A', null],
      ['B', null],
    ]);
  });

  test('updates a message that stands', async () => {
    const posted = messageId(await send(room(), 'Ny'));
    const outcome = await send(room(), 'Taget', posted);
    expect(outcome).toEqual({ kind: 'sent', messageId: posted });
    expect(bot.slack.messages('C1').map(textOf)).toEqual(['Taget']);
  });

  test('writes to a person, and opens the conversation once', async () => {
    await send(person(), 'Første');
    await send(person(), 'Anden');
    expect(bot.slack.directMessages('UMETTE').map(textOf)).toEqual(['Første', 'Anden']);
    expect(bot.slack.calls('conversations.open')).toHaveLength(1);
  });

  test('leaves a second between two messages to one place', () => {
    expect(bot.slackPlatform.pauseMs).toBe(1_000);
  });
});

describe('what a refusal means', () => {
  test('a message that was deleted is gone', async () => {
    await send(room(), 'Ny');
    const [message] = bot.slack.messages('C1');
    if (message === undefined) throw new Error('Nothing was posted.');
    bot.slack.remove(message);
    expect(await send(room(), 'Taget', message.ts)).toEqual({ kind: 'message_gone' });
  });

  test.each(['cant_update_message', 'edit_window_closed'])(
    '%s: the message stands, and is as good as gone for what is shown',
    async (error) => {
      bot.slack.fail('chat.update', { kind: 'error', error });
      expect(await send(room(), 'Taget', '1.1')).toEqual({ kind: 'message_gone', locked: true });
    },
  );

  test('a room where the bot is no member, or that it can’t see, waits for an invitation; an archived one is never reached', async () => {
    bot.slack.channel('COUT', { botIsMember: false });
    bot.slack.channel('CSECRET', { botIsMember: false, private: true });
    bot.slack.channel('COLD', { archived: true });
    expect(await send(room('CNONE'), 'x')).toEqual({ kind: 'blocked', reason: 'channel_not_found' });
    expect(await send(room('COUT'), 'x')).toEqual({ kind: 'blocked', reason: 'not_in_channel' });
    expect(await send(room('CSECRET'), 'x')).toEqual({ kind: 'blocked', reason: 'channel_not_found' });
    expect(await send(room('COLD'), 'x')).toEqual({ kind: 'never', reason: 'is_archived' });
  });

  test('nobody is behind the account of a stranger, or of somebody who was deactivated', async () => {
    expect(await send(person('UNOBODY'), 'x')).toEqual({ kind: 'gone', reason: 'user_not_found' });
    await bot.slack.deactivate('UMETTE');
    expect(await send(person('UMETTE'), 'x')).toEqual({ kind: 'gone', reason: 'user_disabled' });
    await bot.slack.reactivate('UMETTE');
    expect(await send(person('UMETTE'), 'x')).toMatchObject({ kind: 'sent' });
    const account = { platform: 'slack', workspaceId: bot.slack.teamId, userId: 'UMETTE' };
    await bot.settled();
    expect(bot.presences).toEqual([
      { account, here: false, from: null },
      { account, here: true, name: 'Mette Holm' },
    ]);
  });

  test.each(['invalid_auth', 'token_revoked', 'missing_scope'])(
    '%s: the workspace is shut to us until somebody mends it',
    async (error) => {
      bot.slack.fail('chat.postMessage', { kind: 'error', error });
      expect(await send(room(), 'x')).toEqual({ kind: 'shut', reason: error });
    },
  );

  test.each([
    ['internal_error', 'unknown'],
    ['fatal_error', 'unknown'],
    ['service_unavailable', 'unknown'],
    ['ratelimited', 'later'],
    ['a word nobody knows', 'later'],
  ])('%s: %s', async (error, kind) => {
    bot.slack.fail('chat.postMessage', { kind: 'error', error });
    expect(await send(room(), 'x')).toMatchObject({ kind, afterMs: null });
  });

  test('a rate limit is kept for as long as Slack says, and the call isn’t repeated', async () => {
    bot.slack.fail('chat.postMessage', { kind: 'rate_limited', retryAfter: 7 });
    expect(await send(room(), 'x')).toMatchObject({ kind: 'later', afterMs: 7_000 });
    expect(bot.slack.calls('chat.postMessage')).toHaveLength(1);
    expect(await send(room(), 'y')).toMatchObject({ kind: 'sent' });
  });

  test.each([
    ['500', { kind: 'status', status: 500 }],
    ['503', { kind: 'status', status: 503 }],
    ['no answer in time', { kind: 'hang' }],
    ['a connection cut before', { kind: 'drop', when: 'before' }],
    ['a connection cut after', { kind: 'drop', when: 'after' }],
  ] as const)('%s: nobody knows whether it is there, after one call', async (_what, fault) => {
    bot.slack.fail('chat.postMessage', fault);
    expect(await send(room(), 'x')).toMatchObject({ kind: 'unknown', afterMs: null });
    expect(bot.slack.calls('chat.postMessage')).toHaveLength(1);
  });

  test('Slack not there at all: later', async () => {
    await bot.slack.stop();
    const outcome = await send(room(), 'x');
    expect(outcome).toMatchObject({
      kind: 'later',
      afterMs: null,
      reason: expect.stringContaining('ECONNREFUSED'),
    });
    bot = await startBot(() => ({ kind: 'done', card: null }));
  });
});

describe('looking for a message whose answer got lost', () => {
  const LONG_AGO = new Date(Date.now() - 60 * 60_000);
  const find = (to: Address, reference = 'message 7', since = LONG_AGO) =>
    bot.slackPlatform.find?.(to, reference, since);

  test('finds the one with the reference, in a room and with a person, in one call', async () => {
    for (const to of [room(), person()]) {
      expect(await find(to)).toEqual({ kind: 'absent' });
      bot.slack.fail('chat.postMessage', { kind: 'drop', when: 'after' });
      expect(await send(to, 'SJ-1')).toMatchObject({ kind: 'unknown' });
      const before = bot.slack.calls('conversations.history').length;
      const there = to.userId === null ? bot.slack.messages('C1') : bot.slack.directMessages(to.userId);
      expect(await find(to)).toEqual({ kind: 'found', messageId: there[0]?.ts });
      expect(bot.slack.calls('conversations.history')).toHaveLength(before + 1);
      expect(await find(to, 'message 8')).toEqual({ kind: 'absent' });
    }
  });

  test('doesn’t take what stood there before the message was queued', async () => {
    await send(room(), 'SJ-1');
    expect(await find(room(), 'message 7', new Date(Date.now() + 60 * 60_000))).toEqual({ kind: 'absent' });
  });

  test('asks again later when Slack can’t answer, and says when it may not look', async () => {
    bot.slack.fail('conversations.history', { kind: 'rate_limited', retryAfter: 3 });
    expect(await find(room())).toMatchObject({ kind: 'later', afterMs: 3_000 });
    bot.slack.fail('conversations.history', { kind: 'status', status: 500 });
    expect(await find(room())).toMatchObject({ kind: 'later', afterMs: null });
    bot.slack.fail('conversations.history', { kind: 'error', error: 'missing_scope' });
    expect(await find(room())).toEqual({ kind: 'cannot_tell', reason: 'missing_scope' });
    expect(await find(room('CNONE'))).toEqual({ kind: 'cannot_tell', reason: 'channel_not_found' });
  });
});
