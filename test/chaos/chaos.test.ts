import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { startTeamsServer } from '../../src/playground/teams-server.ts';
import { until } from '../../src/playground/until.ts';
import { createStore } from '../../src/store/create-store.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { TUESDAY } from '../support/builders.ts';
import { type Cluster, postgresPrograms, startCluster } from '../support/cluster.ts';
import { type Duty, neglected } from './duties.ts';
import type { Query } from './findings.ts';
import { settle } from './people.ts';
import { createRandom, type Random } from './random.ts';
import { type Replicas, startReplicas, TEN_MINUTES_OFF_MS } from './replicas.ts';
import { SEED, ON_POSTGRES as SHAPE } from './shape.ts';
import { dutiesFor, judge, rage } from './storm.ts';
import { install, startWorkspaces } from './workspaces.ts';

/** The next look of somebody else, after a lease is over. */
const LOOK_MS = 2_000;
const BACK_WITHIN_MS = 2_000;

const programs = await postgresPrograms();
if (programs === null)
  process.stderr.write('Skipping chaos on PostgreSQL: its programs are not installed.\n');

/** Asks again while the server is away. */
function asking(pool: pg.Pool): Query {
  return async <Row>(sql: string) => {
    const { rows } = await until(() => pool.query(sql).catch(() => null), 60_000);
    return rows as Row[];
  };
}

interface Lease {
  readonly id: string;
  readonly fence: number;
}

/** kill -9 of a replica. What was held then must be taken over or settled when its lease is over; returns what wasn't. */
async function killOne(
  replicas: Replicas,
  query: Query,
): Promise<{ held: number; abandoned: Promise<string[]> }> {
  const replaced = replicas.kill();
  const killed = Date.now();
  const held = await query<Lease>('SELECT id, fence FROM outbox_lane WHERE leased_until > now()');
  const stillHeld = async ({ id, fence }: Lease) => {
    const rows = await query(
      `SELECT FROM outbox_lane WHERE id = '${id}' AND fence = ${fence} AND leased_until IS NOT NULL`,
    );
    return rows.length > 0;
  };
  const abandoned = Promise.all(
    held.map(async (lease) => {
      const due = killed + SHAPE.leaseMs + LOOK_MS;
      while ((await stillHeld(lease)) && Date.now() < due)
        await new Promise((resolve) => setTimeout(resolve, 250));
      return (await stillHeld(lease)) ? [lease.id] : [];
    }),
  ).then((lanes) => lanes.flat());
  await replaced;
  return { held: held.length, abandoned };
}

/** @returns how long after the server took connections again a replica served again, in milliseconds */
async function restart(cluster: Cluster, replicas: Replicas, random: Random): Promise<number> {
  await cluster.restart(random.pick(['fast', 'immediate']));
  const back = Date.now();
  const ready = async (url: string) => (await fetch(`${url}/readyz`).catch(() => null))?.status === 200;
  await until(async () => (await Promise.all(replicas.running().map(ready))).some(Boolean), 30_000);
  return Date.now() - back;
}

/** A job that failed because the database was away is tried the next minute. */
async function neglectedAfterAMinute(duties: readonly Duty[]): Promise<string[]> {
  const giveUpAt = Date.now() + 75_000;
  while (neglected(duties).length > 0 && Date.now() < giveUpAt) await sleep(500);
  return neglected(duties);
}

test.skipIf(programs === null)(
  `people act on both platforms while everything breaks (seed ${SEED})`,
  async () => {
    const began = Date.now();
    const say = (what: string) =>
      process.stderr.write(`${((Date.now() - began) / 1_000).toFixed(1)} s: ${what}\n`);
    const random = createRandom(SEED);
    const cluster = await startCluster(programs ?? '');
    onTestFinished(cluster.stop);
    const workspaces = await startWorkspaces(SHAPE.taskForces);
    const teams = await startTeamsServer({ appId: '' });
    const open = openPostgres(cluster.url, () => undefined);
    await open.migrate();
    const store = createStore(open);
    const villages = [];
    for (const [nth, slack] of workspaces.all.entries())
      villages.push(await settle(store, slack, teams, nth));
    await install(store, workspaces.all);
    const duties = dutiesFor(store, workspaces.all);
    await duties.plant();
    const pool = new pg.Pool({ connectionString: cluster.url, max: 4 });
    pool.on('error', () => undefined);
    const query = asking(pool);
    const replicas = await startReplicas(
      {
        count: SHAPE.replicas,
        aheadMs: TUESDAY.getTime() - began,
        clocksOffMs: TEN_MINUTES_OFF_MS,
        signingSecret: workspaces.variables.SLACK_SIGNING_SECRET,
        variables: {
          ...workspaces.variables,
          DATABASE_URL: cluster.url,
          LEASE_MS: String(SHAPE.leaseMs),
          TEAMS_ALLOW_ANONYMOUS: '1',
          TEAMS_SERVICE_URLS: '127.0.0.1',
        },
      },
      random,
    );
    onTestFinished(replicas.end);
    teams.connectTo(`${replicas.url}/api/messages`);
    for (const slack of workspaces.all) {
      slack.connectTo(`${replicas.url}/slack/events`);
      // Waiting for a process to start takes people's time, not Slack's patience.
      slack.triggersLast(30_000);
    }
    say('replicas run');

    const abandoned: Promise<string[]>[] = [];
    const back: number[] = [];
    let held = 0;
    const kill = async () => {
      // Who starts next finds it due.
      await duties.plant();
      const killed = await killOne(replicas, query);
      held += killed.held;
      abandoned.push(killed.abandoned);
    };
    const restarting = async () => {
      back.push(await restart(cluster, replicas, random));
    };
    const events = random.shuffled([
      ...Array.from({ length: SHAPE.kills }, () => kill),
      ...Array.from({ length: SHAPE.restarts }, () => restarting),
    ]);
    const world = {
      slacks: workspaces.all,
      teams,
      villages,
      replicas,
      random,
      shape: SHAPE,
      say,
      waiting: async () => (await store.outbox.depth().catch(() => ({ waiting: -1 }))).waiting,
    };
    const raged = await rage(world, events);
    const { faults, doublesInPeace } = raged;
    const missing = await neglectedAfterAMinute(duties.all);
    const { counts, wrong, doublesInTeams, mayBeTwice } = await judge(world, query, raged);
    const overdue = (await Promise.all(abandoned)).flat();

    const flawed = [];
    for (const { taskForce } of villages)
      flawed.push(...(await store.upkeep.flawedCards(taskForce.id, 1_000, 100)));
    const forgotten = await store.upkeep.forgottenNudges(0);
    // What the auditor must find: as many cards as were forgotten behind its back.
    const [village] = villages;
    const planted = await query(
      `DELETE FROM posted_card WHERE ctid IN (SELECT c.ctid FROM posted_card c JOIN opening o ON o.id = c.opening_id
        WHERE o.task_force_id = '${village?.taskForce.id}' LIMIT 3) RETURNING 1`,
    );
    const found =
      village === undefined ? [] : await store.upkeep.flawedCards(village.taskForce.id, 1_000, 100);
    const codes = await replicas.stop();
    process.stdout.write(
      `${JSON.stringify({
        seed: SEED,
        ...counts,
        kills: SHAPE.kills,
        heldAtKills: held,
        databaseRestarts: SHAPE.restarts,
        databaseBackMs: back,
        faults,
        duties: duties.all.length,
        omissionsPlanted: planted.length,
        omissionsFound: found.length,
        seconds: Math.round((Date.now() - began) / 1_000),
      })}\n`,
    );

    const nothing = Object.fromEntries(Object.keys(wrong).map((what) => [what, []]));
    expect(wrong).toEqual(nothing);
    expect(doublesInPeace).toEqual([]);
    expect(doublesInTeams).toBeLessThanOrEqual(mayBeTwice);
    expect(missing).toEqual([]);
    expect(overdue).toEqual([]);
    expect(Math.max(...back)).toBeLessThanOrEqual(BACK_WITHIN_MS);
    expect(flawed).toEqual([]);
    expect(forgotten).toEqual([]);
    expect(found.map(({ flaw }) => flaw)).toEqual(planted.map(() => 'missing'));
    expect(codes).toEqual(Array(SHAPE.replicas).fill(0));
    // Enough must have happened for all of this to say anything.
    expect(counts.openingsAcknowledged).toBeGreaterThan(1);
    expect(counts.claimed).toBeGreaterThan(0);
    expect(counts.copies).toBeGreaterThan(5);

    await pool.end();
    await open.close();
    await Promise.all([workspaces.stop(), teams.stop()]);
  },
  SHAPE.testMs,
);
