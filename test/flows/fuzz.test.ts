import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asForm, asPayload, type Sent } from '../../src/playground/slack/deliver.ts';
import { CPR_OR_HALF } from '../support/cpr.ts';
import fc from '../support/properties.ts';
import { setUpInSlack, startTown, type Town } from './town.ts';

/** Always the same stories unless a seed is named: what is found is found again. */
const SEED = Number(process.env.PROPERTY_SEED ?? 20_261_123);
const RUNS = Number(process.env.FUZZ_RUNS ?? 150);

let town: Town;
const faults: unknown[] = [];
const onFault = (error: unknown) => faults.push(error);
beforeAll(async () => {
  process.on('unhandledRejection', onFault);
  process.on('uncaughtException', onFault);
  town = await startTown({ kind: 'embedded' });
  await setUpInSlack(town);
});
afterAll(async () => {
  process.off('unhandledRejection', onFault);
  process.off('uncaughtException', onFault);
  await town.stop();
});

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

function recorded(platform: 'slack' | 'teams'): Json[] {
  const folder = new URL(`../platforms/${platform}/payloads/`, import.meta.url);
  return readdirSync(folder).map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
}

const HOSTILE: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(
    null,
    true,
    0,
    -1,
    1e308,
    '',
    '\u0000',
    '\ud800',
    '120785-4321',
    '<script>alert(1)</script>',
    "'; DROP TABLE person; --",
    '__proto__',
    '{"__proto__":{"polluted":true}}',
    '../../etc/passwd',
    'http://169.254.169.254/',
    '%00',
    '\u202egnirts',
    'a'.repeat(10_000),
    '💥'.repeat(500),
  ),
  fc.constantFrom<Json>([], {}, [[[[[]]]]], { toString: 'x', constructor: { prototype: {} } }),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.jsonValue({ maxDepth: 6 }) as fc.Arbitrary<Json>,
);

/** Every place in a document, as the keys that lead to it. */
function placesIn(json: Json, at: readonly string[] = []): string[][] {
  const here = [[...at]];
  if (json === null || typeof json !== 'object') return here;
  return [...here, ...Object.entries(json).flatMap(([key, value]) => placesIn(value, [...at, key]))];
}

function replaced(json: Json, [key, ...rest]: readonly string[], value: Json | undefined): Json | undefined {
  if (key === undefined) return value;
  if (json === null || typeof json !== 'object') return json;
  const copy: Record<string, Json> | Json[] = Array.isArray(json) ? [...json] : { ...json };
  const inner = Reflect.get(copy, key) as Json;
  const next = replaced(inner ?? null, rest, value);
  if (next === undefined) Reflect.deleteProperty(copy, key);
  else Reflect.set(copy, key, next);
  return copy;
}

/** A recorded request with one to three of its parts gone or replaced. */
const mutated = (samples: readonly Json[]): fc.Arbitrary<Json> =>
  fc
    .tuple(
      fc.constantFrom(...samples),
      fc.array(fc.tuple(fc.nat(), fc.option(HOSTILE, { nil: undefined, freq: 4 })), {
        minLength: 1,
        maxLength: 3,
      }),
    )
    .map(([sample, changes]) =>
      changes.reduce<Json>((json, [where, value]) => {
        const places = placesIn(json);
        return replaced(json, places[where % places.length] ?? [], value) ?? null;
      }, sample),
    );

const counts = new Map<string, number>();
function expectHarmless(platform: string, status: number, body: string): void {
  counts.set(`${platform} ${status}`, (counts.get(`${platform} ${status}`) ?? 0) + 1);
  // 501 is the Bot Framework's word for an invoke of a kind or shape that a bot doesn't know.
  if (status !== 501) expect(status).toBeLessThan(500);
  expect(body).not.toMatch(/\bat .+:\d+:\d+|node_modules|\/src\/|prisma|zod/i);
}

/** Bolt takes 3 s to say that it knows nobody for a request, so Slack's endpoint gets fewer. */
const run = async (
  numRuns: number,
  platform: string,
  arbitrary: fc.Arbitrary<Json>,
  send: (json: Json) => Promise<[number, string]>,
) => {
  await fc.assert(
    fc.asyncProperty(arbitrary, async (json) => {
      const [status, body] = await send(json);
      expectHarmless(platform, status, body);
    }),
    { seed: SEED, numRuns, endOnFailure: true },
  );
};

test('signed requests to Slack’s endpoint that are none of Slack’s', async () => {
  const send = async (json: Json): Promise<[number, string]> => {
    const type = json !== null && typeof json === 'object' && 'type' in json ? json.type : null;
    const sent: Sent =
      type === 'event_callback'
        ? { contentType: 'application/json', body: JSON.stringify(json) }
        : typeof type === 'string'
          ? asPayload(json)
          : asForm(flat(json));
    const { status, body } = await town.slack.deliver(sent);
    return [status, body];
  };
  await run(Math.ceil(RUNS / 5), 'slack', mutated(recorded('slack')), send);
}, 120_000);

test.each(['null', '[]', '1', '"x"', '{', ''])(
  'a signed payload that is %j ends no process',
  async (payload) => {
    const { status } = await town.slack.deliver(asForm({ payload }));
    expect(status).toBe(400);
  },
);

function flat(json: Json): Record<string, string> {
  if (json === null || typeof json !== 'object') return { payload: JSON.stringify(json) };
  return Object.fromEntries(
    Object.entries(json).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}

const RECORDED_TENANT = '5e0e5b41-0000-4000-8000-000000000001';

test('activities with a good token that are none of Teams’', async () => {
  const mette = town.teams.person('Mette');
  const chat = town.teams.chatWith(mette);
  const send = async (json: Json): Promise<[number, string]> => {
    const activity =
      json !== null && typeof json === 'object' && !Array.isArray(json) ? json : { value: json };
    const { serviceUrl: _url, ...rest } = activity;
    // The recorded ones come from another organisation, which would be refused before anything is read of them.
    const own = JSON.stringify(rest).replaceAll(RECORDED_TENANT, town.teams.tenantId);
    const { status, body } = await town.teams.deliver(mette, chat, JSON.parse(own), {});
    return [status, JSON.stringify(body)];
  };
  await run(RUNS, 'teams', mutated(recorded('teams')), send);
}, 120_000);

test.each(['/slack/events', '/api/messages'])(
  'bytes without any sense to %s',
  async (path) => {
    const url = `http://127.0.0.1:${town.bot.port}${path}`;
    const types = [
      'application/json',
      'application/x-www-form-urlencoded',
      'text/plain',
      'multipart/form-data',
      '',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 2_000 }),
        fc.constantFrom(...types),
        async (bytes, type) => {
          const response = await fetch(url, {
            method: 'POST',
            headers: { 'content-type': type },
            body: bytes,
          });
          expectHarmless(path, response.status, await response.text());
          expect(response.status).toBeGreaterThanOrEqual(400);
        },
      ),
      { seed: SEED, numRuns: RUNS, endOnFailure: true },
    );
  },
  120_000,
);

test.each([
  ['/slack/events', 2_000_000],
  ['/api/messages', 300 * 1024],
])('a body too large for %s is refused, and one nested without end too', async (path, size) => {
  const url = `http://127.0.0.1:${town.bot.port}${path}`;
  const headers = { 'content-type': 'application/json' };
  for (const body of ['a'.repeat(size), '['.repeat(100_000), `{"a":${'{"a":'.repeat(30_000)}`]) {
    const status = await fetch(url, { method: 'POST', headers, body }).then(
      (response) => response.status,
      // The connection was closed before all of it was taken.
      () => 413,
    );
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  }
});

test.each(['GET', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])(
  '%s is nothing that is served there',
  async (method) => {
    for (const path of ['/slack/events', '/api/messages', '/', '/../../etc/passwd', '/slack/events/%2e%2e']) {
      const { status } = await fetch(`http://127.0.0.1:${town.bot.port}${path}`, { method });
      expect(status).toBe(404);
    }
  },
);

test('afterwards it works as before, nothing broke unseen, and nothing was polluted', async () => {
  await town.bot.settled();
  expect(faults).toEqual([]);
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
  expect(town.logged()).not.toMatch(CPR_OR_HALF);
  expect(town.logged()).not.toContain('DROP TABLE');
  expect((await fetch(`http://127.0.0.1:${town.bot.port}/readyz`)).status).toBe(200);
  process.stdout.write(`Fuzzed with seed ${SEED}: ${JSON.stringify(Object.fromEntries(counts))}\n`);
});
