import { describe, expect, test } from 'vitest';
import { startMatching } from '../../src/domain/placing.ts';
import { addPlace, correct, tellMore } from '../../src/domain/revising.ts';
import { by, changedBy, claimed, contacted, FACTS, LEADER, logged, METTE } from '../support/builders.ts';

describe('the number of places', () => {
  test('stands when the first step is corrected', () => {
    const three = { ...logged(), places: 3 };
    const corrected = changedBy(correct(three, { ...FACTS, company: 'Nyt navn' }, three.version, by(LEADER)));
    expect(corrected).toMatchObject({ company: 'Nyt navn', places: 3 });
  });

  test('grows by one while the jobcentre hasn’t begun to look', () => {
    expect(changedBy(addPlace(claimed(), by(LEADER))).places).toBe(2);
  });

  test('can’t be changed once candidates are sought: each place has its own way by then', () => {
    const matching = changedBy(startMatching(contacted(), by(METTE)));
    const refused = { kind: 'refused', refusal: { code: 'places_under_way' } };
    expect(addPlace(matching, by(LEADER))).toEqual(refused);
    const told = { places: 2, details: matching.details, note: null };
    expect(tellMore(matching, told, matching.version, by(LEADER))).toEqual(refused);
  });
});
