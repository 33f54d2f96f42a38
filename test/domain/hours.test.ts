import { describe, expect, test } from 'vitest';
import { HOUR_BANDS, parseHours } from '../../src/domain/typed/hours.ts';

const readable: readonly (readonly [string, number, number])[] = [
  ['3-5', 3, 5],
  ['3-5 timer', 3, 5],
  ['3 - 5 timer', 3, 5],
  ['3–5', 3, 5],
  ['3—5 t.', 3, 5],
  ['3 timer til 5 timer', 3, 5],
  ['2 til 3', 2, 3],
  ['2 eller 3', 2, 3],
  ['to til tre timer', 2, 3],
  ['two to three hours', 2, 3],
  ['3 to 5 hours a week', 3, 5],
  ['2to3 hours', 2, 3],
  ['op til to timer', 0.5, 2],
  ['op til~10', 0.5, 10],
  ['mellem 5 og 10 timer', 5, 10],
  ['between 5 and 10', 5, 10],
  ['fra 5 til 10', 5, 10],
  ['10-5', 5, 10],
  ['10', 10, 10],
  ['10t', 10, 10],
  ['10 t.', 10, 10],
  ['ca. 10', 10, 10],
  ['ca.10 timer.', 10, 10],
  ['~ 10', 10, 10],
  ['cirka 10 t/uge', 10, 10],
  ['Omkring 10 timer pr. uge', 10, 10],
  ['10 timer om ugen', 10, 10],
  ['10 timer hver uge', 10, 10],
  ['10 timer pr uge', 10, 10],
  ['10 timer pr.uge', 10, 10],
  ['10/uge', 10, 10],
  ['10 t/uge eller mere', 10, 37],
  ['ugentlig 5 timer', 5, 5],
  ['1 hour', 1, 1],
  ['5 hr', 5, 5],
  ['10 timer!!', 10, 10],
  ['10 hours/week', 10, 10],
  ['ugentligt 5 timer', 5, 5],
  ['5 timer ugentlig', 5, 5],
  ['fem timer', 5, 5],
  ['EN TIME', 1, 1],
  ['7,5', 7.5, 7.5],
  ['7.5', 7.5, 7.5],
  ['7½ time', 7.5, 7.5],
  ['7 ½ time', 7.5, 7.5],
  ['½ time', 0.5, 0.5],
  ['0,5', 0.5, 0.5],
  ['2,5-3,75', 2.5, 3.75],
  ['37', 37, 37],
  ['fuldtid', 37, 37],
  ['Full-time', 37, 37],
  ['en dag', 7.4, 7.4],
  ['én dag om ugen', 7.4, 7.4],
  ['a day', 7.4, 7.4],
  ['to dage', 14.8, 14.8],
  ['2dage', 14.8, 14.8],
  ['2-3 dage', 14.8, 22.2],
  ['op til 2 dage', 0.5, 14.8],
  ['mindst 2 dage', 14.8, 37],
  ['5 dage', 37, 37],
  ['halv dag', 3.7, 3.7],
  ['en halv dag om ugen', 3.7, 3.7],
  ['half a day', 3.7, 3.7],
  ['a half day', 3.7, 3.7],
  ['op til 10', 0.5, 10],
  ['max. 10 timer', 0.5, 10],
  ['op til ca. 10', 0.5, 10],
  ['mindst 5', 5, 37],
  ['fra 5 timer', 5, 37],
  ['5+', 5, 37],
  ['5 timer eller mere', 5, 37],
  ['2 x 4 timer', 8, 8],
  ['2x4', 8, 8],
  ['to gange fire timer om ugen', 8, 8],
  ['2 dage á 4 timer', 8, 8],
  ['3 timer dagligt', 15, 15],
  ['3 timer om dagen', 15, 15],
  ['2-3 timer hver dag', 10, 15],
  ['2 hours a day', 10, 10],
  ['3 t/dag', 15, 15],
  ['3/dag', 15, 15],
  ['3 timer pr dag', 15, 15],
  ['3 timer daglig', 15, 15],
];

describe('hours are read from what people type', () => {
  test.each(readable)('“%s” is %s to %s hours a week', (typed, min, max) => {
    expect(parseHours(typed)).toEqual({ kind: 'hours', hours: { min, max } });
  });

  test.each([
    [1, ['en', 'én', 'et', 'ét', 'one']],
    [2, ['to', 'two']],
    [3, ['tre', 'three']],
    [4, ['fire', 'four']],
    [5, ['fem', 'five']],
    [6, ['seks', 'six']],
    [7, ['syv', 'seven']],
    [8, ['otte', 'eight']],
    [9, ['ni', 'nine']],
    [10, ['ti', 'ten']],
  ])('%s is said as %j', (figure, words) => {
    for (const word of words) {
      expect(parseHours(`${word} t`)).toEqual({ kind: 'hours', hours: { min: figure, max: figure } });
    }
  });

  test.each(HOUR_BANDS.map((band) => [band] as const))('the band %s reads as the range it names', (band) => {
    const [min, max] = band.split('-').map(Number);
    expect(parseHours(band)).toEqual({ kind: 'hours', hours: { min, max } });
  });
});

const unknown = [
  'ved ikke',
  'Ved ikke.',
  'ved det ikke endnu',
  'det ved jeg ikke',
  'vi ved ikke',
  '?',
  "don't know",
  'dont know',
  '???',
  'unknown',
];

test.each(unknown)('“%s” is an answer: nobody knows yet', (typed) => {
  expect(parseHours(typed)).toEqual({ kind: 'unknown' });
});

const asksAgain = [
  '',
  '   ',
  'et par timer når det passer',
  'et par timer',
  'mange',
  'deltid',
  'hver dag',
  'dag',
  '0',
  '0,4',
  '37,5',
  '38',
  '-5',
  '1-40',
  'op til 40',
  'op til 0,4',
  'mindst 38',
  '6 dage',
  '8 timer om dagen',
  '10 x 4 timer',
  '15 timer om måneden',
  '15 timer pr. måned',
  '15 t/md',
  '60 timer om året',
  '10 timer hver anden uge',
  '10 timer hver 2. uge',
  '10 timer pr. 14 dage',
  '1 time i uge 4',
  '5 timer fredag',
  'to fredage',
  '3 timer om dagen 2 dage om ugen',
  '3 5',
  '3-5-7',
  '2 1/2',
  '10.000',
  '1e1',
  '3 timer 30',
  'NaN',
  '2~3',
  '3t5',
  '1/uge4',
  'nok 10, men ved ikke',
  'ved ikke fredag',
  'ikke fuldtid',
  'fuldtid fredag',
  '2 halv dag',
  'halv dag fredag',
  'one and half a day',
  'half a day friday',
];

test.each(asksAgain)('“%s” is asked for again rather than guessed', (typed) => {
  expect(parseHours(typed)).toEqual({ kind: 'unreadable' });
});

test('a very long text is answered at once', () => {
  const started = performance.now();
  expect(parseHours(`${'1 til '.repeat(5_000)}x`)).toEqual({ kind: 'unreadable' });
  expect(performance.now() - started).toBeLessThan(500);
});
