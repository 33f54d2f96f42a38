import { describe, expect, test } from 'vitest';
import { dayWords, deadlineWords, workWords } from '../../src/messages/wording.ts';
import { at, logged } from '../support/builders.ts';
import { readingFor } from './reading-for.ts';

describe('days as people say them, on Tuesday 17 November 2026', () => {
  test.each([
    ['2026-11-17T16:00:00+01:00', 'i dag', 'today'],
    ['2026-11-18T08:00:00+01:00', 'i morgen', 'tomorrow'],
    ['2026-11-19T08:00:00+01:00', 'torsdag', 'Thursday'],
    ['2026-11-23T08:00:00+01:00', 'mandag', 'Monday'],
    ['2026-11-24T08:00:00+01:00', '24. november', '24 November'],
    ['2027-01-04T08:00:00+01:00', '4. januar 2027', '4 January 2027'],
    ['2026-11-16T08:00:00+01:00', '16. november', '16 November'],
  ])('%s is %s, %s', (instant, danish, english) => {
    expect(dayWords(at(instant), readingFor('da'))).toBe(danish);
    expect(dayWords(at(instant), readingFor('en'))).toBe(english);
  });

  test('today and tomorrow by their names where it is read on other days too', () => {
    const standing = { ...readingFor('da'), lasting: true } as const;
    const words = ['2026-11-17T16:00:00+01:00', '2026-11-18T08:00:00+01:00', '2026-11-24T08:00:00+01:00'];
    expect(words.map((day) => dayWords(at(day), standing))).toEqual(['tirsdag', 'onsdag', '24. november']);
    expect(deadlineWords(at('2026-11-18T08:00:00+01:00'), standing)).toBe('senest onsdag');
  });

  test('just after midnight in Denmark it is already the next day, whatever UTC says', () => {
    expect(dayWords(at('2026-11-17T23:30:00Z'), readingFor('da'))).toBe('i morgen');
  });

  test('a deadline', () => {
    expect(deadlineWords(at('2026-11-18T08:00:00+01:00'), readingFor('da'))).toBe('senest i morgen');
    expect(deadlineWords(at('2026-11-18T08:00:00+01:00'), readingFor('en'))).toBe('by the end of tomorrow');
  });
});

test('the work in words; a wish for a visit names none', () => {
  const reading = readingFor('da');
  expect(workWords(logged(), reading)).toBe('Kantine: opvask');
  expect(workWords({ kind: 'job', category: 'other', tasks: ['other'] }, reading)).toBe('Andet');
  expect(workWords({ kind: 'visit_request', category: null, tasks: [] }, reading)).toBe('Ønsker besøg');
});
