import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DECISIONS = join(ROOT, 'src/decisions');

const entries = await Promise.all(
  ['src', 'test', '.ci', '.config'].map((folder) =>
    readdir(join(ROOT, folder), { recursive: true, withFileTypes: true }),
  ),
);
const files = entries
  .flat()
  .filter((entry) => entry.isFile())
  .map(({ path, name }) => relative(ROOT, join(path, name)));

/** `store/*.ts` and `render-*.ts` name several; a path begins at the root or within src. */
function isThere(named: string): boolean {
  const pattern = named
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('[^/]*');
  const whole = new RegExp(`^(?:src/)?(?:.*/)?${pattern}$`);
  return files.some((file) => whole.test(file));
}

const inBackticks = (text: string) => [...text.matchAll(/`([^`\s]+)`/g)].map(([, named]) => named ?? '');
const isPath = (named: string) => /\.(ts|md|yaml)$/.test(named) || named.startsWith('.ci/');

/** Lines of a table that say something: not its head, nor the rule below it. */
const rowsOf = (text: string) => text.split('\n').filter((line) => /^\|(?! ?-{3})/.test(line));
const cellsOf = (row: string) => row.split('|').slice(1, -1);

describe.each(['asvs.md', 'threat-model.md', 'fortegnelse-og-konsekvensanalyse.md'])('%s', async (name) => {
  const text = await readFile(join(DECISIONS, name), 'utf8');

  test('names files that are there', () => {
    expect(
      inBackticks(text)
        .filter(isPath)
        .filter((named) => !isThere(named)),
    ).toEqual([]);
  });

  test('links to decisions that are there', async () => {
    const links = [...text.matchAll(/\]\(([^)]+\.md)\)/g)].map(([, link]) => link ?? '');
    const known = await readdir(DECISIONS);
    expect(links.filter((link) => !known.includes(link))).toEqual([]);
  });
});

test.each(['asvs.md', 'threat-model.md'])(
  'each line of %s names a test that shows it, or CI',
  async (name) => {
    const [, ...rows] = rowsOf(await readFile(join(DECISIONS, name), 'utf8'));
    expect(rows.length).toBeGreaterThan(10);
    const unshown = rows.filter((row) => {
      const shownBy = inBackticks(cellsOf(row).at(-1) ?? '');
      return shownBy.length === 0 || shownBy.some((path) => !/^test\/.*\.test\.ts$|^\.ci\//.test(path));
    });
    expect(unshown).toEqual([]);
  },
);
