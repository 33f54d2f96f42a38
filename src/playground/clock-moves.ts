import { DateTime } from 'luxon';
import * as z from 'zod';
import { businessDaysAfter } from '../domain/calendar.ts';
import { defaultCalendar } from '../domain/task-force.ts';
import { MOVES, type Move } from './moves.ts';

export const moveSchema = z.enum(MOVES);

/** Monday at this hour the digests go out, unless a coordinator chose otherwise. */
const MONDAY_HOUR = 8;

/**
 * Where a button of the clock leads. `next`: to what is due first; null when nothing is.
 *
 * @param next when the next thing is due
 */
export function targetOf(move: Move, now: Date, next: Date | null, zone: string): Date | null {
  const local = DateTime.fromJSDate(now, { zone });
  switch (move) {
    case 'hour':
      return local.plus({ hours: 1 }).toJSDate();
    case 'business_day':
      return businessDaysAfter(now, 1, defaultCalendar(zone));
    case 'week':
      return local.plus({ weeks: 1 }).toJSDate();
    case 'next':
      return next;
    case 'monday': {
      const thisWeek = local.startOf('week').set({ hour: MONDAY_HOUR });
      return (thisWeek > local ? thisWeek : thisWeek.plus({ weeks: 1 })).toJSDate();
    }
  }
}
