import { startOfLocalDay } from '../calendar.ts';
import type { Instant, OpeningId, PersonId } from '../ids.ts';
import type { TaskForce } from '../task-force.ts';
import type { CandidateReference } from './candidate.ts';
import { type Act, type Decision, type Refusal, stillOpenQuestionAt } from './decision.ts';
import type { OpeningDetails } from './details.ts';
import type { EmploymentForm } from './employment.ts';
import { endEarly } from './ending.ts';
import { replanned } from './follow-up.ts';
import type { Opening, OpeningEvent, OpeningFacts } from './opening.ts';
import { claim, log, recordContact } from './opening-acts.ts';
import { isRunning } from './placement.ts';
import { agree, presentCandidate, start, startMatching } from './placing.ts';
import { nudgingFor } from './staleness.ts';

/** A job that began before the task force used the bot. Dates are local, `YYYY-MM-DD`. */
export interface PastJob {
  readonly candidate: CandidateReference;
  readonly form: EmploymentForm;
  readonly hours: number;
  readonly startedOn: string;
  readonly endedOn: string | null;
}

/** What is known of an opening that was followed elsewhere until now. */
export interface Past {
  readonly facts: OpeningFacts;
  readonly details: OpeningDetails;
  readonly toldOn: string;
  readonly reached: 'logged' | 'contacted' | 'matching';
  /** Who has it; nobody needs to while nothing happened. */
  readonly consultant: PersonId | null;
  readonly jobs: readonly PastJob[];
}

export interface PastEntry {
  readonly at: Instant;
  readonly by: PersonId;
  readonly event: OpeningEvent;
}

export type Relived =
  | { readonly kind: 'relived'; readonly opening: Opening; readonly entries: readonly PastEntry[] }
  | { readonly kind: 'refused'; readonly job: PastJob | null; readonly refusal: Refusal };

/**
 * Lives an opening's past anew, act by act at its own date, so that what results from it (state, timeline, results) is what
 * the same acts would have given here. Only the clocks are of today: nobody is nudged for days in which nobody was asked,
 * and no search begins for somebody who stopped long ago.
 */
export function relive(past: Past, id: OpeningId, act: Act): Relived {
  const { taskForce } = act;
  const told = { ...act, now: morningOf(past.toldOn, act) };
  const logged = log(past.facts, id, told);
  let opening: Opening = { ...logged, details: past.details };
  const entries: PastEntry[] = [{ at: told.now, by: act.by, event: { kind: 'logged' } }];
  for (const { on, job, decide } of stepsOf(past)) {
    const by = past.consultant ?? act.by;
    const then: Act = { taskForce, by, roles: ['consultant'], now: morningOf(on, act) };
    const decision = decide(opening, then);
    if (decision.kind === 'refused') return { kind: 'refused', job, refusal: decision.refusal };
    if (decision.kind === 'unchanged') continue;
    opening = decision.next;
    entries.push({ at: then.now, by, event: decision.event });
  }
  return { kind: 'relived', opening: asOfToday(opening, taskForce, act.now), entries };
}

interface Step {
  readonly on: string;
  readonly job: PastJob | null;
  readonly decide: (opening: Opening, act: Act) => Decision;
}

function stepsOf({ toldOn, reached, consultant, jobs }: Past): readonly Step[] {
  if (consultant === null) return [];
  const placing = reached === 'matching' || jobs.length > 0;
  const first = (decide: Step['decide']): Step => ({ on: toldOn, job: null, decide });
  const starts = jobs.flatMap(startOf);
  const ends = jobs.flatMap(endOf);
  return [
    ...(reached === 'logged' && !placing ? [] : [first(claim)]),
    ...(reached === 'contacted' && !placing
      ? [first((opening, act) => recordContact(opening, false, act))]
      : []),
    ...(placing ? [first(startMatching)] : []),
    // Stable: who stopped makes room on the day on which another begins.
    ...[...ends, ...starts].sort((a, b) => a.on.localeCompare(b.on)),
  ];
}

function startOf(job: PastJob): readonly Step[] {
  const { candidate, form, hours, startedOn } = job;
  const placeOf = (opening: Opening) =>
    'seats' in opening
      ? (opening.seats.find((seat) => seat.state !== 'matching' && seat.candidate === candidate)?.number ?? 0)
      : 0;
  const terms = { form, hours, legalEmployer: null, mentor: null, expectationsChecked: false };
  const step = (decide: Step['decide']): Step => ({ on: startedOn, job, decide });
  return [
    step((opening, act) => presentCandidate(opening, candidate, act)),
    step((opening, act) => agree(opening, placeOf(opening), startedOn, form, act)),
    step((opening, act) => start(opening, placeOf(opening), terms, act)),
  ];
}

function endOf(job: PastJob): readonly Step[] {
  if (job.endedOn === null) return [];
  const decide: Step['decide'] = (opening, act) => {
    const { candidate } = job;
    const running = opening.placements.find((one) => one.candidate === candidate && isRunning(one));
    return endEarly(opening, running?.place ?? 0, 'other', act);
  };
  return [{ on: job.endedOn, job, decide }];
}

/** Never later than now, for what happened today. */
function morningOf(date: string, { now, taskForce }: Act): Instant {
  const morning = startOfLocalDay(date, taskForce.calendar);
  if (morning === null) throw new RangeError(`${date} is no date`);
  return morning < now ? morning : now;
}

function asOfToday(opening: Opening, taskForce: TaskForce, now: Instant): Opening {
  const placements = opening.placements.map((placement) =>
    replanned(isRunning(placement) ? placement : { ...placement, search: null }, taskForce, now),
  );
  if (opening.status === 'closed') return { ...opening, placements };
  const acted = {
    ...opening,
    placements,
    actedAt: now,
    askStillOpenAt: stillOpenQuestionAt({ taskForce, now }),
  };
  return { ...acted, nudging: nudgingFor(acted, null, taskForce) };
}
