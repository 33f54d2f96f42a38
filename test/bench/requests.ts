import pg from 'pg';
import { drive, median, pairs, percentile, post, type Row, steady } from './measure.ts';
import { type Server, startServer } from './processes.ts';
import { command, SECRET, type Town } from './town.ts';

const CONNECTIONS = 10;
const A_SECOND = 1_000;

export interface Size {
  readonly rounds: number;
  /** How long each is driven before anything counts. */
  readonly warmUpMs: number;
  /** How long each server is driven in a round. */
  readonly driveMs: number;
}

export interface Bare {
  readonly bolt: Server;
  readonly teams: Server;
}

export async function startBare(): Promise<Bare> {
  const [bolt, teams] = await Promise.all([
    startServer('test/bench/servers/bare-bolt.ts', { SLACK_SIGNING_SECRET: SECRET }),
    startServer('test/bench/servers/bare-teams.ts', {}),
  ]);
  return { bolt, teams };
}

/**
 * A process is slow for its first thousands of requests: nothing of it is compiled yet. One that takes two thousand a second
 * leaves that behind in a round, the bot doesn't. So both are driven on until neither gets faster.
 */
export async function warmUp(town: Town, bare: Bare, { warmUpMs }: Size): Promise<void> {
  const { bot, submission, message, databaseUrl } = town;
  const slack = '/slack/events';
  await drive(CONNECTIONS, warmUpMs, () => post(`${bot.url}${slack}`, command().sent));
  await drive(CONNECTIONS, warmUpMs, () => post(`${bot.url}${slack}`, submission().sent));
  await drive(CONNECTIONS, warmUpMs, () => post(`${bot.url}/api/messages`, message().activity));
  await drive(CONNECTIONS, warmUpMs, () => post(`${bare.bolt.url}${slack}`, command().sent));
  await drive(CONNECTIONS, warmUpMs, () => post(`${bare.teams.url}/api/messages`, message().activity));
  await emptyOutbox(databaseUrl);
}

/**
 * What was queued would take an hour at the pace of two rooms. And a server plans by what it knows of its tables: it looks at
 * them itself, but not before they are a minute old.
 */
async function emptyOutbox(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query("DELETE FROM outbox_message WHERE status = 'pending'");
  await client.query('VACUUM ANALYZE');
  await client.end();
}

const perSecond = (value: number) => `${value.toFixed(0)}/s`;
const ms = (value: number) => `${value.toFixed(1)} ms`;

/** The command is done when the form stands on the person's screen, not when it is acknowledged. */
export async function commandRow(
  { bot, platforms }: Town,
  { bolt }: Bare,
  { rounds, driveMs }: Size,
): Promise<Row> {
  const p99 = { base: [] as number[], mine: [] as number[] };
  const { base, mine, ratio } = await pairs(
    rounds,
    async () => {
      const driven = await drive(CONNECTIONS, driveMs, () =>
        post(`${bolt.url}/slack/events`, command().sent),
      );
      p99.base.push(percentile(driven.took, 0.99));
      return driven.perSecond;
    },
    async () => {
      const opened = new Map<string, () => void>();
      const end = platforms.watch(({ what, args }) => {
        if (what === 'views.open') opened.get(args.trigger_id ?? '')?.();
      });
      const driven = await drive(CONNECTIONS, driveMs, async () => {
        const { sent, trigger } = command();
        const shown = new Promise<void>((resolve) => opened.set(trigger, resolve));
        await Promise.all([post(`${bot.url}/slack/events`, sent), shown]);
      });
      end();
      p99.mine.push(percentile(driven.took, 0.99));
      return driven.perSecond;
    },
  );
  return {
    what: '`/spotjob` → form opened, 10 connections',
    baseline: 'bare Bolt, empty handler',
    base: perSecond(base),
    mine: perSecond(mine),
    ratio,
    goal: { at: 'least', ratio: 0.35 },
    remark: `p99 ${ms(median(p99.base))} and ${ms(median(p99.mine))}`,
  };
}

export async function submitRow(
  { bot, submission }: Town,
  { bolt }: Bare,
  { rounds, driveMs }: Size,
): Promise<Row> {
  const { base, mine, ratio } = await pairs(
    rounds,
    async () =>
      (await drive(CONNECTIONS, driveMs, () => post(`${bolt.url}/slack/events`, submission().sent)))
        .perSecond,
    async () => (await drive(CONNECTIONS, driveMs, () => submit(bot.url, submission()))).perSecond,
  );
  return {
    what: 'form sent → stored with timeline, outbox and receipt → acknowledged',
    baseline: 'bare Bolt, empty handler',
    base: perSecond(base),
    mine: perSecond(mine),
    ratio,
    goal: { at: 'least', ratio: 0.25 },
  };
}

/** Whether the acknowledgement says that it is kept; too late, it asks to send it again. */
async function submit(url: string, { sent }: ReturnType<Town['submission']>): Promise<boolean> {
  return /SJ-\d+/.test(await post(`${url}/slack/events`, sent));
}

/** A hundredth of few is an accident: a round is longer than the others', ten of a thousand are above its p99. */
export async function steadyRow({ bot }: Town, { bolt }: Bare, { rounds, driveMs }: Size): Promise<Row> {
  const at = async (url: string) =>
    percentile(
      await steady(A_SECOND / 100, driveMs / 4, () => post(`${url}/slack/events`, command().sent)),
      0.99,
    );
  const { base, mine, ratio } = await pairs(
    rounds,
    () => at(bolt.url),
    () => at(bot.url),
  );
  return {
    what: 'acknowledgement, p99 at a steady 100 requests/s',
    baseline: 'bare Bolt at the same rate',
    base: ms(base),
    mine: ms(mine),
    ratio,
    goal: { at: 'most', ratio: 2 },
  };
}

export async function teamsRow(town: Town, { teams }: Bare, { rounds, driveMs }: Size): Promise<Row> {
  const { bot, platforms, message } = town;
  const at = async (url: string) => {
    const replied = new Map<string, () => void>();
    const end = platforms.watch(({ path }) => {
      const conversation = /\/conversations\/([^/]+)/.exec(path)?.[1];
      if (conversation !== undefined) replied.get(decodeURIComponent(conversation))?.();
    });
    const driven = await drive(CONNECTIONS, driveMs, async () => {
      const { activity, conversation } = message();
      const reply = new Promise<void>((resolve) => replied.set(conversation, resolve));
      await Promise.all([post(url, activity), reply]);
    });
    end();
    return driven.perSecond;
  };
  const { base, mine, ratio } = await pairs(
    rounds,
    () => at(`${teams.url}/api/messages`),
    () => at(`${bot.url}/api/messages`),
  );
  return {
    what: 'Teams message → card reply, 10 connections',
    baseline: 'bare CloudAdapter, echo',
    base: perSecond(base),
    mine: perSecond(mine),
    ratio,
    goal: { at: 'least', ratio: 0.6 },
  };
}

/** From the acknowledgement, which comes right after the commit, to the first call that carries the news. */
export async function sendStartRow(town: Town, times: number): Promise<Row> {
  const { bot, platforms, submission, databaseUrl } = town;
  const listener = new pg.Client({ connectionString: databaseUrl });
  const notifier = new pg.Client({ connectionString: databaseUrl });
  await Promise.all([listener.connect(), notifier.connect()]);
  await listener.query('LISTEN bench');
  await emptyOutbox(databaseUrl);
  const heard: number[] = [];
  const started: number[] = [];
  for (let nth = 0; nth < times; nth += 1) {
    // A room takes one message a second: all of the last opening's are out before the next.
    await calm(town);
    const notified = new Promise((resolve) => listener.once('notification', resolve));
    // From when it is asked for: who listens often hears of it before the one who told is answered.
    const asked = performance.now();
    await notifier.query(`NOTIFY bench`);
    await notified;
    heard.push(performance.now() - asked);
    const call = platforms.next(({ what }) => what === 'chat.postMessage');
    if (!(await submit(bot.url, submission()))) throw new Error('one alone was too late');
    const acknowledged = performance.now();
    started.push(Math.max(0, (await call).at - acknowledged));
  }
  await Promise.all([listener.end(), notifier.end()]);
  const base = median(heard);
  const mine = median(started);
  return {
    what: 'committed → sending begun, p50',
    baseline: 'bare LISTEN/NOTIFY',
    base: `${base.toFixed(2)} ms`,
    mine: ms(mine),
    ratio: mine / base,
    goal: { at: 'most', ratio: 5 },
  };
}

export async function calm({ store }: Town): Promise<void> {
  while ((await store.outbox.depth()).waiting > 0) await new Promise((resolve) => setTimeout(resolve, 100));
  // The last one's room is left alone for its second.
  await new Promise((resolve) => setTimeout(resolve, 1_100));
}
