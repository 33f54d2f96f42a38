import type { Logger } from 'pino';
import type { Dispatch } from './app/dispatch.ts';
import type { InstallationKey, Installations } from './app/ports/installations.ts';
import type { DrawInTime } from './app/ports/links.ts';
import type { Presence } from './app/ports/people.ts';
import type { PlaceNews } from './app/ports/places.ts';
import type { Platform } from './app/ports/platform.ts';
import { rebuildForm } from './app/rebuild-form.ts';
import type { ArrivalNews } from './app/task-force/note-arrival.ts';
import type { Config } from './config.ts';
import { createDraw, type Draw, drawInTime } from './files/draw-chart.ts';
import type { OwnView } from './messages/view.ts';
import { installPages, slackTexts, teamsTexts } from './platform-texts.ts';
import type { Slack } from './platforms/slack/connect.ts';
import type { Teams, TeamsOptions } from './platforms/teams/connect.ts';

/** What the platforms tell the core. */
interface Core {
  readonly dispatch: Dispatch;
  readonly presence: (presence: Presence) => Promise<void>;
  readonly place: (news: PlaceNews) => Promise<void>;
  readonly arrived: (news: ArrivalNews) => Promise<boolean>;
  readonly removed: (news: ArrivalNews) => Promise<void>;
  readonly letOut: (key: InstallationKey, at: Date) => Promise<void>;
  readonly letIn: () => void;
  readonly installations: Installations;
  readonly readersOf: (
    own: OwnView,
    workspace: { readonly platform: string; readonly workspaceId: string },
  ) => Promise<readonly string[]>;
}

/** What a test puts in the place of the real platforms. */
export interface PlatformOverrides {
  readonly teamsAuthentication?: NonNullable<TeamsOptions['authentication']>;
  /** Milliseconds between two messages to one destination, on every platform, which then knows no other limit. */
  readonly pauseMs?: number;
  readonly draw?: Draw;
  /** Platforms beside Slack and Teams, for delivery. */
  readonly platforms?: readonly Platform[];
}

const loadSlack = () => import('./platforms/slack/connect.ts');
const loadTeams = () => import('./platforms/teams/connect.ts');

/** Loads what `connectPlatforms` will need, so that it can be done while the database opens. */
export async function loadPlatforms({ slack, teams }: Config): Promise<void> {
  await Promise.all([slack === null ? null : loadSlack(), teams === null ? null : loadTeams()]);
}

/**
 * The platforms that are configured, to listen and to send. What isn't wanted isn't even loaded: each brings its maker's
 * libraries along, which take longer to load than everything else.
 */
export async function connectPlatforms(
  config: Config,
  log: Logger,
  core: Core,
  overrides: PlatformOverrides = {},
) {
  const draw = drawInTime(overrides.draw ?? createDraw(), (error) =>
    log.warn({ err: error }, 'a picture could not be drawn; its words go out'),
  );
  const [slack, teams] = await Promise.all([
    config.slack === null ? null : connectSlack(config, config.slack, log, core, draw, overrides),
    config.teams === null ? null : connectTeams(config, config.teams, log, core, draw, overrides),
  ]);
  const own = [slack?.platform, teams?.platform].filter((one) => one !== undefined);
  const paced = overrides.pauseMs === undefined ? own : own.map((one) => ({ ...one, paces: [] }));
  const connected = [...paced, ...(overrides.platforms ?? [])];
  return { slack, teams, platforms: new Map(connected.map((platform) => [platform.name, platform])) };
}

async function connectSlack(
  { locale, publicUrl }: Config,
  config: NonNullable<Config['slack']>,
  log: Logger,
  core: Core,
  draw: DrawInTime,
  { pauseMs }: PlatformOverrides,
): Promise<Slack> {
  const { createSlack } = await loadSlack();
  return createSlack({
    config,
    ...core,
    publicUrl,
    draw,
    log,
    texts: slackTexts(locale),
    pages: installPages(locale),
    ...(pauseMs === undefined ? {} : { pauseMs }),
  });
}

async function connectTeams(
  { locale }: Config,
  config: NonNullable<Config['teams']>,
  log: Logger,
  core: Core,
  draw: DrawInTime,
  { pauseMs, teamsAuthentication: authentication }: PlatformOverrides,
): Promise<Teams> {
  const { createTeams } = await loadTeams();
  return createTeams({
    config,
    ...core,
    letIn: async (workspaceId) =>
      (await core.installations.find({ platform: 'teams', id: workspaceId })) !== null,
    readersOf: (own, workspaceId) => core.readersOf(own, { platform: 'teams', workspaceId }),
    draw,
    log: log.child({ platform: 'teams' }),
    texts: teamsTexts,
    rebuildForm: (context, values, sentence) => rebuildForm(context, values, sentence, locale),
    ...(pauseMs === undefined ? {} : { pauseMs }),
    ...(authentication === undefined ? {} : { authentication }),
  });
}
