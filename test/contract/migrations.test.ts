import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { MIGRATIONS_DIRECTORY } from '../../src/store/migrate.ts';
import { schemaDifference } from '../../src/store/schema-difference.ts';
import { describeEachDatabase } from './each-store.ts';

test('the migrations make what prisma/schema.prisma says', async () => {
  expect(await schemaDifference()).toBeNull();
}, 60_000);

describeEachDatabase('migrating', (database) => {
  test('is recorded as Prisma does it, and done once', async () => {
    const names = (await readdir(MIGRATIONS_DIRECTORY)).filter((name) => /^\d{14}_/.test(name)).sort();
    const rows = await database().client.$queryRaw<{ migration_name: string }[]>`
      SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY migration_name`;
    expect(rows.map((row) => row.migration_name)).toEqual(names);
    expect(await database().migrate()).toEqual([]);
  });

  test('one that stands half done is not passed over', async () => {
    const { client, migrate } = database();
    await client.$executeRawUnsafe(
      `UPDATE _prisma_migrations SET finished_at = NULL, logs = 'broken' WHERE migration_name = (SELECT max(migration_name) FROM _prisma_migrations)`,
    );
    await expect(migrate()).rejects.toThrow(/P3009|failed migration/);
    await client.$executeRawUnsafe(
      `UPDATE _prisma_migrations SET finished_at = now(), logs = NULL WHERE finished_at IS NULL`,
    );
    expect(await migrate()).toEqual([]);
  });
});
