import type { Logger } from 'pino';
import type { Answer } from '../../app/answer.ts';
import type { Request } from '../../app/intent.ts';
import type { DrawInTime } from '../../app/ports/links.ts';
import { LONGEST_CALL_MS, type Platform } from '../../app/ports/platform.ts';
import type { RebuildForm } from './answer-turn.ts';
import { createInline, inlineAnswer } from './inline-picture.ts';
import { ANSWER_WITHIN_MS, PAUSE_MS } from './limits.ts';
import {
  type AuthenticationOverrides,
  createAuthentication,
  createListener,
  type Ear,
  type Handle,
} from './listen.ts';
import { createSender, type ReadersOf } from './send.ts';
import type { TextsOf } from './texts.ts';

interface TeamsConfig {
  readonly appId: string;
  readonly appPassword: string;
  /** The organisation that the app registration belongs to, always let in; null where it belongs to several. */
  readonly tenantId: string | null;
  /** Whether every organisation is let in that installed the app. */
  readonly manyTenants: boolean;
  /** Accepts activities without a token when there is no app id; never in production. */
  readonly allowAnonymous: boolean;
  /** Hosts that answers may go to, `*.` before a name for all below it; null for Microsoft's own. */
  readonly serviceUrlHosts: readonly string[] | null;
}

export interface TeamsOptions {
  readonly config: TeamsConfig;
  /** Never throws for what a person did wrong; may throw when the database is gone. */
  readonly dispatch: (request: Request) => Promise<Answer>;
  /** Hears who was taken out of where the bot is, or is back. */
  readonly presence: Ear['presence'];
  readonly place: Ear['place'];
  readonly arrived: Ear['arrived'];
  readonly removed: Ear['removed'];
  /** Whether the app stands installed in a tenant. */
  readonly letIn: (tenantId: string) => Promise<boolean>;
  /** Whose accounts see a room's card otherwise than everybody does. */
  readonly readersOf: ReadersOf;
  readonly rebuildForm: RebuildForm;
  readonly texts: TextsOf;
  readonly draw: DrawInTime;
  readonly log: Logger;
  readonly authentication?: AuthenticationOverrides;
  /** Milliseconds between two messages to one conversation. */
  readonly pauseMs?: number;
  /** Milliseconds that one request to Teams may take. */
  readonly timeoutMs?: number;
  /** Milliseconds that `dispatch` may take before the person is told to try again. */
  readonly answerWithinMs?: number;
}

export interface Teams {
  /** Serves `POST /api/messages`. */
  readonly handle: Handle;
  readonly platform: Platform;
}

/**
 * Teams, both ways. Throws when there is no app id and that isn't wanted: the SDK takes an empty one as the wish to
 * check no token at all.
 */
export function createTeams(options: TeamsOptions): Teams {
  const { config, presence, place, arrived, removed, rebuildForm, texts, log } = options;
  if (config.appId === '' && !config.allowAnonymous) throw new Error('Teams needs MICROSOFT_APP_ID.');
  const authentication = createAuthentication(config, options.authentication ?? {});
  const admits = async (tenantId: string) =>
    config.allowAnonymous ||
    tenantId === config.tenantId ||
    (config.manyTenants && (await options.letIn(tenantId)));
  const inline = createInline(options.draw);
  const dispatch = async (request: Request) => inlineAnswer(await options.dispatch(request), inline);
  const sender = createSender({
    appId: config.appId,
    authentication,
    serviceUrls: config,
    pauseMs: options.pauseMs ?? PAUSE_MS,
    timeoutMs: options.timeoutMs ?? LONGEST_CALL_MS,
    now: Date.now,
    inline,
    readersOf: options.readersOf,
    log,
    admits,
  });
  const answerWithinMs = options.answerWithinMs ?? ANSWER_WITHIN_MS;
  const core = { dispatch, rebuildForm, log, answerWithinMs };
  const ear = { presence, place, arrived, removed, admits };
  const handle = createListener({ ...core, authentication, sender, serviceUrls: config, texts, ear });
  return { handle, platform: sender.platform };
}
