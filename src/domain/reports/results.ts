import { businessDaysAfter, localDate } from '../calendar.ts';
import type { Instant, MeetingId } from '../ids.ts';
import type { MeetingKind, Participants } from '../meeting.ts';
import { EMPLOYMENT_FORMS, type EmploymentForm, isPaidOrdinary } from '../opening/employment.ts';
import { type HoursStep, hoursOn } from '../opening/placement.ts';
import type { TaskForce } from '../task-force.ts';
import type { CategoryId } from '../typed/categories.ts';
import { isWithin, type Period, type Span, spanOf } from './period.ts';

/** The steps from a spotted job to a person in it, in order. A visit is a way from contact to candidate, no step. */
export const FUNNEL_STEPS = [
  'logged',
  'claimed',
  'contacted',
  'matching',
  'presented',
  'agreed',
  'started',
] as const;
export type FunnelStep = (typeof FUNNEL_STEPS)[number];

/** Where something that is counted belongs. */
interface Belonging {
  /** The company's, not the task force's. */
  readonly municipality: string;
  /** Null for a visit request. */
  readonly category: CategoryId | null;
  readonly meetingId: MeetingId | null;
}

/** An opening as results see it: when it came to each step for the first time, as its timeline tells. */
export interface OpeningFact extends Belonging {
  readonly kind: 'job' | 'visit_request';
  /** Null: no act ever said so in so many words. `logged` is never null. */
  readonly steps: Readonly<Record<FunnelStep, Instant | null>> & { readonly logged: Instant };
  /** The end of the day that was first agreed at a handover for the call. */
  readonly promisedBy: Instant | null;
  /** When it was first closed without being filled. */
  readonly closedAt: Instant | null;
}

/** A job that began, of somebody who is only told apart from others, never named. */
export interface PlacementFact extends Belonging {
  /** The same number for the same person within one reading; it means nothing elsewhere. */
  readonly person: number;
  readonly form: EmploymentForm;
  /** Hours a week: those it began with, and those that hold now. */
  readonly hours: number;
  readonly hoursSteps: readonly HoursStep[];
  /** Local dates; `endedOn` null while it runs. */
  readonly startedOn: string;
  readonly endedOn: string | null;
}

export interface MeetingFact {
  readonly id: MeetingId;
  readonly kind: MeetingKind;
  readonly startedAt: Instant;
  /** Null: nobody counted, which is not 0. */
  readonly participants: Participants | null;
}

/** Everything results are counted from. */
export interface ResultFacts {
  readonly openings: readonly OpeningFact[];
  readonly placements: readonly PlacementFact[];
  readonly meetings: readonly MeetingFact[];
}

/** What is asked for; null: not narrowed. */
export interface Selection {
  readonly period: Period;
  readonly municipality: string | null;
  readonly category: CategoryId | null;
  readonly meetingId: MeetingId | null;
}

/** Everything since the beginning. */
export const WHOLE: Selection = {
  period: { kind: 'all' },
  municipality: null,
  category: null,
  meetingId: null,
};

/** A number, no data at all (null), or one that this reader isn't shown because it would tell of too few people. */
export type Figure = number | null | 'hidden';

/** Who came to the meetings. `all` is computed; null where no meeting was counted. */
export interface Reach {
  readonly companies: Figure;
  readonly others: Figure;
  readonly all: Figure;
}

/** People placed, by form of employment. `sum` is computed over all nine; paid ordinary work and the rest add up to it. */
export interface FormCounts {
  readonly forms: Readonly<Record<EmploymentForm, Figure>>;
  readonly sum: Figure;
  readonly paid: Figure;
  readonly rest: Figure;
}

/** One line of both result tables. */
export interface ResultRow<Key> extends Reach {
  readonly key: Key;
  readonly openings: number;
  readonly placed: FormCounts;
}

export interface FunnelCount {
  readonly step: FunnelStep;
  /** Openings that came this far, or further. */
  readonly count: Figure;
  /** The median of the days since the step before, with fractions; null for the first step and where nothing came so far. */
  readonly days: Figure;
}

/** The target against what came of it, as it stands at the end of the period; `paid` counts paid ordinary work alone. */
export interface TargetResult {
  /** Null: nothing was promised, which is not 0. */
  readonly promised: number | null;
  /** Every target until then, the oldest first, with the local date it held from. */
  readonly history: readonly { readonly from: string; readonly target: number | null }[];
  readonly paid: PeopleCount;
  readonly all: PeopleCount;
}

/** Jobs that ever began, those that still run, and how many different people they were given to. */
export interface PeopleCount {
  readonly begun: Figure;
  readonly running: Figure;
  readonly people: Figure;
}

/** Hours a week in paid ordinary work that runs; null where nobody is in it. */
export interface HoursResult {
  readonly people: Figure;
  readonly first: Figure;
  readonly latest: Figure;
  readonly growth: Figure;
}

export interface Results {
  readonly selection: Selection;
  readonly span: Span;
  readonly reach: Reach;
  /** Meetings in the period, and those of them whose participants nobody counted. */
  readonly meetings: { readonly held: number; readonly uncounted: number };
  readonly openings: { readonly jobs: number; readonly visits: number };
  readonly placed: FormCounts;
  readonly byMunicipality: readonly ResultRow<string>[];
  readonly byCategory: readonly ResultRow<CategoryId | null>[];
  readonly byMeeting: readonly ResultRow<MeetingFact | null>[];
  readonly funnel: readonly FunnelCount[];
  /** Of the openings whose deadline for the first call has passed or was kept: how many were called in time. */
  readonly contact: { readonly inTime: number; readonly due: number };
  /** Null for a part of the task force: what was promised isn't split. */
  readonly target: TargetResult | null;
  readonly hours: HoursResult;
}

/**
 * Section 8 of the specification. Openings count in the period in which they were told, whatever became of them since;
 * jobs in that of their first day; meetings in that of their beginning. What runs is counted at the end of the period,
 * or today while it lasts.
 */
export function resultsOf(
  facts: ResultFacts,
  selection: Selection,
  taskForce: TaskForce,
  now: Instant,
): Results {
  const { calendar } = taskForce;
  const span = spanOf(selection.period, now, calendar);
  const belongs = belongsTo(selection);
  const openings = facts.openings.filter(
    (opening) => belongs(opening) && isWithin(localDate(opening.steps.logged, calendar), span),
  );
  const ever = facts.placements.filter(belongs);
  const placements = ever.filter(({ startedOn }) => isWithin(startedOn, span));
  const meetings = meetingsOf(facts, selection, span, taskForce);
  const jobs = openings.filter(({ kind }) => kind === 'job').length;
  const today = localDate(now, calendar);
  const day = spansFuture(span, today) ? today : span.to;
  const whole =
    selection.municipality === null && selection.category === null && selection.meetingId === null;
  const tables = { openings, placements, meetings, taskForce };
  return {
    selection,
    span,
    reach: reachOf(selection.category === null ? meetings : []),
    meetings: {
      held: meetings.length,
      uncounted: meetings.filter(({ participants }) => participants === null).length,
    },
    openings: { jobs, visits: openings.length - jobs },
    placed: countForms(placements),
    ...rowsOf(tables, facts.meetings, selection),
    funnel: funnelOf(openings),
    contact: contactOf(openings, taskForce, now),
    target: whole ? targetOf(ever, day, taskForce) : null,
    hours: hoursOf(runningOn(ever.filter(isPaid), day), day),
  };
}

function belongsTo({ municipality, category, meetingId }: Selection) {
  return (one: Belonging) =>
    (municipality === null || one.municipality === municipality) &&
    (category === null || one.category === category) &&
    (meetingId === null || one.meetingId === meetingId);
}

/** A meeting was held in the task force's own municipality, and is about every kind of work. */
function meetingsOf(
  { meetings }: ResultFacts,
  { municipality, meetingId }: Selection,
  span: Span,
  { municipality: home, calendar }: TaskForce,
): readonly MeetingFact[] {
  if (municipality !== null && municipality !== home) return [];
  return meetings.filter(
    ({ id, startedAt }) =>
      (meetingId === null || id === meetingId) && isWithin(localDate(startedAt, calendar), span),
  );
}

function reachOf(meetings: readonly MeetingFact[]): Reach {
  const counted = meetings.flatMap(({ participants }) => (participants === null ? [] : [participants]));
  if (counted.length === 0) return { companies: null, others: null, all: null };
  const companies = sum(counted.map((one) => one.companies));
  const others = sum(counted.map((one) => one.others));
  return { companies, others, all: companies + others };
}

function countForms(placements: readonly PlacementFact[]): FormCounts {
  const of = (form: EmploymentForm) => placements.filter((placement) => placement.form === form).length;
  const counts = EMPLOYMENT_FORMS.map((form) => [form, of(form)] as const);
  const paid = placements.filter(isPaid).length;
  return {
    forms: Object.fromEntries(counts) as Record<EmploymentForm, number>,
    sum: sum(counts.map(([, count]) => count)),
    paid,
    rest: placements.length - paid,
  };
}

interface Counted {
  readonly openings: readonly OpeningFact[];
  readonly placements: readonly PlacementFact[];
  readonly meetings: readonly MeetingFact[];
  readonly taskForce: TaskForce;
}

/** The tables' rows: whatever was told, placed or held in the period has one, and no other. */
function rowsOf(
  counted: Counted,
  everyMeeting: readonly MeetingFact[],
  { category }: Selection,
): Pick<Results, 'byMunicipality' | 'byCategory' | 'byMeeting'> {
  const { openings, placements, taskForce } = counted;
  const meetings = category === null ? counted.meetings : [];
  const row = <Key>(key: Key, reached: readonly MeetingFact[], isOf: (one: Belonging) => boolean) => ({
    key,
    ...reachOf(reached),
    openings: openings.filter(isOf).length,
    placed: countForms(placements.filter(isOf)),
  });
  const told: readonly Belonging[] = [...openings, ...placements];
  const home = meetings.length === 0 ? [] : [taskForce.municipality];
  const municipalities = distinct([...home, ...told.map(({ municipality }) => municipality)]);
  const ids = distinct([...meetings.map(({ id }) => id), ...told.map(({ meetingId }) => meetingId)]);
  return {
    byMunicipality: municipalities
      .sort((a, b) => a.localeCompare(b, 'da'))
      .map((key) =>
        row(key, key === taskForce.municipality ? meetings : [], ({ municipality }) => municipality === key),
      ),
    byCategory: distinct(told.map((one) => one.category)).map((key) =>
      row(key, [], (one) => one.category === key),
    ),
    byMeeting: ids
      .map((id) => ({ id, meeting: everyMeeting.find((meeting) => meeting.id === id) ?? null }))
      .sort((a, b) => time(a.meeting) - time(b.meeting))
      .map(({ id, meeting }) =>
        row(
          meeting,
          meetings.filter((one) => one.id === id),
          ({ meetingId }) => meetingId === id,
        ),
      ),
  };
}

/** What was told outside of meetings comes last. */
function time(meeting: MeetingFact | null): number {
  return meeting?.startedAt.getTime() ?? Number.MAX_SAFE_INTEGER;
}

/**
 * When an opening was at a step or beyond: a step that was skipped was passed together with the next one. Null while it
 * isn't there.
 */
function reachedAt({ steps }: OpeningFact, step: FunnelStep): Instant | null {
  const later = FUNNEL_STEPS.slice(FUNNEL_STEPS.indexOf(step)).map((one) => steps[one]);
  const times = later.flatMap((at) => (at === null ? [] : [at.getTime()]));
  return times.length === 0 ? null : new Date(Math.min(...times));
}

const DAY_MS = 24 * 60 * 60_000;

function funnelOf(openings: readonly OpeningFact[]): FunnelCount[] {
  return FUNNEL_STEPS.map((step, index) => {
    const before = FUNNEL_STEPS[index - 1];
    const reached = openings.flatMap((opening) => {
      const at = reachedAt(opening, step);
      return at === null ? [] : [{ opening, at }];
    });
    const days =
      before === undefined
        ? []
        : reached.map(({ opening, at }) => {
            const from = reachedAt(opening, before) ?? at;
            return (at.getTime() - from.getTime()) / DAY_MS;
          });
    return { step, count: reached.length, days: median(days) };
  });
}

/** The middle one, or the mean of the two in the middle; null of none. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}

/**
 * The company is to be called by the day agreed at the handover, otherwise within the days of the settings since it was
 * told. An opening that was closed before anybody had to call, or that still has time, is in neither number.
 */
function contactOf(openings: readonly OpeningFact[], { calendar, thresholds }: TaskForce, now: Instant) {
  const calls = openings.map((opening) => {
    const { steps, promisedBy, closedAt } = opening;
    const deadline =
      promisedBy ?? businessDaysAfter(steps.logged, thresholds.claimedDaysSinceLogged, calendar);
    const called = reachedAt(opening, 'contacted');
    if (called !== null) return called <= deadline ? 'in_time' : 'late';
    return (closedAt ?? now) > deadline ? 'late' : 'open';
  });
  return {
    inTime: calls.filter((call) => call === 'in_time').length,
    due: calls.filter((call) => call !== 'open').length,
  };
}

function targetOf(placements: readonly PlacementFact[], day: string, taskForce: TaskForce): TargetResult {
  const { calendar, targetHistory, target } = taskForce;
  const history = targetHistory
    .map((one) => ({ from: localDate(one.from, calendar), target: one.target }))
    .filter(({ from }) => from <= day);
  const last = history.at(-1);
  return {
    // Where no history was kept the present target is all that is known.
    promised: targetHistory.length === 0 ? target : (last?.target ?? null),
    history,
    paid: peopleOf(placements.filter(isPaid), day),
    all: peopleOf(placements, day),
  };
}

function peopleOf(placements: readonly PlacementFact[], day: string): PeopleCount {
  const begun = placements.filter(({ startedOn }) => startedOn <= day);
  return {
    begun: begun.length,
    running: runningOn(begun, day).length,
    people: distinct(begun.map(({ person }) => person)).length,
  };
}

function hoursOf(running: readonly PlacementFact[], day: string): HoursResult {
  if (running.length === 0) return { people: 0, first: null, latest: null, growth: null };
  const first = sum(running.map(({ hours }) => hours));
  const latest = sum(running.map((job) => hoursOn(job, day)));
  return { people: running.length, first, latest, growth: latest - first };
}

function spansFuture({ to }: Span, today: string): boolean {
  return to > today;
}

/** Who ended on a day doesn't work there any more on that day. */
function runningOn(placements: readonly PlacementFact[], day: string): readonly PlacementFact[] {
  return placements.filter(
    ({ startedOn, endedOn }) => startedOn <= day && (endedOn === null || endedOn > day),
  );
}

function isPaid({ form }: PlacementFact): boolean {
  return isPaidOrdinary(form);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
