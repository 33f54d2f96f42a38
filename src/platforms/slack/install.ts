import type { IncomingMessage, ServerResponse } from 'node:http';
import { ErrorCode, type Installation as Granted, InstallProvider } from '@slack/oauth';
import { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import * as z from 'zod';
import type { Installations } from '../../app/ports/installations.ts';
import { type ClientOf, type Connection, clientOptions } from './clients.ts';
import { describeFailure, NotInstalledError } from './failure.ts';
import { type InstallPage, sendPage } from './install-page.ts';
import { SLACK } from './parse.ts';
import { INSTALL_PATH, REDIRECT_PATH } from './paths.ts';
import { SCOPES } from './scopes.ts';
import type { PageTexts } from './texts.ts';

export interface OAuthConfig {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly stateSecret: string;
}

export interface InstallerOptions {
  readonly config: OAuthConfig;
  /** Null: Slack takes the first address that the app is set up with. */
  readonly publicUrl: string | null;
  readonly installations: Installations;
  readonly connection: Connection;
  /** By the language that a browser asks for; the first is for those who ask for neither. */
  readonly pages: readonly PageTexts[];
  readonly log: Logger;
  readonly now: () => Date;
  /** Hears that a workspace is there, for the first time or again. */
  readonly installed: () => void;
}

export interface Installer {
  readonly clientOf: ClientOf;
  /** `GET /slack/install`: on to Slack, with a state that only this browser can bring back, within ten minutes. */
  install(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** `GET /slack/oauth_redirect`: back from Slack. */
  redirect(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

const organisation = z.object({ id: z.string(), name: z.string().optional() });

/** What is kept of Slack's answer. The token of whoever installed it is let go: the bot acts as itself alone. */
const secretSchema = z.object({
  team: organisation.optional(),
  enterprise: organisation.optional(),
  user: z.object({ id: z.string() }),
  bot: z.object({
    token: z.string(),
    refreshToken: z.string().optional(),
    expiresAt: z.number().optional(),
    scopes: z.array(z.string()),
    id: z.string(),
    userId: z.string(),
  }),
  appId: z.string().optional(),
  isEnterpriseInstall: z.boolean().default(false),
  authVersion: z.literal('v2'),
});

/**
 * Many workspaces, each with a token of its own, got by OAuth. A token that ends within two hours is renewed whoever needs
 * it, a press or a message that goes out: Bolt would do so on requests from Slack alone. Slack's SDK keeps the protocol
 * (state, cookie, exchange, renewal), the installations are ours.
 */
export function createInstaller(options: InstallerOptions): Installer {
  const { config, publicUrl, installations, connection, log, now } = options;
  const redirectUri =
    publicUrl === null ? {} : { redirectUri: `${publicUrl.replace(/\/+$/, '')}${REDIRECT_PATH}` };
  const provider = (storeInstallation: (granted: Granted) => Promise<void>) =>
    new InstallProvider({
      ...config,
      authVersion: 'v2',
      directInstall: true,
      installationStore: { storeInstallation, fetchInstallation: ({ teamId }) => fetch(teamId ?? '') },
      logger: connection.logger,
      clientOptions: clientOptions(connection),
    });

  /** The SDK carries `metadata` along unread: with the time of its installation a renewal can't overwrite a newer one. */
  async function fetch(workspaceId: string): Promise<Granted<'v2', boolean>> {
    const found = await installations.find({ platform: SLACK, id: workspaceId });
    if (found === null) throw new NotInstalledError();
    const secret = secretSchema.parse(JSON.parse(found.secret));
    return {
      ...secret,
      user: { ...secret.user, token: undefined, scopes: undefined },
      metadata: found.installedAt.toISOString(),
    } as Granted<'v2', boolean>;
  }

  const kept = (granted: Granted, installedAt: Date) => {
    const secret = secretSchema.parse(granted);
    const id = secret.isEnterpriseInstall ? secret.enterprise?.id : secret.team?.id;
    if (id === undefined) throw new Error('The installation names neither a workspace nor an organisation.');
    return { platform: SLACK, id, secret: JSON.stringify(secret), installedAt };
  };
  const atTheDoor = provider(async (granted) => {
    const installation = kept(granted, now());
    await installations.keep(installation);
    log.info({ workspace: installation.id }, 'Installed in Slack');
    options.installed();
  });
  const atWork = provider(async (granted) => {
    const renewed = await installations.renew(kept(granted, new Date(granted.metadata ?? 0)));
    if (!renewed) log.info('A token was renewed of an installation that is over');
  });

  const asking = new Map<string, Promise<WebClient>>();

  async function authorized(workspaceId: string): Promise<WebClient> {
    try {
      const { botToken } = await atWork.authorize({
        teamId: workspaceId,
        enterpriseId: undefined,
        isEnterpriseInstall: false,
      });
      return new WebClient(botToken, clientOptions(connection));
    } catch (error) {
      // The SDK wraps what went wrong, and who sends needs to know what it was.
      throw wrapped.safeParse(error).data?.original ?? error;
    } finally {
      asking.delete(workspaceId);
    }
  }

  return {
    // Many messages to one workspace at one time renew its token once.
    clientOf: (workspaceId) => {
      const asked = asking.get(workspaceId) ?? authorized(workspaceId);
      asking.set(workspaceId, asked);
      return asked;
    },

    install: (request, response) =>
      atTheDoor.handleInstallPath(request, response, undefined, { scopes: [...SCOPES], ...redirectUri }),

    redirect: (request, response) => {
      const texts = textsFor(request.headers['accept-language'], options.pages);
      return atTheDoor.handleCallback(request, response, {
        success: (granted) => sendPage(response, 200, addedPage(granted, texts)),
        failure: (error) => {
          const { status, what } = refusalOf(error.code);
          log.warn({ code: error.code, failure: describeFailure(error) }, 'Not installed in Slack');
          sendPage(response, status, refusedPage(texts, what));
        },
      });
    },
  };
}

const wrapped = z.object({ original: z.instanceof(Error) });

/** What the SDK calls it when somebody came back from Slack with less than a yes. */
function refusalOf(code: string): { status: number; what: 'declined' | 'expired' | 'failed' } {
  switch (code) {
    case ErrorCode.AuthorizationError:
      return { status: 403, what: 'declined' };
    case ErrorCode.MissingCodeError:
    case ErrorCode.MissingStateError:
    case ErrorCode.InvalidStateError:
      return { status: 400, what: 'expired' };
    default:
      return { status: 502, what: 'failed' };
  }
}

function addedPage({ team, enterprise, appId, isEnterpriseInstall }: Granted, texts: PageTexts): InstallPage {
  const { added } = texts;
  const where = isEnterpriseInstall ? enterprise : team;
  const workspace = where?.name ?? where?.id ?? 'Slack';
  const url =
    appId === undefined || team === undefined
      ? null
      : `https://slack.com/app_redirect?${new URLSearchParams({ app: appId, team: team.id })}`;
  return {
    language: texts.language,
    title: added.title,
    text: added.text(workspace),
    steps: added.steps,
    last: added.again,
    link: url === null ? null : { label: added.open, url },
  };
}

function refusedPage(texts: PageTexts, what: 'declined' | 'expired' | 'failed'): InstallPage {
  const { title, text } = texts[what];
  const link = { label: texts.tryAgain, url: INSTALL_PATH };
  return { language: texts.language, title, text, steps: [], last: null, link };
}

/** The first language of the browser's list that there is; the order counts, browsers send it by preference. */
function textsFor(accepted: string | undefined, pages: readonly PageTexts[]): PageTexts {
  const wanted = (accepted ?? '').split(',').map((tag) => tag.trim().slice(0, 2).toLowerCase());
  const spoken = wanted.flatMap((tag) => pages.find(({ language }) => language === tag) ?? []);
  const [first] = [...spoken, ...pages];
  if (first === undefined) throw new Error('There is no language.');
  return first;
}
