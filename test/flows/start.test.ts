import pg from 'pg';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startBot } from '../../src/bot.ts';
import { readConfig } from '../../src/config.ts';
import { until } from '../../src/playground/until.ts';
import { copyPostgresDatabase, isPostgresReachable } from '../support/databases.ts';
import { freePort } from '../support/free-port.ts';

const postgres = await isPostgresReachable();

describe.skipIf(!postgres)('a start that has its port and waits for its first code', () => {
  let url: string;
  let drop: () => Promise<void>;
  let beside: pg.Client;
  let logged: string[];
  beforeEach(async () => {
    ({ url, drop } = await copyPostgresDatabase());
    beside = new pg.Client({ connectionString: url });
    await beside.connect();
    logged = [];
  });
  afterEach(async () => {
    await beside.end();
    await drop();
  });

  const log = pino({ level: 'warn' }, { write: (line: string) => logged.push(line) });
  const start = (port: number) =>
    startBot(
      readConfig({ PORT: String(port), PLAYGROUND: '0', DATABASE_URL: url, SETUP_CODE: 'FIRST-CODE' }),
      log,
    );
  const answers = (port: number, path: string) =>
    fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: 'close' } }).then(
      ({ status }) => status,
      () => null,
    );

  test('is not ready, which is no fault, and then is', async () => {
    const port = await freePort();
    await beside.query('BEGIN');
    await beside.query('LOCK TABLE set_up_code IN ACCESS EXCLUSIVE MODE');
    const starting = start(port);
    expect(await until(() => answers(port, '/readyz'))).toBe(503);
    await beside.query('ROLLBACK');
    const bot = await starting;
    expect(await answers(port, '/readyz')).toBe(200);
    expect(logged).toEqual([]);
    await bot.stop();
  });

  test('listens no more when it fails', async () => {
    const port = await freePort();
    await beside.query('ALTER TABLE set_up_code RENAME TO gone');
    await expect(start(port)).rejects.toThrow();
    expect(await answers(port, '/healthz')).toBe(null);
  });
});
