import { Writable } from 'node:stream';
import { sweep } from '../../src/app/timed/sweep.ts';
import { askAboutClosed } from '../../src/app/timed/sweep-asking-again.ts';
import { lapseCallsAhead } from '../../src/app/timed/sweep-call-ahead.ts';
import { type Bot, startBot } from '../../src/bot.ts';
import { readConfig } from '../../src/config.ts';
import type { Role } from '../../src/domain/permissions.ts';
import type { Draw } from '../../src/files/draw-chart.ts';
import { createLog } from '../../src/logging.ts';
import { type Message, type SlackServer, startSlackServer } from '../../src/playground/slack-server.ts';
import {
  startTeamsServer,
  type TeamsConversation,
  type TeamsPerson,
  type TeamsServer,
} from '../../src/playground/teams-server.ts';
import { until } from '../../src/playground/until.ts';
import { at } from '../support/builders.ts';
import { freePort } from '../support/free-port.ts';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.ts';
import { overhearing } from '../support/overhear.ts';

/** A Tuesday in Denmark, in working hours, with no holiday near. */
export const TUESDAY_AT_TEN = '2026-11-17T10:00:00+01:00';

/** The bot as it runs in production, before a Slack and a Teams of our own, with a clock that can be set. */
export interface Town {
  readonly bot: Bot;
  readonly slack: SlackServer;
  readonly teams: TeamsServer;
  readonly database: FreshDatabase;
  /** Everything the bot logged, as one text. */
  logged(): string;
  /** Sets the clock, and lets the sweep of that minute happen. */
  setClock(instant: string): Promise<void>;
  /** Waits until nothing waits in the outbox. */
  calm(): Promise<void>;
  /** Stops this bot and starts another on the same database, before the same platforms. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export const SET_UP_CODE = 'FIRST-CODE';

export interface TownOptions {
  readonly platforms?: readonly ('slack' | 'teams')[];
  readonly kind?: 'embedded' | 'any';
  /** Whether people's browsers reach the bot: then it serves pictures and files. */
  readonly served?: boolean;
  readonly draw?: Draw;
  /** false: nothing falls due but by `setClock`, however long the story takes to tell. */
  readonly byMinute?: boolean;
  /** Whether it sends no faster than the platforms allow, and these refuse what is faster. */
  readonly paced?: boolean;
  /** Whether every organisation of Teams is let in that installed the app. */
  readonly manyTenants?: boolean;
  /** How Slack lets the bot in; OAuth lets it into nothing yet. */
  readonly access?: 'token' | 'oauth';
  /** Whether what is kept of people is sealed; with OAuth it always is. */
  readonly sealed?: boolean;
}

export async function startTown({
  platforms = ['slack', 'teams'],
  kind = 'any',
  served = false,
  draw,
  access = 'token',
  sealed = access === 'oauth',
  byMinute = true,
  manyTenants = false,
  paced = false,
}: TownOptions = {}): Promise<Town> {
  const database = await freshDatabase(kind);
  const slack = await startSlackServer();
  const teams = await startTeamsServer({ rates: paced });
  const lines: string[] = [];
  const overhear = overhearing('the log of a town');
  const log = createLog(
    'debug',
    new Writable({
      write: (chunk, _encoding, done) => {
        lines.push(String(chunk));
        overhear(String(chunk));
        done();
      },
    }),
  );
  let now = at(TUESDAY_AT_TEN);
  const port = served ? await freePort() : 0;
  const config = readConfig({
    PORT: String(port),
    ...(served ? { PUBLIC_URL: `http://127.0.0.1:${port}` } : {}),
    SETUP_CODE: SET_UP_CODE,
    ...(sealed ? { ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64') } : {}),
    ...database.environment,
    ...(platforms.includes('slack')
      ? {
          SLACK_SIGNING_SECRET: slack.signingSecret,
          ...(access === 'token'
            ? { SLACK_BOT_TOKEN: slack.botToken }
            : {
                SLACK_CLIENT_ID: slack.clientId,
                SLACK_CLIENT_SECRET: slack.clientSecret,
                SLACK_STATE_SECRET: 'state-secret-of-birkholm',
              }),
          SLACK_API_URL: slack.apiUrl,
        }
      : {}),
    ...(platforms.includes('teams')
      ? {
          MICROSOFT_APP_ID: teams.appId,
          MICROSOFT_APP_PASSWORD: 'secret-of-birkholm',
          ...(manyTenants ? { TEAMS_MANY_TENANTS: '1' } : { MICROSOFT_APP_TENANT_ID: teams.tenantId }),
          TEAMS_SERVICE_URLS: '127.0.0.1',
        }
      : {}),
  });
  const start = async () => {
    const bot = await startBot(config, log, {
      clock: { now: () => now },
      teamsAuthentication: teams.authentication,
      ...(paced ? {} : { pauseMs: 0 }),
      blockedWaitMs: 200,
      byMinute,
      ...(draw === undefined ? {} : { draw }),
    });
    slack.connectTo(`http://127.0.0.1:${bot.port}/slack/events`);
    teams.connectTo(`http://127.0.0.1:${bot.port}/api/messages`);
    return bot;
  };
  let bot = await start();
  const calm = async () => {
    for (;;) {
      await bot.settled();
      const { waiting } = await bot.store.outbox.depth();
      if (waiting === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  return {
    get bot() {
      return bot;
    },
    slack,
    teams,
    database,
    logged: () => lines.join(''),
    setClock: async (instant) => {
      now = at(instant);
      await sweep(bot.store, now, false);
      await askAboutClosed(bot.store, now, false);
      await lapseCallsAhead(bot.store, now, false);
      await calm();
    },
    calm,
    restart: async () => {
      await bot.stop();
      bot = await start();
    },
    stop: async () => {
      await bot.stop();
      await Promise.all([slack.stop(), teams.stop()]);
      await database.drop();
    },
  };
}

/** What a leader fills in, by field name; Slack wants the category chosen first. */
export const OPENING = {
  hours: '1-4',
  company: 'Café Æblet',
  contact_name: 'Karen Krogh',
  contact: '20 30 40 57',
  place: '8800',
} as const;

export const LEADERS_ROOM = 'C0LEADERS';
export const JOBCENTRE = 'C0JOBCENTRE';

/** Bodil sets up a task force in Slack with a room for the leaders and one for the jobcentre. */
export async function setUpInSlack({ slack, calm }: Pick<Town, 'slack' | 'calm'>): Promise<void> {
  slack.person('UBODIL', 'Bodil Lund');
  slack.person('UKAREN', 'Karen Krogh');
  slack.person('UMETTE', 'Mette Holm');
  slack.person('UJENS', 'Jens Dahl');
  slack.channel(LEADERS_ROOM, { name: 'taskforce' });
  slack.channel(JOBCENTRE, { name: 'jobcenter', private: true });
  await slack.command('UBODIL', LEADERS_ROOM, `opret ${SET_UP_CODE}`);
  const form = await until(() => slack.modalOf('UBODIL'));
  await slack.submit(form, {
    name: 'Birkholm',
    municipality: 'Viborg',
    target_group: 'Borgere på kontanthjælp',
    target: '100',
    rooms: 'other',
    jobcentre_room: JOBCENTRE,
    language: 'da',
  });
  await calm();
}

/** A leader logs an opening from the room, as in the meeting; one like an earlier one is a new one. */
export async function logInSlack(...args: Parameters<typeof sendInSlack>) {
  const sent = await sendInSlack(...args);
  const [{ slack }, user = 'UKAREN'] = args;
  const asked = slack.modalOf(user);
  const isQuestion = asked?.modal.blocks.some((block) => block.block_id?.startsWith('same#')) ?? false;
  return asked !== null && isQuestion ? slack.submit(asked, { same: 'Nej, det er en ny' }) : sent;
}

/** Fills the form in and sends it; what comes of it is on the screen. */
export async function sendInSlack(
  { slack }: Town,
  user = 'UKAREN',
  values: Record<string, string | readonly string[]> = OPENING,
) {
  const open = slack.modalOf(user);
  if (open !== null) slack.close(open);
  await slack.command(user, LEADERS_ROOM);
  const form = await until(() => slack.modalOf(user));
  await slack.choose(form, 'category', 'canteen');
  const withTasks = await until(() => {
    const shown = slack.modalOf(user);
    return shown?.modal.blocks.some((block) => block.block_id?.startsWith('tasks')) ? shown : null;
  });
  return slack.submit(withTasks, { tasks: ['dishwashing'], ...values });
}

export interface TeamsPlaces {
  readonly leaders: TeamsConversation;
  readonly jobcentre: TeamsConversation;
  readonly bodil: TeamsPerson;
  readonly karen: TeamsPerson;
  readonly jens: TeamsPerson;
}

/** The same task force in Teams alone. */
export async function setUpInTeams(
  { teams, calm }: Pick<Town, 'teams' | 'calm'>,
  code = SET_UP_CODE,
): Promise<TeamsPlaces> {
  const places = peopleInTeams(teams);
  const { leaders, jobcentre, bodil } = places;
  await teams.say(bodil, leaders, `opret ${code}`);
  const card = await teams.waitFor(leaders, 'Ny taskforce');
  const dialog = await teams.openDialog(bodil, card, 'Åbn formularen');
  await teams.submitDialog(dialog, {
    name: 'Birkholm',
    municipality: 'Viborg',
    target_group: 'Borgere på kontanthjælp',
    target: '100',
    rooms: 'other',
    jobcentre_room: jobcentre.id,
    language: 'da',
  });
  await calm();
  return places;
}

export function peopleInTeams(teams: TeamsServer): TeamsPlaces {
  return {
    leaders: teams.channel('Taskforce', 'Birkholm'),
    jobcentre: teams.channel('Jobcenter', 'Birkholm'),
    bodil: teams.person('Bodil Lund'),
    karen: teams.person('Karen Krogh'),
    jens: teams.person('Jens Dahl'),
  };
}

/** The modal with this title, once it is on the person's screen. */
export function modalTitled({ slack }: Town, user: string, title: string) {
  return until(() => {
    const shown = slack.modalOf(user);
    return shown?.modal.title.text === title ? shown : null;
  });
}

/** Presses a button that opens a form, fills it in and sends it. */
export async function pressAndSubmit(
  town: Town,
  user: string,
  message: Message,
  label: string,
  values: Record<string, string>,
): Promise<void> {
  await town.slack.press(user, message, label);
  await town.slack.submit(await modalTitled(town, user, label), values);
  await town.calm();
}

/** One who has been in one of the rooms, with a role beside the one that the room gives. */
export async function giveRole({ bot: { store } }: Town, name: string, role: Role): Promise<void> {
  const [taskForce] = await store.taskForces.all();
  if (taskForce === undefined) throw new Error('no task force is set up');
  const members = await store.directory.members(taskForce.id);
  const member = members.find(({ person }) => person.name === name);
  if (member === undefined) throw new Error(`${name} is no member yet`);
  await store.directory.grant(taskForce.id, member.person.id, [role]);
}
