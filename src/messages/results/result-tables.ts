import { localDate } from '../../domain/calendar.ts';
import { EMPLOYMENT_FORMS } from '../../domain/opening/employment.ts';
import type { Figure, MeetingFact, ResultRow, Results } from '../../domain/reports/results.ts';
import { type NamedResults, rowsTogether, type TogetherBy } from '../../domain/reports/together.ts';
import type { Reading } from '../reading.ts';
import type { Texts } from '../texts/da.ts';
import { categoryName } from '../work-words.ts';
import { dateWords, partWords, periodWords } from './results-words.ts';

/** A column. `adds`: its cells are the sum of these columns of their row, counted from 0. */
export interface Column {
  readonly label: string;
  readonly kind: 'text' | 'count' | 'decimal' | 'date';
  readonly adds?: readonly [from: number, to: number];
}

/** Null: no data, an empty cell. Dates are `YYYY-MM-DD`. Words in a column of numbers say that the number is hidden. */
export type Cell = string | number | null;

/** One table of a file, without its total: whoever writes the file computes it over every counting column. */
export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** What the last row is called; null where adding up means nothing. */
  readonly total: string | null;
}

/** Results as tables: the first two in the shape of the evaluation of Virksom.nu, then what else there is to tell. */
export function resultTables(
  results: Results,
  meetings: readonly MeetingFact[],
  reading: Reading,
): readonly Table[] {
  return [
    ...evaluationTables(results.byMunicipality, reading.texts.results.table.municipality, reading.texts),
    funnelTable(results, reading),
    contactTable(results, reading),
    ...targetTables(results, reading),
    hoursTable(results, reading),
    categoryTable(results, reading),
    meetingTable(results, reading),
    aboutTable(results, meetings, reading),
  ];
}

const text = (label: string): Column => ({ label, kind: 'text' });
const count = (label: string): Column => ({ label, kind: 'count' });

function cell(figure: Figure, { results }: Texts): Cell {
  return figure === 'hidden' ? results.hidden : figure;
}

/** Both result tables over several task forces. */
export function tablesTogether(
  all: readonly NamedResults[],
  by: TogetherBy,
  { texts, made }: { readonly texts: Texts; readonly made: string },
): readonly Table[] {
  const { table: t } = texts.results;
  const [first] = all;
  const label = by === 'task-force' ? t.taskForce : t.municipality;
  return [
    ...evaluationTables(rowsTogether(all, by), label, texts),
    {
      name: t.about,
      columns: [text(t.key), text(t.value)],
      rows: [
        [t.taskForces, String(all.length)],
        ...(first === undefined ? [] : [[t.period, periodWords(first.results, texts)]]),
        [t.made, dateWords(made, texts)],
        [t.uncounted, String(all.reduce((sum, { results }) => sum + results.meetings.uncounted, 0))],
      ],
      total: null,
    },
  ];
}

/** Who came and who is in a job, and in which form: a line for each of what `label` says. */
function evaluationTables(rows: readonly ResultRow<string>[], label: string, texts: Texts): readonly Table[] {
  return [reachTable(rows, label, texts), formsTable(rows, label, texts)];
}

function reachTable(rows: readonly ResultRow<string>[], label: string, texts: Texts): Table {
  const { table: t } = texts.results;
  return {
    name: t.reach,
    columns: [
      text(label),
      count(t.companies),
      count(t.others),
      { ...count(t.all), adds: [1, 2] },
      count(t.jobs),
      count(t.openings),
    ],
    rows: rows.map(({ key, companies, others, all, placed, openings }) => [
      key,
      cell(companies, texts),
      cell(others, texts),
      cell(all, texts),
      cell(placed.sum, texts),
      openings,
    ]),
    total: t.total,
  };
}

function formsTable(rows: readonly ResultRow<string>[], label: string, texts: Texts): Table {
  const { table: t } = texts.results;
  return {
    name: t.forms,
    columns: [
      text(label),
      ...EMPLOYMENT_FORMS.map((form) => count(texts.journey.form[form])),
      { ...count(t.sum), adds: [1, EMPLOYMENT_FORMS.length] },
      count(t.paid),
    ],
    rows: rows.map(({ key, placed }) => [
      key,
      ...EMPLOYMENT_FORMS.map((form) => cell(placed.forms[form], texts)),
      cell(placed.sum, texts),
      cell(placed.paid, texts),
    ]),
    total: t.total,
  };
}

function funnelTable({ funnel }: Results, { texts }: Reading): Table {
  const { table: t, step } = texts.results;
  return {
    name: t.funnel,
    columns: [text(t.step), count(t.count), { label: t.days, kind: 'decimal' }],
    rows: funnel.map((row) => [step[row.step], cell(row.count, texts), cell(row.days, texts)]),
    total: null,
  };
}

function contactTable({ contact }: Results, { texts }: Reading): Table {
  const { table: t, fact } = texts.results;
  return {
    name: fact.contact,
    columns: [count(t.inTime), count(t.due)],
    rows: [[contact.inTime, contact.due]],
    total: null,
  };
}

function targetTables({ target }: Results, { texts }: Reading): Table[] {
  if (target === null) return [];
  const { table: t } = texts.results;
  const counts = [
    [t.paidWork, target.paid],
    [t.allWork, target.all],
  ] as const;
  return [
    {
      name: t.target,
      columns: [{ label: t.from, kind: 'date' }, count(t.promised)],
      rows: target.history.map(({ from, target: promised }) => [from, promised]),
      total: null,
    },
    {
      name: t.jobs,
      columns: [text(t.measure), count(t.begun), count(t.running), count(t.people)],
      rows: counts.map(([label, { begun, running, people }]) => [
        label,
        cell(begun, texts),
        cell(running, texts),
        cell(people, texts),
      ]),
      total: null,
    },
  ];
}

function hoursTable({ hours }: Results, { texts }: Reading): Table {
  const { table: t } = texts.results;
  const decimal = (label: string): Column => ({ label, kind: 'decimal' });
  return {
    name: t.hours,
    columns: [count(t.running), decimal(t.firstHours), decimal(t.latestHours), decimal(t.growth)],
    rows: [[hours.people, hours.first, hours.latest, hours.growth].map((figure) => cell(figure, texts))],
    total: null,
  };
}

const placedCells = ({ openings, placed }: ResultRow<unknown>, texts: Texts) => [
  openings,
  cell(placed.sum, texts),
  cell(placed.paid, texts),
];

function categoryTable({ byCategory }: Results, reading: Reading): Table {
  const { texts } = reading;
  const { table: t } = texts.results;
  return {
    name: t.categories,
    columns: [text(t.category), count(t.openings), count(t.jobs), count(t.paid)],
    rows: byCategory.map((row) => [
      row.key === null ? t.noCategory : categoryName(row.key, reading),
      ...placedCells(row, texts),
    ]),
    total: t.total,
  };
}

function meetingTable({ byMeeting }: Results, reading: Reading): Table {
  const { texts, taskForce } = reading;
  const { table: t } = texts.results;
  return {
    name: t.meetings,
    columns: [
      text(t.meeting),
      { label: t.date, kind: 'date' },
      count(t.companies),
      count(t.others),
      { ...count(t.all), adds: [2, 3] },
      count(t.openings),
      count(t.jobs),
      count(t.paid),
    ],
    rows: byMeeting.map((row) => [
      row.key === null ? t.noMeeting : texts.meeting.kind[row.key.kind],
      row.key === null ? null : localDate(row.key.startedAt, taskForce.calendar),
      cell(row.companies, texts),
      cell(row.others, texts),
      cell(row.all, texts),
      ...placedCells(row, texts),
    ]),
    total: t.total,
  };
}

function aboutTable(results: Results, meetings: readonly MeetingFact[], reading: Reading): Table {
  const { texts, taskForce, now } = reading;
  const { table: t } = texts.results;
  const part = partWords(results.selection, meetings, reading);
  return {
    name: t.about,
    columns: [text(t.key), text(t.value)],
    rows: [
      [t.taskForce, taskForce.name],
      [t.period, periodWords(results, texts)],
      ...(part === null ? [] : [[t.part, part]]),
      [t.made, dateWords(localDate(now, taskForce.calendar), texts)],
      [t.uncounted, String(results.meetings.uncounted)],
    ],
    total: null,
  };
}
