import type { Instant, OpeningId, PersonId, TaskForceId } from '../../domain/ids.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import type { DigestInput, TargetInput } from '../../domain/reports/digest.ts';
import type { FunnelStep, ResultFacts } from '../../domain/reports/results.ts';
import type { SteeringInput } from '../../domain/reports/steering.ts';
import type { TaskForce } from '../../domain/task-force.ts';
import { type Look, lookSchema } from '../../messages/overview/look.ts';
import type { PlatformDetails } from '../intent.ts';
import type { AccountKey } from './people.ts';
import type { OnUnreadable } from './unreadable.ts';

/**
 * What is due by `now`, the longest due first. A row that can't be read is told to `onUnreadable` and left out; without it,
 * it throws.
 */
export type ReadDue = (
  now: Instant,
  limit: number,
  onUnreadable?: OnUnreadable,
) => Promise<readonly Opening[]>;

/** What the sweep and the digest read across openings. */
export interface Overview {
  /** Open ones whose nudge or question to the leader is due, the longest due first. */
  due: ReadDue;
  /** Those, closed too, with a placement whose follow-up is due, the longest due first. */
  dueFollowUps: ReadDue;
  /**
   * Those, closed too, with a placement about which something is asked, by number; where a person is given those they
   * own and those with a candidate whose job broker they are.
   */
  followed(taskForceId: TaskForceId, person?: PersonId): Promise<readonly Opening[]>;
  /** Those whose ambassador was waited for until now, the longest due first. */
  dueCallsAhead: ReadDue;
  /** Closed ones that somebody is to be asked about by now, the longest due first, apart from those of these task forces. */
  dueAgain(
    now: Instant,
    limit: number,
    onUnreadable?: OnUnreadable,
    apartFrom?: readonly TaskForceId[],
  ): Promise<readonly Opening[]>;
  /** Those of one task force that are to be asked about by then, the longest due first. */
  dueAgainIn(taskForceId: TaskForceId, by: Instant): Promise<readonly Opening[]>;
  /** Those of these that are there, by number. */
  whole(taskForceId: TaskForceId, ids: readonly OpeningId[]): Promise<readonly Opening[]>;
  digestInput(taskForceId: TaskForceId, now: Instant): Promise<DigestInput>;
  targetInput(taskForceId: TaskForceId, now: Instant): Promise<TargetInput>;
  /** The consultant who last had this company's openings, apart from one that is asked about. */
  lastOwnerOf(taskForceId: TaskForceId, company: string, apartFrom?: OpeningId): Promise<PersonId | null>;
  /** An open opening of the same company and category logged since then. */
  similar(
    taskForceId: TaskForceId,
    company: string,
    category: string,
    since: Instant,
  ): Promise<Opening | null>;
}

/** What is remembered of companies; all but the key as they were told. */
export interface Companies {
  /** Every opening of the company with this key, closed ones too, the newest first. */
  openings(taskForceId: TaskForceId, key: string, limit: number): Promise<readonly Opening[]>;
  /**
   * Companies that have this in their name, each once, as it was written last; that of the very name first, then by name.
   */
  named(taskForceId: TaskForceId, part: string, limit: number): Promise<readonly string[]>;
}

/** What the steering group's view is counted from. */
export interface SteeringStore {
  input(taskForceId: TaskForceId, now: Instant): Promise<SteeringInput>;
}

/** What results are counted from: dates, forms and hours, of everything a task force ever did, and nobody's name. */
export interface ResultsSource {
  /** By number, and within an opening in the order in which jobs began; meetings by their beginning. */
  facts(taskForceId: TaskForceId): Promise<ResultFacts>;
  /** How many openings ever came to each step or further: the counts of the funnel of everything, and no more. */
  reached(taskForceId: TaskForceId): Promise<Readonly<Record<FunnelStep, number>>>;
}

/** A Home that was opened: what it shows, and where. */
export interface HomeScreen {
  readonly account: AccountKey;
  readonly personId: PersonId;
  readonly taskForceId: TaskForceId;
  /** Null: what the person's roles look at first. */
  readonly look: Look | null;
  /** The message it stands in, where a platform has no page for it; null before it was sent. */
  readonly messageId: string | null;
  /** It was asked for again: it is sent anew, and where it stood before says so. */
  readonly anew: boolean;
}

/** Which Homes are open. A Home that was never opened is kept fresh for nobody. */
export interface Homes {
  find(account: AccountKey): Promise<HomeScreen | null>;
  /** Opens it, or shows something else on it; `anew` as in `HomeScreen`. Its message stays known. */
  show(account: AccountKey, taskForceId: TaskForceId, look: Look | null, anew: boolean): Promise<void>;
  /** What its platform needs to reach the account; null when the account is gone. */
  details(account: AccountKey): Promise<PlatformDetails | null>;
  /** Nothing gets through to it any more. */
  close(account: AccountKey): Promise<void>;
  /** The task forces that a person has roles in, by name. */
  choices(personId: PersonId): Promise<readonly Pick<TaskForce, 'id' | 'name'>[]>;
}

/** What a Home shows, as it is stored. */
export const homeLookSchema = lookSchema.nullable();
