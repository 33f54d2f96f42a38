import type { TimelineEntry } from '../../../src/app/ports/openings.ts';
import { calendarDaysAfter, localDate } from '../../../src/domain/calendar.ts';
import type { Instant, PersonId } from '../../../src/domain/ids.ts';
import { isPaidOrdinary } from '../../../src/domain/opening/employment.ts';
import type { Opening, OpeningEvent, OpeningStatus } from '../../../src/domain/opening/opening.ts';
import { COPENHAGEN } from '../../support/builders.ts';

type Employment = Parameters<typeof isPaidOrdinary>[0];
interface Job {
  readonly form: Employment;
  readonly startedOn: string;
  readonly endedOn: string | null;
  /** It lasts: nothing more is asked about it. */
  readonly retained: boolean;
}
type Seat = 'matching' | 'presented' | { readonly startsOn: string };

/** One opening as its timeline alone tells it. */
export interface Told {
  readonly status: OpeningStatus;
  readonly owner: PersonId | null;
  readonly since: Instant;
  /** By number of the place; only from matching on. */
  readonly seats: ReadonlyMap<number, Seat>;
  readonly jobs: ReadonlyMap<string, Job & { readonly place: number }>;
  /** What the story can't be: something happened that its state forbids. */
  readonly impossible: readonly string[];
}

/** What happens to open ones alone. */
const OF_OPEN_ONES: ReadonlySet<string> = new Set<OpeningEvent['kind']>([
  ...(['claimed', 'handover_agreed', 'put_back', 'merged_with', 'released', 'snoozed', 'nudged'] as const),
  ...(['contacted', 'attempted', 'visit_booked', 'visit_held', 'matching_started'] as const),
  ...(['candidate_presented', 'candidate_declined', 'agreed', 'started', 'closed', 'closing_asked'] as const),
  ...(['still_open_asked', 'still_open_confirmed', 'corrected', 'details_told', 'place_added'] as const),
]);

/**
 * Tells the state from the timeline anew, apart from the code that keeps it. What isn't named here moves no opening, and
 * shows as a difference if it does.
 *
 * @param places how many it had at each entry: not every event that changes them says so
 */
export function told(opening: Opening, timeline: readonly TimelineEntry[], places: readonly number[]): Told {
  let status: OpeningStatus = 'logged';
  let owner: PersonId | null = null;
  let since = opening.loggedAt;
  let closedAs = '';
  let seats = new Map<number, Seat>();
  const jobs = new Map<string, Job & { place: number }>();
  const impossible: string[] = [];

  const filled = () => [...jobs.values()].filter(({ endedOn }) => endedOn === null).map(({ place }) => place);
  const open = (count: number) =>
    new Map<number, Seat>(
      Array.from({ length: count }, (_, index) => index + 1)
        .filter((place) => !filled().includes(place))
        .map((place) => [place, 'matching']),
    );
  const stand = (): OpeningStatus => {
    const states = [...seats.values()];
    if (states.includes('matching')) return 'matching';
    return states.includes('presented') ? 'presented' : 'agreed';
  };

  for (const [index, { at, by, event }] of timeline.entries()) {
    const count = places[index] ?? 0;
    const before: readonly [OpeningStatus, PersonId | null] = [status, owner];
    const here: string = status;
    if (here === 'closed' && OF_OPEN_ONES.has(event.kind)) {
      impossible.push(`${event.kind} after closing`);
    }
    switch (event.kind) {
      case 'claimed':
        if (owner !== null) impossible.push('claimed while somebody had it');
        [status, owner] = ['claimed', by];
        break;
      case 'handover_agreed':
        if (owner !== null) impossible.push('agreed on while somebody had it');
        [status, owner] = ['claimed', event.to];
        break;
      case 'handed_over':
        if (here === 'logged') status = 'claimed';
        owner = event.to;
        break;
      case 'put_back':
      case 'released':
        [status, owner] = ['logged', null];
        break;
      case 'contacted':
        status = 'contacted';
        break;
      case 'visit_booked':
        status = 'visit_booked';
        break;
      case 'visit_held':
      case 'matching_started':
        seats = open(count);
        status = stand();
        break;
      case 'candidate_presented':
        seats.set(event.place, 'presented');
        status = stand();
        break;
      case 'candidate_declined':
        seats.set(event.place, 'matching');
        status = stand();
        break;
      case 'agreed':
        seats.set(event.place, { startsOn: event.startsOn });
        status = stand();
        break;
      case 'started': {
        const seat = seats.get(event.place);
        const agreed = typeof seat === 'object' ? [seat.startsOn] : [];
        if (agreed.length === 0) impossible.push('started without an agreement');
        // Who began earlier than agreed began on the day it is told.
        const [startedOn = ''] = [...agreed, localDate(at, COPENHAGEN)].sort();
        const job = { form: event.form, startedOn, endedOn: null, retained: false };
        jobs.set(`${event.place}/${jobs.size}`, { place: event.place, ...job });
        seats.delete(event.place);
        if (event.filled !== (seats.size === 0)) impossible.push('filled is when no place is left');
        if (event.filled) [status, closedAs] = ['closed', 'filled'];
        else status = stand();
        break;
      }
      case 'checked_in':
      case 'retained': {
        const running = [...jobs].find(([, job]) => job.place === event.place && job.endedOn === null);
        if (running === undefined) impossible.push('followed without having begun');
        else if (event.kind === 'retained' || event.retained) {
          jobs.set(running[0], { ...running[1], retained: true });
        }
        break;
      }
      case 'ended_early': {
        const running = [...jobs].find(([, job]) => job.place === event.place && job.endedOn === null);
        if (running === undefined) impossible.push('ended without having begun');
        else jobs.set(running[0], { ...running[1], endedOn: localDate(at, COPENHAGEN) });
        if (here === 'closed' && closedAs === 'filled') {
          seats = open(count);
          status = stand();
          owner ??= by;
        } else if (['matching', 'presented', 'agreed'].includes(here)) {
          seats.set(event.place, 'matching');
          status = stand();
        }
        break;
      }
      case 'closed':
        [status, closedAs] = ['closed', event.reason];
        break;
      case 'merged_into':
        [status, closedAs] = ['closed', 'merged'];
        break;
      case 'merged_with':
        if (seats.size > 0) seats = new Map([...open(count), ...seats]);
        if (seats.size > 0) status = stand();
        break;
      case 'reopened':
        if (here !== 'closed') impossible.push('reopened while open');
        [status, owner] = ['logged', null];
        break;
      default:
    }
    // Who follows up what is closed can change; it stays closed since it was.
    if (status !== before[0] || (owner !== before[1] && status !== 'closed')) since = at;
    if (!['matching', 'presented', 'agreed'].includes(status)) seats = new Map();
  }
  return { status, owner, since, seats, jobs, impossible };
}

/** The digest's figures that a timeline can tell, counted without the digest's code. */
export function recounted(stories: readonly (readonly [Opening, Told])[], now: Instant) {
  const daysAgo = (days: number) => localDate(calendarDaysAfter(now, -days, COPENHAGEN), COPENHAGEN);
  const today = daysAgo(0);
  // What a digest can't know yet of its own day is the next one's.
  const inWeek = (date: string) => date >= daysAgo(7) && date < today;
  const open = stories.filter(([, { status }]) => status !== 'closed');
  const seats = open.flatMap(([, { seats }]) => [...seats.values()]);
  const jobs = stories.flatMap(([, { jobs }]) => [...jobs.values()]);
  const running = jobs.filter(({ endedOn }) => endedOn === null);
  const placed = running.filter(({ form, startedOn }) => isPaidOrdinary(form) && startedOn <= today);
  const fresh = stories.filter(([{ loggedAt }]) => now.getTime() - loggedAt.getTime() < 7 * 86_400_000);
  const freshJobs = fresh.filter(([{ kind }]) => kind === 'job').length;
  return {
    spotted: stories.filter(([{ kind }]) => kind === 'job').length,
    newlySpotted: freshJobs,
    visits: fresh.length - freshJobs,
    placed: placed.length,
    newlyPlaced: placed.filter(({ startedOn }) => inWeek(startedOn)).length,
    running: running.filter(({ retained }) => !retained).length,
    ended: jobs.filter(({ endedOn }) => endedOn !== null && inWeek(endedOn)).length,
    seeking: seats.filter((seat) => seat === 'matching').length,
    contacted: open.filter(([, { status }]) => status === 'contacted').length,
    starting: seats
      .flatMap((seat) => (typeof seat === 'object' ? [seat.startsOn] : []))
      .filter((day) => day >= today && day < daysAgo(-7))
      .sort(),
  };
}
