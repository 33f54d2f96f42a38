/**
 * `npm run db:migration -- <name>`: writes a migration that takes the tables from the last migration to what
 * prisma/schema.prisma says. Checks and triggers, which that file can't say, are added to it by hand.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { MIGRATIONS_DIRECTORY } from './migrate.ts';
import { schemaDifference } from './schema-difference.ts';

async function main(words: readonly string[]): Promise<void> {
  const name = words
    .join('_')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
  if (name === '') throw new Error('Give the migration a name: npm run db:migration -- add_meetings');
  const script = await schemaDifference();
  if (script === null) {
    process.stdout.write(
      'There is no difference: the migrations make the tables of prisma/schema.prisma already.\n',
    );
    return;
  }
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const directory = `${MIGRATIONS_DIRECTORY}/${stamp}_${name}`;
  await mkdir(directory, { recursive: true });
  await writeFile(`${directory}/migration.sql`, script, { flag: 'wx' });
  process.stdout.write(
    `Wrote prisma/migrations/${basename(directory)}/migration.sql. Read it before you keep it.\n`,
  );
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
