/**
 * Writes Prisma's client into src/store/generated; npm runs it after an installation. `prisma generate` would first
 * download a schema engine that it doesn't use here: naming any file as that engine keeps an installation on a closed
 * network working. Silent unless it fails.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const prisma = createRequire(import.meta.url).resolve('prisma/build/index.js');
const { status, stdout, stderr, error } = spawnSync(process.execPath, [prisma, 'generate', '--no-hints'], {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  env: {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: fileURLToPath(import.meta.url),
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  },
  encoding: 'utf8',
});
if (status !== 0) {
  process.stderr.write(`The database client could not be generated from prisma/schema.prisma:\n`);
  process.stderr.write(`${error?.message ?? ''}${stdout ?? ''}${stderr ?? ''}\n`);
  process.exitCode = 1;
}
