import * as z from 'zod';
import { LOCALES } from './domain/task-force.ts';
import { KEY_BYTES } from './store/sealing.ts';

/** A mistake in the environment, in one line that names the variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** An empty variable is one that isn't set: that is how compose files and shells leave them out. */
const unset = (value: unknown) => (value === '' ? undefined : value);
const text = z.preprocess(unset, z.string().optional());
const flag = z
  .preprocess(unset, z.enum(['0', '1', 'true', 'false']).default('0'))
  .transform((value) => value === '1' || value === 'true');

/** Every variable that is read. */
export const environmentSchema = z.object({
  NODE_ENV: text,
  PORT: z.preprocess(unset, z.coerce.number().int().min(0).max(65_535).default(3000)),
  HOST: z.preprocess(unset, z.string().default('127.0.0.1')),
  PUBLIC_URL: z.preprocess(unset, z.url({ protocol: /^https?$/ }).optional()),
  DATABASE_URL: z.preprocess(unset, z.url({ protocol: /^postgres(ql)?$/ }).optional()),
  DATA_DIR: z.preprocess(unset, z.string().default('.data')),
  SLACK_SIGNING_SECRET: text,
  SLACK_BOT_TOKEN: text,
  SLACK_CLIENT_ID: text,
  SLACK_CLIENT_SECRET: text,
  SLACK_STATE_SECRET: z.preprocess(unset, z.string().min(16).optional()),
  SLACK_API_URL: z.preprocess(unset, z.url({ protocol: /^https?$/ }).optional()),
  MICROSOFT_APP_ID: text,
  MICROSOFT_APP_PASSWORD: text,
  MICROSOFT_APP_TENANT_ID: text,
  TEAMS_ALLOW_ANONYMOUS: flag,
  TEAMS_SERVICE_URLS: text,
  TEAMS_MANY_TENANTS: flag,
  DRAIN_SECONDS: z.preprocess(unset, z.coerce.number().int().min(0).max(15).default(0)),
  ENCRYPTION_KEY: text,
  SETUP_CODE: z.preprocess(unset, z.string().min(6).max(64).optional()),
  PLAYGROUND: z.preprocess(unset, z.enum(['0', '1', 'true', 'false']).optional()),
  DEFAULT_TIMEZONE: z.preprocess(
    unset,
    z.string().default('Europe/Copenhagen').refine(isTimeZone, 'is no time zone'),
  ),
  DEFAULT_LOCALE: z.preprocess(unset, z.enum(LOCALES).default('da')),
  LOG_LEVEL: z.preprocess(
    unset,
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  ),
});
type Environment = z.infer<typeof environmentSchema>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

export interface SlackConfig {
  readonly signingSecret: string;
  readonly access: SlackAccess;
  readonly apiUrl: string | null;
}

/** One workspace by the token that it gave us, or any number that install the bot themselves. */
export type SlackAccess =
  | { readonly kind: 'one_workspace'; readonly botToken: string }
  | {
      readonly kind: 'many_workspaces';
      readonly clientId: string;
      readonly clientSecret: string;
      readonly stateSecret: string;
    };

export interface TeamsConfig {
  readonly appId: string;
  readonly appPassword: string;
  /** The organisation of the app registration; null where it belongs to several. */
  readonly tenantId: string | null;
  /** Whether every organisation is let in that installed the app. */
  readonly manyTenants: boolean;
  readonly allowAnonymous: boolean;
  readonly serviceUrlHosts: readonly string[] | null;
}

export interface Config {
  readonly production: boolean;
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string | null;
  readonly database: { readonly databaseUrl: string } | { readonly dataDir: string };
  /** Null: not connected. */
  readonly slack: SlackConfig | null;
  readonly teams: TeamsConfig | null;
  /** What is kept of people and of secrets is sealed under the first; the others open what was sealed before. */
  readonly encryptionKeys: readonly Uint8Array[];
  readonly setUpCode: string | null;
  readonly timezone: string;
  readonly locale: Environment['DEFAULT_LOCALE'];
  readonly logLevel: Environment['LOG_LEVEL'];
  /** How long a process that stops says that it isn't ready, before it takes no more requests. */
  readonly drainMs: number;
  /** A workplace to try it in, in the place of real ones. */
  readonly playground: boolean;
}

/**
 * Reads the environment once.
 *
 * @throws ConfigError naming the variable that is missing, wrong, or not allowed in production
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ConfigError(`${issue?.path.join('.')}: ${issue?.message}`);
  }
  const env = parsed.data;
  const production = env.NODE_ENV === 'production';
  const slack = readSlack(env);
  const encryptionKeys = readKeys(env);
  if (production && slack?.access.kind === 'many_workspaces' && encryptionKeys.length === 0)
    throw missing('ENCRYPTION_KEY', 'SLACK_CLIENT_ID in production, where tokens are kept sealed');
  const teams = readTeams(env, production);
  return {
    production,
    port: env.PORT,
    host: env.HOST,
    publicUrl: env.PUBLIC_URL ?? null,
    database: env.DATABASE_URL === undefined ? { dataDir: env.DATA_DIR } : { databaseUrl: env.DATABASE_URL },
    slack,
    teams,
    encryptionKeys,
    setUpCode: env.SETUP_CODE ?? null,
    timezone: env.DEFAULT_TIMEZONE,
    locale: env.DEFAULT_LOCALE,
    logLevel: env.LOG_LEVEL,
    drainMs: env.DRAIN_SECONDS * 1_000,
    playground: readPlayground(env, production, slack !== null || teams !== null),
  };
}

/** Mistakes are told by a key's place in the list, never by what it is. */
function readKeys({ ENCRYPTION_KEY: list }: Environment): Uint8Array[] {
  const written = list?.split(',').map((key) => key.trim()) ?? [];
  const keys = written.map((key, at) => {
    const bytes = /^[\w+/-]+=?$/.test(key) ? Buffer.from(key, 'base64') : Buffer.alloc(0);
    if (bytes.length === KEY_BYTES) return bytes;
    throw new ConfigError(
      `ENCRYPTION_KEY: key ${at + 1} isn't ${KEY_BYTES} bytes in base64. \`openssl rand -base64 ${KEY_BYTES}\` makes one.`,
    );
  });
  const repeated = keys.findIndex((key, at) => keys.findIndex((other) => other.equals(key)) !== at);
  if (repeated !== -1) throw new ConfigError(`ENCRYPTION_KEY: key ${repeated + 1} is there twice.`);
  return keys;
}

/** Started where neither platform is connected, except in production; asked for elsewhere it is a mistake. */
function readPlayground(env: Environment, production: boolean, connected: boolean): boolean {
  const asked = env.PLAYGROUND === '1' || env.PLAYGROUND === 'true';
  const declined = env.PLAYGROUND !== undefined && !asked;
  if (asked && production) throw new ConfigError('PLAYGROUND: not allowed when NODE_ENV is production.');
  if (asked && connected) {
    throw new ConfigError('PLAYGROUND: not together with Slack or Teams; it has no way to real workspaces.');
  }
  return !(declined || production || connected);
}

function readSlack(env: Environment): SlackConfig | null {
  const { SLACK_SIGNING_SECRET: signingSecret } = env;
  const access = readSlackAccess(env);
  if (signingSecret === undefined && access === null) return null;
  if (access === null)
    throw missing('SLACK_BOT_TOKEN, or SLACK_CLIENT_ID for many workspaces', 'SLACK_SIGNING_SECRET');
  if (signingSecret === undefined)
    throw missing(
      'SLACK_SIGNING_SECRET',
      access.kind === 'one_workspace' ? 'SLACK_BOT_TOKEN' : 'SLACK_CLIENT_ID',
    );
  return { signingSecret, access, apiUrl: env.SLACK_API_URL ?? null };
}

/** A token beside the three of OAuth would leave open whose it is: one way or the other. */
function readSlackAccess(env: Environment): SlackAccess | null {
  const {
    SLACK_BOT_TOKEN: botToken,
    SLACK_CLIENT_ID: clientId,
    SLACK_CLIENT_SECRET: clientSecret,
    SLACK_STATE_SECRET: stateSecret,
  } = env;
  if (clientId === undefined && clientSecret === undefined && stateSecret === undefined)
    return botToken === undefined ? null : { kind: 'one_workspace', botToken };
  if (botToken !== undefined) {
    throw new ConfigError(
      'SLACK_BOT_TOKEN: not together with SLACK_CLIENT_ID. The token is for one workspace, OAuth for many.',
    );
  }
  if (clientId === undefined || clientSecret === undefined || stateSecret === undefined) {
    throw missingAmong([
      ['SLACK_CLIENT_ID', clientId],
      ['SLACK_CLIENT_SECRET', clientSecret],
      ['SLACK_STATE_SECRET', stateSecret],
    ]);
  }
  return { kind: 'many_workspaces', clientId, clientSecret, stateSecret };
}

function readTeams(env: Environment, production: boolean): TeamsConfig | null {
  const {
    MICROSOFT_APP_ID: appId,
    MICROSOFT_APP_PASSWORD: appPassword,
    MICROSOFT_APP_TENANT_ID: tenantId,
  } = env;
  const allowAnonymous = env.TEAMS_ALLOW_ANONYMOUS;
  const manyTenants = env.TEAMS_MANY_TENANTS;
  const serviceUrlHosts = env.TEAMS_SERVICE_URLS?.split(/[\s,]+/).filter((host) => host !== '') ?? null;
  if (allowAnonymous && production) {
    throw new ConfigError(
      'TEAMS_ALLOW_ANONYMOUS: not allowed when NODE_ENV is production; anybody could speak for anybody.',
    );
  }
  if (appId === undefined && appPassword === undefined && tenantId === undefined) {
    return allowAnonymous
      ? { appId: '', appPassword: '', tenantId: null, manyTenants, allowAnonymous, serviceUrlHosts }
      : null;
  }
  if (appId === undefined || appPassword === undefined || (tenantId === undefined && !manyTenants)) {
    const alternative = tenantId === undefined ? ' (or TEAMS_MANY_TENANTS=1 for many organisations)' : '';
    const organisation: Named[] =
      tenantId === undefined && manyTenants ? [] : [[`MICROSOFT_APP_TENANT_ID${alternative}`, tenantId]];
    throw missingAmong([
      ['MICROSOFT_APP_ID', appId],
      ['MICROSOFT_APP_PASSWORD', appPassword],
      ...organisation,
    ]);
  }
  return { appId, appPassword, tenantId: tenantId ?? null, manyTenants, allowAnonymous, serviceUrlHosts };
}

function missing(variable: string, besides: string): ConfigError {
  return new ConfigError(`${variable}: missing. It is needed together with ${besides}.`);
}

/** A variable and what it is set to. */
type Named = readonly [name: string, value: string | undefined];

/** Of variables that go together some are set: names the others. */
function missingAmong(variables: readonly Named[]): ConfigError {
  const lacking = variables.filter(([, value]) => value === undefined).map(([name]) => name);
  const given = variables.filter(([, value]) => value !== undefined).map(([name]) => name);
  const they = lacking.length === 1 ? 'It is' : 'They are';
  return new ConfigError(
    `${lacking.join(' and ')}: missing. ${they} needed together with ${given.join(' and ')}.`,
  );
}
