import { describe, expect, test } from 'vitest';
import type { PersonId } from '../../src/domain/ids.ts';
import { close, reopen } from '../../src/domain/opening/closing.ts';
import { NO_DETAILS } from '../../src/domain/opening/details.ts';
import { endEarly } from '../../src/domain/opening/ending.ts';
import type { Opening, OpeningFacts } from '../../src/domain/opening/opening.ts';
import { claim } from '../../src/domain/opening/opening-acts.ts';
import { presentCandidate, start, startMatching, agree as yes } from '../../src/domain/opening/placing.ts';
import { addPlace, correct, deleteNote, type ToldMore, tellMore } from '../../src/domain/opening/revising.ts';
import {
  agreed,
  at,
  by,
  COORDINATOR,
  candidate,
  changedBy,
  claimed,
  closed,
  contacted,
  FACTS,
  JENS,
  LEADER,
  logged,
  METTE,
  matching,
  TERMS,
  TUESDAY,
} from '../support/builders.ts';

const WEDNESDAY = at('2026-11-18T11:00:00+01:00');
const { note: _, ...EMPTY } = NO_DETAILS;
const told = (more: Partial<ToldMore> = {}): ToldMore => ({
  places: 1,
  details: EMPTY,
  note: null,
  ...more,
});
const tell = (opening: Opening, more: Partial<ToldMore>, who: PersonId = LEADER, basedOn = opening.version) =>
  tellMore(opening, told(more), basedOn, by(who, WEDNESDAY));
const noted = (text = 'Ring efter kl. 14', who: PersonId = LEADER, opening = logged()) =>
  changedBy(tell(opening, { note: text }, who));
const no = (code: string) => ({ kind: 'refused', refusal: { code } });
const UNCHANGED = { kind: 'unchanged' };

describe('the number of places', () => {
  test('stands when the first step is corrected', () => {
    const three = { ...logged(), places: 3 };
    const corrected = changedBy(correct(three, { ...FACTS, company: 'Nyt navn' }, three.version, by(LEADER)));
    expect(corrected).toMatchObject({ company: 'Nyt navn', places: 3 });
  });

  test('grows by one while the jobcentre hasn’t begun to look, and its story says to how many', () => {
    const decision = addPlace(claimed(), by(METTE));
    expect(decision).toMatchObject({ event: { kind: 'place_added', places: 2 } });
    expect(changedBy(decision)).toMatchObject({ places: 2, status: 'claimed', version: 3 });
  });

  test('can’t be changed once candidates are sought: each place has its own way by then', () => {
    const seeking = matching();
    expect(addPlace(seeking, by(LEADER))).toEqual(no('places_under_way'));
    expect(tell(seeking, { places: 2 })).toEqual(no('places_under_way'));
    expect(tell(seeking, { note: 'Spørg efter Ulla' }).kind).toBe('changed');
  });

  test('ends at 99, and with the opening', () => {
    expect(changedBy(addPlace(logged(TUESDAY, { places: 98 }), by(LEADER))).places).toBe(99);
    expect(addPlace(logged(TUESDAY, { places: 99 }), by(LEADER))).toEqual(no('no_more_places'));
    expect(addPlace(closed(), by(LEADER))).toEqual(no('closed'));
  });

  describe('where some of them are filled already', () => {
    const act = by(METTE, WEDNESDAY);
    const shut = (opening: Opening) =>
      changedBy(reopen(changedBy(close(opening, 'no_candidate', null, act)), by(COORDINATOR, WEDNESDAY)));
    const three = agreed('2026-11-18', TUESDAY, { places: 3 });
    const first = shut(changedBy(start(three, 1, TERMS, act)));
    const shown = ['K-2', 'K-3'].reduce(
      (opening, reference) => changedBy(presentCandidate(opening, candidate(reference), act)),
      three,
    );
    const last = shut(
      changedBy(start(changedBy(yes(shown, 3, '2026-11-18', 'flex_job', act)), 3, TERMS, act)),
    );

    test('leaves at least one to be filled, since nobody would be sought otherwise', () => {
      expect(tell(first, { places: 1 })).toEqual(no('places_filled'));
      const two = changedBy(tell(first, { places: 2 }));
      const seeking = changedBy(startMatching(changedBy(claim(two, act)), act));
      expect(seeking).toMatchObject({ status: 'matching', seats: [{ number: 2 }] });
    });

    test('holds every place that is filled', () => {
      expect(tell(last, { places: 2 })).toEqual(no('places_filled'));
      expect(changedBy(tell(last, { places: 9 })).places).toBe(9);
    });

    test('holds none for a job that ended', () => {
      const ended = changedBy(endEarly(last, 3, 'other', act));
      expect(changedBy(tell(ended, { places: 1 })).places).toBe(1);
    });

    test('can be told again as it stands, with something else', () => {
      expect(changedBy(tell(first, { places: 3, note: 'Ring først' })).details.note?.text).toBe('Ring først');
    });
  });
});

describe('what is told later', () => {
  const details = { ...EMPTY, days: ['monday', 'friday'], mentor: 'yes' } as const;

  test('is kept with its author, stands in the story, and leaves the jobcentre’s clock alone', () => {
    const decision = tell(claimed(), { places: 2, details, note: 'Ring efter kl. 14' });
    expect(decision).toMatchObject({ event: { kind: 'details_told' } });
    const opening = changedBy(decision);
    const { nudging, actedAt, round } = claimed();
    expect(opening).toMatchObject({ status: 'claimed', places: 2, version: 3, nudging, actedAt, round });
    expect(opening.details).toEqual({ ...details, note: { text: 'Ring efter kl. 14', by: LEADER } });
  });

  test('is no change where it stands there already, also when the opening moved on or closed', () => {
    expect(tell(logged(), {})).toEqual(UNCHANGED);
    expect(tell(closed(), {})).toEqual(UNCHANGED);
    expect(tell(noted(), { note: 'Ring efter kl. 14' }, LEADER, 1)).toEqual(UNCHANGED);
  });

  test.each([
    ['another place', { places: 2 }],
    ['another day', { details: { ...EMPTY, days: ['monday'] } }],
    ['a note', { note: 'Spørg efter Ulla' }],
  ] as const)('is a change with %s, which isn’t written over what others changed unseen', (_what, more) => {
    expect(tell(logged(), more).kind).toBe('changed');
    expect(tell(logged(), more, LEADER, 0)).toEqual(no('changed_meanwhile'));
    expect(tell(closed(), more)).toEqual(no('closed'));
  });

  test('is told by the one who logged it and by a coordinator, not by others', () => {
    expect(tell(logged(), { places: 2 }, COORDINATOR).kind).toBe('changed');
    expect(tell(logged(), { places: 2 }, METTE)).toEqual(no('only_author_or_coordinator'));
  });

  test('answers whether the opening is still open when its author tells it, and not when a coordinator does', () => {
    const later = at('2026-12-02T11:00:00+01:00');
    expect(changedBy(tell(logged(), { places: 2 })).askStillOpenAt).toEqual(later);
    expect(changedBy(tell(logged(), { places: 2 }, COORDINATOR)).askStillOpenAt).toEqual(
      logged().askStillOpenAt,
    );
  });
});

describe('a note', () => {
  test('that was left as it is stays its author’s, whoever tells the rest', () => {
    const more = changedBy(tell(noted(), { places: 2, note: 'Ring efter kl. 14' }, COORDINATOR));
    expect(more.details.note).toEqual({ text: 'Ring efter kl. 14', by: LEADER });
  });

  test('that is written anew is the writer’s, and one that is emptied is gone', () => {
    expect(noted('Spørg efter Ulla', COORDINATOR, noted()).details.note?.by).toBe(COORDINATOR);
    expect(changedBy(tell(noted(), { note: null })).details.note).toBeNull();
  });

  test('of a coordinator isn’t written over nor emptied by the one who logged it, who may tell the rest', () => {
    const theirs = noted('Ring til Bodil først', COORDINATOR);
    expect(tell(theirs, { note: 'Ring til mig' })).toEqual(no('only_note_author'));
    expect(tell(theirs, { note: null })).toEqual(no('only_note_author'));
    expect(tell(theirs, { places: 2, note: 'Ring til Bodil først' }).kind).toBe('changed');
  });

  test('is deleted by its author or a coordinator, and then stands nowhere', () => {
    for (const who of [LEADER, COORDINATOR]) {
      const decision = deleteNote(noted(), by(who, WEDNESDAY));
      expect(decision).toMatchObject({ event: { kind: 'note_deleted' } });
      expect(changedBy(decision).details).toEqual(NO_DETAILS);
      expect(JSON.stringify(decision)).not.toContain('kl. 14');
    }
    expect(deleteNote(noted(), by(JENS))).toEqual(no('only_note_author'));
  });

  test('that isn’t there is deleted already, whoever asks', () => {
    expect(deleteNote(logged(), by(JENS))).toEqual(UNCHANGED);
  });

  test('is deleted from what is closed too, which asks its author nothing for it', () => {
    const shut = changedBy(close(noted(), 'job_order', null, by(METTE)));
    expect(changedBy(deleteNote(shut, by(LEADER)))).toMatchObject({
      status: 'closed',
      details: { note: null },
      askStillOpenAt: null,
    });
  });
});

describe('a correction', () => {
  const put = (facts: Partial<OpeningFacts>, opening = logged(), who: PersonId = LEADER) =>
    correct(opening, { ...FACTS, ...facts }, opening.version, by(who));

  test.each<readonly [string, Partial<OpeningFacts>]>([
    ['work', { category: 'cleaning', tasks: ['floors'] }],
    ['work', { tasks: ['dishwashing', 'clearing'] }],
    ['work', { kind: 'visit_request' }],
    ['hours', { hours: { min: 3, max: 6 } }],
    ['hours', { hours: { min: 2, max: 5 } }],
    ['hours', { hours: null }],
    ['company', { company: 'Café Pæren' }],
    ['contact_name', { contactName: 'Ida Holm' }],
    ['contact', { contact: { phone: '+4520304058', email: null } }],
    ['contact', { contact: { phone: '+4520304057', email: 'asta@cafe.dk' } }],
    ['place', { postcode: '8831' }],
    ['place', { municipality: 'Skive' }],
  ])('of the %s says so in the story, and what it was in no word', (field, facts) => {
    const decision = put(facts);
    expect(decision).toMatchObject({ event: { kind: 'corrected', fields: [field] } });
    expect(changedBy(decision)).toMatchObject(facts);
  });

  test('of several says them all, and what stands there already is no change', () => {
    expect(put({ company: 'Café Pæren', hours: null })).toMatchObject({
      event: { fields: ['hours', 'company'] },
    });
    expect(put({})).toEqual(UNCHANGED);
    expect(put({}, closed())).toEqual(UNCHANGED);
  });

  test('isn’t made by others, nor of what is closed, nor over what was changed unseen', () => {
    const facts = { company: 'Café Pæren' };
    expect(put(facts, logged(), COORDINATOR).kind).toBe('changed');
    expect(put(facts, logged(), METTE)).toEqual(no('only_author_or_coordinator'));
    expect(put(facts, closed())).toEqual(no('closed'));
    const stale = contacted();
    expect(correct(stale, { ...FACTS, ...facts }, stale.version - 1, by(LEADER))).toEqual(
      no('changed_meanwhile'),
    );
  });
});
