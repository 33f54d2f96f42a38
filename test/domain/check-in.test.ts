import { describe, expect, test } from 'vitest';
import {
  isCheckInItem,
  isFollowUpItem,
  parseCheckInWeeks,
  weekOf,
} from '../../src/domain/opening/check-in.ts';

describe('what can be asked about a job', () => {
  test.each(['day_1', 'retention', 'week_1', 'week_9', 'week_52', 'promise:2026-12-01'])('%s', (item) => {
    expect([isCheckInItem(item), isFollowUpItem(item)]).toEqual([true, true]);
  });

  test.each([
    '',
    'day_2',
    'week_0',
    'week_01',
    'week_53',
    'week_100',
    'week_',
    'last week_1',
    'week_1 or so',
    'promise:',
    'promise:01-12-2026',
    'a promise:2026-12-01',
    'promise:2026-12-01 at noon',
  ])('“%s” isn’t', (text) => {
    expect([isCheckInItem(text), isFollowUpItem(text)]).toEqual([false, false]);
  });

  test('a search is followed up and no check-in', () => {
    expect([isCheckInItem('search'), isFollowUpItem('search')]).toEqual([false, true]);
  });

  test('the week is that of the item, and none for what belongs to none', () => {
    expect(['week_1', 'week_13', 'week_52', 'week_53', 'day_1', 'retention'].map(weekOf)).toEqual([
      1,
      13,
      52,
      null,
      null,
      null,
    ]);
  });
});

describe('the weeks in which a job is asked about', () => {
  test.each<[string, readonly number[] | null]>([
    ['1, 2 og 8', [1, 2, 8]],
    ['1 and 2', [1, 2]],
    ['13; 8;4', [4, 8, 13]],
    ['2 2 1', [1, 2]],
    ['4.8.', [4, 8]],
    ['10 9', [9, 10]],
    ['', []],
    ['52', [52]],
    ['53', null],
    ['0', null],
    ['1, to', null],
    ['1-4', null],
    ['1 2 3 4 5 6 7 8 9 10 11 12', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]],
    ['1 2 3 4 5 6 7 8 9 10 11 12 13', null],
  ])('“%s”', (typed, weeks) => {
    expect(parseCheckInWeeks(typed)).toEqual(weeks);
  });
});
