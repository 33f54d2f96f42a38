import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import type { Store } from '../../src/app/ports/store.ts';
import type { Instant } from '../../src/domain/ids.ts';
import { createStore } from '../../src/store/create-store.ts';
import type { Database } from '../../src/store/database.ts';
import { createInMemoryStore } from '../../src/store/in-memory.ts';
import { createSealing, KEY_BYTES } from '../../src/store/sealing.ts';
import { isPostgresReachable, openFreshPglite, openFreshPostgres } from '../support/databases.ts';

/** Everything holds with a key too; without one there is less to go wrong. */
export const sealing = createSealing([randomBytes(KEY_BYTES)]);

const postgres = await isPostgresReachable();

/** What a contract test works on: a store that is empty at the start of each test. */
export type UnderTest = () => Store;

/** The same suite over memory, the embedded database and PostgreSQL: what holds in one holds in all. */
export function describeEachStore(title: string, suite: (store: UnderTest) => void): void {
  describe(`${title}, in memory`, () => {
    let store = createInMemoryStore();
    beforeEach(() => {
      store = createInMemoryStore();
    });
    suite(() => store);
  });
  describeEachDatabase(title, (database) => {
    let store: Store;
    beforeAll(() => {
      store = createStore(database(), sealing);
    });
    suite(() => store);
  });
}

/** An empty store, as often as a test asks for one. In memory its outbox goes by the clock that is handed in. */
export type Fresh = (now: () => Instant) => Promise<Store>;

/** For a test that needs many empty stores, as one that tells many stories does. */
export function describeEachFreshStore(
  title: string,
  suite: (fresh: Fresh, kind: 'memory' | 'database') => void,
): void {
  describe(`${title}, in memory`, () => suite(async (now) => createInMemoryStore(now), 'memory'));
  describeEachDatabase(title, (database) =>
    suite(async () => {
      await empty(database());
      return createStore(database(), sealing);
    }, 'database'),
  );
}

/** For what only a database can be asked. */
export function describeEachDatabase(title: string, suite: (database: () => Database) => void): void {
  describe(`${title}, on PGlite`, () => onDatabase(openFreshPglite, suite));
  describe.skipIf(!postgres)(`${title}, on PostgreSQL`, () => onDatabase(openFreshPostgres, suite));
}

export const describeOnPostgres = describe.skipIf(!postgres);

/** The first of them may have to make the embedded database's template. */
const OPENING_MS = 60_000;

function onDatabase(open: () => Promise<Database>, suite: (database: () => Database) => void): void {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await atOnce(database);
  }, OPENING_MS);
  afterAll(() => database.close());
  beforeEach(() => empty(database));
  suite(() => database);
}

/** Opens the connections that tests of what happens at one instant need: opening them one by one would order it. */
async function atOnce({ ping }: Database): Promise<void> {
  await Promise.all(Array.from({ length: 10 }, ping));
}

async function empty({ client }: Database): Promise<void> {
  await client.$transaction([
    client.$executeRaw`SELECT set_config('spotjob.erasure', 'on', true)`,
    client.$executeRaw`TRUNCATE task_force, person, outbox_lane, outbox_pace, slot, set_up_code, audit_entry, audit_link, audit_unlinked, installation, workspace_owner CASCADE`,
  ]);
}
