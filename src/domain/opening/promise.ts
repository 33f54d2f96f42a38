import { businessDaysAfter } from '../calendar.ts';
import type { Instant } from '../ids.ts';
import type { TaskForce } from '../task-force.ts';
import type { Opening } from './opening.ts';
import { later, staleAt } from './staleness.ts';

/**
 * When the company may expect the call: what it is told, what the jobcentre's card says, and when the owner is nudged.
 * One that came back to the room after that is promised as if it were taken at once.
 */
export function promisedCallBy(opening: Opening, taskForce: TaskForce): Instant {
  const { calendar, thresholds } = taskForce;
  const sinceLogged = businessDaysAfter(opening.loggedAt, thresholds.claimedDaysSinceLogged, calendar);
  const sinceBack = businessDaysAfter(opening.since, thresholds.claimedDaysSinceClaimed, calendar);
  const promised = later(sinceLogged, sinceBack);
  return opening.status === 'logged' ? promised : (staleAt(opening, taskForce) ?? promised);
}
