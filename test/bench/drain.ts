import { randomUUID } from 'node:crypto';
import { cardRefreshes } from '../../src/app/outgoing/announce.ts';
import type { RoomId } from '../../src/domain/ids.ts';
import { createStore } from '../../src/store/create-store.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { creating, fresh, settled } from '../contract/fixtures.ts';
import { makePostgresDatabase } from '../support/databases.ts';
import { median, pairs, percentile, type Row } from './measure.ts';
import { type Called, type Spoil, startPlatforms } from './platforms.ts';
import { type Server, startServer } from './processes.ts';
import { SECRET } from './town.ts';

const CHANNELS = 40;
/** Slack takes one message a second in a channel, and we post 240 a minute in a workspace: four channels each use both up. */
const CHANNELS_A_WORKSPACE = 4;
const channel = (nth: number) => `C${nth}`;

interface Drain {
  /** When each message was posted, in milliseconds after the first of all. */
  readonly posts: readonly { readonly channel: string; readonly at: number }[];
}

interface How {
  readonly messages: number;
  readonly spoil?: Spoil;
  /** kill -9 of one of two replicas, so many milliseconds after the first message. */
  readonly killAfterMs?: number;
}

/** Cards of so many openings in 40 rooms, queued before anybody delivers, and how they then go out. */
async function drain({ messages, spoil, killAfterMs }: How): Promise<Drain> {
  const made = await makePostgresDatabase();
  const database = openPostgres(made.url, () => undefined);
  await database.migrate();
  const store = createStore(database);
  const home = await settled(store);
  await database.client.room.deleteMany({});
  await database.client.room.createMany({
    data: Array.from({ length: CHANNELS }, (_, nth) => ({
      id: randomUUID() as RoomId,
      task_force_id: home.taskForce.id,
      kind: 'jobcentre',
      platform: 'slack',
      workspace_id: `T${Math.floor(nth / CHANNELS_A_WORKSPACE)}`,
      conversation_id: channel(nth),
      details: {},
    })),
  });
  const rooms = await store.taskForces.rooms(home.taskForce.id);
  for (let nth = 0; nth < messages; nth += 1) {
    const opening = fresh(home.taskForce, { company: `Firma ${nth}` }, new Date());
    await store.openings.commit(creating(opening, { outbox: cardRefreshes(opening, rooms) }));
  }
  const platforms = await startPlatforms();
  const done: Called[] = [];
  platforms.spoil((call) => {
    const wrong = call.what === 'chat.postMessage' ? (spoil?.(call) ?? null) : null;
    if (call.what === 'chat.postMessage' && wrong === null) done.push(call);
    return wrong;
  });
  const variables = {
    DATABASE_URL: made.url,
    SLACK_SIGNING_SECRET: SECRET,
    SLACK_BOT_TOKEN: 'xoxb-birkholm',
    SLACK_API_URL: platforms.slackApi,
    PLAYGROUND: '0',
  };
  const bots: Server[] = [];
  try {
    const first = platforms.next(({ what }) => what === 'chat.postMessage');
    for (let replicas = killAfterMs === undefined ? 1 : 2; replicas > 0; replicas -= 1)
      bots.push(await startServer('test/bench/servers/bot.ts', variables));
    const begun = (await first).at;
    if (killAfterMs !== undefined) setTimeout(() => bots[0]?.kill(), killAfterMs);
    while ((await store.outbox.depth()).waiting > 0) await new Promise((resolve) => setTimeout(resolve, 200));
    return { posts: done.map(({ args, at }) => ({ channel: args.channel ?? '', at: at - begun })) };
  } finally {
    await Promise.all(bots.map((bot) => bot.stop()));
    await platforms.stop();
    await database.close();
    await made.drop();
  }
}

/** What one channel's limit alone asks for: the first at once, then one a second. */
const allowedMs = (messages: number) => (messages - 1) * 1_000;
const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;

export async function drainRow(messages: number): Promise<Row> {
  const { posts } = await drain({ messages });
  const took = Math.max(...posts.map(({ at }) => at));
  return {
    what: `outbox of ${CHANNELS} channels, ${messages} messages each`,
    baseline: 'what the limits alone allow',
    base: seconds(allowedMs(messages)),
    mine: seconds(took),
    ratio: took / allowedMs(messages),
    goal: { at: 'most', ratio: 1.2 },
  };
}

/** Every tenth call goes wrong: an error, a refusal for a second, an answer that is lost. */
export function tenth(): Spoil {
  const faults = [
    { status: 500, afterMs: 0 },
    { status: 429, afterMs: 0 },
    { status: 503, afterMs: 300 },
  ];
  let calls = 0;
  return () => {
    calls += 1;
    return calls % 10 === 0 ? (faults[(calls / 10) % faults.length] ?? null) : null;
  };
}

/** Whether the killed replica held a message just then is luck, and costs its channel a lease. */
export async function faultyDrainRow(messages: number, rounds: number): Promise<Row> {
  const all: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { posts } = await drain({ messages, spoil: tenth(), killAfterMs: allowedMs(messages) / 4 });
    all.push(Math.max(...posts.map(({ at }) => at)));
  }
  const took = median(all);
  return {
    what: `the same with 10% faults and a killed replica, ${messages} messages each`,
    baseline: 'what the limits alone allow',
    base: seconds(allowedMs(messages)),
    mine: seconds(took),
    ratio: took / allowedMs(messages),
    goal: { at: 'most', ratio: 1.7 },
    remark: all.map(seconds).join(', '),
  };
}

/** One channel whose every call hangs until we give up: when the messages of all others were out. */
export async function poisonedRow(messages: number, rounds: number): Promise<Row> {
  const ill = channel(0);
  const others = ({ posts }: Drain) =>
    percentile(
      posts.filter((post) => post.channel !== ill).map(({ at }) => at),
      0.99,
    );
  const poisoned: Spoil = ({ args }) => (args.channel === ill ? { status: 503, afterMs: 2_000 } : null);
  let calls = 0;
  // It recovers in the end, so that the outbox is empty.
  const poison: Spoil = (call) => {
    const wrong = calls < 4 ? poisoned(call) : null;
    if (wrong !== null) calls += 1;
    return wrong;
  };
  const { base, mine, ratio } = await pairs(
    rounds,
    async () => others(await drain({ messages })),
    async () => {
      calls = 0;
      return others(await drain({ messages, spoil: poison }));
    },
  );
  return {
    what: 'a channel that is slow and fails: p99 of the messages of the others',
    baseline: 'without it',
    base: seconds(base),
    mine: seconds(mine),
    ratio,
    goal: { at: 'most', ratio: 1.2 },
  };
}
