import fc from 'fast-check';
import { IANAZone } from 'luxon';
import { describe, expect, test } from 'vitest';
import { daysLater, inZone, localDay, zoneNamed } from '../../src/domain/zone.ts';
import { at } from '../support/builders.ts';

/** Moved by an hour, by half an hour, over a whole day (Samoa left out 30 December 2011), and never. */
const ZONES = ['Europe/Copenhagen', 'Australia/Lord_Howe', 'Pacific/Apia', 'America/Nuuk', 'UTC'];

describe('a zone that remembers', () => {
  test('has the offset that it has anew, whatever was asked before', () => {
    const instant = fc.integer({ min: Date.UTC(2005, 0), max: Date.UTC(2035, 0) });
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.array(instant, { maxLength: 20 }), (name, instants) => {
        for (const ms of instants) expect(zoneNamed(name).offset(ms)).toBe(new IANAZone(name).offset(ms));
      }),
    );
  });

  test.each([
    ['2026-03-29T00:59:59.999Z', 60],
    ['2026-03-29T01:00:00.000Z', 120],
    ['2026-10-25T00:59:59.999Z', 120],
    ['2026-10-25T01:00:00.000Z', 60],
  ])('is right to the millisecond in the nights in which the clock is moved: %s', (instant, offset) => {
    // Asked before, the hours around it are no reason to think of it otherwise.
    for (const hours of [-30, -2, 2, 30])
      zoneNamed('Europe/Copenhagen').offset(Date.parse(instant) + hours * 3_600_000);
    expect(zoneNamed('Europe/Copenhagen').offset(Date.parse(instant))).toBe(offset);
  });

  test('counts days on as the local clock has them', () => {
    const instant = fc.integer({ min: Date.UTC(2005, 0), max: Date.UTC(2035, 0) });
    const nearMoves = fc
      .tuple(
        fc.constantFrom('2026-03-28T23:00Z', '2026-10-24T23:00Z', '2026-04-04T10:00Z', '2011-12-29T09:00Z'),
        fc.integer({ min: 0, max: 30 * 60 }),
      )
      .map(([near, minutes]) => Date.parse(near) + minutes * 60_000);
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.oneof(instant, nearMoves),
        fc.integer({ min: -40, max: 40 }),
        (name, ms, days) => {
          const local = inZone(new Date(ms), name);
          expect(daysLater(new Date(ms), days, name)).toEqual(local.plus({ days }).toJSDate());
          expect(localDay(new Date(ms), name)).toBe(Date.UTC(local.year, local.month - 1, local.day));
        },
      ),
      { numRuns: 5_000 },
    );
  });

  test('tells the local clock', () => {
    expect(inZone(at('2026-07-01T10:00:00Z'), 'Europe/Copenhagen').toISO()).toBe(
      '2026-07-01T12:00:00.000+02:00',
    );
  });
});
