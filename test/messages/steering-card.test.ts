import { expect, test } from 'vitest';
import type { Steering } from '../../src/domain/reports/steering.ts';
import { cardLines } from '../../src/messages/plain-text.ts';
import { steeringCard } from '../../src/messages/results/steering-card.ts';
import { at, logged } from '../support/builders.ts';
import { readingFor } from './reading-for.ts';

const STEERING: Steering = {
  since: at('2026-10-06T17:00:00+02:00'),
  logged: 12,
  states: [
    { status: 'logged', count: 3, oldest: 9, median: 2 },
    { status: 'matching', count: 6, oldest: 20, median: 7 },
  ],
  closed: [{ reason: 'filled', count: 4 }],
  agreements: {
    due: 14,
    missed: 7,
    causes: [
      { cause: 'no_answer', count: 5 },
      { cause: 'nobody_called', count: 2 },
    ],
  },
  decisions: [logged(at('2026-11-16T10:00:00+01:00'))],
};
const reading = (locale: 'da' | 'en') => readingFor(locale, at('2026-11-27T12:00:00+01:00'));
const shown = (inFull: boolean, steering = STEERING, locale: 'da' | 'en' = 'da') =>
  cardLines(steeringCard(steering, inFull, reading(locale)));

test('a coordinator reads every number, and what wants a decision by name', () => {
  expect(shown(true)).toEqual([
    'Styregruppe · Birkholm',
    'Siden styregruppens møde 6. oktober',
    'Nye åbninger: 12',
    'Åbne nu',
    'Ny: 3. Ældste: 9 hverdage, median: 2 hverdage.',
    'Finder kandidat: 6. Ældste: 20 hverdage, median: 7 hverdage.',
    'Lukket siden sidst',
    'Besat: 4',
    'Aftaler om overlevering',
    '14 skulle være holdt, 7 blev ikke.',
    'Virksomheden svarede ikke: 5',
    'Ingen ringede: 2',
    'Kræver en beslutning: 1',
    'SJ-1 · Café Æblet: Kantine: opvask',
    expect.stringMatching(/^Ny\. Ring .* Ingen har reageret på rykkerne\.$/),
    '[Se den]',
  ]);
});

test('an observer reads no number from 1 to 4, none that follows from the others, and no company', () => {
  expect(shown(false)).toEqual([
    'Styregruppe · Birkholm',
    'Siden styregruppens møde 6. oktober',
    'Nye åbninger: 12',
    'Åbne nu',
    'Ny: under 5',
    'Finder kandidat: 6. Ældste: 20 hverdage, median: 7 hverdage.',
    'Lukket siden sidst',
    'Besat: under 5',
    'Aftaler om overlevering',
    '14 skulle være holdt, 7 blev ikke.',
    'Årsagerne er for få til at blive vist.',
    'Kræver en beslutning: under 5',
    'Tal fra 1 til 4 vises ikke, så ingen kan kendes.',
  ]);
  const almostAll = { ...STEERING, agreements: { ...STEERING.agreements, due: 9 } };
  expect(shown(false, almostAll)).toContain('9 skulle være holdt, under 5 blev ikke.');
});

test('of what all came today no age is told', () => {
  const states = [
    { status: 'logged', count: 7, oldest: 0, median: 0 },
    { status: 'claimed', count: 5, oldest: 1, median: 0 },
  ] as const;
  for (const inFull of [true, false]) {
    const lines = shown(inFull, { ...STEERING, states });
    expect(lines.slice(4, 6)).toEqual(['Ny: 7', 'Taget: 5. Ældste: 1 hverdag, median: 0 hverdage.']);
  }
});

test('before the first meeting, and with nothing to tell', () => {
  const nothing: Steering = {
    since: null,
    logged: 0,
    states: [],
    closed: [],
    agreements: { due: 0, missed: 0, causes: [] },
    decisions: [],
  };
  expect(shown(true, nothing, 'en')).toEqual([
    'Steering group · Birkholm',
    'Since the beginning. There was no steering group meeting yet.',
    'New openings: 0',
    'Open now',
    'None is open.',
    'Closed since then',
    'None was closed.',
    'Handover agreements',
    'No agreement was due yet.',
    'Nothing wants a decision.',
  ]);
});
