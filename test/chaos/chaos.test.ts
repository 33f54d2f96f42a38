import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { expect, test } from 'vitest';
import type { Fault as SlackFault } from '../../src/playground/slack/faults.ts';
import { startSlackServer } from '../../src/playground/slack-server.ts';
import type { Operation, Fault as TeamsFault } from '../../src/playground/teams/faults.ts';
import { startTeamsServer } from '../../src/playground/teams-server.ts';
import { until } from '../../src/playground/until.ts';
import { createStore } from '../../src/store/create-store.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { breakableWay } from '../support/breakable-way.ts';
import { BIRKHOLM } from '../support/builders.ts';
import { isPostgresReachable, makePostgresDatabase } from '../support/databases.ts';
import { look, outOfOrder, tooSoon } from './findings.ts';
import { act, claimSome, openerIn, type Places, settle } from './people.ts';
import { createRandom, type Random } from './random.ts';
import { type Replicas, startReplicas } from './replicas.ts';

/** `CHAOS=long npm run test:chaos` for the long form; `CHAOS_SEED` for the same choices again. */
const LONG = process.env.CHAOS === 'long';
const SEED = Number(process.env.CHAOS_SEED ?? Date.now() % 1_000_000);
const SHAPE = LONG
  ? {
      replicas: 3,
      actMs: 20 * 60_000,
      kills: 50,
      cuts: 10,
      most: { openings: 5_000, claims: 5_000 },
      testMs: 60 * 60_000,
    }
  : { replicas: 2, actMs: 9_000, kills: 2, cuts: 1, most: { openings: 12, claims: 8 }, testMs: 240_000 };

/** A lease, and two seconds for the next look. */
const TAKEN_OVER_WITHIN_MS = 32_000;
const BACK_WITHIN_MS = 2_000;

const postgres = await isPostgresReachable();

/** One fault after another at both platforms, of those calls alone by which delivery writes and looks. */
async function spoil({ slack, teams }: Places, random: Random, isOver: () => boolean): Promise<number> {
  let planned = 0;
  while (!isOver()) {
    const method = random.pick(['chat.postMessage', 'chat.update', 'conversations.history']);
    const fault = random.pick<SlackFault>([
      { kind: 'rate_limited', retryAfter: 1 + random.below(2) },
      { kind: 'status', status: 500 },
      { kind: 'drop', when: 'before' },
      { kind: 'drop', when: 'after' },
      { kind: 'slow', ms: 700 },
      LONG ? { kind: 'hang' } : { kind: 'status', status: 503 },
    ]);
    slack.fail(method, fault);
    const inTeams = random.pick<TeamsFault>([
      { answer: 429, retryAfterSeconds: 1 },
      { answer: 500 },
      { answer: 'drop' },
      { answer: 'drop', when: 'after' },
    ]);
    teams.fail(random.pick<Operation>(['post', 'update']), inTeams);
    planned += 2;
    await sleep(250 + random.below(500));
  }
  slack.heal();
  teams.heal();
  return planned;
}

interface Held {
  readonly id: string;
  readonly fence: number;
  readonly until: number;
}

/** kill -9 of a replica; what it and the others held then must have been taken over or settled in time. */
async function killOne(replicas: Replicas, client: pg.Client): Promise<readonly Held[]> {
  const killed = replicas.kill();
  const { rows } = await client.query<{ id: string; fence: number }>(
    'SELECT id, fence FROM outbox_lane WHERE leased_until > now()',
  );
  const held = rows.map(({ id, fence }) => ({ id, fence, until: Date.now() + TAKEN_OVER_WITHIN_MS }));
  await killed;
  return held;
}

/** Lanes that are still under the lease they had when somebody was killed, though its time has passed. */
async function abandoned(held: readonly Held[], client: pg.Client): Promise<string[]> {
  const overdue: string[] = [];
  for (const { id, fence, until: due } of held) {
    const isFree = async () => {
      const { rows } = await client.query(
        'SELECT FROM outbox_lane WHERE id = $1 AND fence = $2 AND leased_until IS NOT NULL',
        [id, fence],
      );
      return rows.length === 0;
    };
    while (!(await isFree()) && Date.now() < due) await sleep(200);
    if (!(await isFree())) overdue.push(id);
  }
  return overdue;
}

/** The database goes away for a second. Returns how long after its return a replica served again, in milliseconds. */
async function cutOff(way: Awaited<ReturnType<typeof breakableWay>>, replicas: Replicas): Promise<number> {
  await way.cut();
  await sleep(1_000);
  await way.mend();
  const back = Date.now();
  const ready = async (url: string) => (await fetch(`${url}/readyz`).catch(() => null))?.status === 200;
  await until(async () => (await Promise.all(replicas.running().map(ready))).some(Boolean), 10_000);
  return Date.now() - back;
}

test.skipIf(!postgres)(
  `people act on both platforms while everything breaks (seed ${SEED})`,
  async () => {
    const began = Date.now();
    const say = (what: string) =>
      process.stderr.write(`${((Date.now() - began) / 1_000).toFixed(1)} s: ${what}\n`);
    const random = createRandom(SEED);
    const database = await makePostgresDatabase();
    const way = await breakableWay(new URL(database.url));
    const slack = await startSlackServer();
    const teams = await startTeamsServer({ appId: '' });
    const open = openPostgres(database.url, () => undefined);
    await open.migrate();
    const store = createStore(open.client);
    const places = await settle(store, slack, teams);
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const replicas = await startReplicas(
      SHAPE.replicas,
      {
        DATABASE_URL: way.url,
        SLACK_SIGNING_SECRET: slack.signingSecret,
        SLACK_BOT_TOKEN: slack.botToken,
        SLACK_API_URL: slack.apiUrl,
        TEAMS_ALLOW_ANONYMOUS: '1',
        TEAMS_SERVICE_URLS: '127.0.0.1',
      },
      random,
    );
    slack.connectTo(`${replicas.url}/slack/events`);
    teams.connectTo(`${replicas.url}/api/messages`);

    // Waiting for a process to start takes people's time, not Slack's patience.
    slack.triggersLast(30_000);
    let over = false;
    const isOver = () => over;
    const opener = await openerIn(places);
    const acting = act(places, opener, random, SHAPE.most, isOver);
    const spoiling = spoil(places, random, isOver);
    const held: Held[] = [];
    const back: number[] = [];
    const events = [
      ...Array.from({ length: SHAPE.kills }, () => 'kill' as const),
      ...Array.from({ length: SHAPE.cuts }, () => 'cut' as const),
    ];
    say('replicas run');
    for (const event of random.shuffled(events)) {
      say(event);
      await sleep(SHAPE.actMs / (events.length + 1));
      if (event === 'kill') held.push(...(await killOne(replicas, client)));
      else back.push(await cutOff(way, replicas));
    }
    await sleep(SHAPE.actMs / (events.length + 1));
    over = true;
    const [tally, faults] = await Promise.all([acting, spoiling]);
    slack.heal();
    teams.heal();
    say('people are done');
    const overdue = await abandoned(held, client);
    const quiet = async () => (await store.outbox.depth()).waiting === 0;
    say('leases are over');
    await until(quiet, SHAPE.testMs / 3);
    await claimSome(places, random, tally, 3);
    await sleep(1_000);
    await until(quiet, SHAPE.testMs / 3);
    say('all is quiet');

    const unknownInTeams = teams
      .calls('post')
      .filter(({ status }) => status === 'drop' || status === 'hang' || Number(status) >= 500).length;
    const found = await look(client, places, tally);
    const flawed = await store.upkeep.flawedCards(BIRKHOLM.id, 1_000, 100);
    const forgotten = await store.upkeep.forgottenNudges(0);
    // What the audit must find: as many cards as were forgotten behind its back.
    const planted = await client.query(
      'DELETE FROM posted_card WHERE ctid IN (SELECT ctid FROM posted_card LIMIT 3)',
    );
    const foundPlanted = await store.upkeep.flawedCards(BIRKHOLM.id, 1_000, 100);
    const codes = await replicas.stop();
    const channels = new Set(slack.calls('chat.postMessage').map(({ args }) => args.channel ?? ''));
    const unordered = [...channels].flatMap((channel) => outOfOrder(slack.messages(channel)));
    process.stdout.write(
      `${JSON.stringify({
        seed: SEED,
        ...replicas.counts,
        tried: tally.tried.size,
        acknowledged: tally.acknowledged.size,
        claims: tally.claims.size,
        givenUp: tally.givenUp,
        openings: found.openings,
        claimed: found.claimed,
        kills: SHAPE.kills,
        heldAtKills: held.length,
        databaseBackMs: back,
        faults,
        slackCalls: slack.calls().length,
        lookUps: slack.calls('conversations.history').length,
        teamsPosts: teams.calls('post').length,
        unknownInTeams,
        doublesInSlack: found.doublesInSlack,
        doublesInTeams: found.doublesInTeams,
      })}\n`,
    );

    expect({ ...found, doublesInTeams: 0, openings: 0, claimed: 0 }).toEqual({
      lost: [],
      twice: [],
      claimedTwice: [],
      untrue: [],
      doublesInSlack: 0,
      doublesInTeams: 0,
      openings: 0,
      claimed: 0,
      waiting: 0,
      dead: 0,
    });
    expect(found.doublesInTeams).toBeLessThanOrEqual(unknownInTeams + 2 * SHAPE.kills);
    expect(tooSoon(slack.calls(), 1_000)).toEqual([]);
    expect(unordered).toEqual([]);
    expect(overdue).toEqual([]);
    expect(Math.max(...back)).toBeLessThanOrEqual(BACK_WITHIN_MS);
    expect(flawed).toEqual([]);
    expect(forgotten).toEqual([]);
    expect(foundPlanted.map(({ flaw }) => flaw)).toEqual(Array(planted.rowCount ?? 0).fill('missing'));
    expect(replicas.faults).toEqual([]);
    expect(codes).toEqual(Array(SHAPE.replicas).fill(0));
    // Enough must have happened for all of this to say anything.
    expect(tally.acknowledged.size).toBeGreaterThan(1);
    expect(found.claimed).toBeGreaterThan(0);
    expect(replicas.counts.copies).toBeGreaterThan(5);

    await client.end();
    await open.close();
    await way.close();
    await Promise.all([slack.stop(), teams.stop()]);
    await database.drop();
  },
  SHAPE.testMs,
);
