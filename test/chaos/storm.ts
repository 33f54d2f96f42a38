import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from '../../src/app/ports/store.ts';
import { LEASE_MS } from '../../src/delivery/lease.ts';
import type { SlackServer } from '../../src/playground/slack-server.ts';
import type { TeamsServer } from '../../src/playground/teams-server.ts';
import { until } from '../../src/playground/until.ts';
import { type Duty, plantDuty } from './duties.ts';
import { ambiguousIn, spoil } from './faults.ts';
import {
  doublesInSlack,
  type Findings,
  look,
  outOfOrder,
  type Query,
  tooSoon,
  writesToSlack,
  writesToTeams,
} from './findings.ts';
import { act, actsIn, claimFromBothSides, newTally, openerIn, type Places, type Tally } from './people.ts';
import type { Random } from './random.ts';
import type { Replicas } from './replicas.ts';
import type { Shape } from './shape.ts';

export const PAUSE_IN_SLACK_MS = 1_000;
export const PAUSE_IN_TEAMS_MS = 500;
const MOST_PEACE_MS = 60_000;

export interface World {
  /** The workspaces. */
  readonly slacks: readonly SlackServer[];
  readonly teams: TeamsServer;
  readonly villages: readonly Places[];
  readonly replicas: Replicas;
  readonly random: Random;
  readonly shape: Shape;
  /** Messages that still wait. */
  readonly waiting: () => Promise<number>;
  readonly say: (what: string) => void;
}

export interface Raged {
  readonly tallies: readonly Tally[];
  readonly faults: number;
  readonly doublesInPeace: readonly string[];
  readonly peaceEnded: number;
}

/** People act in peace, then while one event after another happens, and then finish what they can. */
export async function rage(world: World, events: readonly (() => Promise<void>)[]): Promise<Raged> {
  const { slacks, teams, villages, random, shape, waiting, say } = world;
  const tallies = villages.map(newTally);
  const openers = await Promise.all(villages.map(openerIn));
  const acts = () => tallies.reduce((sum, tally) => sum + actsIn(tally), 0);
  const during = (crowd: Shape['crowd'], isOver: () => boolean) =>
    Promise.all(
      villages.map((places, nth) => {
        const [opener, tally] = [openers[nth], tallies[nth]];
        if (opener === undefined || tally === undefined) throw new Error('a village has nobody');
        return act(places, opener, random, crowd, tally, isOver);
      }),
    );
  const quiet = () => until(async () => (await waiting()) === 0, shape.testMs / 3);

  const few = { ...shape.crowd, openings: Math.ceil(shape.calmActs / 3 / villages.length) };
  // Where so few openings were given up by people on a slow machine, nobody has anything left to do.
  const peaceOverAt = Date.now() + MOST_PEACE_MS;
  await during(few, () => acts() >= shape.calmActs || Date.now() > peaceOverAt);
  await quiet();
  const doublesInPeace = slacks.flatMap(doublesInSlack);
  const peaceEnded = Date.now();
  say(`${acts()} acts in peace`);

  let over = false;
  const acting = during(shape.crowd, () => over);
  const spoiling = spoil(world, random, shape.leaseMs >= LEASE_MS, () => over);
  const stormBegan = Date.now();
  for (const [nth, event] of events.entries()) {
    await sleep(Math.max(0, stormBegan + ((nth + 1) * shape.stormMs) / (events.length + 1) - Date.now()));
    await event();
    if (nth % 10 === 9)
      say(`${nth + 1} events, ${acts()} acts, ${callsOf(slacks).length + teams.calls().length} calls`);
  }
  await sleep(Math.max(0, stormBegan + shape.stormMs - Date.now()));
  over = true;
  const [, faults] = await Promise.all([acting, spoiling]);
  say(`the storm is over after ${acts()} acts`);
  await quiet();
  // And some more, when nothing holds anybody up any more.
  for (const [nth, places] of villages.entries()) {
    const tally = tallies[nth];
    places.slack.person('ULATE', 'Mette Sen');
    if (tally !== undefined)
      await claimFromBothSides(places, 'ULATE', teams.person(`Lone Sen ${nth}`), random, tally);
  }
  await sleep(1_000);
  await quiet();
  say('all is quiet');
  return { tallies, faults, doublesInPeace, peaceEnded };
}

function callsOf(slacks: readonly SlackServer[], method?: string) {
  return slacks.flatMap((slack) => slack.calls(method));
}

const MOST_TRIES = 20;

/** So many duties, planted one after another while the storm goes on. */
export function dutiesFor(store: Store, slacks: readonly SlackServer[]) {
  const duties: Duty[] = [];
  let names = 0;
  const slackOf = (nth: number) => {
    const slack = slacks[nth % slacks.length];
    if (slack === undefined) throw new Error('There is no workspace.');
    return slack;
  };
  return {
    all: duties as readonly Duty[],
    /** Once more under other names where the database was away: its first connection may be one that broke. */
    plant: async () => {
      for (let tries = 1; ; tries += 1) {
        names += 1;
        const duty = await plantDuty(store, slackOf(names), names).catch((error: unknown) => {
          if (tries >= MOST_TRIES) throw error;
          return null;
        });
        if (duty !== null) {
          duties.push(duty);
          return;
        }
      }
    },
  };
}

export interface Judged {
  readonly counts: Readonly<Record<string, number>>;
  /** Everything that must be empty. */
  readonly wrong: Readonly<Record<string, readonly unknown[]>>;
  readonly doublesInTeams: number;
  /** As many as those can be. */
  readonly mayBeTwice: number;
}

export async function judge(
  world: World,
  query: Query,
  { tallies, peaceEnded }: Pick<Raged, 'tallies' | 'peaceEnded'>,
): Promise<Judged> {
  const { slacks, teams, villages, replicas, shape } = world;
  const findings: Findings[] = [];
  for (const [nth, places] of villages.entries())
    findings.push(await look(query, places, tallies[nth] ?? newTally()));
  const [outbox] = await query<{ waiting: number; dead: number }>(`
    SELECT count(*) FILTER (WHERE settled_at IS NULL)::int AS waiting,
      count(*) FILTER (WHERE status = 'dead')::int AS dead FROM outbox_message`);
  const dead = await query(`SELECT lane, outgoing, reason FROM outbox_message WHERE status = 'dead'`);
  const sum = (of: (one: Findings) => number) => findings.reduce((all, one) => all + of(one), 0);
  const all = (of: keyof Findings['wrong']) => findings.flatMap(({ wrong }) => wrong[of]);
  const told = (of: (tally: Tally) => number) => tallies.reduce((total, tally) => total + of(tally), 0);
  const rooms = new Set(villages.flatMap(({ leaders, jobcentre }) => [leaders.id, jobcentre.id]));
  // An answer to what somebody wrote in a room goes out at once, by itself: each writes once, in peace.
  const toTeams = writesToTeams(teams.calls()).filter(({ place, at }) => rooms.has(place) && at > peaceEnded);
  return {
    counts: {
      ...replicas.counts,
      acts: told(actsIn),
      openingsTried: told(({ tried }) => tried.size),
      openingsAcknowledged: told(({ acknowledged }) => acknowledged.size),
      openings: sum((one) => one.openings),
      claimPresses: told(({ claims }) => claims),
      claimed: sum((one) => one.claimed),
      attempts: sum((one) => one.attempts),
      givenUp: told(({ givenUp }) => givenUp),
      slackCalls: callsOf(slacks).length,
      lookUps: callsOf(slacks, 'conversations.history').length,
      teamsCalls: teams.calls().length,
      messages: writesToSlack(callsOf(slacks)).length + writesToTeams(teams.calls()).length,
      ambiguousInTeams: ambiguousIn(teams),
      doublesInTeams: sum((one) => one.doublesInTeams),
      waiting: outbox?.waiting ?? -1,
    },
    wrong: {
      lost: all('lost'),
      twice: all('twice'),
      claimedTwice: all('claimedTwice'),
      attemptsLost: all('attemptsLost'),
      attemptsTwice: all('attemptsTwice'),
      untrue: all('untrue'),
      doublesInSlack: slacks.flatMap(doublesInSlack),
      dead,
      tooSoonInSlack: slacks.flatMap((slack) => tooSoon(writesToSlack(slack.calls()), PAUSE_IN_SLACK_MS)),
      tooSoonInTeams: tooSoon(toTeams, PAUSE_IN_TEAMS_MS),
      outOfOrder: slacks.flatMap(outOfOrder),
      faults: replicas.faults,
    },
    doublesInTeams: sum((one) => one.doublesInTeams),
    mayBeTwice: ambiguousIn(teams) + 2 * shape.kills,
  };
}
