import type { Instant, MeetingId, OpeningId, PersonId, TaskForceId } from '../ids.ts';
import type { CategoryId, TaskId } from '../typed/categories.ts';
import type { Contact } from '../typed/contact.ts';
import type { Hours } from '../typed/hours.ts';
import type { CheckInItem, Colour, FollowUpItem } from './check-in.ts';
import type { OpeningDetails } from './details.ts';
import type { EmploymentForm } from './employment.ts';
import type { EndReason, Placement, SearchReason } from './placement.ts';
import type { OpenSeat, SeatState } from './seat.ts';

/** What the company told: everything on the first step of the form. */
export interface OpeningFacts {
  /** A visit request has no tasks and no hours yet. */
  readonly kind: 'job' | 'visit_request';
  readonly category: CategoryId | null;
  readonly tasks: readonly TaskId[];
  /** Null when the company doesn't know yet. */
  readonly hours: Hours | null;
  /** How many people it has room for: 1 unless told. */
  readonly places: number;
  readonly company: string;
  readonly contactName: string;
  readonly contact: Contact;
  readonly postcode: string | null;
  readonly municipality: string;
}

export const ATTEMPT_CHANNELS = ['phone', 'sms', 'email', 'in_person'] as const;
export type AttemptChannel = (typeof ATTEMPT_CHANNELS)[number];

/** A try to reach the company that nobody answered. */
export interface Attempt {
  readonly at: Instant;
  readonly by: PersonId;
  readonly channel: AttemptChannel;
}

export const HANDOVER_CHANNELS = ['phone', 'visit', 'email'] as const;
export type HandoverChannel = (typeof HANDOVER_CHANNELS)[number];

/** What was agreed at the handover about the first contact, beside who makes it. */
export interface Agreement {
  readonly at: Instant;
  /** The end of the agreed local day. */
  readonly by: Instant;
  readonly channel: HandoverChannel;
  /** An ambassador rings the company before the consultant does. */
  readonly callAhead: boolean;
}

/** An ambassador rings the company before the consultant does, or didn't; `lapsed`: nobody answered until then. */
export interface CallAhead {
  readonly state: 'asked' | 'called' | 'skipped' | 'lapsed';
  readonly ambassador: PersonId;
  readonly until: Instant;
}

/** The reasons a person can give. */
export const CLOSE_REASONS = [
  'job_order',
  'withdrawn',
  'no_candidate',
  'unreachable',
  'visit_without_opening',
] as const;
export type ChosenCloseReason = (typeof CLOSE_REASONS)[number];
/** Never chosen: `filled` follows from the last place's placement, `merged` from joining two that are one. */
export type CloseReason = ChosenCloseReason | 'filled' | 'merged';

export interface OpeningBase extends OpeningFacts {
  readonly id: OpeningId;
  readonly taskForceId: TaskForceId;
  readonly number: number;
  readonly details: OpeningDetails;
  readonly loggedBy: PersonId;
  readonly loggedAt: Instant;
  /** The meeting at which it was told. */
  readonly meetingId: MeetingId | null;
  /** When the present state was entered. */
  readonly since: Instant;
  /** When a person last acted on it; nudges don't count. */
  readonly actedAt: Instant;
  /** Counts state entries and acts: each starts the nudging anew, so a nudge is unique per (opening, round, level). */
  readonly round: number;
  readonly nudging: Nudging;
  /** Every attempt that nobody answered since the opening was last taken from the room. */
  readonly attempts: readonly Attempt[];
  /** Every job that began in it, in the order of their beginning; they outlive the opening's closing. */
  readonly placements: readonly Placement[];
  /** Null: no ambassador was asked to ring first. */
  readonly callAhead: CallAhead | null;
  /** When the one who logged it is asked whether it is still open; null once closed. */
  readonly askStillOpenAt: Instant | null;
  /** Grows by one with every stored change; a change decided on an older version is decided again. */
  readonly version: number;
}

export interface LoggedOpening extends OpeningBase {
  readonly status: 'logged';
}
export interface ClaimedOpening extends OpeningBase {
  readonly status: 'claimed';
  readonly owner: PersonId;
  /** Outlives a change of owner: it is what the company was told. */
  readonly agreement: Agreement | null;
}
export interface ContactedOpening extends OpeningBase {
  readonly status: 'contacted';
  readonly owner: PersonId;
  /** The company thinks about it; asked again then. */
  readonly thinkingUntil: Instant | null;
}
export interface VisitBookedOpening extends OpeningBase {
  readonly status: 'visit_booked';
  readonly owner: PersonId;
  /** The local date, `YYYY-MM-DD`. */
  readonly visitOn: string;
}
/** From here on each place moves by itself; the opening stands where its least advanced open place does. */
export interface PlacingOpening extends OpeningBase {
  readonly status: SeatState;
  readonly owner: PersonId;
  /** The places without a placement, by number; never empty. */
  readonly seats: readonly OpenSeat[];
}
export interface ClosedOpening extends OpeningBase {
  readonly status: 'closed';
  readonly owner: PersonId | null;
  readonly reason: CloseReason;
  readonly closedBy: PersonId;
  /** Null: nobody is asked about it. */
  readonly again: Again | null;
  /** The one that goes on for it; only when it was merged. */
  readonly mergedInto: { readonly id: OpeningId; readonly number: number } | null;
}

/**
 * What a closed opening still waits for. `waiting`: somebody is asked about it at that time. `asked`: they were, and
 * nobody answered yet. `reopening_wanted`: somebody may have a candidate, and a coordinator decides.
 */
export type Again =
  | { readonly state: 'waiting' | 'asked'; readonly at: Instant }
  | { readonly state: 'reopening_wanted'; readonly at: Instant; readonly by: PersonId };

export type OpenOpening =
  | LoggedOpening
  | ClaimedOpening
  | ContactedOpening
  | VisitBookedOpening
  | PlacingOpening;
export type Opening = OpenOpening | ClosedOpening;
export type OpeningStatus = Opening['status'];

/** Where an opening stands with its nudges. */
export interface Nudging {
  /** Nudges given in this round: 0 is none yet. */
  readonly level: number;
  /** When the next one may go out, already moved into working hours; null after the last level and when closed. */
  readonly at: Instant | null;
  readonly snoozedUntil: Instant | null;
  /** When the bot takes it from an owner who was told and did nothing; only while claimed. */
  readonly releaseAt: Instant | null;
}

export const NO_NUDGING: Nudging = { level: 0, at: null, snoozedUntil: null, releaseAt: null };

/** What a correction changed; the values stay out of the timeline, which is kept when they are erased. */
export const CORRECTED_FIELDS = ['work', 'hours', 'company', 'contact_name', 'contact', 'place'] as const;
export type CorrectedField = (typeof CORRECTED_FIELDS)[number];

/**
 * What happened to an opening, as its timeline keeps it. Words for it are in the catalogue. Places are told by number,
 * never by their candidate: everybody who may see the opening reads its story.
 */
export type OpeningEvent =
  | { kind: 'logged' }
  | { kind: 'claimed' }
  | { kind: 'handover_agreed'; to: PersonId; channel: HandoverChannel; by: Instant; callAhead: boolean }
  | { kind: 'contacted'; thinking: boolean }
  | { kind: 'visit_booked'; on: string }
  | { kind: 'visit_held'; more: boolean }
  | { kind: 'matching_started' }
  /** `broker`: whose candidate it is; absent where it is no job broker's. */
  | { kind: 'candidate_presented'; place: number; broker?: PersonId }
  | { kind: 'candidate_declined'; place: number }
  | { kind: 'agreed'; place: number; startsOn: string; form: EmploymentForm }
  /** `filled`: with it every place had its placement, and the opening closed. */
  | { kind: 'started'; place: number; form: EmploymentForm; hours: number; filled: boolean }
  | { kind: 'ended_early'; place: number; reason: EndReason }
  /** `retained`: with it the job counts as one that lasts. What was promised stays out: it can be erased. */
  | { kind: 'checked_in'; place: number; item: CheckInItem; colour: Colour; retained: boolean }
  | { kind: 'retained'; place: number }
  | { kind: 'hours_changed'; place: number; before: number; hours: number; from: string }
  | { kind: 'follow_up_nudged'; place: number; item: FollowUpItem; level: number }
  | { kind: 'follow_up_snoozed'; place: number; until: Instant }
  | { kind: 'search_continued'; place: number }
  | { kind: 'search_closed'; place: number; reason: SearchReason }
  /** Null: from then on it is nobody's but the owner's. */
  | { kind: 'broker_named'; place: number; to: PersonId | null }
  | { kind: 'attempted'; channel: AttemptChannel }
  /** `note`: what the former owner wrote for the next; absent when nothing. */
  | { kind: 'handed_over'; to: PersonId; note?: string }
  | { kind: 'put_back'; note?: string }
  | { kind: 'released' }
  | { kind: 'snoozed'; until: Instant }
  | { kind: 'closed'; reason: CloseReason; note: string | null }
  | { kind: 'closing_asked' }
  | { kind: 'reopened' }
  | { kind: 'call_ahead_asked'; to: PersonId }
  | { kind: 'called_ahead' }
  | { kind: 'call_ahead_skipped' }
  | { kind: 'call_ahead_lapsed' }
  | { kind: 'asked_again' }
  | { kind: 'asking_postponed'; until: Instant }
  | { kind: 'asking_ended' }
  | { kind: 'reopening_wanted' }
  | { kind: 'visit_again' }
  | { kind: 'merged_into'; number: number }
  | { kind: 'merged_with'; number: number }
  | { kind: 'still_open_asked' }
  | { kind: 'still_open_confirmed' }
  /** Whether the company may be named in good news. */
  | { kind: 'story_answered'; consent: boolean }
  | { kind: 'corrected'; fields: readonly CorrectedField[] }
  | { kind: 'details_told' }
  | { kind: 'note_deleted' }
  /** Contact data was erased, on request or since its time was over. */
  | { kind: 'contact_erased' }
  | { kind: 'place_added'; places: number }
  | { kind: 'nudged'; level: number };

/** Nobody owns what waits in the room. */
export function ownerOf(opening: Opening): PersonId | null {
  return opening.status === 'logged' ? null : opening.owner;
}

export function isPlacing<Whole extends Pick<Opening, 'status'>>(
  opening: Whole,
): opening is Extract<Whole, { readonly seats: unknown }> {
  return 'seats' in opening;
}
