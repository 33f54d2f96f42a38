import { describe, expect, test } from 'vitest';
import type { OpeningId } from '../../src/domain/ids.ts';
import { NO_DETAILS } from '../../src/domain/opening/details.ts';
import { type Past, type PastJob, type Relived, relive } from '../../src/domain/opening/past.ts';
import { isRunning } from '../../src/domain/opening/placement.ts';
import { at, by, COORDINATOR, candidate, FACTS, METTE, TUESDAY } from '../support/builders.ts';

const ID = 'opening-9' as OpeningId;
const job = (reference: string, startedOn: string, endedOn: string | null = null): PastJob => ({
  candidate: candidate(reference),
  form: 'flex_job',
  hours: 7.5,
  startedOn,
  endedOn,
});
const past = (known: Partial<Past> = {}): Past => ({
  facts: FACTS,
  details: { ...NO_DETAILS, note: { text: 'Ring efter kl. 14', by: COORDINATOR } },
  toldOn: '2026-09-01',
  reached: 'logged',
  consultant: METTE,
  jobs: [],
  ...known,
});
const lived = (known: Partial<Past> = {}, now = TUESDAY) => relive(past(known), ID, by(COORDINATOR, now));

function done(relived: Relived) {
  if (relived.kind !== 'relived') throw new Error(`expected a past, got ${JSON.stringify(relived)}`);
  const story = relived.entries.map((one) => `${one.at.toISOString().slice(0, 10)} ${one.event.kind}`);
  return { ...relived, story };
}

describe('a past that is lived anew', () => {
  test('begins on its own day, by the one who brings it along, with all that was told', () => {
    const { opening, entries } = done(lived({ consultant: null }));
    expect(opening).toMatchObject({
      id: ID,
      status: 'logged',
      company: 'Café Æblet',
      loggedBy: COORDINATOR,
      loggedAt: at('2026-09-01T08:00:00+02:00'),
      details: { note: { text: 'Ring efter kl. 14' } },
    });
    expect(entries).toEqual([
      { at: at('2026-09-01T08:00:00+02:00'), by: COORDINATOR, event: { kind: 'logged' } },
    ]);
  });

  test('what nobody has stays where it began, whatever it reached', () => {
    expect(done(lived({ consultant: null, reached: 'matching' })).story).toEqual(['2026-09-01 logged']);
    expect(done(lived({ consultant: null, jobs: [job('K-1', '2026-09-14')] })).story).toHaveLength(1);
  });

  test.each<[Past['reached'], string, readonly string[]]>([
    ['logged', 'logged', ['logged']],
    ['contacted', 'contacted', ['logged', 'claimed', 'contacted']],
    ['matching', 'matching', ['logged', 'claimed', 'matching_started']],
  ])('that reached %s stands there, its acts by the consultant', (reached, status, events) => {
    const { opening, entries } = done(lived({ reached }));
    expect(opening.status).toBe(status);
    expect(entries.map(({ event }) => event.kind)).toEqual(events);
    expect(entries.slice(1).every(({ by: who }) => who === METTE)).toBe(true);
  });

  test('with a job goes the whole way to it, each step on its day, and is filled', () => {
    const { opening, story } = done(lived({ jobs: [job('K-1', '2026-09-14')] }));
    expect(story).toEqual([
      '2026-09-01 logged',
      '2026-09-01 claimed',
      '2026-09-01 matching_started',
      '2026-09-14 candidate_presented',
      '2026-09-14 agreed',
      '2026-09-14 started',
    ]);
    expect(opening).toMatchObject({ status: 'closed', reason: 'filled', owner: METTE });
    expect(opening.placements).toMatchObject([
      {
        place: 1,
        candidate: 'K-1',
        form: 'flex_job',
        hours: 7.5,
        startedOn: '2026-09-14',
        legalEmployer: null,
        mentor: null,
        expectationsChecked: false,
        retainedOn: null,
      },
    ]);
    // Asked about from now on, not for the weeks in which nobody could be asked.
    expect(opening.placements[0]?.followUp).toMatchObject({ item: 'week_8', level: 0, round: 0 });
  });

  test('who stopped made room on the day on which another began, and is searched for no more', () => {
    const { opening, story } = done(
      lived({ jobs: [job('K-2', '2026-10-05'), job('K-1', '2026-09-14', '2026-10-05')] }),
    );
    expect(story.slice(3)).toEqual([
      '2026-09-14 candidate_presented',
      '2026-09-14 agreed',
      '2026-09-14 started',
      '2026-10-05 ended_early',
      '2026-10-05 candidate_presented',
      '2026-10-05 agreed',
      '2026-10-05 started',
    ]);
    expect(opening.status).toBe('closed');
    const [first, second] = opening.placements;
    expect(first).toMatchObject({
      candidate: 'K-1',
      ended: { on: '2026-10-05', reason: 'other' },
      search: null,
      followUp: null,
    });
    expect(second).toMatchObject({ candidate: 'K-2', ended: null });
    expect(second !== undefined && isRunning(second)).toBe(true);
  });

  test('in two places, the one who stopped leaves theirs open and the other at work', () => {
    const { opening } = done(
      lived({
        facts: { ...FACTS, places: 2 },
        jobs: [job('K-1', '2026-09-14'), job('K-2', '2026-10-05', '2026-10-30')],
      }),
    );
    expect(opening.status).toBe('matching');
    expect('seats' in opening && opening.seats).toMatchObject([{ number: 2, state: 'matching' }]);
    expect(opening.placements.map(isRunning)).toEqual([true, false]);
  });

  test('that can’t have been is refused, with the job that didn’t fit', () => {
    const second = job('K-2', '2026-10-05');
    expect(lived({ jobs: [job('K-1', '2026-09-14'), second] })).toEqual({
      kind: 'refused',
      job: second,
      refusal: { code: 'closed' },
    });
    expect(
      lived({ facts: { ...FACTS, places: 2 }, jobs: [job('K-1', '2026-09-14'), job('K-1', '2026-10-05')] }),
    ).toMatchObject({ kind: 'refused', refusal: { code: 'candidate_here' } });
    expect(() => lived({ toldOn: '2026-02-30' })).toThrow('2026-02-30 is no date');
  });

  test('has the clocks of today: nobody is nudged for days in which nobody was asked', () => {
    const { opening } = done(lived({ reached: 'matching' }));
    expect(opening.actedAt).toEqual(TUESDAY);
    expect(opening.since).toEqual(at('2026-09-01T08:00:00+02:00'));
    expect(opening.nudging).toMatchObject({ level: 0, at: at('2026-11-24T10:00:00+01:00') });
    expect(opening.askStillOpenAt).toEqual(at('2026-12-01T10:00:00+01:00'));
    const closed = done(lived({ jobs: [job('K-1', '2026-09-14')] })).opening;
    expect([closed.nudging.at, closed.askStillOpenAt]).toEqual([null, null]);
  });

  test('of today is of this hour, and not of a morning that is over or to come', () => {
    const early = at('2026-11-17T07:00:00+01:00');
    const { entries } = done(lived({ toldOn: '2026-11-17', reached: 'contacted' }, early));
    expect(entries.map((one) => one.at)).toEqual([early, early, early]);
    const late = done(lived({ toldOn: '2026-11-17' }, TUESDAY));
    expect(late.entries.map((one) => one.at)).toEqual([at('2026-11-17T08:00:00+01:00')]);
  });
});
