import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterEach, expect, test, vi } from 'vitest';
import { environmentSchema, readConfig } from '../src/config.ts';

/** What the containers decide, whatever stands in `.env`. */
const THEIR_OWN = ['NODE_ENV', 'PORT', 'HOST', 'DATABASE_URL', 'DATA_DIR'];

const compose = readFileSync('.config/container/compose.yaml', 'utf8');
const dockerfile = readFileSync('.config/container/Dockerfile', 'utf8');

/** What the last stage of the image sets. */
function ofTheImage(): Record<string, string> {
  const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
  const pairs = [...last.matchAll(/^ENV (.+)$/gm)].flatMap(([, set = '']) => set.split(' '));
  return Object.fromEntries(pairs.map((pair) => pair.split('=')));
}

/** What a bot gets of this `.env`, by Compose's rules: `${NAME:-what stands in when it is empty}`, `${NAME:?why it is needed}`. */
function inTheBot(written: Readonly<Record<string, string>>): Record<string, string> {
  const bot = /^ {2}bot:\n((?: {4}.*\n| *\n)+)/m.exec(compose)?.[1] ?? '';
  const listed = /^ {4}environment:\n((?: {6}.*\n)+)/m.exec(bot)?.[1] ?? '';
  const set = [...listed.matchAll(/^ {6}(\w+): (.+)$/gm)].map(([, name = '', value = '']) => {
    const filled = value.replaceAll(
      /\$\{(\w+):([-?])([^}]*)\}/g,
      (_all, variable: string, kind: string, rest: string) => {
        if (written[variable]) return written[variable];
        if (kind === '?') throw new Error(rest);
        return rest;
      },
    );
    return [name, filled] as const;
  });
  return { ...ofTheImage(), ...Object.fromEntries(set) };
}

afterEach(() => vi.unstubAllEnvs());

test.each(Object.keys(environmentSchema.shape).filter((name) => !THEIR_OWN.includes(name)))(
  '%s reaches the bots of the compose file as it stands in .env',
  (name) => {
    expect(inTheBot({ POSTGRES_PASSWORD: 'p', [name]: 'as written' })[name]).toBe('as written');
  },
);

test('what the README says of a small machine reaches them too', () => {
  const options = '--max-old-space-size=256';
  expect(inTheBot({ POSTGRES_PASSWORD: 'p', NODE_OPTIONS: options }).NODE_OPTIONS).toBe(options);
});

test('with nothing in .env but the password the bots start, as containers do', () => {
  expect(readConfig(inTheBot({ POSTGRES_PASSWORD: 'p' }))).toMatchObject({
    production: true,
    port: 3000,
    host: '0.0.0.0',
    drainMs: 5_000,
    slack: null,
    teams: null,
    encryptionKeys: [],
    timezone: 'Europe/Copenhagen',
    locale: 'da',
    logLevel: 'info',
  });
  expect(() => inTheBot({})).toThrow('set POSTGRES_PASSWORD');
});

test('a password with any characters reaches the database as it is', () => {
  const password = 'a/b@c:d#e?f%20 g';
  const bot = inTheBot({ POSTGRES_PASSWORD: password });
  vi.stubEnv('PGPASSWORD', bot.PGPASSWORD);
  const { database } = readConfig(bot);
  if (!('databaseUrl' in database)) throw new Error('no server');
  const client = new pg.Client({ connectionString: database.databaseUrl });
  expect(client).toMatchObject({
    host: 'database',
    port: 5432,
    user: 'spotjob',
    database: 'spotjob',
    password,
  });
});
