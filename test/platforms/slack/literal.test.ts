import { describe, expect, test } from 'vitest';
import { cut, cutLine, escaped, unescaped } from '../../../src/platforms/slack/literal.ts';
import fc from '../../support/properties.ts';

describe('cutting', () => {
  test('leaves alone what fits exactly', () => {
    expect(cut('12345', 5)).toBe('12345');
  });

  test('ends what doesn’t fit with an ellipsis within the limit', () => {
    expect(cut('123456', 5)).toBe('1234…');
  });

  test('never splits a letter with its accent or a composed emoji', () => {
    expect(cut('aa\u030Abcd', 4)).toBe('aa\u030A…');
    expect(cut('ab👩‍👩‍👧cd', 6)).toBe('ab…');
  });

  test('keeps within the limit whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 30 }), (text, max) => {
        expect(cut(text, max).length).toBeLessThanOrEqual(max);
      }),
    );
  });

  test('makes one line of several', () => {
    expect(cutLine(' Nørregård\n VVS\t', 50)).toBe('Nørregård VVS');
  });

  test('replaces half a surrogate pair, and drops control characters', () => {
    expect(cut('a\uD83Db\u0000c\nd', 10)).toBe('a\uFFFDbc\nd');
  });
});

describe('what Slack escaped', () => {
  test('is what was typed again', () => {
    fc.assert(
      fc.property(
        fc.string().map((text) => text.trim()),
        (text) => {
          expect(unescaped(escaped(text))).toBe(text);
        },
      ),
    );
  });

  test('loses mentions and the markup of links', () => {
    expect(unescaped('<@U1> opret <https://a.dk|a.dk> <mailto:m@a.dk|m@a.dk> <https://b.dk>')).toBe(
      'opret a.dk m@a.dk https://b.dk',
    );
  });
});
