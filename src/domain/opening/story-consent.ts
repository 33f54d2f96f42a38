import { isNameless } from '../erasure.ts';
import { may } from '../permissions.ts';
import type { TaskForce } from '../task-force.ts';
import { weekOf } from './check-in.ts';
import { type Act, type Decision, refused, succeeding, UNCHANGED } from './decision.ts';
import type { Opening, OpeningEvent } from './opening.ts';
import { isRunning } from './placement.ts';

/**
 * Whether the company may be named in good news. The one who told of the opening says so, and may say otherwise at any time,
 * closed or not; a no that reaches a coordinator another way is recorded by them. It is no act on the opening: no clock starts anew.
 */
export function answerStory(opening: Opening, consent: boolean, act: Act): Decision {
  if (opening.loggedBy !== act.by) {
    if (consent) return refused({ code: 'only_author' });
    if (!may(act.roles, 'revise_for_others')) return refused({ code: 'only_author_or_coordinator' });
  }
  const story = consent ? 'yes' : 'no';
  if (opening.details.story === story) return UNCHANGED;
  const next = succeeding(opening, { ...opening, details: { ...opening.details, story } });
  return { kind: 'changed', next, event: { kind: 'story_answered', consent } };
}

/** Whether the company is named where others read along than those who work with it. */
export function isNamedInStories({ details, company }: Pick<Opening, 'details' | 'company'>): boolean {
  return details.story === 'yes' && !isNameless(company);
}

/** A quarter of a year. */
export const QUARTER_WEEKS = 13;

/** What is worth a word in every room: a quarter of a year that isn't red, and a job that lasts. */
type Milestone = 'lasted_quarter' | 'retained';

/** The quarter is told with the first answer that the task force asks for once it has passed. */
export function milestoneOf(
  event: OpeningEvent,
  { thresholds }: Pick<TaskForce, 'thresholds'>,
): Milestone | null {
  if (event.kind === 'retained') return 'retained';
  if (event.kind !== 'checked_in') return null;
  if (event.retained) return 'retained';
  const quarter = thresholds.checkInWeeks.find((week) => week >= QUARTER_WEEKS);
  return quarter !== undefined && weekOf(event.item) === quarter && event.colour !== 'red'
    ? 'lasted_quarter'
    : null;
}

/** The company is asked once it has a story, as long as it said neither yes nor no. */
export function isStoryToAsk(opening: Opening): boolean {
  return opening.details.story === null && !isNameless(opening.company) && opening.placements.some(isRunning);
}
