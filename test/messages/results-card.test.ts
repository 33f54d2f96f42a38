import { describe, expect, test } from 'vitest';
import type { Period } from '../../src/domain/reports/period.ts';
import { type PlacementFact, type ResultFacts, resultsOf, WHOLE } from '../../src/domain/reports/results.ts';
import { withoutSmallNumbers } from '../../src/domain/reports/small-numbers.ts';
import type { Locale } from '../../src/domain/task-force.ts';
import { cardLines } from '../../src/messages/plain-text.ts';
import { type ResultsFrame, resultsCard } from '../../src/messages/results/results-card.ts';
import { chartOf, periodWords } from '../../src/messages/results/results-words.ts';
import { at, BIRKHOLM, COORDINATOR } from '../support/builders.ts';
import { readingFor } from './reading-for.ts';

const NOW = at('2026-11-20T10:00:00+01:00');
const NONE: ResultFacts = { openings: [], placements: [], meetings: [] };
const FRAME: ResultsFrame = {
  meetings: [],
  picture: { kind: 'held', id: 'F1' },
  links: [],
  veiled: false,
  unserved: false,
};

const placed = (person: number, more: Partial<PlacementFact> = {}): PlacementFact => ({
  municipality: 'Viborg',
  category: 'canteen',
  meetingId: null,
  person,
  form: 'flex_job',
  hours: 5,
  hoursSteps: [{ from: '2026-11-09', hours: 7.5 }],
  startedOn: '2026-11-02',
  endedOn: null,
  ...more,
});

function shown(facts: Partial<ResultFacts>, locale: Locale = 'da', taskForce = BIRKHOLM): string[] {
  const results = resultsOf({ ...NONE, ...facts }, WHOLE, taskForce, NOW);
  return cardLines(resultsCard(results, FRAME, { ...readingFor(locale, NOW), taskForce }));
}

describe('what a coordinator reads', () => {
  test('tells nothing counted from nobody', () => {
    const lines = shown({});
    expect(lines).toContain('I job: 0, heraf 0 i lønnet ordinært arbejde');
    expect(lines).toContain('Lønnede timer: ikke opgjort');
    expect(lines).toContain('Kontaktet til tiden: ikke opgjort');
    expect(lines).toContain('Mødt: ikke opgjort (0 møder)');
    expect(shown({}, 'en')).toContain('Met: not counted (0 meetings)');
  });

  test('has hours with their growth, and a target that was revised with its history', () => {
    const targetHistory = [
      { target: 40, from: at('2026-01-05T08:00:00+01:00'), by: COORDINATOR },
      { target: 100, from: at('2026-08-01T08:00:00+02:00'), by: COORDINATOR },
    ];
    const lines = shown({ placements: [placed(1), placed(1)] }, 'da', { ...BIRKHOLM, targetHistory });
    expect(lines).toContain('Måltal: 2 af 100 i lønnede timer nu, 2 med alle ansættelsesformer');
    expect(lines).toContain('Forskellige kandidater: 1 i lønnet ordinært arbejde, 1 i alt');
    expect(lines).toContain('Lønnede timer: 15 om ugen, 5 flere end da de begyndte');
    expect(lines).toContain('Måltal over tid: 40 fra 5. januar 2026, 100 fra 1. august 2026.');
    const fewer = shown({ placements: [placed(1, { hours: 8 })] }, 'en');
    expect(fewer).toContain('Paid hours: 7.5 a week, 0.5 fewer than when they started');
  });

  test('names the first municipalities and counts the rest', () => {
    const placements = Array.from({ length: 15 }, (_, index) =>
      placed(index, { municipality: `By ${index}` }),
    );
    const lines = shown({ placements });
    expect(lines.filter((line) => /^By \d+: 1 i job/.test(line))).toHaveLength(12);
    expect(lines).toContain('… og 3 til.');
  });
});

test('the steering group reads that numbers are hidden where they are', () => {
  const facts = { ...NONE, placements: [placed(1), placed(2)] };
  const results = withoutSmallNumbers(facts, 'all', BIRKHOLM, NOW);
  const lines = cardLines(resultsCard(results, { ...FRAME, veiled: true }, readingFor('da', NOW)));
  expect(lines).toContain('Måltal: 100. Hvor langt vi er, er skjult');
  expect(lines).toContain('I job: skjult');
  expect(lines).toContain('Tal for færre end 5 personer er skjult, også hvor de kunne regnes ud.');
  expect(lines.join('\n')).not.toMatch(/Fleksjob|\b2 /);
  expect(chartOf(results, readingFor('da', NOW)).progress).toBeNull();
});

test.each<[Period, string, string]>([
  [{ kind: 'month' }, 'november 2026', 'November 2026'],
  [{ kind: 'quarter' }, '4. kvartal 2026', 'quarter 4 of 2026'],
  [{ kind: 'year' }, '2026', '2026'],
  [{ kind: 'all' }, 'fra start', 'since the start'],
  [
    { kind: 'dates', from: '2026-03-02', to: '2026-04-01' },
    '2. marts 2026 – 1. april 2026',
    '2 March 2026 – 1 April 2026',
  ],
])('the period %j is called “%s”, “%s”', (period, danish, english) => {
  const results = resultsOf(NONE, { ...WHOLE, period }, BIRKHOLM, NOW);
  expect(periodWords(results, readingFor('da', NOW).texts)).toBe(danish);
  expect(periodWords(results, readingFor('en', NOW).texts)).toBe(english);
});
