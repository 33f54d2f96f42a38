import { expect, test } from 'vitest';
import { EMPLOYMENT_FORMS } from '../../src/domain/opening/employment.ts';
import type { PlacementFact, ResultFacts } from '../../src/domain/reports/results.ts';
import { resultsOf, WHOLE } from '../../src/domain/reports/results.ts';
import { withoutSmallNumbers } from '../../src/domain/reports/small-numbers.ts';
import { rowsTogether } from '../../src/domain/reports/together.ts';
import { at, BIRKHOLM } from '../support/builders.ts';

const NOW = at('2026-11-23T08:00:00+01:00');

function jobs(many: number, municipality: string, form: PlacementFact['form'] = 'ordinary_full_time') {
  return Array.from({ length: many }, (_, person): PlacementFact => {
    const startedOn = '2026-11-02';
    const where = { municipality, category: 'canteen', meetingId: null } as const;
    return { ...where, person, form, hours: 10, hoursSteps: [], startedOn, endedOn: null };
  });
}

const factsOf = (...placements: readonly PlacementFact[]): ResultFacts => ({
  openings: [],
  placements,
  meetings: [],
});
const met: ResultFacts['meetings'] = [
  {
    id: 'm' as never,
    kind: 'task_force',
    startedAt: at('2026-11-03T08:00:00+01:00'),
    participants: { companies: 7, others: 2 },
  },
];

const named = (name: string, facts: ResultFacts, hides = false) => ({
  name,
  results: hides ? withoutSmallNumbers(facts, 'all', BIRKHOLM, NOW) : resultsOf(facts, WHOLE, BIRKHOLM, NOW),
});

test('each task force has a line, in the order of their names', () => {
  const birkholm = { ...factsOf(...jobs(3, 'Viborg')), meetings: met };
  const rows = rowsTogether([named('Østby', factsOf()), named('Birkholm', birkholm)], 'task-force');
  expect(rows.map(({ key, placed, all }) => [key, placed.sum, all])).toEqual([
    ['Birkholm', 3, 9],
    ['Østby', 0, null],
  ]);
});

test('a municipality in which several work has one line, which adds them up', () => {
  const rows = rowsTogether(
    [
      named('Birkholm', factsOf(...jobs(3, 'Viborg'), ...jobs(2, 'Skive', 'flex_job'))),
      named('Havnen', { ...factsOf(...jobs(4, 'Skive')), meetings: met }),
    ],
    'municipality',
  );
  expect(
    rows.map(({ key, placed, all }) => [key, placed.sum, placed.forms.flex_job, placed.paid, all]),
  ).toEqual([
    ['Skive', 6, 2, 6, null],
    ['Viborg', 3, 0, 3, 9],
  ]);
});

test('what one may not show both together may not, and the others stay', () => {
  const all = [
    named('Birkholm', factsOf(...jobs(3, 'Viborg')), true),
    named('Havnen', factsOf(...jobs(6, 'Viborg')), true),
    named('Egedal', factsOf(...jobs(7, 'Skive')), true),
  ];
  const hidden = Object.fromEntries(EMPLOYMENT_FORMS.map((form) => [form, 'hidden']));
  expect(rowsTogether(all, 'task-force').map(({ key, placed }) => [key, placed.sum, placed.paid])).toEqual([
    ['Birkholm', 'hidden', 'hidden'],
    ['Egedal', 7, 7],
    ['Havnen', 6, 6],
  ]);
  const [skive, viborg] = rowsTogether(all, 'municipality');
  expect([skive?.placed.sum, viborg?.placed.sum]).toEqual([7, 'hidden']);
  expect(viborg?.placed.forms).toEqual(hidden);
});
