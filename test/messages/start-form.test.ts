import { describe, expect, test } from 'vitest';
import type { AgreedSeat } from '../../src/domain/opening/seat.ts';
import { filledWith } from '../../src/messages/fields.ts';
import { startForm } from '../../src/messages/placements/journey-forms.ts';
import { candidate, TUESDAY } from '../support/builders.ts';
import { sampleContext } from '../support/samples.ts';
import { readingFor } from './reading-for.ts';

const seat = (number: number, startsOn: string): AgreedSeat => ({
  number,
  state: 'agreed',
  candidate: candidate(`K-14${number}`),
  broker: null,
  startsOn,
  form: 'flex_job',
  since: TUESDAY,
});

function shown(seats: readonly AgreedSeat[], locale: 'da' | 'en' = 'da') {
  const { fields } = startForm(filledWith({}), seats, sampleContext('start'), readingFor(locale, TUESDAY));
  return {
    places: fields.flatMap((field) =>
      field.kind === 'choice' && field.name === 'place' ? field.options.map(({ label }) => label) : [],
    ),
    notes: fields.flatMap((field) => (field.kind === 'note' ? field.lines.map((line) => line.join('')) : [])),
  };
}

describe('"Startet" before the agreed day', () => {
  test('says that the job then begins today', () => {
    expect(shown([seat(1, '2026-12-02')])).toEqual({
      places: ['K-141'],
      notes: ['Aftalt fra 2. december. Gemmer du nu, regnes jobbet fra i dag.'],
    });
    expect(shown([seat(1, '2026-11-18')], 'en').notes).toEqual([
      'Agreed from tomorrow. If you save now, the job counts from today.',
    ]);
  });

  test('says of several places which of them it is', () => {
    const seats = [seat(1, '2026-12-02'), seat(2, '2026-11-17')];
    expect(shown(seats)).toEqual({
      places: ['K-141 · aftalt fra 2. december', 'K-142'],
      notes: ['Et job, der er aftalt til senere, regnes fra i dag, hvis du gemmer nu.'],
    });
    expect(shown(seats, 'en')).toEqual({
      places: ['K-141 · agreed from 2 December', 'K-142'],
      notes: ['A job that is agreed for later counts from today if you save now.'],
    });
  });

  test('is silent on the day itself, and after it', () => {
    expect(shown([seat(1, '2026-11-17')]).notes).toEqual([]);
    expect(shown([seat(1, '2026-11-16'), seat(2, '2026-11-17')])).toEqual({
      places: ['K-141', 'K-142'],
      notes: [],
    });
  });
});
