import { describe, expect, test } from 'vitest';
import { holdsCprNumber } from '../../src/domain/typed/privacy.ts';
import fc from '../support/properties.ts';

const written = [
  '120785-4321',
  '1207854321',
  '120785 4321',
  '120785 - 4321',
  '120785–4321',
  '120785—4321',
  '120785\u20114321',
  '120785\u22124321',
  '120785\u00a04321',
  '120785\u00ad4321',
  '120785\u200b-4321',
  '120785.4321',
  '１２０７８５-４３２１',
  '12 07 85 4321',
  '12 07 85-4321',
  '12.07.85-4321',
  '12-07-85-4321',
  '12/07/85-4321',
  'Karl 120785-4321 kan starte',
  'cpr:120785-4321.',
  'CPR1207854321',
  '(120785-4321)',
  'to: 010101-1111 og mere',
  '290201-1234',
  '311299-0000',
  'først 991399-1234, så 120785-4321',
  'tlf 20304057, cpr 120785-4321',
];

const lookAlikes = [
  '',
  'Vi mangler en til opvasken 3-5 timer om ugen',
  '20304057',
  '20 30 40 57',
  '2030 4057',
  '20-30-40-57',
  '203 04 057',
  '+45 20 30 40 57',
  '+45 2012 4057',
  '0045 20304057',
  '004520304057',
  '4520304057',
  '+4512345678',
  '12 10 11 57 og 21 11 22 33',
  '2012 1057 2111 2233',
  '20304057 86123456',
  'ordre 000785-4321',
  'ordre 121385-4321',
  '20304057/21112233',
  '+46 70 123 45 67',
  'CVR 90123408',
  'CVR 12 07 85 43',
  'DK 10 12 12 34',
  '12.07.2026',
  '12-07-2026',
  '12/07 2026',
  '12072026',
  '2026-07-12',
  '2026-07-12 14:00',
  '20260712 1400',
  '01.12.26-15.12.26',
  '01.12.2026-15.12.2026',
  '01.12.2026 - 15.12.2026',
  '011226-151226',
  'fra 1/12-15/12 2026',
  'den 12.07.26 8800 Viborg',
  'den 12.07.26 1400 til 1600',
  'den 12.07.26, 2030 4057',
  'fra 01.12.26. 8800 Viborg',
  'fra 011226\n8800 Viborg',
  'ordre 12345678901',
  'ordre 991399-1234',
  'ordre 320785-4321',
  'ordre 121385-4321',
  'ordre 310485-4321',
  'ordre 300285-4321',
  'ordre 000085-4321',
  'EAN 5790001234567',
  'GLN 5790 0012 3456 7',
  'EAN 1207854321234',
  'P-nr. 1030456789',
  'konto 1234 1234567890',
  'konto 0911 123456',
  'konto 0112-12345678',
  'DK5000400440116243',
  'DK50 0040 0440 1162 43',
  'DE89 3704 0044 0532 0130 00',
  '4571 1234 5678 9012',
  '120785-43210',
  '120785-432',
  '9120785-4321',
];

describe('a CPR number is seen in every way of writing it', () => {
  test.each(written)('%j', (text) => {
    expect(holdsCprNumber(text)).toBe(true);
  });
});

describe('what only looks like one passes', () => {
  test.each(lookAlikes)('%j', (text) => {
    expect(holdsCprNumber(text)).toBe(false);
  });
});

test('every real date with every serial is seen, inside any words', () => {
  const dates = fc.date({ min: new Date('1900-01-01'), max: new Date('2035-12-31'), noInvalidDate: true });
  const words = fc.stringMatching(/^[a-zæøå .,!]{0,30}$/);
  fc.assert(
    fc.property(
      dates,
      fc.integer({ min: 0, max: 9999 }),
      fc.constantFrom('', ' ', '-'),
      words,
      words,
      (...all) => {
        const [date, serial, gap, before, after] = all;
        const [year, month, day] = date.toISOString().slice(2, 10).split('-');
        expect(
          holdsCprNumber(`${before}${day}${month}${year}${gap}${String(serial).padStart(4, '0')}${after}`),
        ).toBe(true);
      },
    ),
  );
});

test('no Danish phone number is taken for one, however it is grouped', () => {
  const groupings = [[8], [4, 4], [2, 2, 2, 2], [2, 3, 3], [3, 2, 3]];
  const parted = (digits: string, sizes: readonly number[], gap: string): string => {
    const ends = sizes.map((_, index) => sizes.slice(0, index + 1).reduce((sum, size) => sum + size, 0));
    return ends.map((end, index) => digits.slice(end - (sizes[index] ?? 0), end)).join(gap);
  };
  fc.assert(
    fc.property(
      fc.integer({ min: 20_000_000, max: 99_999_999 }),
      fc.constantFrom(...groupings),
      fc.constantFrom(' ', '-', '.'),
      fc.constantFrom('', '+45 ', '+45', '0045 ', '45 '),
      (number, sizes, gap, prefix) => {
        expect(holdsCprNumber(`ring ${prefix}${parted(String(number), sizes, gap)} i dag`)).toBe(false);
      },
    ),
  );
});
