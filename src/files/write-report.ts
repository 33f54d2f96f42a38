import { fileURLToPath } from 'node:url';
import type PDFDocument from 'pdfkit';
import type { Chart } from '../messages/results/chart.ts';
import type { Report } from '../messages/results/steering-report.ts';
import { COLOURS } from './colours.ts';

/** A4 in points. */
const PAGE = { width: 595.28, height: 841.89, margin: 48 } as const;
const WIDTH = PAGE.width - 2 * PAGE.margin;
const GAP = 28;
const COLUMN = (WIDTH - GAP) / 2;
/** Room for the note at the foot. */
const FOOT = 30;

type Document = InstanceType<typeof PDFDocument>;

/**
 * The report as one page of PDF, with its fonts in it, so that æ, ø and å stand on every machine. What doesn't fit the
 * page, as many states at once, ends in dots: it is one page.
 */
export async function writeReport(report: Report, now: Date): Promise<Uint8Array> {
  // A tenth of a second of a start, for what few ask for.
  const { default: PdfDocument } = await import('pdfkit');
  const document = new PdfDocument({
    size: [PAGE.width, PAGE.height],
    margin: PAGE.margin,
    lang: report.locale,
    displayTitle: true,
    info: { Title: report.title, Subject: report.subtitle, CreationDate: now, ModDate: now },
  });
  const chunks: Buffer[] = [];
  const written = new Promise<Uint8Array>((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
  document.registerFont('regular', fontFile(400)).registerFont('bold', fontFile(700));
  draw(document, report);
  document.end();
  return written;
}

function fontFile(weight: 400 | 700): string {
  return fileURLToPath(import.meta.resolve(`@fontsource/inter/files/inter-latin-${weight}-normal.woff`));
}

function draw(document: Document, { title, subtitle, facts, chart, forms, since, note }: Report): void {
  let y = text(document, title, PAGE.margin, PAGE.margin, { bold: true, size: 20 });
  y = text(document, subtitle, PAGE.margin, y + 4, { subtle: true });
  y = rule(document, y + 10) + 14;
  const half = facts.length / 2;
  const left = facts.slice(0, Math.ceil(half));
  const right = facts.slice(Math.ceil(half));
  const columns = [left, right].map((some, index) =>
    some.reduce((at, fact) => {
      const below = text(document, fact.label, columnX(index), at, { subtle: true, width: COLUMN, size: 9 });
      return (
        text(document, fact.value, columnX(index), below + 1, { bold: true, width: COLUMN, size: 10.5 }) + 8
      );
    }, y),
  );
  y = rule(document, Math.max(...columns) + 2) + 14;
  const below = [
    progressAndFunnel(document, chart, columnX(0), y),
    forms.rows.reduce(
      (at, { label, value }) => row(document, label, value, columnX(1), at),
      heading(document, forms.heading, columnX(1), y),
    ),
  ];
  y = rule(document, Math.max(...below) + 6) + 14;
  y = heading(document, since.heading, PAGE.margin, y);
  const bottom = PAGE.height - PAGE.margin - FOOT;
  for (const line of since.lines) {
    if (y > bottom - 14) {
      text(document, '…', PAGE.margin, y, {});
      break;
    }
    const words = line.map((span) => (typeof span === 'string' ? span : span.bold)).join('');
    const bold = line.every((span) => typeof span !== 'string');
    y = text(document, words, PAGE.margin, bold ? y + 3 : y, { oneLine: true, bold }) + 3;
  }
  text(document, note, PAGE.margin, bottom + 12, { subtle: true, size: 8.5 });
}

const columnX = (index: number) => PAGE.margin + index * (COLUMN + GAP);

interface Style {
  readonly bold?: boolean;
  readonly subtle?: boolean;
  readonly size?: number;
  readonly width?: number;
  readonly align?: 'left' | 'right';
  /** Cut with dots instead of going on below. */
  readonly oneLine?: boolean;
}

/** @returns where the next line may begin */
function text(document: Document, words: string, x: number, y: number, style: Style): number {
  const { bold = false, subtle = false, size = 10, width = WIDTH, align = 'left', oneLine = false } = style;
  document
    .font(bold ? 'bold' : 'regular')
    .fontSize(size)
    .fillColor(subtle ? COLOURS.subtle : COLOURS.text);
  const cut = oneLine ? { height: size * 1.3, ellipsis: true, lineBreak: true } : {};
  document.text(words, x, y, { width, align, ...cut });
  return document.y;
}

function heading(document: Document, words: string, x: number, y: number): number {
  return (
    text(document, words, x, y, { bold: true, size: 11.5, width: x === PAGE.margin ? WIDTH : COLUMN }) + 6
  );
}

function row(document: Document, label: string, value: string, x: number, y: number): number {
  text(document, label, x, y, { subtle: true, width: COLUMN - 60, oneLine: true });
  return (
    text(document, value, x + COLUMN - 60, y, { bold: true, width: 60, align: 'right', oneLine: true }) + 4
  );
}

function rule(document: Document, y: number): number {
  document
    .moveTo(PAGE.margin, y)
    .lineTo(PAGE.margin + WIDTH, y)
    .lineWidth(0.7)
    .strokeColor(COLOURS.edge)
    .stroke();
  return y;
}

const BAR = { label: 118, count: 34, height: 9, step: 18 } as const;

function progressAndFunnel(
  document: Document,
  { progress, heading: words, bars }: Chart,
  x: number,
  from: number,
): number {
  let y = heading(document, words, x, from);
  if (progress !== null && progress.of !== null) {
    const share = Math.min(1, progress.value / progress.of);
    text(document, progress.label, x, y, { subtle: true, width: COLUMN });
    y =
      text(document, `${progress.value} / ${progress.of}`, x, y, {
        bold: true,
        width: COLUMN,
        align: 'right',
      }) + 3;
    filled(document, x, y, COLUMN, COLOURS.track);
    filled(document, x, y, COLUMN * share, COLOURS.done);
    y += BAR.step;
  }
  const most = Math.max(1, ...bars.map(({ count }) => count ?? 0));
  const room = COLUMN - BAR.label - BAR.count;
  for (const { label, count } of bars) {
    text(document, label, x, y, { subtle: true, width: BAR.label, oneLine: true });
    filled(document, x + BAR.label, y + 2, ((count ?? 0) / most) * room, COLOURS.bar);
    text(document, count === null ? '–' : String(count), x + COLUMN - BAR.count, y, {
      bold: true,
      width: BAR.count,
      align: 'right',
      oneLine: true,
    });
    y += BAR.step;
  }
  return y;
}

function filled(document: Document, x: number, y: number, width: number, colour: string): void {
  if (width > 0) document.roundedRect(x, y, width, BAR.height, Math.min(2, width / 2)).fill(colour);
}
