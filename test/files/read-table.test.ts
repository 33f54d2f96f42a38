import { describe, expect, test } from 'vitest';
import writeXlsx from 'write-excel-file/node';
import { readTable } from '../../src/files/read-table.ts';
import { writeCsv } from '../../src/files/write-csv.ts';
import { writeWorkbook } from '../../src/files/write-workbook.ts';
import { templateTable } from '../../src/messages/importing/import-table.ts';
import { textsIn } from '../../src/messages/reading.ts';

const TEXT = 'Virksomhed;Sted\r\nCafé Æblet;"Århus; midt"\r\n';
const ROWS = [
  ['Virksomhed', 'Sted'],
  ['Café Æblet', 'Århus; midt'],
];

describe('CSV', () => {
  test.each<[string, Buffer]>([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${TEXT}`)],
    ['Windows-1252', Buffer.from(TEXT, 'latin1')],
    ['commas', Buffer.from('Virksomhed,Sted\nCafé Æblet,Århus; midt')],
    ['tabs', Buffer.from('Virksomhed\tSted\nCafé Æblet\tÅrhus; midt\n')],
  ])('is read from %s', async (_what, bytes) => {
    expect(await readTable(bytes)).toEqual(ROWS);
  });

  test('what our own files disarmed comes back as it was', async () => {
    expect(await readTable(Buffer.from("A;B\n'=1+1;'s-Hertogenbosch"))).toEqual([
      ['A', 'B'],
      ['=1+1', "'s-Hertogenbosch"],
    ]);
  });

  test('an empty row keeps its place, so that row numbers are those of the spreadsheet', async () => {
    expect(await readTable(Buffer.from('A;B\n\nx;y'))).toEqual([['A', 'B'], [''], ['x', 'y']]);
  });

  test.each<[string, Buffer]>([
    ['an unfinished quote', Buffer.from('A;B\n"x;y')],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1])],
    ['a zip that is no workbook', Buffer.from([0x50, 0x4b, 0x03, 0x04, 1, 2, 3])],
    ['more than 10 MB', Buffer.alloc(10_000_001, 'a')],
  ])('%s is none', async (_what, bytes) => {
    expect(await readTable(bytes)).toBeNull();
  });
});

describe('Excel', () => {
  test('texts, numbers, dates and the last result of a formula are read as texts', async () => {
    const day = new Date('2026-09-14T00:00:00Z');
    const bytes = await writeXlsx([
      [{ value: 'Virksomhed' }, { value: 'Timer' }, { value: 'Startet den' }, { value: 'Nr.' }],
      [
        { value: '=1+1', type: String },
        { value: 7.5, type: Number },
        { value: day, type: Date, format: 'dd-mm-yyyy' },
        { value: 12, type: Number },
      ],
    ]).toBuffer();
    expect(await readTable(bytes)).toEqual([
      ['Virksomhed', 'Timer', 'Startet den', 'Nr.'],
      ['=1+1', '7,5', '2026-09-14', '12'],
    ]);
  });

  test.each(['da', 'en'] as const)('the template in %s has every heading, either way', async (locale) => {
    const table = templateTable(textsIn(locale));
    const headings = table.columns.map(({ label }) => label);
    expect(await readTable(await writeWorkbook([table]))).toEqual([headings]);
    expect(await readTable(Buffer.from(writeCsv(table)))).toEqual([headings]);
    expect(new Set(headings).size).toBe(19);
  });
});
