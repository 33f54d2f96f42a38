import type { IncomingMessage, ServerResponse } from 'node:http';
import { App, HTTPReceiver } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Answer } from '../../app/answer.ts';
import type { Request } from '../../app/intent.ts';
import type { InstallationKey, Installations } from '../../app/ports/installations.ts';
import type { DrawInTime } from '../../app/ports/links.ts';
import type { Presence } from '../../app/ports/people.ts';
import type { PlaceNews } from '../../app/ports/places.ts';
import { LONGEST_CALL_MS, type Platform } from '../../app/ports/platform.ts';
import type { Instant } from '../../domain/ids.ts';
import { boltLog } from './bolt-log.ts';
import { type Connection, clientOptions, oneWorkspace } from './clients.ts';
import { describeFailure } from './failure.ts';
import { createInstaller, type Installer, type OAuthConfig } from './install.ts';
import { CLOCK_SKEW_S, PACES, PAUSE_MS, REQUEST_BYTES, SUBMISSION_MS } from './limits.ts';
import { COMMAND, listen } from './listen.ts';
import { createNames } from './names.ts';
import { createOwners } from './owners.ts';
import { SLACK } from './parse.ts';
import { EVENTS_PATH } from './paths.ts';
import { readRaw } from './read-raw.ts';
import { createSend } from './send.ts';
import type { PageTexts, SlackTexts } from './texts.ts';
import { createUpload } from './upload-picture.ts';

/** Where Slack's commands, presses, forms and events arrive; the manifest names it too. */

/** Each workspace, or a whole organisation, installs the bot itself. */
export interface ManyWorkspaces extends OAuthConfig {
  readonly kind: 'many_workspaces';
}

export interface SlackOptions {
  readonly config: {
    readonly signingSecret: string;
    readonly access: { readonly kind: 'one_workspace'; readonly botToken: string } | ManyWorkspaces;
    /** Null: Slack itself. */
    readonly apiUrl: string | null;
  };
  readonly dispatch: (request: Request) => Promise<Answer>;
  /** Hears who left the workspace, and who is back. */
  readonly presence: (presence: Presence) => Promise<void>;
  /** Hears what became of channels. */
  readonly place: (news: PlaceNews) => Promise<void>;
  /** Hears that a workspace or organisation let the bot out. */
  readonly letOut: (key: InstallationKey, at: Instant) => Promise<void>;
  /** Hears that one let it in. */
  readonly letIn: () => void;
  readonly installations: Installations;
  /** The address that browsers reach; null where none is known. */
  readonly publicUrl: string | null;
  readonly pages: readonly PageTexts[];
  readonly log: Logger;
  readonly texts: SlackTexts;
  readonly draw: DrawInTime;
  /** The clock on the wall, by which Slack signs; the default is the machine's. */
  readonly now?: () => Date;
  readonly callMs?: number;
  readonly submissionMs?: number;
  readonly pauseMs?: number;
}

export interface Slack {
  /** Takes requests to `EVENTS_PATH`, with the body unread: its signature is over the raw bytes. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Null with one workspace, where there is nothing to install. */
  readonly installer: Pick<Installer, 'install' | 'redirect'> | null;
  readonly platform: Platform;
  /** Resolves when nothing that Slack was already given an acknowledgement for is under way any more. */
  settled(): Promise<void>;
}

/** Makes no call to Slack by itself, so that the bot starts while Slack is down. */
export function createSlack(options: SlackOptions): Slack {
  const { config, texts, now = () => new Date(), callMs = LONGEST_CALL_MS } = options;
  const log = options.log.child({ platform: SLACK });
  const logger = boltLog(log);
  const connection = {
    apiUrl: config.apiUrl === null ? null : config.apiUrl.replace(/\/*$/, '/'),
    timeoutMs: callMs,
    logger,
  };
  const { clientOf, installer, learnOwner } = accessOf(options, connection, now, log);
  const receiver = new HTTPReceiver({
    signingSecret: config.signingSecret,
    endpoints: [EVENTS_PATH],
    bodyLimit: REQUEST_BYTES,
    // Ours never throw into Bolt, so what gets here is a request that Bolt itself can't make sense of.
    processEventErrorHandler: async ({ error, response }) => {
      log.warn({ failure: describeFailure(error) }, 'Refused a request that is none of Slack');
      if (!response.headersSent) response.writeHead(400).end();
      return false;
    },
    logger,
  });
  const app = new App({
    receiver,
    // Whoever needs a token asks for it after the acknowledgement: nothing that can be slow stands before that.
    authorize: async () => ({}),
    clientOptions: clientOptions(connection),
    logger,
    // Both would be Bolt's own memory; the bot's own messages are left out when they are read.
    convoStore: false,
    ignoreSelf: false,
  });
  const names = createNames(clientOf, now, (error) =>
    log.warn({ failure: describeFailure(error) }, 'Slack did not tell a name'),
  );
  const { track, settled } = workInHand();
  app.use(async ({ body, next }) => {
    learnOwner(body);
    await next();
  });
  const { dispatch, presence, place, letOut, submissionMs = SUBMISSION_MS } = options;
  const { apiUrl } = config;
  const upload = createUpload({ draw: options.draw, apiUrl, timeoutMs: callMs, log });
  listen(app, {
    dispatch,
    presence,
    place,
    letOut,
    clientOf,
    names,
    upload,
    texts,
    log,
    apiUrl,
    callMs,
    submissionMs,
    track,
  });
  return {
    installer,
    handle: async (request, response) => {
      if (isFromTheFuture(request, now())) {
        log.warn('Refused a request whose timestamp is in the future');
        response.writeHead(401).end();
        return;
      }
      const raw = await readRaw(request, REQUEST_BYTES);
      if (raw.kind === 'refused') {
        log.info({ status: raw.status }, 'Refused a request that is none of Slack');
        response.writeHead(raw.status, raw.status === 413 ? { connection: 'close' } : {}).end();
        return;
      }
      try {
        // Bolt checks the signature over these bytes, as it does where a platform has read them before.
        receiver.requestListener(Object.assign(request, { rawBody: raw.bytes }), response);
      } catch (error) {
        // Bolt throws for a method or path that isn't its own.
        log.info({ failure: describeFailure(error) }, 'Refused a request that is none of Slack');
        response.writeHead(404).end();
      }
    },
    platform: {
      name: SLACK,
      commandPrefix: `${COMMAND} `,
      homePage: true,
      pauseMs: options.pauseMs ?? PAUSE_MS,
      paces: PACES,
      ...createSend(clientOf, texts.more, upload),
    },
    settled,
  };
}

/** Bolt refuses timestamps of the past only; a signed request dated ahead could be replayed until its time comes. */
function isFromTheFuture(request: IncomingMessage, now: Date): boolean {
  const stamp = Number(request.headers['x-slack-request-timestamp']);
  return stamp > now.getTime() / 1_000 + CLOCK_SKEW_S;
}

function workInHand() {
  const inHand = new Set<Promise<void>>();
  return {
    track: async (work: Promise<void>) => {
      inHand.add(work);
      try {
        await work;
      } finally {
        inHand.delete(work);
      }
    },
    settled: async () => {
      while (inHand.size > 0) await Promise.allSettled(inHand);
    },
  };
}

/** By what the bot speaks in a workspace: the one token that it was given, or what each installation gave. */
function accessOf(options: SlackOptions, connection: Connection, now: () => Date, log: Logger) {
  const { config, installations, publicUrl, pages, letIn } = options;
  const { access } = config;
  switch (access.kind) {
    case 'one_workspace':
      return { clientOf: oneWorkspace(access.botToken, connection), installer: null, learnOwner: () => {} };
    case 'many_workspaces': {
      const owners = createOwners(installations);
      const installer = createInstaller({
        config: access,
        installations,
        publicUrl,
        pages,
        installed: letIn,
        connection,
        now,
        log,
      });
      return {
        installer,
        learnOwner: owners.learn,
        clientOf: async (workspaceId: string) => {
          await owners.settled(workspaceId);
          return installer.clientOf(workspaceId);
        },
      };
    }
  }
}
