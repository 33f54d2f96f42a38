import { expect, test } from 'vitest';
import type { Store } from '../../src/app/ports/store.ts';
import { EMPLOYMENT_FORMS, isPaidOrdinary } from '../../src/domain/opening/employment.ts';
import { digestOf } from '../../src/domain/reports/digest.ts';
import type { Period } from '../../src/domain/reports/period.ts';
import {
  FUNNEL_STEPS,
  type ResultFacts,
  resultsOf,
  type Selection,
  WHOLE,
} from '../../src/domain/reports/results.ts';
import { type NamedResults, rowsTogether, type TogetherBy } from '../../src/domain/reports/together.ts';
import { createStore } from '../../src/store/create-store.ts';
import type { Database } from '../../src/store/database.ts';
import { createInMemoryStore } from '../../src/store/in-memory.ts';
import { type Diary, live } from '../support/life.ts';
import { rewriteLife } from '../support/rewrite-life.ts';
import { describeEachDatabase } from './each-store.ts';

/** To the beginning of December; `LIFE_DAYS=730` before the command lives two years, in a quarter of an hour or so. */
const DAYS = Number(process.env.LIFE_DAYS ?? 125);
const LIFE_MS = 240_000 * Math.max(1, DAYS / 100);

/** Public holidays on weekdays, from a printed calendar, and the days that are closed by custom: 24 and 31 December, 5 June. */
const CLOSED_WEEKDAYS = [
  ...['2026-12-24', '2026-12-25', '2026-12-31', '2027-01-01', '2027-03-25', '2027-03-26', '2027-03-29'],
  ...['2027-05-06', '2027-05-17', '2027-12-24', '2027-12-31', '2028-04-13', '2028-04-14', '2028-04-17'],
  ...['2028-05-25', '2028-06-05', '2028-12-25', '2028-12-26'],
];
const PERIODS: readonly Period[] = [
  { kind: 'all' },
  { kind: 'quarter' },
  { kind: 'month' },
  { kind: 'dates', from: '2026-08-17', to: '2026-10-09' },
];
const ZONE = 'Europe/Copenhagen';

/** The events of each step and of all later ones, written down anew: what the code thinks they are is not asked. */
const BEYOND = {
  logged: ['logged'],
  claimed: [
    'claimed',
    'handover_agreed',
    'handed_over',
    'contacted',
    'visit_booked',
    'visit_held',
    'matching_started',
  ],
  contacted: ['contacted', 'visit_booked', 'visit_held', 'matching_started'],
  matching: ['visit_held', 'matching_started'],
  presented: ['candidate_presented'],
  agreed: ['agreed'],
  started: ['started'],
} as const;

/** Lived once, by the same people, for every database: what they say to the bot is tried on each of them elsewhere. */
const lived = (async () => {
  const store = createInMemoryStore();
  return { memory: store, ...(await live(store, 1, DAYS)) };
})();

describeEachDatabase('results', (database) => {
  test('every figure of a random life is what a recount of the timeline in SQL gives', {
    timeout: LIFE_MS,
  }, async () => {
    const store = createStore(database());
    const { memory, diaries, now } = await lived;
    let people = 0;
    const all: NamedResults[] = [];
    for (const diary of diaries) {
      await rewriteLife(memory, diary, store, database());
      const facts = await store.results.facts(diary.taskForce.id);
      expect(facts).toEqual(await memory.results.facts(diary.taskForce.id));
      all.push({ name: diary.taskForce.name, results: resultsOf(facts, WHOLE, diary.taskForce, now) });
      await sameAsDigest(store, facts, diary, now);
      for (const period of PERIODS) {
        for (const part of await partsOf(database(), diary)) {
          const selection: Selection = { ...part, period };
          const results = resultsOf(facts, selection, diary.taskForce, now);
          const { from, to } = results.span;
          const scope: Scope = { ...part, id: diary.taskForce.id, from: from ?? '0001-01-01', to };
          expect(flattened(results)).toEqual(await recount(database(), scope, diary, now));
          people += Number(results.placed.sum);
        }
      }
    }
    // A life in which nothing happens proves nothing.
    expect(people).toBeGreaterThan(60);
    expect(placedIn(rowsTogether(all, 'municipality'))).toEqual(await startedBy(database(), 'municipality'));
    expect(placedIn(rowsTogether(all, 'task-force'))).toEqual(await startedBy(database(), 'task-force'));
  });
});

const livedShortly = (async () => {
  const store = createInMemoryStore();
  await live(store, 7, 25);
  return store;
})();

describeEachDatabase('results, read twice', (database) => {
  test('are the same from memory as from the database', { timeout: LIFE_MS }, async () => {
    const store = createStore(database());
    const { diaries } = await live(store, 7, 25);
    const memory = await livedShortly;
    for (const { taskForce } of diaries) {
      const facts = await store.results.facts(taskForce.id);
      expect(facts.openings.length).toBeGreaterThan(5);
      expect(facts).toEqual(await memory.results.facts(taskForce.id));
    }
  });
});

const placedIn = (rows: ReturnType<typeof rowsTogether>) =>
  rows.filter(({ placed }) => placed.sum !== 0).map(({ key, placed }) => [key, placed.sum]);

/** Every start there ever was, of every task force. */
async function startedBy({ client }: Database, by: TogetherBy) {
  const rows = await client.$queryRaw<{ key: string; jobs: number }[]>`
    SELECT CASE ${by} WHEN 'municipality' THEN o.municipality ELSE f.name END AS key, count(*)::int AS jobs
    FROM timeline_entry s JOIN opening o ON o.id = s.opening_id JOIN task_force f ON f.id = o.task_force_id
    WHERE s.event ->> 'kind' = 'started' GROUP BY 1`;
  return rows
    .map(({ key, jobs }) => [key, jobs])
    .sort(([a], [b]) => String(a).localeCompare(String(b), 'da'));
}

/** What the Monday's digest says of the same moment. */
async function sameAsDigest(
  store: Store,
  facts: ResultFacts,
  { taskForce }: Diary,
  now: Date,
): Promise<void> {
  const { target, running } = digestOf(await store.overview.digestInput(taskForce.id, now), taskForce, now);
  const results = resultsOf(facts, WHOLE, taskForce, now);
  expect(await store.results.reached(taskForce.id)).toEqual(
    Object.fromEntries(results.funnel.map(({ step, count }) => [step, count])),
  );
  expect({ placed: target.placed, spotted: target.spotted, running, promised: target.promised }).toEqual({
    placed: results.target?.paid.running,
    spotted: results.openings.jobs,
    running: results.target?.all.running,
    promised: results.target?.promised,
  });
}

type Part = Omit<Selection, 'period'>;
interface Scope extends Part {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

async function partsOf({ client }: Database, { taskForce }: Diary): Promise<Part[]> {
  const whole = { municipality: null, category: null, meetingId: null };
  const met = await client.meeting.findFirst({
    where: { task_force_id: taskForce.id, openings: { some: {} } },
    select: { id: true },
  });
  return [
    whole,
    { ...whole, municipality: 'Skive' },
    { ...whole, category: 'canteen' },
    ...(met === null ? [] : [{ ...whole, meetingId: met.id as never }]),
  ];
}

/** The figures as the recount names them. */
function flattened(results: ReturnType<typeof resultsOf>) {
  const { reach, openings, placed, funnel, contact, target, hours, byMunicipality } = results;
  return {
    reach,
    openings,
    placed,
    funnel: funnel.map(({ step, count, days }) => ({
      step,
      count,
      days: days === null ? null : rounded(Number(days)),
    })),
    contact,
    people: target === null ? null : { paid: target.paid, all: target.all },
    hours: hours.latest,
    towns: byMunicipality
      .filter(({ placed }) => placed.sum !== 0)
      .map(({ key, placed }) => [key, placed.sum]),
  };
}

const rounded = (days: number) => Math.round(days * 1e6) / 1e6;

/** Counted straight from the timeline, the meetings and the diary; what openings say of their state isn't read. */
async function recount(
  database: Database,
  scope: Scope,
  diary: Diary,
  now: Date,
): Promise<ReturnType<typeof flattened>> {
  const jobs = await jobsIn(database, scope, diary);
  const inSpan = jobs.filter(({ started_on }) => started_on >= scope.from && started_on <= scope.to);
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE }).format(now);
  const day = [scope.to, today].sort()[0] ?? today;
  const people = (paidOnly: boolean) => {
    const begun = jobs.filter((job) => job.started_on <= day && (!paidOnly || isPaidOrdinary(job.form)));
    return {
      begun: begun.length,
      running: begun.filter((job) => job.ended_on === null || job.ended_on > day).length,
      people: new Set(begun.map((job) => job.candidate)).size,
    };
  };
  const paidNow = jobs.filter(
    (job) =>
      isPaidOrdinary(job.form) && job.started_on <= day && (job.ended_on === null || job.ended_on > day),
  );
  const paid = inSpan.filter((job) => isPaidOrdinary(job.form)).length;
  const towns = [...new Set(inSpan.map((job) => job.municipality))].sort((a, b) => a.localeCompare(b, 'da'));
  const isWhole = scope.municipality === null && scope.category === null && scope.meetingId === null;
  return {
    reach: await reachIn(database, scope),
    ...(await openingsIn(database, scope, now)),
    placed: {
      forms: Object.fromEntries(
        EMPLOYMENT_FORMS.map((form) => [form, inSpan.filter((job) => job.form === form).length]),
      ) as never,
      sum: inSpan.length,
      paid,
      rest: inSpan.length - paid,
    },
    people: isWhole ? { paid: people(true), all: people(false) } : null,
    hours: paidNow.length === 0 ? null : paidNow.reduce((all, job) => all + job.hours, 0),
    towns: towns.map((town) => [town, inSpan.filter((job) => job.municipality === town).length]),
  };
}

async function reachIn({ client }: Database, { id, from, to, category, municipality, meetingId }: Scope) {
  if (category !== null || (municipality !== null && municipality !== 'Viborg')) {
    return { companies: null, others: null, all: null };
  }
  const [row] = await client.$queryRaw<
    { companies: number | null; others: number | null; all: number | null }[]
  >`
    SELECT sum(companies)::int AS companies, sum(others)::int AS others, sum(companies + others)::int AS "all"
    FROM meeting WHERE task_force_id = ${id}::uuid AND (${meetingId}::uuid IS NULL OR id = ${meetingId}::uuid)
      AND (started_at AT TIME ZONE ${ZONE})::date BETWEEN ${from}::date AND ${to}::date`;
  return row ?? { companies: null, others: null, all: null };
}

interface Job {
  readonly form: (typeof EMPLOYMENT_FORMS)[number];
  readonly hours: number;
  readonly started_on: string;
  readonly ended_on: string | null;
  readonly municipality: string;
  readonly candidate: string;
}

/** Each start, from its event, the agreement before it and the end after it. Who it was, only the diary knows. */
async function jobsIn({ client }: Database, scope: Scope, { starts }: Diary): Promise<Job[]> {
  const rows = await client.$queryRaw<(Omit<Job, 'candidate'> & { opening: string; place: number })[]>`
    SELECT s.opening_id::text AS opening, (s.event ->> 'place')::int AS place, s.event ->> 'form' AS form,
      (s.event ->> 'hours')::float8 AS hours, o.municipality,
      least(
        (SELECT a.event ->> 'startsOn' FROM timeline_entry a
         WHERE a.opening_id = s.opening_id AND a.event ->> 'kind' = 'agreed'
           AND a.event ->> 'place' = s.event ->> 'place' AND a.id < s.id ORDER BY a.id DESC LIMIT 1),
        to_char(s.at AT TIME ZONE ${ZONE}, 'YYYY-MM-DD')) AS started_on,
      (SELECT to_char(e.at AT TIME ZONE ${ZONE}, 'YYYY-MM-DD') FROM timeline_entry e
       WHERE e.opening_id = s.opening_id AND e.event ->> 'kind' = 'ended_early'
         AND e.event ->> 'place' = s.event ->> 'place' AND e.id > s.id ORDER BY e.id LIMIT 1) AS ended_on
    FROM timeline_entry s JOIN opening o ON o.id = s.opening_id
    WHERE s.event ->> 'kind' = 'started' AND s.task_force_id = ${scope.id}::uuid
      AND (${scope.municipality}::text IS NULL OR o.municipality = ${scope.municipality})
      AND (${scope.category}::text IS NULL OR o.category = ${scope.category})
      AND (${scope.meetingId}::uuid IS NULL OR o.meeting_id = ${scope.meetingId}::uuid)
    ORDER BY s.id`;
  const seen = new Map<string, number>();
  return rows.map(({ opening, place, ...job }) => {
    const key = `${opening} ${place}`;
    const nth = seen.get(key) ?? 0;
    seen.set(key, nth + 1);
    const lived = starts.filter((one) => `${one.opening} ${one.place}` === key)[nth];
    if (lived?.form !== job.form) throw new Error(`the diary knows no such start: ${key}`);
    return { ...job, candidate: lived.candidate };
  });
}

/** Openings told in the period: kinds, funnel and calls, each opening's events weighed by SQL. */
async function openingsIn({ client }: Database, scope: Scope, now: Date) {
  const rows = await client.$queryRaw<
    { kind: string; days: (number | string | null)[]; reached: boolean[]; call: string }[]
  >`
    WITH told AS (
      SELECT o.id, o.kind, l.at AS logged FROM opening o JOIN timeline_entry l
        ON l.opening_id = o.id AND l.event ->> 'kind' = 'logged'
      WHERE o.task_force_id = ${scope.id}::uuid
        AND (l.at AT TIME ZONE ${ZONE})::date BETWEEN ${scope.from}::date AND ${scope.to}::date
        AND (${scope.municipality}::text IS NULL OR o.municipality = ${scope.municipality})
        AND (${scope.category}::text IS NULL OR o.category = ${scope.category})
        AND (${scope.meetingId}::uuid IS NULL OR o.meeting_id = ${scope.meetingId}::uuid)
    ), at AS (
      SELECT told.*,
        (SELECT min(t.at) FROM timeline_entry t WHERE t.opening_id = told.id
          AND t.event ->> 'kind' = ANY (${[...BEYOND.claimed]})) AS claimed,
        (SELECT min(t.at) FROM timeline_entry t WHERE t.opening_id = told.id
          AND t.event ->> 'kind' = ANY (${[...BEYOND.contacted]})) AS contacted,
        (SELECT min(t.at) FROM timeline_entry t WHERE t.opening_id = told.id
          AND t.event ->> 'kind' = ANY (${[...BEYOND.matching]})) AS matching,
        (SELECT min(t.at) FROM timeline_entry t WHERE t.opening_id = told.id
          AND t.event ->> 'kind' = ANY (${[...BEYOND.presented]})) AS presented,
        (SELECT min(t.at) FROM timeline_entry t WHERE t.opening_id = told.id
          AND t.event ->> 'kind' = ANY (${[...BEYOND.agreed]})) AS agreed,
        (SELECT min(t.at) FROM timeline_entry t WHERE t.opening_id = told.id
          AND t.event ->> 'kind' = ANY (${[...BEYOND.started]})) AS started,
        (SELECT min(t.at) FROM timeline_entry t WHERE t.opening_id = told.id
          AND t.event ->> 'kind' = 'closed') AS closed,
        coalesce(
          (SELECT (t.event ->> 'by')::timestamptz FROM timeline_entry t WHERE t.opening_id = told.id
            AND t.event ->> 'kind' = 'handover_agreed' ORDER BY t.id LIMIT 1),
          -- The third business day after the day.
          ((SELECT day FROM generate_series(
              -- As local times: of dates alone the series would be instants in UTC.
              ((logged AT TIME ZONE ${ZONE})::date + 1)::timestamp, ((logged AT TIME ZONE ${ZONE})::date + 20)::timestamp,
              interval '1 day') AS day
            WHERE extract(isodow FROM day) <= 5 AND day::date <> ALL (${CLOSED_WEEKDAYS}::date[])
            ORDER BY day OFFSET 2 LIMIT 1)
            + (logged AT TIME ZONE ${ZONE})::time) AT TIME ZONE ${ZONE}) AS deadline
      FROM told
    )
    SELECT kind,
      to_jsonb(ARRAY[true, claimed IS NOT NULL, contacted IS NOT NULL, matching IS NOT NULL, presented IS NOT NULL,
        agreed IS NOT NULL, started IS NOT NULL]) AS reached,
      to_jsonb(ARRAY[NULL, extract(epoch FROM claimed - logged), extract(epoch FROM contacted - claimed),
        extract(epoch FROM matching - contacted), extract(epoch FROM presented - matching),
        extract(epoch FROM agreed - presented), extract(epoch FROM started - agreed)]) AS days,
      CASE WHEN contacted <= deadline THEN 'in_time' WHEN contacted IS NOT NULL THEN 'late'
        WHEN coalesce(closed, ${now}) > deadline THEN 'late' ELSE 'open' END AS call
    FROM at`;
  const jobs = rows.filter(({ kind }) => kind === 'job').length;
  return {
    openings: { jobs, visits: rows.length - jobs },
    funnel: FUNNEL_STEPS.map((step, index) => {
      const seconds = rows
        .flatMap(({ days }) => (days[index] == null ? [] : [Number(days[index])]))
        .sort((a, b) => a - b);
      const middle = seconds.length / 2;
      const mid = [seconds[Math.ceil(middle) - 1], seconds[Math.floor(middle)]];
      const [low, high] = mid;
      const days = low === undefined || high === undefined ? null : rounded((low + high) / 2 / 86_400);
      return { step, count: rows.filter(({ reached }) => reached[index]).length, days };
    }),
    contact: {
      inTime: rows.filter(({ call }) => call === 'in_time').length,
      due: rows.filter(({ call }) => call !== 'open').length,
    },
  };
}
