import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { createStore } from '../../src/store/create-store.ts';
import { DirectoryInUseError } from '../../src/store/directory-lock.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { enqueue } from '../../src/store/queue.ts';
import { makeDataDirectory, makePostgresDatabase, openFreshPostgres } from '../support/databases.ts';
import { describeEachDatabase, describeOnPostgres } from './each-store.ts';
import { creating, fresh, newOpeningId, refresh, settled, stored } from './fixtures.ts';

const SCRIPT = 'test/support/open-directory.ts';
const SLOW_MS = 30_000;

describe('the embedded database in a directory', () => {
  const endings: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of endings.splice(0)) await end();
  });

  async function dataDirectory(): Promise<string> {
    const { path, remove } = await makeDataDirectory();
    endings.push(remove);
    return path;
  }

  /** Starts another process on the directory and waits for what it says first. */
  async function startOn(path: string) {
    const child = spawn(process.execPath, ['src/run.mjs', SCRIPT, path], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    endings.unshift(() => child.kill('SIGKILL'));
    child.stdout.setEncoding('utf8');
    const [said] = await once(child.stdout, 'data');
    return { child, said: String(said) };
  }

  test(
    'a second process is refused with what to do, and may come in when the first was killed',
    async () => {
      const path = await dataDirectory();
      const first = await startOn(path);
      expect(first.said).toBe('open\n');
      const second = await startOn(path);
      expect(second.said).toContain(`The data directory ${path} is in use by another process.`);
      expect(second.said).toContain('DATA_DIR');
      const refused = openDatabase({ dataDir: path }, () => undefined);
      await expect(refused).rejects.toBeInstanceOf(DirectoryInUseError);

      first.child.kill('SIGKILL');
      await once(first.child, 'exit');
      expect((await startOn(path)).said).toBe('open\n');
    },
    SLOW_MS,
  );

  test(
    'what was written is there after it was closed and opened again',
    async () => {
      const path = await dataDirectory();
      const before = await openDatabase({ dataDir: path }, () => undefined);
      expect(await before.migrate()).toEqual([]);
      const { taskForce } = await settled(createStore(before));
      await before.close();
      const after = await openDatabase({ dataDir: path }, () => undefined);
      endings.unshift(after.close);
      expect(await createStore(after).taskForces.all()).toEqual([taskForce]);
      expect(after.describe).toContain(path);
    },
    SLOW_MS,
  );
});

describeEachDatabase('the timeline', (database) => {
  test('refuses to be changed or shortened, unless it is for an erasure', async () => {
    const { client } = database();
    const store = createStore(database());
    const { taskForce } = await settled(store);
    const opening = await stored(store, fresh(taskForce));
    const where = { opening_id: opening.id };
    await expect(client.timelineEntry.updateMany({ where, data: { by: null } })).rejects.toThrow(
      /append-only/,
    );
    await expect(client.timelineEntry.deleteMany({ where })).rejects.toThrow(/append-only/);
    await expect(client.$executeRaw`TRUNCATE timeline_entry`).rejects.toThrow(/append-only/);
    expect(await store.openings.timeline(taskForce.id, opening.id)).toHaveLength(1);

    await client.$transaction([
      client.$executeRaw`SELECT set_config('spotjob.erasure', 'on', true)`,
      client.timelineEntry.deleteMany({ where }),
    ]);
    expect(await store.openings.timeline(taskForce.id, opening.id)).toEqual([]);
    await store.openings.commit(creating(fresh(taskForce)));
    await expect(client.timelineEntry.deleteMany()).rejects.toThrow(/append-only/);
  });
});

describeOnPostgres('PostgreSQL', () => {
  async function newDatabase(): Promise<string> {
    const { url, drop } = await makePostgresDatabase();
    onTestFinished(drop);
    return url;
  }

  test(
    'replicas that start at one instant migrate once, and all succeed',
    async () => {
      const url = await newDatabase();
      const replicas = await Promise.all(
        [1, 2, 3].map(() => openDatabase({ databaseUrl: url }, () => undefined)),
      );
      const applied = await Promise.all(replicas.map((replica) => replica.migrate()));
      expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
      await Promise.all(replicas.map((replica) => replica.close()));
    },
    SLOW_MS,
  );

  test('a broken connection is told of, and the next query gets a new one', async () => {
    const url = await newDatabase();
    const problems: Error[] = [];
    const [database, killer] = [
      await openDatabase({ databaseUrl: url }, (error) => problems.push(error)),
      await openDatabase({ databaseUrl: url }, () => undefined),
    ];
    await database.ping();
    await killer.client.$queryRaw`
      SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`;
    await expect.poll(() => problems.length).toBeGreaterThan(0);
    await database.ping();
    await Promise.all([database.close(), killer.close()]);
  });

  test('a server that is away fails the query within seconds, and shows no password', async () => {
    const databaseUrl = 'postgres://bot:secret@127.0.0.1:1/spotjob';
    const database = await openDatabase({ databaseUrl }, () => undefined);
    await expect(database.ping()).rejects.toThrow(/ECONNREFUSED/);
    await expect(database.client.person.count()).rejects.toThrow();
    expect(database.describe).toBe('PostgreSQL at 127.0.0.1:1/spotjob');
    await database.close();
  });

  test('instants are right whatever zone the database prefers', async () => {
    const url = await newDatabase();
    const admin = await openDatabase({ databaseUrl: url }, () => undefined);
    const name = new URL(url).pathname.slice(1);
    await admin.client.$executeRawUnsafe(`ALTER DATABASE ${name} SET TimeZone = 'Pacific/Auckland'`);
    await admin.close();
    const database = await openDatabase({ databaseUrl: url }, () => undefined);
    const [row] = await database.client.$queryRaw<{ now: Date }[]>`SELECT now() AS now`;
    expect(Math.abs((row?.now.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
    await database.close();
  });

  test('a refresh that a change still in flight relies on is not sent before that change is there', async () => {
    const database = await openFreshPostgres();
    onTestFinished(database.close);
    const store = createStore(database);
    const home = await settled(store);
    const draft = refresh(home, newOpeningId());
    await store.mailroom.enqueue([draft]);
    await database.client.$transaction(async (tx) => {
      await enqueue(tx, [draft]);
      expect(await store.outbox.lease(1, 1_000)).toEqual([]);
    });
    expect(await store.outbox.lease(1, 1_000)).toHaveLength(1);
  });

  test('what every message asks is kept by the server', async () => {
    const database = await openFreshPostgres();
    onTestFinished(database.close);
    const store = createStore(database);
    const home = await settled(store);
    const opening = await stored(store, fresh(home.taskForce));
    for (let times = 0; times < 3; times += 1) {
      await store.mailroom.enqueue([refresh(home, opening.id)]);
      const [message] = await store.outbox.lease(1, 1_000);
      if (message === undefined) throw new Error('nothing was queued');
      await store.places.wayInto(home.room.id, { kind: 'opening', id: opening.id });
      await store.pacing.take([{ key: 'slack T1', everyMs: 1, burst: 9 }], false);
      await store.outbox.settle(message, { kind: 'dropped' });
    }
    const rows = await database.client.$queryRaw<{ statement: string }[]>`
      SELECT statement FROM pg_prepared_statements WHERE name <> ''`;
    const kept = (words: string) => rows.filter(({ statement }) => statement.includes(words)).length;
    for (const words of ['WITH RECURSIVE waiting', 'LEFT JOIN room_away', 'INTO outbox_pace', 'settled AS'])
      expect(kept(words), words).toBe(1);
  });

  test('a statement that comes again is kept by the server, also while another replica adds a column', async () => {
    const database = await openFreshPostgres();
    onTestFinished(database.close);
    const store = createStore(database);
    const { taskForce } = await settled(store);
    const work = async () => {
      const opening = await stored(store, fresh(taskForce));
      expect(await store.openings.find(taskForce.id, opening.id)).toMatchObject({ id: opening.id });
      await store.overview.due(new Date('2100-01-01'), 1);
      await store.audit.link(1);
    };
    const kept = async () => {
      const rows = await database.client.$queryRaw<{ statement: string }[]>`
        SELECT statement FROM pg_prepared_statements WHERE name <> ''`;
      return rows.map(({ statement }) => statement);
    };
    for (let times = 0; times < 3; times += 1) await work();
    expect((await kept()).filter((statement) => statement.includes('WITH seen AS'))).toHaveLength(1);

    for (const table of ['opening', 'audit_entry', 'timeline_entry', 'outbox_message'])
      await database.client.$executeRawUnsafe(`ALTER TABLE ${table} ADD COLUMN of_the_next_version text`);
    for (let times = 0; times < 3; times += 1) await work();
  });
});
