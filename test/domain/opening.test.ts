import { describe, expect, test } from 'vitest';
import type { Instant, PersonId } from '../../src/domain/ids.ts';
import { close, reopen, withdraw } from '../../src/domain/opening/closing.ts';
import { type Act, type Decision, withNudging } from '../../src/domain/opening/decision.ts';
import {
  type AttemptChannel,
  CLOSE_REASONS,
  type Opening,
  type OpeningStatus,
} from '../../src/domain/opening/opening.ts';
import {
  askStillOpen,
  claim,
  confirmStillOpen,
  handOver,
  recordAttempt,
  recordContact,
  release,
  snooze,
  takeOver,
} from '../../src/domain/opening/opening-acts.ts';
import type { SeatState } from '../../src/domain/opening/seat.ts';
import {
  at,
  BIRKHOLM,
  by,
  COORDINATOR,
  changedBy,
  claimed,
  closed,
  contacted,
  FACTS,
  filled,
  frozen,
  JENS,
  LEAD,
  LEADER,
  logged,
  METTE,
  matching,
  presented,
  TUESDAY,
  visitBooked,
} from '../support/builders.ts';

const WEDNESDAY = at('2026-11-18T11:00:00+01:00');
/** What happens after the first contact is told in the journey's own tests. */
type EarlyStatus = Exclude<OpeningStatus, 'visit_booked' | SeatState>;

/** One of each of them; Mette has those that somebody has. */
const EACH: Readonly<Record<EarlyStatus, Opening>> = {
  logged: logged(),
  claimed: claimed(),
  contacted: contacted(),
  closed: closed(),
};

/** What came out, in a word or two: the new status and event, or why not. */
function outcome(decision: Decision): string {
  switch (decision.kind) {
    case 'changed':
      return `${decision.event.kind} → ${decision.next.status}`;
    case 'unchanged':
      return 'unchanged';
    case 'refused':
      return `no: ${decision.refusal.code}`;
  }
}

type Row = readonly [string, (opening: Opening, act: Act) => Decision, PersonId, Record<EarlyStatus, string>];
const row = (
  name: string,
  who: PersonId,
  act: Row[1],
  ...[a, b, c, d]: [string, string, string, string]
): Row => [name, act, who, { logged: a, claimed: b, contacted: c, closed: d }];

const contact = (opening: Opening, act: Act) => recordContact(opening, false, act);
const thinks = (opening: Opening, act: Act) => recordContact(opening, true, act);
const attempt = (opening: Opening, act: Act) => recordAttempt(opening, 'phone', act);
const to = (person: PersonId | null) => (opening: Opening, act: Act) => handOver(opening, person, act);
const later = (opening: Opening, act: Act) => snooze(opening, '2026-11-25', act);
const order = (opening: Opening, act: Act) => close(opening, 'job_order', null, act);

/** name, who, act, and what it does to one that is: logged, claimed by Mette, contacted by Mette, closed. */
const TABLE: readonly Row[] = [
  row(
    'claim by another',
    JENS,
    claim,
    'claimed → claimed',
    'no: already_claimed',
    'no: already_claimed',
    'no: closed',
  ),
  row('claim by the owner', METTE, claim, 'claimed → claimed', 'unchanged', 'unchanged', 'no: closed'),
  row(
    'contact by the owner',
    METTE,
    contact,
    'no: claim_first',
    'contacted → contacted',
    // They talked again: the clock starts anew.
    'contacted → contacted',
    'no: closed',
  ),
  row('contact by another', JENS, contact, 'no: claim_first', 'no: not_yours', 'no: not_yours', 'no: closed'),
  row(
    'contact by a coordinator',
    COORDINATOR,
    contact,
    'no: claim_first',
    'no: not_yours',
    'no: not_yours',
    'no: closed',
  ),
  row(
    'thinking by the owner',
    METTE,
    thinks,
    'no: claim_first',
    'contacted → contacted',
    'contacted → contacted',
    'no: closed',
  ),
  row(
    'attempt by the owner',
    METTE,
    attempt,
    'no: claim_first',
    'attempted → claimed',
    'attempted → contacted',
    'no: closed',
  ),
  row('attempt by another', JENS, attempt, 'no: claim_first', 'no: not_yours', 'no: not_yours', 'no: closed'),
  row(
    'handing on by the owner',
    METTE,
    to(JENS),
    'no: claim_first',
    'handed_over → claimed',
    'handed_over → contacted',
    'no: closed',
  ),
  row(
    'handing on by another',
    JENS,
    to(LEAD),
    'no: claim_first',
    'no: not_yours',
    'no: not_yours',
    'no: closed',
  ),
  row(
    'handing on by the lead',
    LEAD,
    to(JENS),
    'handed_over → claimed',
    'handed_over → claimed',
    'handed_over → contacted',
    'no: closed',
  ),
  row(
    'handing on to the owner',
    LEAD,
    to(METTE),
    'handed_over → claimed',
    'unchanged',
    'unchanged',
    'no: closed',
  ),
  row(
    'handing on to oneself',
    METTE,
    to(METTE),
    'no: claim_first',
    'no: hand_over_to_self',
    'no: hand_over_to_self',
    'no: closed',
  ),
  row(
    'putting back by the owner',
    METTE,
    to(null),
    'unchanged',
    'put_back → logged',
    'put_back → logged',
    'no: closed',
  ),
  row('putting back by another', JENS, to(null), 'unchanged', 'no: not_yours', 'no: not_yours', 'no: closed'),
  row(
    'putting back by the coordinator',
    COORDINATOR,
    to(null),
    'unchanged',
    'put_back → logged',
    'put_back → logged',
    'no: closed',
  ),
  row('release by the bot', METTE, release, 'unchanged', 'released → logged', 'unchanged', 'unchanged'),
  row(
    'snooze by the owner',
    METTE,
    later,
    'snoozed → logged',
    'snoozed → claimed',
    'snoozed → contacted',
    'no: closed',
  ),
  row('snooze by another', JENS, later, 'snoozed → logged', 'no: not_yours', 'no: not_yours', 'no: closed'),
  row(
    'snooze by the lead',
    LEAD,
    later,
    'snoozed → logged',
    'snoozed → claimed',
    'snoozed → contacted',
    'no: closed',
  ),
  row(
    'closing by the owner',
    METTE,
    order,
    'closed → closed',
    'closed → closed',
    'closed → closed',
    'unchanged',
  ),
  row('closing by another', JENS, order, 'closed → closed', 'no: not_yours', 'no: not_yours', 'unchanged'),
  row(
    'closing by the coordinator',
    COORDINATOR,
    order,
    'closed → closed',
    'closed → closed',
    'closed → closed',
    'unchanged',
  ),
  row(
    'closing for another reason',
    METTE,
    (o, a) => close(o, 'no_candidate', null, a),
    'closed → closed',
    'closed → closed',
    'closed → closed',
    'no: closed',
  ),
  row(
    'withdrawal by the author',
    LEADER,
    (o, a) => withdraw(o, null, a),
    'closed → closed',
    'closed → closed',
    'closed → closed',
    'no: closed',
  ),
  row(
    'withdrawal by another',
    METTE,
    (o, a) => withdraw(o, null, a),
    'no: only_author',
    'no: only_author',
    'no: only_author',
    'no: only_author',
  ),
  row('reopening', COORDINATOR, reopen, 'unchanged', 'no: not_closed', 'no: not_closed', 'reopened → logged'),
  row(
    '“still open” by the author',
    LEADER,
    confirmStillOpen,
    'still_open_confirmed → logged',
    'still_open_confirmed → claimed',
    'still_open_confirmed → contacted',
    'no: closed',
  ),
  row(
    '“still open” by another',
    METTE,
    confirmStillOpen,
    'no: only_author',
    'no: only_author',
    'no: only_author',
    'no: only_author',
  ),
  row(
    'the question before its time',
    METTE,
    askStillOpen,
    'unchanged',
    'unchanged',
    'unchanged',
    'unchanged',
  ),
];

describe.each(TABLE)('%s', (_, act, who, expected) => {
  test.each(Object.entries(expected))(`on one that is %s: %s`, (status, result) => {
    const opening = Object.entries(EACH).find(([name]) => name === status)?.[1];
    if (opening === undefined) throw new Error(`no such status: ${status}`);
    expect(outcome(act(opening, by(who, WEDNESDAY)))).toBe(result);
  });
});

/** The fields that belong to a state and must not outlive it. */
const FIELDS_OF: Readonly<Record<OpeningStatus, readonly string[]>> = {
  logged: [],
  claimed: ['owner', 'agreement'],
  contacted: ['owner', 'thinkingUntil'],
  visit_booked: ['owner', 'visitOn'],
  matching: ['owner', 'seats'],
  presented: ['owner', 'seats'],
  agreed: ['owner', 'seats'],
  closed: ['owner', 'reason', 'closedBy'],
};
const STATE_FIELDS = [...new Set(Object.values(FIELDS_OF).flat())];

const CHANGES = TABLE.flatMap(([name, act, who]) =>
  Object.values(EACH).flatMap((opening) => {
    const decision = act(opening, by(who, WEDNESDAY));
    return decision.kind === 'changed' ? [[name, opening.status, opening, decision] as const] : [];
  }),
);

test.each(CHANGES)('%s, on one that is %s, makes the next version with only its own fields', (...change) => {
  const [, , opening, { next, event }] = change;
  expect(next.version).toBe(opening.version + 1);
  expect(STATE_FIELDS.filter((field) => field in next).sort()).toEqual([...FIELDS_OF[next.status]].sort());
  const isAct = event.kind !== 'still_open_confirmed';
  expect(next.round).toBe(opening.round + (isAct ? 1 : 0));
  expect(next.actedAt).toEqual(isAct ? WEDNESDAY : opening.actedAt);
  expect([next.id, next.number, next.loggedAt]).toEqual([opening.id, opening.number, opening.loggedAt]);
});

describe('repeated presses look the same', () => {
  const repeats: readonly (readonly [string, Opening, (opening: Opening) => Decision])[] = [
    ['claim', logged(), (o) => claim(o, by(METTE))],
    ['handing on', claimed(), (o) => handOver(o, JENS, by(METTE))],
    ['putting back', claimed(), (o) => handOver(o, null, by(METTE))],
    ['release', claimed(), (o) => release(o, by(METTE))],
    ['snooze', claimed(), (o) => snooze(o, '2026-11-25', by(METTE))],
    ['closing', claimed(), (o) => close(o, 'job_order', null, by(METTE))],
    ['withdrawal', claimed(), (o) => withdraw(o, 'Solgt', by(LEADER))],
    ['reopening', closed(), (o) => reopen(o, by(COORDINATOR))],
  ];
  test.each(repeats)('%s', (_, opening, act) => {
    expect(act(changedBy(act(opening)))).toEqual({ kind: 'unchanged' });
  });
});

describe('a new opening', () => {
  test('waits in the room, in its first version and round', () => {
    expect(logged()).toMatchObject({
      ...FACTS,
      status: 'logged',
      loggedBy: LEADER,
      since: TUESDAY,
      round: 1,
      version: 1,
    });
    expect(logged().nudging.at).toEqual(at('2026-11-18T10:00:00+01:00'));
  });
});

describe('since when it is so', () => {
  test('an attempt leaves it, a new owner and a new state set it', () => {
    const tried = changedBy(recordAttempt(claimed(), 'phone', by(METTE, WEDNESDAY)));
    expect(tried.since).toEqual(TUESDAY);
    expect(changedBy(handOver(tried, JENS, by(METTE, WEDNESDAY))).since).toEqual(WEDNESDAY);
    expect(changedBy(recordContact(tried, false, by(METTE, WEDNESDAY))).since).toEqual(WEDNESDAY);
  });
});

describe('closed, with a job that is followed', () => {
  const give = (to: PersonId | null, who: PersonId) =>
    handOver(filled(), to, by(who, WEDNESDAY), 'Ring om fredagen');
  const refusal = (code: string, more: object = {}) => ({ kind: 'refused', refusal: { code, ...more } });

  test('goes to a colleague with the note, and stays closed as it was', () => {
    const decision = give(JENS, METTE);
    expect(decision).toMatchObject({
      kind: 'changed',
      next: {
        status: 'closed',
        reason: 'filled',
        owner: JENS,
        round: filled().round,
        version: filled().version + 1,
      },
      event: { kind: 'handed_over', to: JENS, note: 'Ring om fredagen' },
    });
    expect(give(JENS, LEAD)).toMatchObject({ kind: 'changed', next: { owner: JENS } });
  });

  test('isn’t another’s to give, nor the room’s to have; and where it is already it stays', () => {
    expect(give(LEAD, JENS)).toEqual(refusal('not_yours', { owner: METTE }));
    expect(give(null, METTE)).toEqual(refusal('keep_owner'));
    expect(give(METTE, METTE)).toEqual(refusal('hand_over_to_self'));
    expect(give(METTE, LEAD)).toEqual({ kind: 'unchanged' });
  });
});

describe('taken over from somebody who is gone', () => {
  test('whatever its state, by any consultant, as if it had been given', () => {
    for (const opening of [claimed(), contacted(), visitBooked(), matching(), presented(), filled()]) {
      const decision = takeOver(opening, by(JENS, WEDNESDAY));
      expect(decision).toMatchObject({
        kind: 'changed',
        next: { owner: JENS, status: opening.status },
        event: { kind: 'handed_over', to: JENS },
      });
      expect(decision.kind === 'changed' && 'note' in decision.event).toBe(false);
    }
  });

  test('a second press is the same, and what is closed and followed by nobody stays so', () => {
    expect(takeOver(claimed(), by(METTE, WEDNESDAY))).toEqual({ kind: 'unchanged' });
    expect(takeOver(closed(), by(JENS, WEDNESDAY))).toEqual({
      kind: 'refused',
      refusal: { code: 'closed' },
    });
  });
});

describe('giving on', () => {
  test('begins the new owner’s time', () => {
    const handed = changedBy(handOver(claimed(), JENS, by(METTE, WEDNESDAY)));
    expect(handed).toMatchObject({ status: 'claimed', owner: JENS, since: WEDNESDAY });
    const talked = changedBy(handOver(contacted(), JENS, by(METTE, WEDNESDAY)));
    expect(talked).toMatchObject({ status: 'contacted', owner: JENS, since: WEDNESDAY });
  });

  test('a note for the next one is told with the event, and none is none', () => {
    const eventOf = (decision: Decision) => (decision.kind === 'changed' ? decision.event : null);
    const act = by(METTE, WEDNESDAY);
    expect(eventOf(handOver(claimed(), JENS, act, 'Ring efter 10'))).toEqual({
      kind: 'handed_over',
      to: JENS,
      note: 'Ring efter 10',
    });
    expect(eventOf(handOver(claimed(), null, act, 'Jeg er syg'))).toEqual({
      kind: 'put_back',
      note: 'Jeg er syg',
    });
    expect(eventOf(handOver(claimed(), JENS, act))).toStrictEqual({ kind: 'handed_over', to: JENS });
  });
});

describe('thinking', () => {
  test('lasts fourteen calendar days, may be prolonged, and ends with the next contact', () => {
    const thinking = contacted(TUESDAY, true);
    expect(thinking).toMatchObject({ thinkingUntil: at('2026-12-01T10:00:00+01:00') });
    const longer = changedBy(recordContact(thinking, true, by(METTE, WEDNESDAY)));
    expect(longer).toMatchObject({ thinkingUntil: at('2026-12-02T11:00:00+01:00') });
    expect(changedBy(recordContact(longer, false, by(METTE, WEDNESDAY)))).toMatchObject({
      thinkingUntil: null,
    });
  });

  test('goes along to a colleague', () => {
    const handed = changedBy(handOver(contacted(TUESDAY, true), JENS, by(METTE, WEDNESDAY)));
    expect(handed).toMatchObject({
      status: 'contacted',
      owner: JENS,
      thinkingUntil: at('2026-12-01T10:00:00+01:00'),
    });
  });
});

describe('attempts', () => {
  const tried = changedBy(recordAttempt(claimed(), 'phone', by(METTE, WEDNESDAY)));

  test('say who, when and how', () => {
    expect(tried.attempts).toEqual([{ at: WEDNESDAY, by: METTE, channel: 'phone' }]);
  });

  test('stay between colleagues and through a contact', () => {
    expect(changedBy(handOver(tried, JENS, by(METTE, WEDNESDAY))).attempts).toHaveLength(1);
    expect(changedBy(recordContact(tried, false, by(METTE, WEDNESDAY))).attempts).toHaveLength(1);
  });

  test('begin anew for whoever takes it from the room', () => {
    expect(changedBy(handOver(tried, null, by(METTE, WEDNESDAY))).attempts).toEqual([]);
    expect(changedBy(release(tried, by(METTE, WEDNESDAY))).attempts).toEqual([]);
    const again = changedBy(reopen(changedBy(close(tried, 'job_order', null, by(METTE))), by(COORDINATOR)));
    expect(again.attempts).toEqual([]);
  });
});

describe('closing', () => {
  function triedOn(days: readonly string[], channels: readonly AttemptChannel[]): Opening {
    return days.reduce<Opening>(
      (opening, day, index) =>
        changedBy(recordAttempt(opening, channels[index] ?? 'phone', by(METTE, at(`${day}T11:00:00+01:00`)))),
      claimed(),
    );
  }
  const DAYS = ['2026-11-18', '2026-11-20', '2026-11-24'];
  const enough = triedOn(DAYS, ['phone', 'email', 'phone']);
  const fifthDay = at('2026-11-25T09:00:00+01:00');

  test('as withdrawn by the owner wants a reason in words', () => {
    expect(outcome(close(claimed(), 'withdrawn', null, by(METTE)))).toBe('no: reason_needs_note');
    const told = close(claimed(), 'withdrawn', 'Solgt', by(METTE));
    expect(told).toMatchObject({
      kind: 'changed',
      event: { kind: 'closed', reason: 'withdrawn', note: 'Solgt' },
    });
  });

  test('as a visit without an opening is for visit requests that were contacted', () => {
    const visit = (opening: Opening) => outcome(close(opening, 'visit_without_opening', null, by(METTE)));
    expect(visit(contacted())).toBe('no: only_after_visit');
    expect(visit(claimed(TUESDAY, { kind: 'visit_request' }))).toBe('no: only_after_visit');
    expect(visit(contacted(TUESDAY, false, { kind: 'visit_request' }))).toBe('closed → closed');
  });

  test('keeps who had it, who closed it and why, and asks nobody anything any more', () => {
    const gone = changedBy(close(claimed(), 'no_candidate', null, by(LEAD, WEDNESDAY)));
    expect(gone).toMatchObject({
      owner: METTE,
      closedBy: LEAD,
      reason: 'no_candidate',
      askStillOpenAt: null,
    });
    expect(gone.nudging).toEqual({ level: 0, at: null, snoozedUntil: null, releaseAt: null });
    expect(changedBy(close(logged(), 'no_candidate', null, by(JENS)))).toMatchObject({ owner: null });
  });

  const missing: readonly (readonly [string, Opening, Instant, object])[] = [
    ['without a try', claimed(), fifthDay, { attempts: 3, days: 5, channels: 2 }],
    [
      'after two tries',
      triedOn(DAYS.slice(0, 2), ['phone', 'email']),
      fifthDay,
      { attempts: 1, days: 0, channels: 0 },
    ],
    ['by one way only', triedOn(DAYS, []), fifthDay, { attempts: 0, days: 0, channels: 1 }],
    ['a day early', enough, at('2026-11-24T15:00:00+01:00'), { attempts: 0, days: 1, channels: 0 }],
  ];
  test.each(missing)(
    'as unreachable is refused %s, and says what is missing',
    (_, opening, now, expected) => {
      const refusal = { code: 'too_few_attempts', missing: expected };
      expect(close(opening, 'unreachable', null, by(METTE, now))).toEqual({ kind: 'refused', refusal });
      expect(close(opening, 'unreachable', null, by(COORDINATOR, now))).toEqual({ kind: 'refused', refusal });
    },
  );

  test('as unreachable is asked for by the owner and approved by a coordinator', () => {
    const asked = close(enough, 'unreachable', null, by(METTE, fifthDay));
    expect(outcome(asked)).toBe('closing_asked → claimed');
    expect(outcome(close(changedBy(asked), 'unreachable', null, by(COORDINATOR, fifthDay)))).toBe(
      'closed → closed',
    );
  });

  test('“filled” can’t be chosen: it follows from the last place', () => {
    expect(CLOSE_REASONS).not.toContain('filled');
  });
});

describe('a snooze', () => {
  test.each(['2026-11-17', '2026-11-16', '', 'i morgen', '2026-02-30'])('until “%s” is refused', (date) => {
    expect(outcome(snooze(claimed(), date, by(METTE)))).toBe('no: snooze_in_past');
  });

  test('until later today is none when work began already, and one before that', () => {
    expect(outcome(snooze(claimed(), '2026-11-17', by(METTE, at('2026-11-17T07:00:00+01:00'))))).toBe(
      'snoozed → claimed',
    );
  });

  test('until this very instant is past', () => {
    expect(outcome(snooze(claimed(), '2026-11-18', by(METTE, at('2026-11-18T08:00:00+01:00'))))).toBe(
      'no: snooze_in_past',
    );
  });

  test('is half a year at most', () => {
    expect(outcome(snooze(claimed(), '2027-05-19', by(METTE)))).toBe('snoozed → claimed');
    expect(outcome(snooze(claimed(), '2027-05-20', by(METTE)))).toBe('no: snooze_too_long');
  });

  test('holds until its date through an attempt, and ends when the state or the owner changes', () => {
    const until = at('2026-11-25T08:00:00+01:00');
    const snoozed = changedBy(snooze(claimed(), '2026-11-25', by(METTE)));
    expect(snoozed.nudging).toMatchObject({ level: 0, at: until, snoozedUntil: until });
    const tried = changedBy(recordAttempt(snoozed, 'phone', by(METTE, WEDNESDAY)));
    expect(tried.nudging).toMatchObject({ at: until, snoozedUntil: until });
    expect(changedBy(recordContact(tried, false, by(METTE, WEDNESDAY))).nudging.snoozedUntil).toBeNull();
    expect(changedBy(handOver(tried, JENS, by(METTE, WEDNESDAY))).nudging.snoozedUntil).toBeNull();
    const afterwards = at('2026-11-26T10:00:00+01:00');
    expect(changedBy(recordAttempt(tried, 'sms', by(METTE, afterwards))).nudging.snoozedUntil).toBeNull();
  });
});

describe('the question whether it is still open', () => {
  const due = at('2026-12-01T10:00:00+01:00');

  test('is due two weeks after the last news, in working hours', () => {
    expect(logged().askStillOpenAt).toEqual(due);
    expect(logged(at('2026-11-20T17:00:00+01:00')).askStillOpenAt).toEqual(at('2026-12-07T08:00:00+01:00'));
    expect(changedBy(claim(logged(), by(METTE, WEDNESDAY))).askStillOpenAt).toEqual(
      at('2026-12-02T11:00:00+01:00'),
    );
  });

  test('is asked once, and again after as long a silence', () => {
    const decision = askStillOpen(logged(), { taskForce: BIRKHOLM, now: due });
    expect(decision).toMatchObject({ event: { kind: 'still_open_asked' } });
    const asked = changedBy(decision);
    expect(asked.askStillOpenAt).toEqual(at('2026-12-15T10:00:00+01:00'));
    expect(askStillOpen(asked, { taskForce: BIRKHOLM, now: due })).toEqual({ kind: 'unchanged' });
  });

  test('leaves the jobcentre’s clock alone, whoever asks or answers', () => {
    const opening = claimed();
    for (const next of [
      changedBy(askStillOpen(opening, { taskForce: BIRKHOLM, now: due })),
      changedBy(confirmStillOpen(opening, by(LEADER, due))),
    ]) {
      expect(next).toEqual({
        ...opening,
        askStillOpenAt: at('2026-12-15T10:00:00+01:00'),
        version: opening.version + 1,
      });
    }
  });
});

test('what a sweep decided is one version on and no act', () => {
  const opening = claimed();
  const nudging = frozen({ level: 1, at: WEDNESDAY, snoozedUntil: null, releaseAt: null });
  expect(withNudging(opening, nudging)).toEqual({ ...opening, nudging, version: opening.version + 1 });
});
