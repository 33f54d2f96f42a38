import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Approval } from '../../src/playground/slack/tokens.ts';
import { textOf } from '../../src/playground/slack-server.ts';
import { JOBCENTRE, logInSlack, setUpInSlack, startTown, type Town } from './town.ts';

let town: Town;
const open = async () => {
  town = await startTown({ platforms: ['slack'], access: 'oauth' });
};
const shut = () => town.stop();

const at = (path: string) => `http://127.0.0.1:${town.bot.port}${path}`;

/** The browser of an admin: what it keeps between the two requests, and which language it asks for. */
async function begin() {
  const response = await fetch(at('/slack/install'), { redirect: 'manual' });
  const location = new URL(response.headers.get('location') ?? '');
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { status: response.status, location, cookie, state: location.searchParams.get('state') ?? '' };
}

async function comeBack(query: Record<string, string>, cookie: string, language = 'da-DK,da;q=0.9,en;q=0.8') {
  const response = await fetch(at(`/slack/oauth_redirect?${new URLSearchParams(query)}`), {
    headers: { cookie, 'accept-language': language },
  });
  return { status: response.status, page: await response.text(), headers: response.headers };
}

async function install(approval: Approval = {}) {
  const { state, cookie } = await begin();
  return comeBack({ code: town.slack.approve(approval), state }, cookie);
}

const posts = () => town.slack.calls('chat.postMessage').length;

describe('installing', () => {
  beforeAll(open);
  afterAll(shut);

  test('leads to Slack with what the bot asks for, and back to a page that says what is left', async () => {
    const { status, location, state, cookie } = await begin();
    expect(status).toBe(302);
    expect(location.origin + location.pathname).toBe('https://slack.com/oauth/v2/authorize');
    expect(location.searchParams.get('scope')).toContain('chat:write');
    const { status: back, page, headers } = await comeBack({ code: town.slack.approve(), state }, cookie);
    expect(back).toBe(200);
    expect(page).toContain('<html lang="da">');
    expect(page).toContain('Spot et job er installeret');
    expect(page).toContain('Appen er nu i Birkholm.');
    expect(page).toContain('/spotjob opret');
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'; style-src 'sha256-/);
  });

  test('says it in English where the browser asks for that', async () => {
    const { state, cookie } = await begin();
    const { page } = await comeBack({ code: town.slack.approve(), state }, cookie, 'en-GB,en;q=0.9,da;q=0.5');
    expect(page).toContain('Spot et job is installed');
  });

  test.each([
    ['who said no in Slack', { error: 'access_denied' }, 403, 'blev ikke installeret'],
    ['whose code Slack doesn’t take', { code: 'forged' }, 502, 'Det gik ikke lige nu'],
    ['who comes without a code', {}, 400, 'Linket gælder ikke længere'],
  ])('tells one %s what happened', async (_who, query, status, words) => {
    const { state, cookie } = await begin();
    const answer = await comeBack({ ...query, state }, cookie);
    expect(answer.status).toBe(status);
    expect(answer.page).toContain(words);
    expect(answer.page).toContain('href="/slack/install"');
  });

  test('takes no state from another browser, nor one of its own making', async () => {
    const { state } = await begin();
    const other = await begin();
    const code = town.slack.approve();
    const before = town.slack.calls('oauth.v2.access').length;
    expect((await comeBack({ code, state }, other.cookie)).status).toBe(400);
    expect((await comeBack({ code, state }, '')).status).toBe(400);
    expect((await comeBack({ code, state: 'made-up' }, 'slack-app-oauth-state=made-up')).status).toBe(400);
    expect(town.slack.calls('oauth.v2.access')).toHaveLength(before);
    expect(town.logged()).not.toContain('made-up');
  });

  test('keeps no token in the log', async () => {
    await install({ rotates: true });
    const kept = await town.bot.store.installations.find({ platform: 'slack', id: 'T1' });
    expect(kept?.secret).toContain('xoxb-');
    expect(town.logged()).not.toMatch(/xoxb-|xoxe-|code-\d/);
  });
});

describe('once installed', () => {
  beforeEach(open);
  afterEach(shut);

  test('people work as with a token of one workspace', async () => {
    await install();
    await setUpInSlack(town);
    await logInSlack(town);
    await town.calm();
    expect(town.slack.messages(JOBCENTRE).map(textOf).join()).toContain('SJ-1');
    expect(town.slack.refusals).toEqual([]);
  });

  test('a whole organisation lets it into all of its workspaces', async () => {
    town.slack.inOrganisation({ id: 'E1', name: 'Birkholm Kommune' });
    await install({ organisation: { id: 'E1', name: 'Birkholm Kommune' } });
    await setUpInSlack(town);
    await logInSlack(town);
    await town.calm();
    expect(town.slack.messages(JOBCENTRE).map(textOf).join()).toContain('SJ-1');
  });

  test('a token that ends soon is renewed by the nudge that goes out, once for many messages', async () => {
    await install({ rotates: true });
    await setUpInSlack(town);
    await logInSlack(town);
    await town.calm();
    expect(renewals()).toBe(0);
    await endSoon();
    await town.setClock('2026-11-19T10:00:00+01:00');
    expect(town.slack.messages(JOBCENTRE).map(textOf).join()).toContain('En åbning venter');
    expect(renewals()).toBe(1);
    await town.setClock('2026-11-20T10:00:00+01:00');
    expect(renewals()).toBe(1);
    expect(town.slack.refusals).toEqual([]);
  });

  const renewals = () =>
    town.slack.calls('oauth.v2.access').filter(({ args }) => args.grant_type === 'refresh_token').length;

  /** Its eleven hours have gone by. */
  async function endSoon() {
    const { installations } = town.bot.store;
    const kept = await installations.find({ platform: 'slack', id: 'T1' });
    if (kept === null) throw new Error('It is not installed.');
    const secret = JSON.parse(kept.secret);
    secret.bot.expiresAt = Math.floor(Date.now() / 1_000) + 60 * 60;
    await installations.renew({ ...kept, secret: JSON.stringify(secret) });
  }
});

describe('when a workspace lets it out', () => {
  beforeEach(async () => {
    await open();
    await install();
    await setUpInSlack(town);
  });

  afterEach(shut);

  /** Nothing waits for ever in vain: this is how often it was tried. */
  async function rest() {
    await town.bot.settled();
    await new Promise((resolve) => setTimeout(resolve, 700));
  }

  test.each([
    [['tokens_revoked', 'app_uninstalled']],
    [['app_uninstalled', 'tokens_revoked']],
    [['tokens_revoked', 'tokens_revoked']],
  ] as const)(
    '%j: what is for it waits, nothing is given up, and it follows when the bot is back',
    async (events) => {
      town.slack.revokeTokens();
      for (const event of events) await town.slack.tellLetOut(event);
      await rest();
      expect(await town.bot.store.installations.find({ platform: 'slack', id: 'T1' })).toBeNull();
      const [taskForce] = await town.bot.store.taskForces.all();
      if (taskForce === undefined) throw new Error('no task force');
      const before = posts();
      // Somebody at the bot's own side, as the clock, has something to say meanwhile.
      await town.bot.tick();
      await rest();
      expect(posts()).toBe(before);
      expect((await town.bot.store.outbox.depth()).dead).toBe(0);
      expect(town.logged()).toContain('a workspace let the bot out');
      await install();
      await logInSlack(town);
      await town.calm();
      expect(town.slack.messages(JOBCENTRE).map(textOf).join()).toContain('SJ-1');
      expect(town.slack.directMessages('UBODIL').map(textOf).join()).not.toContain('koblet fra');
    },
  );

  test('a message about an older installation changes nothing', async () => {
    const before = new Date(Date.now() - 60_000);
    await town.slack.tellLetOut('app_uninstalled', before);
    await town.bot.settled();
    expect(await town.bot.store.installations.find({ platform: 'slack', id: 'T1' })).not.toBeNull();
  });

  test('a token taken back without a word is noticed by what can’t go out, which waits', async () => {
    const [channel] = [JOBCENTRE];
    town.slack.fail('chat.postMessage', { kind: 'error', error: 'token_revoked' }, 4, channel);
    await logInSlack(town);
    await rest();
    expect(town.logged()).toContain('a workspace is shut to the bot');
    expect((await town.bot.store.outbox.depth()).dead).toBe(0);
    const metrics = await (await fetch(at('/metrics'))).text();
    expect(metrics).toMatch(/spotjob_deliveries_total\{platform="slack",result="shut"\} [1-9]/);
    town.slack.heal();
    await town.calm();
    expect(town.slack.messages(JOBCENTRE).map(textOf).join()).toContain('SJ-1');
  });
});
