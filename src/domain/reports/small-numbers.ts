import type { Instant } from '../ids.ts';
import { EMPLOYMENT_FORMS } from '../opening/employment.ts';
import type { TaskForce } from '../task-force.ts';
import type { Period } from './period.ts';
import {
  type Figure,
  type FormCounts,
  type FunnelStep,
  type PeopleCount,
  type ResultFacts,
  type ResultRow,
  type Results,
  resultsOf,
  WHOLE,
} from './results.ts';

/** Whether a number tells of nobody, or of so many that nobody can be told apart. */
type Enough = (count: number) => boolean;

/** The periods of which each lies within the next. */
export const NESTED = ['month', 'quarter', 'year', 'all'] as const;
export type NestedPeriod = (typeof NESTED)[number];

export function isNested(kind: Period['kind']): kind is NestedPeriod {
  return NESTED.some((nested) => nested === kind);
}

/** Steps at which an opening stands for a person. */
const PERSONAL_STEPS: readonly FunnelStep[] = ['presented', 'agreed', 'started'];

/**
 * Results for those who may see no small number of people. Nothing is shown that is below the task
 * force's threshold, nor that would let such a number be found by taking shown numbers from each other. So a split (by form, by municipality, paid and not) is shown whole or
 * not at all, and a period only where what is left of every wider one is enough or none as well. This is also why such a
 * reader can choose neither a part of the task force nor own dates.
 *
 * Participants of meetings are shown: the card in the room told them to everybody who was there.
 */
export function withoutSmallNumbers(
  facts: ResultFacts,
  period: NestedPeriod,
  taskForce: TaskForce,
  now: Instant,
): Results {
  const scopes = NESTED.slice(NESTED.indexOf(period)).map((kind) =>
    resultsOf(facts, { ...WHOLE, period: { kind } }, taskForce, now),
  );
  const [asked] = scopes;
  const whole = scopes.at(-1);
  const isEnough: Enough = (count) => count === 0 || count >= taskForce.thresholds.fewestPeople;
  if (asked === undefined || whole === undefined) throw new RangeError(`${period} is no nested period`);
  /** Whether a number, and what is left of it in each wider period, tells of nobody or of enough. */
  const safe = (cell: (results: Results) => number) => {
    const own = cell(asked);
    return [own, ...scopes.slice(1).map((wider) => cell(wider) - own)].every(isEnough);
  };
  const shows = {
    sum: safe(({ placed }) => known(placed.sum)),
    paid: safe(({ placed }) => known(placed.paid)) && safe(({ placed }) => known(placed.rest)),
    forms: EMPLOYMENT_FORMS.every((form) => safe(({ placed }) => known(placed.forms[form]))),
  };
  const running = showsRunning(whole, isEnough);
  return {
    ...asked,
    placed: veiledForms(asked.placed, shows),
    byMunicipality: veiledRows(asked.byMunicipality, shows.sum, (key) =>
      safe(({ byMunicipality }) => placedIn(byMunicipality, key)),
    ),
    byCategory: veiledRows(asked.byCategory, shows.sum, (key) =>
      safe(({ byCategory }) => placedIn(byCategory, key)),
    ),
    byMeeting: veiledRows(asked.byMeeting, shows.sum, (key) =>
      safe(({ byMeeting }) => known(byMeeting.find((row) => row.key?.id === key?.id)?.placed.sum ?? 0)),
    ),
    funnel: veiledFunnel(asked, safe),
    target: veiledTarget(asked, whole, running, isEnough),
    hours: running ? asked.hours : { people: 'hidden', first: 'hidden', latest: 'hidden', growth: 'hidden' },
  };
}

/** @throws TypeError for a figure that was hidden before */
function known(figure: Figure): number {
  if (typeof figure !== 'number') throw new TypeError('only counted numbers can be weighed');
  return figure;
}

function placedIn<Key>(rows: readonly ResultRow<Key>[], key: Key): number {
  return known(rows.find((row) => row.key === key)?.placed.sum ?? 0);
}

/** A split whose every part is enough has parts that add up to enough. */
function veiledForms(
  counts: FormCounts,
  shows: { readonly sum: boolean; readonly paid: boolean; readonly forms: boolean },
): FormCounts {
  const forms = shows.sum && shows.forms;
  const paid = shows.sum && (shows.paid || shows.forms);
  return {
    forms: forms ? counts.forms : hiddenForms(),
    sum: shows.sum ? counts.sum : 'hidden',
    paid: paid ? counts.paid : 'hidden',
    rest: paid ? counts.rest : 'hidden',
  };
}

function hiddenForms(): FormCounts['forms'] {
  return Object.fromEntries(EMPLOYMENT_FORMS.map((form) => [form, 'hidden'])) as FormCounts['forms'];
}

/** Rows tell how many were placed, never in which form: two splits at once would have to be weighed together. */
function veiledRows<Key>(
  rows: readonly ResultRow<Key>[],
  sumIsShown: boolean,
  safe: (key: Key) => boolean,
): ResultRow<Key>[] {
  const shown = sumIsShown && rows.every(({ key }) => safe(key));
  return rows.map((row) => ({
    ...row,
    placed: {
      forms: hiddenForms(),
      sum: shown ? row.placed.sum : 'hidden',
      paid: 'hidden',
      rest: 'hidden',
    },
  }));
}

function veiledFunnel({ funnel }: Results, safe: (cell: (results: Results) => number) => boolean) {
  const countIn = (results: Results, step: FunnelStep) =>
    known(results.funnel.find((row) => row.step === step)?.count ?? 0);
  const shown = PERSONAL_STEPS.every((step, index) => {
    const next = PERSONAL_STEPS[index + 1];
    return (
      safe((results) => countIn(results, step)) &&
      (next === undefined || safe((results) => countIn(results, step) - countIn(results, next)))
    );
  });
  return funnel.map((row) =>
    shown || !PERSONAL_STEPS.includes(row.step)
      ? row
      : { ...row, count: 'hidden' as const, days: 'hidden' as const },
  );
}

/** Who runs, who stopped, in paid work and outside of it: four numbers that tell of each other, shown together. */
function showsRunning({ target, placed }: Results, isEnough: Enough): boolean {
  if (target === null) return false;
  const { paid, all } = target;
  const stopped = (count: PeopleCount) => known(count.begun) - known(count.running);
  return [
    known(placed.sum),
    known(placed.paid),
    known(placed.rest),
    known(paid.running),
    stopped(paid),
    known(all.running) - known(paid.running),
    stopped(all) - stopped(paid),
  ].every(isEnough);
}

/** What began is the sum of all time, and is shown where that is; people are told apart from jobs only by enough. */
function veiledTarget(
  { target }: Results,
  whole: Results,
  running: boolean,
  isEnough: Enough,
): Results['target'] {
  if (target === null) return null;
  const repeated = (count: PeopleCount) => known(count.begun) - known(count.people);
  const people =
    running &&
    [target.paid, target.all].every((count) => isEnough(known(count.people)) && isEnough(repeated(count))) &&
    isEnough(known(target.all.people) - known(target.paid.people));
  const begun = [whole.placed.sum, whole.placed.paid, whole.placed.rest].map(known).every(isEnough);
  const veiled = (count: PeopleCount): PeopleCount => ({
    begun: begun ? count.begun : 'hidden',
    running: running ? count.running : 'hidden',
    people: people ? count.people : 'hidden',
  });
  return { ...target, paid: veiled(target.paid), all: veiled(target.all) };
}
