import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { resultsOf, WHOLE } from '../../src/domain/reports/results.ts';
import { writeCsv, zipCsv } from '../../src/files/write-csv.ts';
import { writeWorkbook } from '../../src/files/write-workbook.ts';
import { textsIn } from '../../src/messages/reading.ts';
import { resultTables, type Table } from '../../src/messages/results/result-tables.ts';
import { createInMemoryStore } from '../../src/store/in-memory.ts';
import { live } from '../support/life.ts';

const run = promisify(execFile);

async function installed(): Promise<boolean> {
  try {
    await run('soffice', ['--version']);
    return true;
  } catch {
    process.stderr.write(
      'Skipping the recalculation of a workbook: no LibreOffice (soffice) is installed.\n',
    );
    return false;
  }
}
const libreOffice = await installed();

const EVIL = ['=1+1', '+45 20304057', '-2+3', '@SUM(A1)', ' =1+1', '\t=1', '＝1+1', '\r=1'];

const evil: Table = {
  name: 'Farlig',
  columns: [
    { label: 'Navn', kind: 'text' },
    { label: 'Antal', kind: 'count' },
    { label: 'Timer', kind: 'decimal' },
    { label: 'Dag', kind: 'date' },
  ],
  rows: [...EVIL.map((text) => [text, 1, -2.5, '2026-11-03']), ['Æblet; "Skive"', null, null, null]],
  total: 'I alt',
};

describe('CSV', () => {
  test('has its mark, semicolons, decimal commas, Danish dates, computed totals and empty cells for no data', () => {
    const [heading, first, ...rest] = writeCsv(evil).split('\r\n');
    expect(heading).toBe('\uFEFFNavn;Antal;Timer;Dag');
    expect(first).toBe("'=1+1;1;-2,5;03-11-2026");
    expect(rest.at(-3)).toBe('"Æblet; ""Skive""";;;');
    expect(rest.at(-2)).toBe('I alt;8;-20;');
    expect(rest.at(-1)).toBe('');
  });

  test.each(EVIL)('a text that begins like %j is disarmed', (text) => {
    const [, row] = writeCsv({ ...evil, rows: [[text, null, null, null]], total: null }).split(
      /(?<=Dag)\r\n/,
    );
    expect(row).toMatch(/^"?'/);
  });

  test('a zip holds a file for each table, by its name', () => {
    expect(Object.keys(unzipSync(zipCsv([evil])))).toEqual(['Farlig.csv']);
  });
});

/** Two of three numbers, and their sum, may be told. */
const veiled: Table = {
  name: 'Skjult',
  columns: [
    { label: 'Navn', kind: 'text' },
    { label: 'A', kind: 'count' },
    { label: 'B', kind: 'count' },
    { label: 'I alt', kind: 'count', adds: [1, 2] },
  ],
  rows: [
    ['Birkholm', 'skjult', 'skjult', 9],
    ['Egedal', 5, 6, 11],
  ],
  total: 'I alt',
};

describe('what is hidden', () => {
  test('is said in CSV, and so is a total that would tell it', () => {
    expect(writeCsv(veiled).split('\r\n').slice(1)).toEqual([
      'Birkholm;skjult;skjult;9',
      'Egedal;5;6;11',
      'I alt;skjult;skjult;20',
      '',
    ]);
  });

  test('is no number of a workbook, nor part of one of its sums', async () => {
    const files = unzipSync(new Uint8Array(await writeWorkbook([veiled])));
    const sheet = strFromU8(files['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    expect([...sheet.matchAll(/<f>([^<]*)<\/f>/g)].map(([, formula]) => formula)).toEqual([
      '=SUM(B3:C3)',
      '=SUM(D2:D3)',
    ]);
  });
});

describe('a workbook', () => {
  test('holds a dangerous text as a text: only our own sums are formulas', async () => {
    const files = unzipSync(new Uint8Array(await writeWorkbook([evil])));
    const sheet = strFromU8(files['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    expect(sheet.match(/<f>/g)).toHaveLength(2);
    expect(sheet).toContain('SUM(B2:B10)');
    const strings = Object.entries(files).map(([, file]) => strFromU8(file));
    expect(strings.join('')).toContain('=1+1');
  });

  test.runIf(libreOffice)(
    'of a real life opens in LibreOffice and recalculates to the totals that CSV has',
    { timeout: 120_000 },
    async () => {
      const store = createInMemoryStore();
      const { diaries, now } = await live(store, 3, 90);
      const taskForce = diaries[0]?.taskForce;
      if (taskForce === undefined) throw new Error('nobody lived');
      const facts = await store.results.facts(taskForce.id);
      const reading = { texts: textsIn('da'), taskForce, now, name: () => '' };
      const tables = resultTables(resultsOf(facts, WHOLE, taskForce, now), facts.meetings, reading);
      const directory = await mkdtemp(join(tmpdir(), 'spotjob-workbook-'));
      try {
        await writeFile(join(directory, 'book.xlsx'), await writeWorkbook(tables));
        // Semicolons, UTF-8, as calculated and not as shown, every sheet.
        const filter = 'csv:Text - txt - csv (StarCalc):59,34,76,1,,1030,false,false,false,false,false,-1';
        const home = `-env:UserInstallation=file://${directory}/home`;
        await run('soffice', [
          home,
          '--headless',
          '--convert-to',
          filter,
          '--outdir',
          directory,
          join(directory, 'book.xlsx'),
        ]);
        const written = (await readdir(directory)).filter((name) => name.endsWith('.csv'));
        expect(written.sort()).toEqual(tables.map(({ name }) => `book-${name}.csv`).sort());
        for (const table of tables.filter(({ total }) => total !== null)) {
          const calculated = await readFile(join(directory, `book-${table.name}.csv`), 'utf8');
          const expected = writeCsv(table).replace('\uFEFF', '').trim().split('\r\n');
          expect(calculated.trim().split('\n').at(-1)?.replaceAll('"', '')).toBe(expected.at(-1));
          expect(table.rows.length).toBeGreaterThan(0);
        }
      } finally {
        await rm(directory, { recursive: true });
      }
    },
  );
});
