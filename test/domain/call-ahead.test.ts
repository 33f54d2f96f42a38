import { describe, expect, test } from 'vitest';
import type { PersonId } from '../../src/domain/ids.ts';
import {
  ambassadorFor,
  answerCallAhead,
  askAmbassador,
  asksAhead,
  lapseCallAhead,
  mayAskAmbassador,
} from '../../src/domain/opening/call-ahead.ts';
import { NO_DETAILS } from '../../src/domain/opening/details.ts';
import { agree } from '../../src/domain/opening/handover.ts';
import type { Opening } from '../../src/domain/opening/opening.ts';
import { claim, handOver, recordContact, release } from '../../src/domain/opening/opening-acts.ts';
import {
  at,
  BIRKHOLM,
  by,
  COORDINATOR,
  changedBy,
  claimed,
  JENS,
  LEADER,
  logged,
  METTE,
  TUESDAY,
} from '../support/builders.ts';

const ULLA = 'ulla' as PersonId;
const OLE = 'ole' as PersonId;
const moment = { taskForce: BIRKHOLM, now: TUESDAY };
const NEXT_DAY = at('2026-11-18T10:00:00+01:00');

const CLAIMED = { kind: 'claimed' } as const;
const GIVEN_UP = { kind: 'closing_asked' } as const;

const wished = (opening: Opening): Opening => ({ ...opening, details: { ...NO_DETAILS, callAhead: 'yes' } });
const asked = asksAhead(wished(claimed()), [ULLA], moment, CLAIMED).opening;
const answer = (opening: Opening, called: boolean) => answerCallAhead(opening, called, by(ULLA, NEXT_DAY));
const TERMS = { owner: METTE, channel: 'phone', date: '2026-11-19', callAhead: true } as const;

describe('an ambassador is asked', () => {
  test('when the company said so and a consultant has it, with one business day to ring', () => {
    expect(asked.callAhead).toEqual({ state: 'asked', ambassador: ULLA, until: NEXT_DAY });
    expect(asksAhead(wished(claimed()), [ULLA], moment, CLAIMED).event).toEqual({
      kind: 'call_ahead_asked',
      to: ULLA,
    });
    const waiting = wished(logged());
    expect(asksAhead(waiting, [ULLA], moment, CLAIMED)).toEqual({ opening: waiting, event: null });
    expect(asksAhead(changedBy(claim(waiting, by(METTE))), [ULLA], moment, CLAIMED).event).not.toBeNull();
  });

  test('on a Friday afternoon, until Monday', () => {
    const friday = { taskForce: BIRKHOLM, now: at('2026-11-20T15:00:00+01:00') };
    expect(asksAhead(wished(claimed()), [ULLA], friday, CLAIMED).opening.callAhead?.until).toEqual(
      at('2026-11-23T15:00:00+01:00'),
    );
  });

  test('when the handover agreed on it, and not against what it agreed', () => {
    expect(
      asksAhead(changedBy(agree(logged(), TERMS, by(COORDINATOR))), [ULLA], moment, CLAIMED).event,
    ).not.toBeNull();
    const no = changedBy(agree(wished(logged()), { ...TERMS, callAhead: false }, by(COORDINATOR)));
    expect(asksAhead(no, [ULLA], moment, CLAIMED)).toEqual({ opening: no, event: null });
  });

  test('once, and not where there is nobody to ask', () => {
    expect(asksAhead(asked, [ULLA], moment, CLAIMED)).toEqual({ opening: asked, event: null });
    expect(asksAhead(wished(claimed()), [], moment, CLAIMED).event).toBeNull();
    expect(asksAhead(claimed(), [ULLA], moment, CLAIMED).event).toBeNull();
  });

  test('when a company that never answers is given up, wished for or not, unless one has rung or is asked already', () => {
    const ask = (opening: Opening) => asksAhead(opening, [ULLA, OLE], moment, GIVEN_UP);
    expect(ask(claimed()).event).toEqual({ kind: 'call_ahead_asked', to: ULLA });
    expect(ask(claimed()).opening.callAhead).toEqual({ state: 'asked', ambassador: ULLA, until: NEXT_DAY });
    expect(ask(asked)).toEqual({ opening: asked, event: null });
    const called = changedBy(answer(asked, true));
    expect(ask(called)).toEqual({ opening: called, event: null });
    expect(ask(logged()).event).toBeNull();
  });

  test('when it is given up: another one than who had no time, and the same where there is no other', () => {
    const skipped = changedBy(answer(asked, false));
    const to = (...ambassadors: PersonId[]) => asksAhead(skipped, ambassadors, moment, GIVEN_UP).event;
    expect(to(ULLA, OLE)).toEqual({ kind: 'call_ahead_asked', to: OLE });
    expect(to(ULLA)).toEqual({ kind: 'call_ahead_asked', to: ULLA });
    expect(asksAhead(skipped, [ULLA, OLE], moment, CLAIMED).event).toBeNull();
  });

  test('of several each in turn, but neither who told of it nor who has it', () => {
    const nth = (number: number) => ambassadorFor({ ...claimed(), number }, [ULLA, LEADER, OLE, METTE]);
    expect([nth(1), nth(2), nth(3)]).toEqual([ULLA, OLE, ULLA]);
    expect(ambassadorFor(claimed(), [LEADER, METTE])).toBeNull();
  });
});

describe('what comes of it', () => {
  test('is told by its own name, and asked for nothing where nobody was asked', () => {
    expect(answer(asked, true)).toMatchObject({ event: { kind: 'called_ahead' } });
    expect(answer(asked, false)).toMatchObject({ event: { kind: 'call_ahead_skipped' } });
    expect(lapseCallAhead(asked, { taskForce: BIRKHOLM, now: NEXT_DAY })).toMatchObject({
      event: { kind: 'call_ahead_lapsed' },
    });
    expect(lapseCallAhead(claimed(), { taskForce: BIRKHOLM, now: NEXT_DAY })).toEqual({ kind: 'unchanged' });
    expect(answer(claimed(), true)).toEqual({ kind: 'refused', refusal: { code: 'no_call_ahead' } });
  });

  test('called, or not: the consultant’s clock goes on, and the same press twice is one', () => {
    const called = changedBy(answer(asked, true));
    expect(called).toMatchObject({
      callAhead: { state: 'called' },
      round: asked.round,
      nudging: asked.nudging,
    });
    expect(answer(called, true)).toEqual({ kind: 'unchanged' });
    expect(answer(called, false)).toEqual({ kind: 'refused', refusal: { code: 'no_call_ahead' } });
    expect(changedBy(answer(changedBy(answer(asked, false)), true)).callAhead?.state).toBe('called');
  });

  test('nobody answered in time: it goes on without, once, and in working hours', () => {
    const lapse = (now: Date) => lapseCallAhead(asked, { taskForce: BIRKHOLM, now });
    expect(lapse(new Date(NEXT_DAY.getTime() - 1))).toEqual({ kind: 'unchanged' });
    expect(lapse(at('2026-11-18T17:00:00+01:00'))).toEqual({ kind: 'unchanged' });
    const lapsed = changedBy(lapse(NEXT_DAY));
    expect(lapsed.callAhead?.state).toBe('lapsed');
    expect(lapseCallAhead(lapsed, { taskForce: BIRKHOLM, now: NEXT_DAY })).toEqual({ kind: 'unchanged' });
    expect(changedBy(answer(lapsed, true)).callAhead?.state).toBe('called');
  });

  test('the consultant got through first: nothing is asked any more', () => {
    const reached = changedBy(recordContact(asked, false, by(METTE)));
    expect(reached.callAhead).toBeNull();
    expect(answer(reached, true)).toEqual({ kind: 'refused', refusal: { code: 'no_call_ahead' } });
    const called = changedBy(recordContact(changedBy(answer(asked, true)), false, by(METTE)));
    expect(called.callAhead?.state).toBe('called');
  });

  test('back in the room the ask is dropped and made anew; a colleague takes it over as it is', () => {
    const back = changedBy(release(asked, moment));
    expect(back.callAhead).toBeNull();
    expect(asksAhead(changedBy(claim(back, by(JENS))), [ULLA], moment, CLAIMED).event).not.toBeNull();
    expect(changedBy(handOver(asked, JENS, by(METTE))).callAhead).toEqual(asked.callAhead);
  });
});

describe('a coordinator asks for it', () => {
  const ask = (opening: Opening, ...ambassadors: PersonId[]) =>
    askAmbassador(opening, ambassadors, by(COORDINATOR, NEXT_DAY));
  const skipped = () => changedBy(answer(asked, false));

  test('while a consultant has it and nobody was asked, or the one who was had no time or didn’t answer', () => {
    const lapsed = changedBy(lapseCallAhead(asked, { taskForce: BIRKHOLM, now: NEXT_DAY }));
    expect([claimed(), skipped(), lapsed].map(mayAskAmbassador)).toEqual([true, true, true]);
    const called = changedBy(answer(asked, true));
    expect([logged(), asked, called].map(mayAskAmbassador)).toEqual([false, false, false]);
    expect(ask(logged(), ULLA)).toEqual({ kind: 'refused', refusal: { code: 'no_call_ahead' } });
    expect(ask(called, ULLA)).toEqual({ kind: 'refused', refusal: { code: 'no_call_ahead' } });
  });

  test('who is asked has a business day, and the story tells of it; asked already is no error', () => {
    const decision = ask(claimed(), ULLA);
    expect(decision).toMatchObject({ kind: 'changed', event: { kind: 'call_ahead_asked', to: ULLA } });
    expect(changedBy(decision)).toMatchObject({
      callAhead: { state: 'asked', ambassador: ULLA, until: at('2026-11-19T10:00:00+01:00') },
      version: claimed().version + 1,
    });
    expect(ask(changedBy(decision), ULLA)).toEqual({ kind: 'unchanged' });
  });

  test('of another than the one who had no time, of the same where there is no other, of nobody where nobody is', () => {
    expect(changedBy(ask(skipped(), ULLA, OLE)).callAhead?.ambassador).toBe(OLE);
    expect(changedBy(ask(skipped(), ULLA)).callAhead?.ambassador).toBe(ULLA);
    expect(ask(skipped())).toEqual({ kind: 'refused', refusal: { code: 'no_ambassador' } });
  });
});
