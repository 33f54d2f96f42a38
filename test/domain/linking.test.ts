import { expect, test } from 'vitest';
import { linkCodeUntil, minutesToWait, wrongCodesCountFrom } from '../../src/domain/linking.ts';
import { at } from '../support/builders.ts';

const TEN = at('2026-11-17T10:00:00+01:00');

test('a code that links two accounts holds for ten minutes', () => {
  expect(linkCodeUntil(TEN)).toEqual(at('2026-11-17T10:10:00+01:00'));
});

test('wrong codes of the last ten minutes count', () => {
  expect(wrongCodesCountFrom(TEN)).toEqual(at('2026-11-17T09:50:00+01:00'));
});

test.each([
  ['just now', '2026-11-17T10:00:00+01:00', 10],
  ['a minute and a half ago', '2026-11-17T09:58:30+01:00', 9],
  ['nine minutes ago', '2026-11-17T09:51:00+01:00', 1],
  ['a second too long ago', '2026-11-17T09:49:59+01:00', 1],
])('who tried a wrong code %s waits whole minutes, one at least', (_when, since, minutes) => {
  expect(minutesToWait(at(since), TEN)).toBe(minutes);
});
