import { localDate, startOfLocalDay } from '../../domain/calendar.ts';
import type { Instant, PersonId } from '../../domain/ids.ts';
import { CANDIDATE_LENGTH, readCandidate } from '../../domain/opening/candidate.ts';
import { NO_DETAILS, type OpeningDetails } from '../../domain/opening/details.ts';
import { EMPLOYMENT_FORMS } from '../../domain/opening/employment.ts';
import type { OpeningFacts } from '../../domain/opening/opening.ts';
import type { Past, PastJob } from '../../domain/opening/past.ts';
import { may } from '../../domain/permissions.ts';
import type { TaskForce } from '../../domain/task-force.ts';
import { type CategoryId, isCategory } from '../../domain/typed/categories.ts';
import { companyKey } from '../../domain/typed/company.ts';
import { parseCvr } from '../../domain/typed/cvr.ts';
import { HOURS_UNKNOWN } from '../../domain/typed/hours.ts';
import { parsePlace } from '../../domain/typed/place.ts';
import { holdsCprNumber } from '../../domain/typed/privacy.ts';
import { tidied } from '../../domain/typed/tidied.ts';
import { wholeWork } from '../../domain/typed/work-catalogue.ts';
import { filledWith } from '../../messages/fields.ts';
import {
  IMPORT_COLUMNS,
  IMPORT_STATUSES,
  type ImportColumn,
  type ImportStatus,
  NEEDED_COLUMNS,
} from '../../messages/importing/columns.ts';
import type { ImportProblem } from '../../messages/importing/import-table.ts';
import { ACT_LIMITS } from '../../messages/openings/act-forms.ts';
import { VISIT } from '../../messages/openings/intake-form.ts';
import type { Texts } from '../../messages/texts/da.ts';
import { categoryNameIn, taskNameIn } from '../../messages/work-words.ts';
import { readIntake } from '../openings/log-opening.ts';
import { oneNumber } from '../placements/start-placement.ts';
import type { Membership } from '../ports/people.ts';

/** What reading needs to know of the task force, and how it speaks. */
export interface ImportReading {
  readonly taskForce: TaskForce;
  readonly members: readonly Membership[];
  readonly now: Instant;
  /** Whoever reads the problems. */
  readonly texts: Texts;
  /** The languages that headings and choices may be written in. */
  readonly languages: readonly Texts[];
}

/** One opening of the file, with what tells it from every other: the same again when the file is read again. */
export interface ReadOpening {
  readonly row: number;
  readonly identity: string;
  readonly past: Past;
  /** In which row each of its jobs stands. */
  readonly jobRows: ReadonlyMap<PastJob, number>;
}

export interface ReadRows {
  readonly openings: readonly ReadOpening[];
  readonly problems: readonly ImportProblem[];
  /** Where each column stands in the file. */
  readonly columns: ReadonlyMap<ImportColumn, number>;
}

/** More than a task force has gathered in years; all of it is one transaction. */
const MOST_ROWS = 2_000;

/** Reads the whole file before it complains, so that all of it can be mended in one go. */
export function readRows(
  cells: readonly (readonly string[])[],
  author: PersonId,
  reading: ImportReading,
): ReadRows {
  const { importing: t } = reading.texts;
  const { columns, problems } = readHeadings(cells[0] ?? [], reading);
  if (problems.length > 0) return { openings: [], problems, columns };
  const rows = cells.flatMap((row, index) =>
    index > 0 && row.some((cell) => cell.trim() !== '') ? [{ number: index + 1, row }] : [],
  );
  const amount = rows.length === 0 ? t.noRows : rows.length > MOST_ROWS ? t.tooManyRows(MOST_ROWS) : null;
  if (amount !== null)
    return { openings: [], problems: [{ row: null, column: null, text: amount }], columns };
  const found: ImportProblem[] = [];
  const lines = rows.map(({ number, row }) => lineOf(number, row, columns, reading.texts, found));
  const read = groupsOf(lines).map((group) => readGroup(group, author, reading));
  const openings = withIdentities(read.filter((one) => one !== null));
  return { openings, problems: found.sort(byPlace), columns };
}

const byPlace = (a: ImportProblem, b: ImportProblem) =>
  (a.row ?? 0) - (b.row ?? 0) || (a.column ?? 0) - (b.column ?? 0);

function readHeadings(headings: readonly string[], { texts, languages }: ImportReading) {
  const { importing: t } = texts;
  const columns = new Map<ImportColumn, number>();
  const problems: ImportProblem[] = [];
  for (const [column, heading] of headings.entries()) {
    if (heading.trim() === '') continue;
    const id = IMPORT_COLUMNS.find((known) =>
      languages.some(({ importing }) => isSame(importing.columns[known], heading)),
    );
    if (id === undefined)
      problems.push({ row: 1, column, text: t.unknownColumn(heading.trim().slice(0, 60)) });
    else if (columns.has(id)) problems.push({ row: 1, column, text: t.columnTwice(t.columns[id]) });
    else columns.set(id, column);
  }
  for (const needed of NEEDED_COLUMNS.filter((id) => !columns.has(id)))
    problems.push({ row: 1, column: null, text: t.missingColumn(t.columns[needed]) });
  return { columns, problems };
}

/** Case, spaces and a full stop at the end don't tell two words apart. */
function isSame(a: string, b: string): boolean {
  const folded = (text: string) => tidied(text).toLowerCase().replace(/\.$/, '');
  return folded(a) === folded(b);
}

/** A row of the file: what stands in its cells, and where to say what is wrong with them. */
interface Line {
  readonly number: number;
  /** Trimmed; empty where nothing stands, and where something stands that may not be read. */
  cell(column: ImportColumn): string;
  /** Of several things that are wrong with a cell the first is told. */
  wrong(column: ImportColumn, text: string): void;
}

/** A cell that may hold a CPR number is told of, and read no further; a spreadsheet may have dropped its first zero. */
function lineOf(
  number: number,
  row: readonly string[],
  columns: ReadonlyMap<ImportColumn, number>,
  { importing: t, invalid }: Texts,
  problems: ImportProblem[],
): Line {
  const told = new Set<number>();
  const tell = (column: number, text: string) => {
    if (told.has(column)) return;
    told.add(column);
    problems.push({ row: number, column, text });
  };
  const known = new Set(columns.values());
  const unreadable = new Set<number>();
  for (const [column, cell] of row.entries()) {
    if (holdsCprNumber(cell) || /^\d{9}$/.test(cell.trim())) {
      tell(column, invalid.cpr);
      unreadable.add(column);
    } else if (!known.has(column) && cell.trim() !== '') tell(column, t.beyond);
  }
  return {
    number,
    cell: (id) => {
      const column = columns.get(id);
      return column === undefined || unreadable.has(column) ? '' : (row[column] ?? '').trim();
    },
    wrong: (id, text) => tell(columns.get(id) ?? 0, text),
  };
}

type Group = readonly [Line, ...Line[]];

/** Rows of one number are one opening with several jobs; a row without a number stands for itself. */
function groupsOf(lines: readonly Line[]): readonly Group[] {
  const groups = new Map<string, [Line, ...Line[]]>();
  for (const line of lines) {
    const ref = line.cell('ref').toLowerCase();
    const key = ref === '' ? `row ${line.number}` : `no ${ref}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [line]);
    else group.push(line);
  }
  return [...groups.values()];
}

type Unnamed = Omit<ReadOpening, 'identity'> & { readonly about: readonly string[] };

/** What a job's row says beside the job is either nothing or what the first row of the opening says. */
const OF_JOB: readonly ImportColumn[] = ['ref', 'candidate', 'form', 'started_on', 'job_hours', 'ended_on'];

function readGroup(group: Group, author: PersonId, reading: ImportReading): Unnamed | null {
  const [first, ...others] = group;
  const { importing: t } = reading.texts;
  for (const line of others) {
    for (const id of IMPORT_COLUMNS.filter((column) => !OF_JOB.includes(column))) {
      const said = line.cell(id);
      if (said !== '' && !isSame(said, first.cell(id))) line.wrong(id, t.differs(first.number));
    }
  }
  const jobRows = new Map(
    group.flatMap((line) => {
      const job = readJob(line, reading);
      return job === null ? [] : [[job, line.number] as const];
    }),
  );
  const jobs = [...jobRows.keys()];
  const facts = readFacts(first, Math.max(1, jobs.length), reading);
  const toldOn = readToldOn(first, jobs, reading);
  const reached = readStatus(first, reading);
  const consultant = readConsultant(first, reached !== 'logged' || jobs.length > 0, reading);
  const details = readDetails(first, author, reading.texts);
  if (facts === null || toldOn === null || details === null) return null;
  const about = [
    first.cell('ref').toLowerCase(),
    companyKey(facts.company),
    facts.category ?? VISIT,
    facts.tasks.join(),
    facts.municipality,
    first.cell('told_on'),
  ];
  return { row: first.number, about, past: { facts, details, toldOn, reached, consultant, jobs }, jobRows };
}

/** Without a number of its own an opening is told from others by what it is, and from its like by their order. */
function withIdentities(read: readonly Unnamed[]): ReadOpening[] {
  const seen = new Map<string, number>();
  return read.map(({ about: [ref = '', ...facts], ...opening }) => {
    const key = ref === '' ? JSON.stringify(facts) : JSON.stringify(ref);
    const nth = seen.get(key) ?? 0;
    seen.set(key, nth + 1);
    return { ...opening, identity: `${key} ${nth}` };
  });
}

/** Which cell tells what the form asks in two fields. */
const CELL_OF: Readonly<Record<string, ImportColumn>> = { hours_text: 'hours', municipality: 'place' };

/** As the form reads them, with its own words for what is wrong. */
function readFacts(line: Line, atLeast: number, reading: ImportReading): OpeningFacts | null {
  const { texts } = reading;
  const category = readCategory(line, reading);
  const tasks = category === null || !isCategory(category) ? [] : readTasks(line, category, reading);
  const places = readPlaces(line, atLeast, texts);
  const read = readIntake(
    filledWith({
      category,
      tasks,
      hours: HOURS_UNKNOWN,
      hours_text: line.cell('hours') || null,
      company: line.cell('company'),
      contact_name: line.cell('contact_name'),
      contact: line.cell('contact'),
      place: line.cell('place'),
    }),
    wholeWork(reading.taskForce.work),
    texts,
  );
  if (read.kind === 'facts') return category === null || places === null ? null : { ...read.facts, places };
  const place = parsePlace(line.cell('place'));
  if (place.kind === 'ambiguous')
    line.wrong('place', texts.importing.whichMunicipality(place.municipalities.join(', ')));
  for (const [field, text] of Object.entries(read.errors)) {
    const column = CELL_OF[field] ?? IMPORT_COLUMNS.find((id) => id === field);
    if (column !== undefined) line.wrong(column, text);
  }
  return null;
}

function readCategory(line: Line, { texts, languages, taskForce: { work } }: ImportReading): string | null {
  const { categories } = wholeWork(work);
  const said = line.cell('category');
  const visit = languages.some(
    ({ visitRequest, results }) => isSame(visitRequest, said) || isSame(results.table.noCategory, said),
  );
  const found = visit
    ? VISIT
    : categories.find((id) => languages.some((one) => isSame(categoryNameIn(work, id, one), said)));
  if (found !== undefined) return found;
  const choices = [
    ...categories.map((id) => categoryNameIn(work, id, texts)),
    texts.results.table.noCategory,
  ];
  line.wrong('category', texts.importing.oneOf(choices.join(', ')));
  return null;
}

/** Separated by commas or semicolons. */
function readTasks(
  line: Line,
  category: CategoryId,
  { texts, languages, taskForce: { work } }: ImportReading,
): string[] {
  const offered = wholeWork(work).tasks(category);
  const said = line
    .cell('tasks')
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const found = said.map((part) =>
    offered.find((id) => languages.some((one) => isSame(taskNameIn(work, id, one), part))),
  );
  if (found.includes(undefined) || (found.length === 0 && offered.length > 1)) {
    line.wrong('tasks', texts.importing.oneOf(offered.map((id) => taskNameIn(work, id, texts)).join(', ')));
  }
  return found.filter((id) => id !== undefined);
}

const MOST_PLACES = 99;

function readPlaces(line: Line, atLeast: number, { invalid }: Texts): number | null {
  const said = line.cell('places');
  if (said === '') return atLeast;
  const places = /^\d{1,2}$/.test(said) ? Number(said) : 0;
  if (places >= 1) return places;
  line.wrong('places', invalid.number(1, MOST_PLACES));
  return null;
}

function readDetails(line: Line, author: PersonId, { importing: t, invalid }: Texts): OpeningDetails | null {
  const [cvr, text] = [line.cell('cvr'), line.cell('note')];
  const read = cvr === '' ? null : parseCvr(cvr);
  if (read?.kind === 'unreadable') line.wrong('cvr', t.cvr);
  if (text.length > ACT_LIMITS.note) line.wrong('note', invalid.tooLong(ACT_LIMITS.note));
  if (read?.kind === 'unreadable' || text.length > ACT_LIMITS.note) return null;
  return { ...NO_DETAILS, cvr: read?.digits ?? null, note: text === '' ? null : { text, by: author } };
}

/** Without a date it was told on the day its first job began, or today. */
function readToldOn(line: Line, jobs: readonly PastJob[], reading: ImportReading): string | null {
  const [first] = jobs.map(({ startedOn }) => startedOn).sort();
  const today = localDate(reading.now, reading.taskForce.calendar);
  if (line.cell('told_on') === '') return first ?? today;
  const told = readDate(line, 'told_on', reading);
  if (told !== null && first !== undefined && first < told) {
    line.wrong('told_on', reading.texts.importing.future);
    return null;
  }
  return told;
}

function readStatus(line: Line, { texts, languages }: ImportReading): ImportStatus {
  const said = line.cell('status');
  // Somebody has it, so somebody spoke with them.
  if (said === '') return line.cell('consultant') === '' ? 'logged' : 'contacted';
  const found = IMPORT_STATUSES.find((id) =>
    languages.some(({ importing }) => isSame(importing.status[id], said)),
  );
  if (found !== undefined) return found;
  const choices = IMPORT_STATUSES.map((id) => texts.importing.status[id]);
  line.wrong('status', texts.importing.oneOf(choices.join(', ')));
  return 'logged';
}

function readConsultant(line: Line, needed: boolean, { members, texts }: ImportReading): PersonId | null {
  const { importing: t } = texts;
  const said = line.cell('consultant');
  if (said === '') {
    if (needed) line.wrong('consultant', t.needsConsultant);
    return null;
  }
  const consultants = members.filter(({ roles }) => may(roles, 'claim_opening'));
  const found = consultants.find(({ person }) => isSame(person.name, said));
  if (found === undefined)
    line.wrong('consultant', t.noConsultant(consultants.map(({ person }) => person.name).join(', ')));
  return found?.person.id ?? null;
}

/** Null where there is no job, or not all of it can be read. */
function readJob(line: Line, reading: ImportReading): PastJob | null {
  const { importing: t, journey, invalid } = reading.texts;
  const cells = OF_JOB.filter((id) => id !== 'ref');
  if (cells.every((id) => line.cell(id) === '')) return null;
  for (const id of cells.filter((one) => one !== 'ended_on'))
    if (line.cell(id) === '') line.wrong(id, t.jobIncomplete);
  const read = readCandidate(line.cell('candidate'));
  if (read.kind === 'unusable') {
    const sentences = {
      empty: t.jobIncomplete,
      too_long: invalid.tooLong(CANDIDATE_LENGTH),
      cpr: journey.invalid.candidateCpr,
      name: journey.invalid.candidateName,
    };
    line.wrong('candidate', sentences[read.why]);
  }
  const form = EMPLOYMENT_FORMS.find((id) =>
    reading.languages.some((one) => isSame(one.journey.form[id], line.cell('form'))),
  );
  if (form === undefined)
    line.wrong('form', t.oneOf(EMPLOYMENT_FORMS.map((id) => journey.form[id]).join(', ')));
  const hours = oneNumber(line.cell('job_hours'));
  if (hours === null) line.wrong('job_hours', journey.invalid.hours);
  const startedOn = readDate(line, 'started_on', reading);
  const endedOn = line.cell('ended_on') === '' ? null : readDate(line, 'ended_on', reading);
  if (startedOn !== null && endedOn !== null && endedOn < startedOn)
    line.wrong('ended_on', t.before(t.columns.started_on));
  if (read.kind === 'unusable' || form === undefined || hours === null || startedOn === null) return null;
  return { candidate: read.candidate, form, hours, startedOn, endedOn };
}

const DATE = /^(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[-./](\d{1,2})[-./](\d{4}))$/;

/** A local date of today or before, as people or spreadsheets write it. */
function readDate(line: Line, id: ImportColumn, { texts, taskForce, now }: ImportReading): string | null {
  const { importing: t } = texts;
  const [, y1, m1, d1, d2, m2, y2] = DATE.exec(line.cell(id)) ?? [];
  const date = `${y1 ?? y2}-${(m1 ?? m2 ?? '').padStart(2, '0')}-${(d1 ?? d2 ?? '').padStart(2, '0')}`;
  const isDate = startOfLocalDay(date, taskForce.calendar) !== null;
  if (isDate && date <= localDate(now, taskForce.calendar)) return date;
  line.wrong(id, isDate ? t.future : t.date);
  return null;
}
