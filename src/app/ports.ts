import type { Instant, MeetingId, OpeningId, PersonId, RoomId, TaskForceId } from '../domain/ids.ts';
import type { Meeting, OpenMeeting } from '../domain/meeting.ts';
import type { FollowUpItem } from '../domain/opening/check-in.ts';
import type { Opening, OpeningEvent } from '../domain/opening/opening.ts';
import type { NudgeReceiver } from '../domain/opening/staleness.ts';
import type { Role } from '../domain/permissions.ts';
import type { DigestInput } from '../domain/reports/digest.ts';
import type { SteeringInput } from '../domain/reports/steering.ts';
import type { Cutoffs } from '../domain/retention.ts';
import type { Locale, Room, TaskForce } from '../domain/task-force.ts';
import type { Card } from '../messages/view.ts';
import type { PlatformDetails, PlatformName, Sender } from './intent.ts';
import type { Destination } from './outgoing/destination.ts';
import type { MeetingPart, Outgoing } from './outgoing/outgoing.ts';
import type { Pace } from './outgoing/pace.ts';
import type { AccountKey, Homes } from './overview/homes.ts';
import type { LinkKeys } from './overview/links.ts';
import type { ResultsSource } from './overview/results-source.ts';
import type { LeftPlace } from './people/departures.ts';
import type { Upkeep } from './timed/upkeep.ts';

export type { Destination };

export interface Clock {
  now(): Instant;
}

/** A person who uses the bot, on one platform or several. */
export interface Person {
  readonly id: PersonId;
  readonly name: string;
  /** Null: the task force's language. */
  readonly locale: Locale | null;
}

export interface BoundRoom extends Room {
  readonly platform: PlatformName;
  readonly workspaceId: string;
  readonly conversationId: string;
  readonly name: string | null;
  readonly details: PlatformDetails;
}

/** A person's place on a platform: where a direct message goes. */
export interface Account {
  readonly personId: PersonId;
  readonly platform: PlatformName;
  readonly workspaceId: string;
  readonly userId: string;
  readonly details: PlatformDetails;
}

export interface Membership {
  readonly person: Person;
  readonly roles: readonly Role[];
  /** Where the person's Home shows this task force; absent where it was never opened. */
  readonly homes?: readonly AccountKey[];
}

/** Who the sender is and where they stand, before anything else is read. */
export interface Standing {
  readonly person: Person;
  /** The room the request came from, when it is bound to a task force. */
  readonly room: BoundRoom | null;
  /** Every task force the person has roles in, the one last used first. */
  readonly memberships: readonly { readonly taskForceId: TaskForceId; readonly roles: readonly Role[] }[];
}

/** Who is who, and which room belongs to whom. */
export interface Directory {
  /** Finds the person and the room; makes the person at first sight, and keeps name and address fresh. */
  standing(sender: Sender, now: Instant): Promise<Standing>;
  /** Adds to a person's roles in a task force; those already held stay. */
  grant(taskForceId: TaskForceId, personId: PersonId, roles: readonly Role[]): Promise<void>;
  /** Replaces a person's roles in a task force. */
  setRoles(taskForceId: TaskForceId, personId: PersonId, roles: readonly Role[]): Promise<void>;
  setLocale(personId: PersonId, locale: Locale): Promise<void>;
  /** Those who are there: whoever left every platform keeps their roles, for the day they come back, and is left out. */
  members(taskForceId: TaskForceId): Promise<readonly Membership[]>;
  /** The person behind a picked user, made if unknown. */
  personOf(account: Omit<Account, 'personId' | 'details'> & { name: string | null }): Promise<Person>;
}

export interface TaskForces {
  find(id: TaskForceId): Promise<TaskForce | null>;
  all(): Promise<readonly TaskForce[]>;
  rooms(id: TaskForceId): Promise<readonly BoundRoom[]>;
  /** Whether a set-up code may be used now, and for what. */
  code(code: string, now: Instant): Promise<SetUpCode | null>;
  /** Makes a task force with its rooms and first coordinator, and uses up the code; all or nothing. */
  create(founding: Founding): Promise<'created' | 'code_used' | 'room_taken'>;
  /**
   * Binds one more room and uses up the join code, all or nothing; a room that is bound to the same task force already
   * only changes its kind. Binding once more what is so already, as a form sent twice does, is no error.
   */
  bind(
    room: NewRoom,
    code: { readonly code: string; readonly now: Instant },
    outbox: readonly OutboxDraft[],
  ): Promise<'bound' | 'room_taken' | 'code_used'>;
}

/** `create` makes a task force, `join` binds one more room to the one it names. Each works once. */
export type SetUpCode =
  | { readonly use: 'create' }
  | { readonly use: 'join'; readonly taskForceId: TaskForceId };

/** The codes with which task forces are made. Only their hashes are kept. */
export interface SetUpCodes {
  /** Makes a `create` code usable; one that is known already, used or not, stays as it is. */
  issue(code: string, now: Instant): Promise<void>;
  /** A code that binds one more room to this task force. */
  issueJoin(code: string, taskForceId: TaskForceId, now: Instant): Promise<void>;
  /** Whether nobody could make a first task force: there is none, and no unused code. */
  noneLeft(): Promise<boolean>;
}

/**
 * One-time codes that link a person's accounts. Whoever was merged into another is that person ever after, in whatever
 * is read by the former id.
 */
export interface AccountLinks {
  /** Makes this the person's only code until then. Only its hash is kept. */
  issue(code: string, personId: PersonId, until: Instant): Promise<void>;
  /** Whose code it is, without using it. */
  check(code: string, by: PersonId, now: Instant): Promise<LinkTry>;
  /**
   * Uses the code and makes the one who issued it and `by` one person, all or nothing: `by` stays, gets the other's
   * accounts, roles and openings, and the other's language where they have none; their accounts are the last used.
   */
  join(code: string, by: PersonId, now: Instant): Promise<LinkEnd>;
}

/**
 * `unknown`: never given out, or used; it counts as a wrong one. `too_many`: not even looked at; `since` is when the
 * wrong one was tried that must be forgotten first. `joined`: they are one person, also when the request comes again.
 */
export type LinkTry = { readonly kind: 'valid'; readonly person: Person } | LinkEnd;
export type LinkEnd =
  | { readonly kind: 'joined' }
  | { readonly kind: 'own' }
  | { readonly kind: 'expired' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'too_many'; readonly since: Instant };

export interface NewRoom extends Omit<BoundRoom, 'id'> {
  readonly id: RoomId;
}

export interface Founding {
  readonly code: string;
  readonly taskForce: TaskForce;
  readonly rooms: readonly NewRoom[];
  readonly coordinator: PersonId;
  /** The code that binds the next room. */
  readonly joinCode: string;
  readonly now: Instant;
  readonly outbox: readonly OutboxDraft[];
}

export interface TimelineEntry {
  readonly at: Instant;
  /** Null: the bot itself. */
  readonly by: PersonId | null;
  readonly platform: PlatformName | null;
  readonly event: OpeningEvent;
}

/** A nudge that was decided; it goes out with the others for the same receiver. */
export interface NudgeDraft {
  readonly openingId: OpeningId;
  /** What is asked about one of its placements, by its index; without it the opening itself waits. */
  readonly followUp?: { readonly nth: number; readonly item: FollowUpItem };
  readonly round: number;
  readonly level: number;
  readonly receiver: NudgeReceiver;
  readonly to: Destination;
}

/**
 * A message to be sent. `once`: never again under this key. `latest`: while one waits, a second is the same; the content
 * is composed when it is sent.
 */
export interface OutboxDraft {
  readonly taskForceId: TaskForceId;
  readonly to: Destination;
  readonly outgoing: Outgoing;
  readonly unique: { readonly kind: 'once' | 'latest'; readonly key: string };
  /** Milliseconds it waits for others to join it; messages queued later may go before. None unless said. */
  readonly holdMs?: number;
}

/** All that one act changes, in one transaction. */
export interface Change {
  /** Present for a request that may come twice. */
  readonly receipt: string | null;
  /** `create` gets its number; `save` replaces the version before it (`opening.version - 1`). */
  readonly opening: { readonly kind: 'create' | 'save'; readonly opening: Opening };
  readonly timeline: readonly TimelineEntry[];
  readonly nudges: readonly NudgeDraft[];
  readonly outbox: readonly OutboxDraft[];
}

/**
 * `clash`: somebody else changed the opening first; load it and decide again. `repeated`: this receipt was given before;
 * `openingId` is what it was about.
 */
export type Committed =
  | { readonly kind: 'committed'; readonly opening: Opening }
  | { readonly kind: 'clash' }
  | { readonly kind: 'repeated'; readonly openingId: OpeningId };

export interface OpeningFilter {
  readonly owner?: PersonId;
  readonly loggedBy?: PersonId;
}

export interface Openings {
  find(taskForceId: TaskForceId, id: OpeningId): Promise<Opening | null>;
  findByNumber(taskForceId: TaskForceId, number: number): Promise<Opening | null>;
  /** Not closed, oldest first, at most `limit`, and how many there are in all. */
  open(
    taskForceId: TaskForceId,
    filter: OpeningFilter,
    limit: number,
  ): Promise<{ items: readonly Opening[]; total: number }>;
  /** The last one this person logged here: it prefills the form. */
  lastLoggedBy(taskForceId: TaskForceId, personId: PersonId): Promise<Opening | null>;
  timeline(taskForceId: TaskForceId, id: OpeningId): Promise<readonly TimelineEntry[]>;
  /** Whether the request with this receipt had its effect before. */
  wasDone(receipt: string): Promise<boolean>;
  commit(change: Change): Promise<Committed>;
  /**
   * Several openings of one act, all or nothing; the first carries the act's receipt. `clash`: one of them was changed
   * first; load all and decide again.
   */
  commitTogether(changes: readonly Change[]): Promise<Committed['kind']>;
}

/** What is due by `now`, the longest due first. */
export type ReadDue = (
  now: Instant,
  limit: number,
  onUnreadable?: (openingId: string, error: unknown) => void,
) => Promise<readonly Opening[]>;

/** What the sweep and the digest read across openings. */
export interface Overview {
  /**
   * Open ones whose nudge or question to the leader is due, the longest due first. A row that can't be read is told to
   * `onUnreadable` and left out; without it, it throws.
   */
  due: ReadDue;
  /** Those, closed too, with a placement whose follow-up is due, the longest due first. */
  dueFollowUps: ReadDue;
  /** Those, closed too, with a placement about which something is asked, by number; of one owner where given. */
  followed(taskForceId: TaskForceId, owner?: PersonId): Promise<readonly Opening[]>;
  /** Those whose ambassador was waited for until now, the longest due first. */
  dueCallsAhead(now: Instant, limit: number): Promise<readonly Opening[]>;
  /** Closed ones that somebody is to be asked about by now, the longest due first. */
  dueAgain(now: Instant, limit: number): Promise<readonly Opening[]>;
  digestInput(taskForceId: TaskForceId, now: Instant): Promise<DigestInput>;
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

/** Meetings, at most one of a task force's on at a time. */
export interface Meetings {
  find(taskForceId: TaskForceId, id: MeetingId): Promise<Meeting | null>;
  /** The one that is on. */
  current(taskForceId: TaskForceId): Promise<OpenMeeting | null>;
  /** What was told at it, closed or not, by number. */
  openings(taskForceId: TaskForceId, id: MeetingId): Promise<readonly Opening[]>;
  /** Those that are on past their closing time, the longest first. */
  due(now: Instant, limit: number): Promise<readonly OpenMeeting[]>;
  /** False, and nothing queued, while one is on; also when this very one was started before. */
  start(meeting: OpenMeeting, outbox: readonly OutboxDraft[]): Promise<boolean>;
  /** Replaces the version before it; false, and nothing queued, when somebody else did so first. */
  save(meeting: Meeting, outbox: readonly OutboxDraft[]): Promise<boolean>;
}

export interface PendingNudge {
  readonly id: string;
  readonly opening: Opening;
  readonly level: number;
  /** The placement it is about; null: the opening itself. */
  readonly nth: number | null;
}

/** What compose needs at the moment of sending. */
export interface Mailroom {
  room(id: RoomId): Promise<BoundRoom | null>;
  /** Where to reach a person: the account used last of those that weren't left. */
  account(personId: PersonId): Promise<Account | null>;
  person(id: PersonId): Promise<Person | null>;
  /** By the ids that were asked for: two of them can be the same person by now. */
  people(ids: readonly PersonId[]): Promise<ReadonlyMap<PersonId, Person>>;
  /** Nudges not sent yet whose opening, or whose placement's follow-up, is still in the round they were decided in. */
  pendingNudges(to: Destination): Promise<readonly PendingNudge[]>;
  /** Records a note to the outbox outside of any opening, as a delivery problem or a digest. */
  enqueue(drafts: readonly OutboxDraft[]): Promise<void>;
}

/** A message taken from the outbox to be sent, under a lease that the fence proves. */
export interface LeasedMessage {
  readonly id: string;
  readonly lane: string;
  readonly fence: number;
  readonly taskForceId: TaskForceId;
  readonly to: Destination;
  readonly outgoing: Outgoing;
  /** 0 at the first try. */
  readonly attempts: number;
  readonly queuedAt: Instant;
  /** An earlier try ended without anybody knowing how: the platform may have it already. */
  readonly inDoubt: boolean;
  /** The request or job that caused it, for the log; null when it isn't known. */
  readonly cause: string | null;
}

export type Settlement =
  | {
      readonly kind: 'sent';
      readonly posted: PostedCard | null;
      readonly nudgeIds: readonly string[];
      readonly pauseMs: number;
    }
  /** It no longer holds: the item moved on before it went out. */
  | { readonly kind: 'dropped' }
  /** Try the same again; the lane waits. `inDoubt`: the platform may have it all the same. */
  | {
      readonly kind: 'retry';
      readonly afterMs: number;
      readonly reason: string;
      readonly inDoubt: boolean;
    }
  /** Nothing was tried, a limit of the platform is used up for now: no try is counted, a doubt stays as it was. */
  | { readonly kind: 'postponed'; readonly afterMs: number }
  | { readonly kind: 'dead'; readonly reason: string };

/** What a message in a room stands for: it is edited for as long as it is there, and posted once. */
export type Shown =
  | { readonly kind: 'opening'; readonly id: OpeningId }
  | { readonly kind: 'meeting'; readonly id: MeetingId; readonly part: MeetingPart };

export interface PostedCard {
  readonly shown: Shown;
  readonly roomId: RoomId;
  readonly messageId: string;
  readonly version: number;
}

export interface DeadLetter {
  readonly id: string;
  readonly taskForceId: TaskForceId;
  readonly to: Destination;
  readonly outgoing: Outgoing;
  readonly reason: string;
  readonly attempts: number;
}

/** The outbox at work. Times in it are the database's own clock, so that replicas with wrong clocks agree. */
export interface Outbox {
  /** Takes the first message of each lane that is free and due, for `leaseMs`. */
  lease(limit: number, leaseMs: number): Promise<readonly LeasedMessage[]>;
  /** False when the lease was lost meanwhile: somebody else settles it. */
  settle(message: LeasedMessage, settlement: Settlement): Promise<boolean>;
  posted(shown: Shown, roomId: RoomId): Promise<PostedCard | null>;
  depth(): Promise<{ waiting: number; oldestMs: number; dead: number }>;
  dead(): Promise<readonly DeadLetter[]>;
  /** Puts dead letters back at the end of their lanes; returns how many. */
  revive(): Promise<number>;
}

/** One use of a limit: no more than `burst` at once, and one each `everyMs` in the long run. */
export interface Turn {
  /** Who shares the limit. */
  readonly key: string;
  readonly everyMs: number;
  readonly burst: number;
}

/** How far the platforms' limits are used up, by the database's clock: replicas share them. */
export interface Pacing {
  /** Takes one turn of each, or of none. Returns 0, or the milliseconds until there may be one. */
  take(turns: readonly Turn[]): Promise<number>;
}

/** A job at a planned time runs once, whoever wins it. */
export interface Slots {
  /** Whether the slot was won already: cheap, asked every minute. */
  won(job: string, plannedAt: Instant): Promise<boolean>;
  /** Wins the slot and queues its messages in one transaction; false, and nothing queued, for all but one. */
  win(job: string, plannedAt: Instant, outbox: readonly OutboxDraft[]): Promise<boolean>;
}

export interface Address {
  readonly platform: PlatformName;
  readonly workspaceId: string;
  /** Null for a person not written to before: the platform opens the conversation. */
  readonly conversationId: string | null;
  readonly userId: string | null;
  readonly details: PlatformDetails;
  /** The person's page with the bot, on a platform that has one; on others it is a message like any. */
  readonly page?: true;
}

export type SendOutcome =
  | { readonly kind: 'sent'; readonly messageId: string }
  /** Not now, and it wasn't taken. `afterMs` is what the platform asked for; null: it didn't say. */
  | { readonly kind: 'later'; readonly afterMs: number | null; readonly reason: string }
  /** The request went out and no answer came, or none that tells: it may have been taken. */
  | { readonly kind: 'unknown'; readonly afterMs: number | null; readonly reason: string }
  /** The message to update is gone or can't be edited any more: post anew. */
  | { readonly kind: 'message_gone' }
  /** Not before somebody there mends it: the bot isn't invited, or was blocked. */
  | { readonly kind: 'blocked'; readonly reason: string }
  /** Nobody is behind this account any more, or they shut the bot out. */
  | { readonly kind: 'gone'; readonly reason: string }
  /** Never: the room is archived, the message is refused as it is. */
  | { readonly kind: 'never'; readonly reason: string };

/** A platform, as delivery sees it. One call of `send` is one request to the platform. */
export interface Platform {
  readonly name: PlatformName;
  /** What people write before a command: `/spotjob ` in Slack, nothing in Teams. */
  readonly commandPrefix: string;
  /** Milliseconds to leave between two messages to one destination. */
  readonly pauseMs: number;
  /** Whether a person has a page of their own with the bot; elsewhere their Home is a message that is kept up to date. */
  readonly homePage: boolean;
  /** What it allows beyond that. */
  readonly paces: readonly Pace[];
  /** Posts, or updates `existing`. `reference` is the same for every try of one message. */
  send(to: Address, card: Card, existing: string | null, reference: string): Promise<SendOutcome>;
  /** Looks for what was posted under this reference since then; null where a platform can't be asked. */
  readonly find: ((to: Address, reference: string, since: Instant) => Promise<Found>) | null;
}

/** `cannot_tell`: this platform, or this place in it, doesn't let us look. `later`: ask again. */
export type Found =
  | { readonly kind: 'found'; readonly messageId: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'cannot_tell'; readonly reason: string }
  | { readonly kind: 'later'; readonly afterMs: number | null; readonly reason: string };

/** New settings with all that follows from them, in one transaction. */
export interface SettingsChange {
  readonly taskForce: TaskForce;
  /** Openings whose nudges move, closed ones with jobs that are followed too; each replaces the version before it. */
  readonly openings: readonly Opening[];
  readonly outbox: readonly OutboxDraft[];
}

export interface SettingsStore {
  /** All or nothing. `clash`: one of the openings was changed meanwhile; load them and decide again. */
  save(change: SettingsChange): Promise<'saved' | 'clash'>;
}

/** All that the database holds about one person, in every task force. */
export interface HeldData {
  readonly person: Person;
  /** Their id and those they had before accounts were linked. */
  readonly ids: readonly PersonId[];
  readonly accounts: readonly {
    readonly platform: string;
    readonly workspaceId: string;
    readonly userId: string;
    readonly lastSeenAt: Instant | null;
  }[];
  readonly memberships: readonly {
    readonly taskForceId: TaskForceId;
    readonly taskForce: string;
    readonly roles: readonly Role[];
  }[];
  /** Every opening they logged, have, had at its end, closed, tried to reach anybody about or wrote a note on. */
  readonly openings: readonly (Opening & { readonly taskForce: string })[];
  /** What they did, oldest first. */
  readonly acts: readonly (TimelineEntry & { readonly openingId: OpeningId; readonly number: number })[];
  /** Openings of their task forces that somebody else logged with a contact person of this name. */
  readonly namedIn: number;
  /** Messages on their way to them. */
  readonly waiting: number;
}

/** What an erasure writes, beside what goes with the person itself. */
export interface Erasure {
  readonly person: Pick<HeldData, 'person' | 'ids' | 'accounts'>;
  readonly now: Instant;
  readonly openings: readonly { readonly opening: Opening; readonly timeline: readonly TimelineEntry[] }[];
  readonly outbox: readonly OutboxDraft[];
}

/** What is held about people, and its end. */
export interface PersonalData {
  /** Null for an id that nobody has or that was erased. Any id the person ever had will do. */
  held(personId: PersonId): Promise<HeldData | null>;
  /** Everybody of this name, however it is capitalised: for those who ask by letter. */
  named(name: string): Promise<readonly Person[]>;
  /**
   * All or nothing: the person loses name, language, accounts, roles, codes and every message to them; what they wrote
   * leaves the timelines. Their id stays, as nobody's, so that counts stay right. `clash`: an opening was changed
   * meanwhile; load and decide again.
   */
  erase(erasure: Erasure): Promise<'erased' | 'clash'>;
  /** Closed openings with something that was kept for long enough, by company; null: all there are. */
  expired(taskForceId: TaskForceId, before: Cutoffs, limit: number | null): Promise<readonly Expired[]>;
  /** All or nothing. `clash`: one of the openings was changed meanwhile. */
  forget(forgotten: readonly Forgotten[], outbox: readonly OutboxDraft[]): Promise<'forgotten' | 'clash'>;
}

/** What of an opening has been kept for long enough. */
export interface Expired {
  readonly opening: Opening;
  readonly contact: boolean;
  /** Its note, or words in its timeline. */
  readonly note: boolean;
  /** The number of the company's first opening, when its name is over; null: it stays. */
  readonly firstOfCompany: number | null;
}

export interface Forgotten {
  /** As it shall be, the version after the one it had; null when only words in its timeline go. */
  readonly opening: Opening | null;
  readonly timeline: readonly TimelineEntry[];
  /** Whose timeline loses every free text. */
  readonly wordsOf: OpeningId | null;
}

/** One thing that was done, refused, read or changed; ids only, never what people wrote. */
export interface AuditDraft {
  /** Null: of the installation, not of one task force. */
  readonly taskForceId: TaskForceId | null;
  readonly at: Instant;
  /** Null: the bot itself, or whoever runs it. */
  readonly by: PersonId | null;
  readonly platform: PlatformName | null;
  readonly what: string;
  readonly subject: string | null;
  readonly details: Readonly<Record<string, string | readonly string[]>>;
}

export interface AuditEntry extends AuditDraft {
  readonly id: string;
}

/** The end of a chain that is whole, and how many entries lead to it. */
export interface AuditHead {
  readonly taskForceId: TaskForceId | null;
  readonly length: number;
  readonly hash: string;
}

/** The first place at which a chain isn't what it was. */
export interface AuditBreak {
  readonly taskForceId: TaskForceId | null;
  readonly no: number;
  readonly why: 'link_missing' | 'entry_missing' | 'changed';
}

/** What happened, as a chain a task force: acts on openings and changes of roles are in it without being recorded. */
export interface Audit {
  record(draft: AuditDraft): Promise<void>;
  /** Gives at most so many waiting entries their place in the chain; the ends of the chains that grew. */
  link(limit: number): Promise<readonly AuditHead[]>;
  /** `waiting`: not in a chain yet. `unlinked`: neither in a chain nor waiting for one, so that somebody took it out. */
  verify(): Promise<{
    readonly heads: readonly AuditHead[];
    readonly broken: readonly AuditBreak[];
    readonly waiting: number;
    readonly unlinked: number;
  }>;
  /** The last entries, oldest first. */
  last(taskForceId: TaskForceId | null, limit: number): Promise<readonly AuditEntry[]>;
}

/** An account that was left, and whose it is. */
export interface Leaver {
  readonly personId: PersonId;
  readonly taskForceIds: readonly TaskForceId[];
}

/**
 * Accounts that people left. A person is gone when every account of theirs was left; whoever is there on one platform is
 * there. An account is taken up again by the next request from it.
 */
export interface Departures {
  /** Null for an account that isn't known or was left before, and for a place without a bound room. */
  leaver(account: AccountKey, from: LeftPlace | null): Promise<Leaver | null>;
  /**
   * Marks it as left, and queues the messages when the person is gone by that, all or nothing. Of two accounts left at
   * one instant the later one queues. False, and nothing done, when it was left before.
   */
  leave(account: AccountKey, outbox: readonly OutboxDraft[]): Promise<boolean>;
  comeBack(account: AccountKey): Promise<void>;
  isGone(personId: PersonId): Promise<boolean>;
  /** Those with a role in the task force who are gone. */
  gone(taskForceId: TaskForceId): Promise<ReadonlySet<PersonId>>;
}

export interface Store {
  readonly directory: Directory;
  readonly taskForces: TaskForces;
  readonly settings: SettingsStore;
  readonly openings: Openings;
  readonly overview: Overview;
  readonly meetings: Meetings;
  readonly steering: SteeringStore;
  readonly companies: Companies;
  readonly mailroom: Mailroom;
  readonly outbox: Outbox;
  readonly pacing: Pacing;
  readonly slots: Slots;
  readonly upkeep: Upkeep;
  readonly setUpCodes: SetUpCodes;
  readonly accountLinks: AccountLinks;
  readonly departures: Departures;
  readonly results: ResultsSource;
  readonly linkKeys: LinkKeys;
  readonly homes: Homes;
  readonly personalData: PersonalData;
  readonly audit: Audit;
}
