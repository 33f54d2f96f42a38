import { describe, expect, test } from 'vitest';
import type { MeetingId } from '../../src/domain/ids.ts';
import { EMPLOYMENT_FORMS, type EmploymentForm } from '../../src/domain/opening/employment.ts';
import { spanOf } from '../../src/domain/reports/period.ts';
import {
  type MeetingFact,
  median,
  type OpeningFact,
  type PlacementFact,
  type ResultFacts,
  type Results,
  resultsOf,
  type Selection,
} from '../../src/domain/reports/results.ts';
import { withoutSmallNumbers } from '../../src/domain/reports/small-numbers.ts';
import { at, BIRKHOLM, COORDINATOR, COPENHAGEN } from '../support/builders.ts';
import fc, { runs } from '../support/properties.ts';

const NOW = at('2026-11-20T10:00:00+01:00');
const ALL: Selection = { period: { kind: 'all' }, municipality: null, category: null, meetingId: null };
const NONE: ResultFacts = { openings: [], placements: [], meetings: [] };

const NO_STEPS = {
  claimed: null,
  contacted: null,
  matching: null,
  presented: null,
  agreed: null,
  started: null,
};

function opening(
  logged: string,
  steps: Partial<Record<keyof typeof NO_STEPS, string>> = {},
  more: Partial<OpeningFact> = {},
): OpeningFact {
  const reached = Object.fromEntries(Object.entries(steps).map(([step, text]) => [step, at(text)]));
  return {
    kind: 'job',
    municipality: 'Viborg',
    category: 'canteen',
    meetingId: null,
    steps: { ...NO_STEPS, ...reached, logged: at(logged) },
    promisedBy: null,
    closedAt: null,
    ...more,
  };
}

function placement(startedOn: string, more: Partial<PlacementFact> = {}): PlacementFact {
  return {
    municipality: 'Viborg',
    category: 'canteen',
    meetingId: null,
    person: 1,
    form: 'ordinary_part_time',
    hours: 5,
    hoursSteps: [],
    startedOn,
    endedOn: null,
    ...more,
  };
}

function meeting(startedAt: string, companies: number | null, others = 0): MeetingFact {
  return {
    id: startedAt as MeetingId,
    kind: 'task_force',
    startedAt: at(startedAt),
    participants: companies === null ? null : { companies, others },
  };
}

const count = (facts: Partial<ResultFacts>, selection: Partial<Selection> = {}, taskForce = BIRKHOLM) =>
  resultsOf({ ...NONE, ...facts }, { ...ALL, ...selection }, taskForce, NOW);

describe('periods', () => {
  test('are the present month, quarter and year of the task force’s own zone', () => {
    // Still 2026 in UTC, 2027 in Denmark.
    const newYear = at('2026-12-31T23:30:00Z');
    expect(spanOf({ kind: 'month' }, newYear, COPENHAGEN)).toEqual({ from: '2027-01-01', to: '2027-01-31' });
    expect(spanOf({ kind: 'quarter' }, NOW, COPENHAGEN)).toEqual({ from: '2026-10-01', to: '2026-12-31' });
    expect(spanOf({ kind: 'year' }, NOW, COPENHAGEN)).toEqual({ from: '2026-01-01', to: '2026-12-31' });
    expect(spanOf({ kind: 'all' }, NOW, COPENHAGEN)).toEqual({ from: null, to: '2026-11-20' });
  });

  test('include both their days, by the local date', () => {
    const own = { period: { kind: 'dates', from: '2026-11-02', to: '2026-11-03' } } as const;
    const openings = ['2026-11-01T23:30:00Z', '2026-11-03T22:59:59Z', '2026-11-03T23:00:00Z'].map((logged) =>
      opening(logged),
    );
    expect(count({ openings }, own).openings).toEqual({ jobs: 2, visits: 0 });
    const placements = ['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-04'].map((day) => placement(day));
    expect(count({ placements }, own).placed.sum).toBe(2);
  });
});

describe('a part of the task force', () => {
  const FIRST = meeting('2026-11-03T09:00:00Z', 7, 4);
  const SECOND = meeting('2026-11-10T09:00:00Z', 3, 1);
  const meetings = [SECOND, FIRST];
  const openings = [
    opening('2026-11-03T10:00:00Z', {}, { meetingId: FIRST.id }),
    opening('2026-11-10T10:00:00Z', {}, { meetingId: SECOND.id, municipality: 'Skive' }),
    opening('2026-11-11T10:00:00Z', {}, { category: 'warehouse' }),
    opening('2026-11-12T10:00:00Z', {}, { kind: 'visit_request', category: null }),
  ];
  const placements = [
    placement('2026-11-16', { meetingId: FIRST.id }),
    placement('2026-11-17', { meetingId: SECOND.id, municipality: 'Skive', person: 2 }),
    placement('2026-11-18', { category: 'warehouse', person: 3, form: 'work_trial' }),
  ];
  const part = (selection: Partial<Selection>) => {
    const { openings: told, placed, reach, target } = count({ openings, placements, meetings }, selection);
    return { told, placed: placed.sum, companies: reach.companies, target: target?.promised };
  };

  test.each<[string, Partial<Selection>, object]>([
    ['the whole', {}, { told: { jobs: 3, visits: 1 }, placed: 3, companies: 10, target: 100 }],
    [
      'a municipality',
      { municipality: 'Skive' },
      { told: { jobs: 1, visits: 0 }, placed: 1, companies: null },
    ],
    [
      'a kind of work',
      { category: 'warehouse' },
      { told: { jobs: 1, visits: 0 }, placed: 1, companies: null },
    ],
    ['a meeting', { meetingId: FIRST.id }, { told: { jobs: 1, visits: 0 }, placed: 1, companies: 7 }],
    [
      'a kind of work at a meeting',
      { category: 'canteen', meetingId: SECOND.id },
      { told: { jobs: 1, visits: 0 }, placed: 1 },
    ],
    [
      'a kind of work in a municipality that has none of it',
      { category: 'warehouse', municipality: 'Skive' },
      { told: { jobs: 0, visits: 0 }, placed: 0 },
    ],
  ])('%s counts its own, and no other', (_, selection, expected) => {
    expect(part(selection)).toMatchObject(expected);
  });

  test('has no target of its own', () => {
    for (const selection of [
      { municipality: 'Viborg' },
      { category: 'canteen' },
      { meetingId: FIRST.id },
    ] as const)
      expect(part(selection).target).toBeUndefined();
  });

  test('is a row for each kind of work, and for each meeting by its day, what was told elsewhere last', () => {
    const { byCategory, byMeeting } = count({ openings, placements, meetings });
    const cells = <Key>(rows: readonly { key: Key; openings: number; placed: { sum: unknown } }[]) =>
      rows.map(({ key, openings: told, placed }) => [key, told, placed.sum]);
    expect(cells(byCategory)).toEqual([
      ['canteen', 2, 2],
      ['warehouse', 1, 1],
      [null, 1, 0],
    ]);
    expect(cells(byMeeting)).toEqual([
      [FIRST, 1, 1],
      [SECOND, 1, 1],
      [null, 2, 1],
    ]);
    expect(byMeeting.map(({ companies, others, all }) => [companies, others, all])).toEqual([
      [7, 4, 11],
      [3, 1, 4],
      [null, null, null],
    ]);
    expect(byMeeting.map(({ placed }) => [placed.paid, placed.rest])).toEqual([
      [1, 0],
      [1, 0],
      [0, 1],
    ]);
  });

  test('a meeting outside of the period is none of it', () => {
    const november = { period: { kind: 'dates', from: '2026-11-09', to: '2026-11-30' } } as const;
    expect(part(november)).toMatchObject({ told: { jobs: 2, visits: 1 }, placed: 3, companies: 3 });
    expect(count({ openings, meetings }, november).meetings).toEqual({ held: 1, uncounted: 0 });
  });
});

describe('reach', () => {
  test('sums what was counted, and tells a meeting that nobody counted from one without anybody', () => {
    const meetings = [
      meeting('2026-11-03T09:00:00Z', 7, 4),
      meeting('2026-11-10T09:00:00Z', 0, 0),
      meeting('2026-11-17T09:00:00Z', null),
    ];
    const { reach, meetings: held } = count({ meetings });
    expect(reach).toEqual({ companies: 7, others: 4, all: 11 });
    expect(held).toEqual({ held: 3, uncounted: 1 });
    expect(count({ meetings: meetings.slice(1, 2) }).reach).toEqual({ companies: 0, others: 0, all: 0 });
    expect(count({ meetings: meetings.slice(2) }).reach).toEqual({
      companies: null,
      others: null,
      all: null,
    });
    expect(count({}).reach.all).toBeNull();
  });

  test('is the task force’s own municipality’s, and is not split by kinds of work', () => {
    const meetings = [meeting('2026-11-03T09:00:00Z', 7, 4)];
    expect(count({ meetings }, { municipality: 'Viborg' }).reach.all).toBe(11);
    expect(count({ meetings }, { municipality: 'Skive' }).reach.all).toBeNull();
    expect(count({ meetings }, { category: 'canteen' }).reach.all).toBeNull();
    const rows = count({
      meetings,
      openings: [opening('2026-11-04T09:00:00Z', {}, { municipality: 'Skive' })],
    });
    expect(rows.byMunicipality.map(({ key, all, openings }) => [key, all, openings])).toEqual([
      ['Skive', null, 1],
      ['Viborg', 11, 0],
    ]);
  });
});

test('people in jobs are counted by form, paid ordinary work apart, and every row adds up to the whole', () => {
  const forms: EmploymentForm[] = ['flex_job', 'flex_job', 'wage_subsidy', 'youth_job', 'education'];
  const placements = forms.map((form, person) =>
    placement('2026-11-02', { form, person, municipality: person < 2 ? 'Skive' : 'Viborg' }),
  );
  const { placed, byMunicipality } = count({ placements });
  expect(placed).toMatchObject({ sum: 5, paid: 3, rest: 2 });
  expect(placed.forms).toMatchObject({
    flex_job: 2,
    wage_subsidy: 1,
    youth_job: 1,
    education: 1,
    work_trial: 0,
  });
  expect(byMunicipality.map(({ key, placed }) => [key, placed.sum, placed.paid])).toEqual([
    ['Skive', 2, 2],
    ['Viborg', 3, 1],
  ]);
});

describe('the funnel', () => {
  test('counts who came this far or further, with the median of the days since the step before', () => {
    const openings = [
      opening('2026-11-02T09:00:00Z', { claimed: '2026-11-03T09:00:00Z', contacted: '2026-11-03T21:00:00Z' }),
      opening('2026-11-02T09:00:00Z', { claimed: '2026-11-05T09:00:00Z' }),
      // Nobody wrote down that it was called: it was, when the search began.
      opening('2026-11-02T09:00:00Z', { claimed: '2026-11-04T09:00:00Z', matching: '2026-11-06T09:00:00Z' }),
      opening('2026-11-02T09:00:00Z'),
    ];
    expect(count({ openings }).funnel).toEqual([
      { step: 'logged', count: 4, days: null },
      { step: 'claimed', count: 3, days: 2 },
      { step: 'contacted', count: 2, days: 1.25 },
      { step: 'matching', count: 1, days: 0 },
      { step: 'presented', count: 0, days: null },
      { step: 'agreed', count: 0, days: null },
      { step: 'started', count: 0, days: null },
    ]);
  });

  test.each([
    [[], null],
    [[3], 3],
    [[9, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
  ])('the median of %j is %j', (values, expected) => {
    expect(median(values)).toBe(expected);
  });
});

describe('contacted in time', () => {
  // Told on Monday 2 November at nine: three business days later is Thursday at nine.
  const logged = '2026-11-02T08:00:00Z';
  test.each<[string, OpeningFact, { inTime: number; due: number }]>([
    ['at the last moment', opening(logged, { contacted: '2026-11-05T08:00:00Z' }), { inTime: 1, due: 1 }],
    ['a second late', opening(logged, { contacted: '2026-11-05T08:00:01Z' }), { inTime: 0, due: 1 }],
    ['never, and time is up', opening(logged), { inTime: 0, due: 1 }],
    ['not yet, with time left', opening('2026-11-19T08:00:00Z'), { inTime: 0, due: 0 }],
    [
      'closed before anybody had to call',
      opening(logged, {}, { closedAt: at('2026-11-05T08:00:00Z') }),
      { inTime: 0, due: 0 },
    ],
    ['closed too late', opening(logged, {}, { closedAt: at('2026-11-05T08:00:01Z') }), { inTime: 0, due: 1 }],
    [
      'by the day that was agreed',
      opening(logged, { contacted: '2026-11-10T08:00:00Z' }, { promisedBy: at('2026-11-10T22:59:59Z') }),
      { inTime: 1, due: 1 },
    ],
  ])('%s', (_, one, expected) => {
    expect(count({ openings: [one] }).contact).toEqual(expected);
  });
});

describe('the target', () => {
  const history = [
    { target: 40, from: at('2026-01-05T08:00:00+01:00'), by: COORDINATOR },
    { target: 100, from: at('2026-08-01T08:00:00+02:00'), by: COORDINATOR },
  ];
  const promised = { ...BIRKHOLM, targetHistory: history };
  const placements = [
    placement('2026-03-02', { person: 1 }),
    placement('2026-04-01', { person: 1, endedOn: '2026-05-04' }),
    placement('2026-06-01', { person: 2 }),
    placement('2026-06-01', { person: 3, form: 'work_trial' }),
  ];

  test('stands beside what runs, what began and how many people that is, with and without paid ordinary work', () => {
    expect(count({ placements }, {}, promised).target).toEqual({
      promised: 100,
      history: [
        { from: '2026-01-05', target: 40 },
        { from: '2026-08-01', target: 100 },
      ],
      paid: { begun: 3, running: 2, people: 2 },
      all: { begun: 4, running: 3, people: 3 },
    });
  });

  test('is the one that held at the end of the period, when one that ended that day runs no more', () => {
    const until = (to: string) => ({ period: { kind: 'dates', from: '2026-01-01', to } }) as const;
    expect(count({ placements }, until('2026-05-03'), promised).target).toMatchObject({
      promised: 40,
      paid: { begun: 2, running: 2, people: 1 },
    });
    expect(count({ placements }, until('2026-05-04'), promised).target?.paid.running).toBe(1);
  });

  test('is not split, and a task force that promised nothing has none', () => {
    expect(count({ placements }, { municipality: 'Viborg' }, promised).target).toBeNull();
    expect(count({ placements }, {}, { ...BIRKHOLM, target: null }).target?.promised).toBeNull();
  });
});

test('paid hours are those of whoever is in paid ordinary work now, and nobody is no data', () => {
  const placements = [
    placement('2026-03-02', {
      hours: 4,
      hoursSteps: [
        { from: '2026-03-09', hours: 12.5 },
        { from: '2999-01-01', hours: 37 },
      ],
    }),
    placement('2026-03-02', { hours: 6, hoursSteps: [{ from: '2026-03-09', hours: 5 }] }),
    placement('2026-03-02', { hours: 20, endedOn: '2026-04-01' }),
    placement('2026-03-02', { hours: 37, form: 'wage_subsidy' }),
  ];
  expect(count({ placements }).hours).toEqual({ people: 2, first: 10, latest: 17.5, growth: 7.5 });
  expect(count({ placements: placements.slice(2) }).hours).toEqual({
    people: 0,
    first: null,
    latest: null,
    growth: null,
  });
});

describe('small numbers', () => {
  const month = fc.integer({ min: 1, max: 11 }).map((n) => String(n).padStart(2, '0'));
  const anyPlacement = fc
    .record({
      month,
      year: fc.constantFrom('2025', '2026', '2026', '2026'),
      form: fc.constantFrom<EmploymentForm>('flex_job', 'ordinary_full_time', 'wage_subsidy'),
      municipality: fc.constantFrom('Viborg', 'Skive'),
      person: fc.integer({ min: 1, max: 40 }),
      ended: fc.boolean(),
    })
    .map(({ month, year, ended, ...more }) =>
      placement(`${year}-${month}-15`, { ...more, endedOn: ended ? '2026-11-16' : null }),
    );
  const anyOpening = month.chain((told) =>
    fc
      .constantFrom({}, { presented: `2026-${told}-20T09:00:00Z` }, { started: `2026-${told}-25T09:00:00Z` })
      .map((steps) => opening(`2026-${told}-14T09:00:00Z`, steps)),
  );
  const anyFacts = fc.record({
    placements: fc.array(anyPlacement, { maxLength: 60 }),
    openings: fc.array(anyOpening, { maxLength: 40 }),
    meetings: fc.constant([meeting('2026-11-03T09:00:00Z', 2, 1)]),
  });
  const PERIODS = ['month', 'quarter', 'year', 'all'] as const;
  const read = (facts: ResultFacts) => PERIODS.map((kind) => withoutSmallNumbers(facts, kind, BIRKHOLM, NOW));

  /** Numbers that a reader can take from each other, each less than the one before it. */
  function chains([month, quarter, year, all]: readonly Results[]) {
    const scopes = [all, year, quarter, month].filter((one) => one !== undefined);
    const cells: ((results: Results) => unknown)[] = [
      ({ placed }) => placed.sum,
      ({ placed }) => placed.paid,
      ({ placed }) => placed.rest,
      ...EMPLOYMENT_FORMS.map(
        (form) =>
          ({ placed }: Results) =>
            placed.forms[form],
      ),
      ...['Viborg', 'Skive'].map(
        (town) =>
          ({ byMunicipality }: Results) =>
            byMunicipality.find(({ key }) => key === town)?.placed.sum ?? 0,
      ),
      ...[4, 5, 6].map(
        (step) =>
          ({ funnel }: Results) =>
            funnel[step]?.count,
      ),
    ];
    return [
      ...cells.map((cell) => scopes.map(cell)),
      ...scopes.flatMap(({ placed, funnel, target, byMunicipality }) => [
        [placed.sum, placed.paid],
        [placed.sum, placed.rest],
        ...byMunicipality.map((row) => [placed.sum, row.placed.sum]),
        funnel.slice(4).map(({ count }) => count),
        [target?.paid.begun, target?.paid.running],
        [target?.all.begun, target?.all.running],
        [target?.all.running, target?.paid.running],
        [target?.all.begun, target?.paid.begun],
        [target?.paid.begun, target?.paid.people],
        [target?.all.begun, target?.all.people],
        [target?.all.people, target?.paid.people],
        [all?.placed.paid, target?.paid.running],
        [all?.placed.sum, target?.all.running],
      ]),
    ];
  }

  test('none is shown, nor can one be found by taking shown numbers from each other', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const told = chains(read(facts)).flatMap((chain) => {
          const shown = chain.filter((figure) => typeof figure === 'number');
          return shown.flatMap((number, index) => [
            number,
            ...shown.slice(index + 1).map((less) => number - less),
          ]);
        });
        expect(told.filter((number) => number !== 0 && number < BIRKHOLM.thresholds.fewestPeople)).toEqual(
          [],
        );
      }),
      { numRuns: runs(200) },
    );
  });

  test('what is large enough is shown as it is, and nothing else than figures of people is touched', () => {
    const placements = Array.from({ length: 40 }, (_, person) =>
      placement('2026-11-02', { person, form: person % 2 === 0 ? 'flex_job' : 'wage_subsidy' }),
    );
    const openings = Array.from({ length: 3 }, () => opening('2026-11-02T09:00:00Z'));
    const facts = { ...NONE, placements, openings };
    const asked = { ...ALL, period: { kind: 'month' } } as const;
    const { byMunicipality, ...shown } = withoutSmallNumbers(facts, 'month', BIRKHOLM, NOW);
    const { byMunicipality: full, ...counted } = resultsOf(facts, asked, BIRKHOLM, NOW);
    expect({ ...shown, byCategory: [], byMeeting: [] }).toEqual({
      ...counted,
      byCategory: [],
      byMeeting: [],
    });
    expect(byMunicipality.map(({ placed }) => placed.sum)).toEqual(full.map(({ placed }) => placed.sum));
  });

  test('one person among many is hidden with everything that tells of them', () => {
    const many = Array.from({ length: 9 }, (_, person) => placement('2026-11-02', { person }));
    const facts = {
      ...NONE,
      placements: [...many, placement('2026-11-03', { person: 77, form: 'education' })],
    };
    const { placed } = withoutSmallNumbers(facts, 'all', BIRKHOLM, NOW);
    expect(placed).toMatchObject({ sum: 10, paid: 'hidden', rest: 'hidden' });
    expect(new Set(Object.values(placed.forms))).toEqual(new Set(['hidden']));
  });
});
