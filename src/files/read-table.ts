import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';

/** Far more than a task force has gathered in years. */
const MOST_BYTES = 10_000_000;

/** A zip, as an Excel file is one, begins so. */
const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04]);

/**
 * The cells of a table as texts, row by row: of the first sheet of an Excel file, or of a CSV file with commas, semicolons
 * or tabs, in UTF-8 with or without its mark or as an older Excel writes it (Windows-1252). Of a formula its last result
 * is read, a date comes as `YYYY-MM-DD`.
 *
 * @returns null for what is neither, or too large
 */
export async function readTable(bytes: Buffer): Promise<string[][] | null> {
  if (bytes.length > MOST_BYTES) return null;
  try {
    return bytes.subarray(0, ZIP.length).equals(ZIP) ? await readWorkbook(bytes) : readCsv(bytes);
  } catch (error) {
    // Both libraries throw for what isn't what it seems to be; there is nothing more to know.
    if (error instanceof Error) return null;
    throw error;
  }
}

async function readWorkbook(bytes: Buffer): Promise<string[][]> {
  return (await readSheet(bytes)).map((row) => row.map(textOf));
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  // A spreadsheet's date has no zone: it is read as midnight UTC.
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return typeof cell === 'number' ? String(cell).replace('.', ',') : String(cell);
}

function readCsv(bytes: Buffer): string[][] | null {
  const text = decoded(bytes);
  // No text has it, and what isn't text mostly does.
  if (text.includes('\0')) return null;
  const rows: string[][] = parse(text, {
    delimiter: delimiterOf(text),
    relax_column_count: true,
    skip_empty_lines: false,
  });
  return rows.map((row) => row.map(withoutGuard));
}

function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return new TextDecoder('windows-1252').decode(bytes);
    throw error;
  }
}

/** What stands most often in the headings. */
function delimiterOf(text: string): string {
  const [heading = ''] = text.split(/\r?\n/, 1);
  const counted = [';', ',', '\t'].map((mark) => ({ mark, count: heading.split(mark).length }));
  return counted.reduce((most, one) => (one.count > most.count ? one : most)).mark;
}

/** The apostrophe with which our own files keep a text from being a formula. */
function withoutGuard(cell: string): string {
  return /^'[\s\0]*[=+\-@＝＋－＠\t\r\n]/u.test(cell) ? cell.slice(1) : cell;
}
