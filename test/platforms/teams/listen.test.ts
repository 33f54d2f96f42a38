import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createTeams } from '../../../src/platforms/teams/connect.ts';
import { texts } from './samples.ts';
import { type Bot, startBot } from './start-bot.ts';

let bot: Bot;
beforeEach(async () => {
  // The SDK tells the console about every token it refuses, before it throws.
  vi.spyOn(console, 'error').mockReturnValue();
  bot = await startBot();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await bot.stop();
});

const help = { type: 'message', text: 'hjælp' };

/** Says something in a private chat with this wrong about it, and tells how it was answered. */
async function sayWith(forgery: Parameters<Bot['teams']['deliver']>[3], activity: object = help) {
  const mette = bot.teams.person('Mette');
  return bot.teams.deliver(mette, bot.teams.chatWith(mette), activity, forgery);
}

describe('the token of an activity', () => {
  test('lets it in when Microsoft signed it for this bot', async () => {
    expect((await sayWith({})).status).toBe(200);
    expect(bot.requests).toHaveLength(1);
  });

  test.each([
    ['is missing', { token: 'none' }],
    ['is no token', { token: 'abc' }],
    ['is signed with another key', { token: 'key' }],
    ['is for another bot', { audience: 'ea4b0000-0000-4000-8000-00000000000f' }],
    ['has expired', { expiresIn: -600 }],
    ['is from another issuer', { issuer: 'https://sts.example.com' }],
    ['is for another service URL', { serviceUrl: 'https://smba.trafficmanager.net/emea/' }],
  ])('refuses it when it %s, and says nothing about why', async (_, forgery) => {
    expect(await sayWith(forgery)).toEqual({ status: 401, body: null });
    expect(bot.requests).toEqual([]);
    expect(bot.teams.calls()).toEqual([]);
  });

  test('can not be checked while the keys are out of reach: Teams is asked to come again', async () => {
    await bot.stop();
    bot = await startBot({
      authentication: (microsoft) => ({ ...microsoft, openIdMetadataUrl: 'http://127.0.0.1:9/openid' }),
    });
    expect((await sayWith({})).status).toBe(503);
    expect(bot.requests).toEqual([]);
  });

  test('can not be had for ours once: the next activity is answered all the same', async () => {
    await bot.stop();
    // The first is of the client that answers, the second of the one that would sign people in.
    let asked = 0;
    bot = await startBot({
      authentication: (microsoft) => {
        const { credentials } = microsoft;
        const create = credentials.createCredentials.bind(credentials);
        credentials.createCredentials = async (...about) => {
          asked += 1;
          if (asked === 2) throw new Error('out of reach');
          return create(...about);
        };
        return microsoft;
      },
    });
    expect((await sayWith({})).status).toBe(500);
    expect((await sayWith({})).status).toBe(200);
  });

  test('can not be done without by having no app id, unless that is wanted', () => {
    const create = (allowAnonymous: boolean) =>
      createTeams({
        config: {
          appId: '',
          appPassword: '',
          tenantId: null,
          manyTenants: false,
          allowAnonymous,
          serviceUrlHosts: null,
        },
        dispatch: async () => ({ kind: 'done', card: null }),
        presence: async () => {},
        place: async () => {},
        arrived: async () => false,
        removed: async () => {},
        letIn: async () => false,
        readersOf: async () => [],
        rebuildForm: () => null,
        texts: () => texts,
        draw: async () => null,
        log: pino({ level: 'silent' }),
      });
    expect(() => create(false)).toThrow('MICROSOFT_APP_ID');
    expect(create(true).platform.name).toBe('teams');
  });

  test('is not wanted where the bot runs without an app id', async () => {
    await bot.stop();
    bot = await startBot({ appId: '' });
    expect((await sayWith({ token: 'none' })).status).toBe(200);
    expect(bot.requests).toHaveLength(1);
  });
});

describe('a request', () => {
  test('for an answer to an address that is not on the list is refused before anything is sent', async () => {
    await bot.stop();
    bot = await startBot({ serviceUrlHosts: null });
    expect((await sayWith({})).status).toBe(403);
    expect(bot.requests).toEqual([]);
    expect(bot.teams.calls()).toEqual([]);
  });

  test('that is not JSON, no activity, from elsewhere or too large is refused', async () => {
    const post = async (body: string) => (await fetch(bot.url, { method: 'POST', body })).status;
    expect(await post('{')).toBe(400);
    expect(await post('[]')).toBe(400);
    expect(await post(JSON.stringify({ type: 'message', channelId: 'directline' }))).toBe(400);
    expect(await post(JSON.stringify({ text: 'x'.repeat(5_000_000) }))).toBe(413);
    expect((await fetch(bot.url)).status).toBe(405);
  });

  test('of a kind we do not know is answered as the protocol wants it', async () => {
    expect((await sayWith({}, { type: 'messageReaction' })).status).toBe(200);
    expect((await sayWith({}, { type: 'invoke', name: 'fileConsent/invoke', value: {} })).status).toBe(501);
    expect(bot.requests).toEqual([]);
  });

  test('that fails leaves neither what was said nor the token in the log', async () => {
    bot.answer(async () => {
      throw new Error('insert failed for value 010190-1234');
    });
    await sayWith({}, { type: 'message', text: 'min hemmelighed' });
    const log = bot.logged.join('');
    expect(log).toContain('a request failed');
    expect(log).not.toMatch(/010190|hemmelighed|Bearer|eyJ/);
  });
});
