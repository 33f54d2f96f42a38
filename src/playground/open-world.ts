import { randomBytes, randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { type Bot, startBot } from '../bot.ts';
import { readConfig } from '../config.ts';
import { inWorkingHours } from '../domain/calendar.ts';
import { defaultCalendar, type Locale } from '../domain/task-force.ts';
import { createMovableClock } from './clock.ts';
import { readSaved, type Said, type Saved, writeSaved } from './saved.ts';
import { foundedAt, seedBirkholm } from './seed-birkholm.ts';
import { startSlackServer } from './slack-server.ts';
import { startTeamsServer } from './teams-server.ts';
import { SET_UP_CODE, type World } from './world.ts';

export interface WorldOptions {
  /** Where it keeps its database and its workplaces; nobody else may use it meanwhile. */
  readonly directory: string;
  readonly locale: Locale;
  readonly timezone: string;
  readonly log: Logger;
  readonly onChange: () => void;
  /** Where browsers, and Slack, fetch pictures and files; without it there are none. */
  readonly publicUrl?: () => string;
  /** What time it is when Birkholm is founded anew; unless said the wall's time, or the next morning at work. */
  readonly startsAt?: Date | undefined;
}

const CALM_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 25;

/**
 * Opens Birkholm as it was left, or founds it: whatever can't be read, or was left half made, is founded anew. The bot's
 * configuration is made here and names this machine alone, whatever the environment says: there is no way from here to
 * real workspaces.
 */
export async function openWorld(options: WorldOptions): Promise<World> {
  const saved = await readSaved(savedFile(options));
  if (saved !== null) return startParts(options, saved);
  await wipe(options);
  const arrival = options.startsAt ?? inWorkingHours(new Date(), defaultCalendar(options.timezone));
  const world = await startParts(options, null, foundedAt(arrival, options.timezone));
  try {
    await seedBirkholm(world, arrival);
    await world.save();
    return world;
  } catch (error) {
    await world.stop();
    throw error;
  }
}

/** Everything is gone; the next world is a new one. */
export async function wipe({ directory }: Pick<WorldOptions, 'directory'>): Promise<void> {
  await rm(savedFile({ directory }), { force: true });
  await rm(databaseDirectory({ directory }), { recursive: true, force: true });
}

const savedFile = ({ directory }: Pick<WorldOptions, 'directory'>) => join(directory, 'workplaces.json');
const databaseDirectory = ({ directory }: Pick<WorldOptions, 'directory'>) => join(directory, 'database');

async function startParts(options: WorldOptions, saved: Saved | null, beginsAt = new Date()): Promise<World> {
  const { directory, onChange, log } = options;
  const locale = saved?.locale ?? options.locale;
  const clock = createMovableClock(saved?.aheadMs ?? beginsAt.getTime() - Date.now());
  const slack = await startSlackServer({
    signingSecret: randomBytes(16).toString('hex'),
    botToken: `xoxb-${randomUUID()}`,
    teamId: 'T0BIRKHOLM',
    now: clock.now,
    saved: saved?.slack,
    onChange,
  });
  const teams = await startTeamsServer({
    appId: saved?.appId ?? randomUUID(),
    tenantId: saved?.tenantId ?? randomUUID(),
    now: clock.now,
    saved: saved?.teams,
    port: saved?.teamsPort ?? 0,
    onChange,
  }).catch(async (error: unknown) => {
    await slack.stop();
    throw error;
  });
  const config = readConfig({
    PORT: '0',
    DATA_DIR: databaseDirectory({ directory }),
    SETUP_CODE: SET_UP_CODE,
    ...(options.publicUrl === undefined ? {} : { PUBLIC_URL: options.publicUrl() }),
    DEFAULT_LOCALE: locale,
    DEFAULT_TIMEZONE: options.timezone,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_API_URL: slack.apiUrl,
    MICROSOFT_APP_ID: teams.appId,
    MICROSOFT_APP_PASSWORD: randomUUID(),
    MICROSOFT_APP_TENANT_ID: teams.tenantId,
    TEAMS_SERVICE_URLS: '127.0.0.1',
  });
  const bot = await startBot(config, log, {
    clock,
    teamsAuthentication: teams.authentication,
    pauseMs: 0,
  }).catch(async (error: unknown) => {
    await Promise.all([slack.stop(), teams.stop()]);
    throw error;
  });
  slack.connectTo(`http://127.0.0.1:${bot.port}/slack/events`);
  teams.connectTo(`http://127.0.0.1:${bot.port}/api/messages`);
  const said: Said[] = [...(saved?.said ?? [])];
  let saving: Promise<void> = Promise.resolve();
  const write = () =>
    writeSaved(savedFile({ directory }), {
      version: 1,
      locale,
      aheadMs: clock.aheadMs(),
      teamsPort: Number(new URL(teams.serviceUrl).port),
      appId: teams.appId,
      tenantId: teams.tenantId,
      slack: slack.save() as Saved['slack'],
      teams: teams.save() as Saved['teams'],
      said,
    });
  return {
    bot,
    slack,
    teams,
    clock,
    locale,
    config,
    said,
    calm: () => calm(bot),
    save: () => {
      // One after the other: two at once would take each other's file away.
      saving = saving.then(write, write);
      return saving;
    },
    stop: async () => {
      await bot.stop();
      await Promise.all([slack.stop(), teams.stop()]);
    },
  };
}

async function calm(bot: Bot): Promise<void> {
  const giveUpAt = Date.now() + CALM_WITHIN_MS;
  for (;;) {
    await bot.settled();
    const { waiting } = await bot.store.outbox.depth();
    if (waiting === 0 || Date.now() > giveUpAt) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
