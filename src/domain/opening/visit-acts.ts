import { isWithinHalfAYear, localDate, startOfLocalDay } from '../calendar.ts';
import {
  type Act,
  changed,
  type Decision,
  refused,
  refusedButToOwner,
  shared,
  UNCHANGED,
} from './decision.ts';
import type { Opening } from './opening.ts';
import { toMatching } from './placing.ts';

/** "Book besøg" for a local date from today on; once more moves the visit. */
export function bookVisit(opening: Opening, on: string, act: Act): Decision {
  switch (opening.status) {
    case 'logged':
      return refused({ code: 'claim_first' });
    case 'claimed':
    case 'contacted':
    case 'visit_booked': {
      const others = refusedButToOwner(opening, act);
      if (others !== null) return others;
      const { calendar } = act.taskForce;
      const day = startOfLocalDay(on, calendar);
      if (day === null || on < localDate(act.now, calendar) || !isWithinHalfAYear(day, act.now, calendar)) {
        return refused({ code: 'visit_out_of_range' });
      }
      if (opening.status === 'visit_booked' && opening.visitOn === on) return UNCHANGED;
      const booked = {
        ...shared(opening),
        status: 'visit_booked',
        owner: opening.owner,
        visitOn: on,
      } as const;
      return changed(opening, booked, { kind: 'visit_booked', on }, act);
    }
    case 'matching':
    case 'presented':
    case 'agreed':
      return refused({ code: 'already_further' });
    case 'closed':
      return refused({ code: 'closed' });
  }
}

/**
 * "Besøg holdt" with something to fill; a visit that gave nothing closes the opening instead (`visit_without_opening`).
 * A visit can be held before its day: dates move without anybody telling the bot.
 *
 * @param more the visit gave further openings, which are logged on their own
 */
export function holdVisit(opening: Opening, more: boolean, act: Act): Decision {
  switch (opening.status) {
    case 'logged':
      return refused({ code: 'claim_first' });
    case 'claimed':
    case 'contacted':
      return refused({ code: 'book_visit_first' });
    case 'visit_booked':
      return (
        refusedButToOwner(opening, act) ??
        changed(opening, toMatching(opening, act.now), { kind: 'visit_held', more }, act)
      );
    case 'matching':
    case 'presented':
    case 'agreed':
      return refused({ code: 'already_further' });
    case 'closed':
      return refused({ code: 'closed' });
  }
}
