import { calendarDaysAfter, endOfLocalDay, localDate } from '../calendar.ts';
import type { PersonId } from '../ids.ts';
import { type Act, changed, type Decision, refused, UNCHANGED } from './decision.ts';
import type { Agreement, HandoverChannel, Opening } from './opening.ts';

/** The interest cools in days: who needs more than a month hasn't agreed on anything. Calendar days. */
const LATEST_AGREED_DAYS = 31;

/** Who contacts the company, how, until which local date (`YYYY-MM-DD`), and whether an ambassador calls ahead. */
export interface HandoverTerms {
  readonly owner: PersonId;
  readonly channel: HandoverChannel;
  readonly date: string;
  readonly callAhead: boolean;
}

/**
 * A handover agreement: owned and dated at once. Only for what nobody has; one that was taken meanwhile stays with its
 * owner, and the same agreement twice is one. The whole of the agreed day is in time, so that an evening's meeting can agree on "today".
 */
export function agree(opening: Opening, terms: HandoverTerms, act: Act): Decision {
  switch (opening.status) {
    case 'logged': {
      const { calendar } = act.taskForce;
      const by = endOfLocalDay(terms.date, calendar);
      if (by === null || by < act.now) return refused({ code: 'agreed_in_past' });
      if (terms.date > localDate(calendarDaysAfter(act.now, LATEST_AGREED_DAYS, calendar), calendar)) {
        return refused({ code: 'agreed_too_late' });
      }
      const { owner, channel, callAhead } = terms;
      const agreement: Agreement = { at: act.now, by, channel, callAhead };
      return changed(
        opening,
        { ...opening, status: 'claimed', owner, agreement },
        { kind: 'handover_agreed', to: owner, channel, by, callAhead },
        act,
      );
    }
    case 'claimed':
      if (opening.agreement !== null && opening.owner === terms.owner) return UNCHANGED;
      return refused({ code: 'already_claimed', by: opening.owner });
    case 'contacted':
    case 'visit_booked':
    case 'matching':
    case 'presented':
    case 'agreed':
      return refused({ code: 'already_claimed', by: opening.owner });
    case 'closed':
      return refused({ code: 'closed' });
  }
}
