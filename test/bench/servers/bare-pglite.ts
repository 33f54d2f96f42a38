import { PGlite } from '@electric-sql/pglite';

/** The embedded database and nothing else. */
async function main(): Promise<void> {
  const pglite = await PGlite.create({ dataDir: `${process.env.DATA_DIR}/pglite` });
  await pglite.query('SELECT 1');
  process.stdout.write('Listens on http://127.0.0.1:0\n');
  const alive = setInterval(() => {}, 1_000);
  process.on('SIGTERM', async () => {
    clearInterval(alive);
    await pglite.close();
    process.exit(0);
  });
}

void main();
