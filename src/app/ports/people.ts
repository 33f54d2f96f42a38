import type { Instant, PersonId, TaskForceId } from '../../domain/ids.ts';
import type { Role } from '../../domain/permissions.ts';
import type { Locale, Room, TaskForce } from '../../domain/task-force.ts';
import type { PlatformDetails, PlatformName, Sender } from '../intent.ts';
import type { OutboxDraft } from '../outgoing/outgoing.ts';

/** A person who uses the bot, on one platform or several. */
export interface Person {
  readonly id: PersonId;
  readonly name: string;
  /** Null: the task force's language. */
  readonly locale: Locale | null;
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
  /** Read along, so that most requests need not ask again: the room's, or else the one last used. Null where neither is. */
  readonly taskForce: TaskForce | null;
}

/** An account of a member, with what its person may do. */
export interface AccountInTaskForce {
  readonly personId: PersonId;
  readonly userId: string;
  readonly roles: readonly Role[];
}

/** Where word of an act on any opening may go. */
export interface Audience {
  readonly rooms: readonly BoundRoom[];
  /** Not those whose only role is the leader's and who have no Home: they hear of their own openings alone. */
  readonly members: readonly Membership[];
}

/** Who is who, and which room belongs to whom. */
export interface Directory {
  /** Finds the person and the room; makes the person at first sight, and keeps name and address fresh. */
  standing(sender: Sender, now: Instant): Promise<Standing>;
  /** The same for somebody who only looks: nothing is made or written. Null for an account that isn't known. */
  glance(sender: Sender): Promise<Standing | null>;
  /** Adds to a person's roles in a task force; those already held stay. */
  grant(taskForceId: TaskForceId, personId: PersonId, roles: readonly Role[]): Promise<void>;
  /** Replaces a person's roles in a task force. `repeated`: this receipt was given before, and nothing was done. */
  setRoles(
    taskForceId: TaskForceId,
    personId: PersonId,
    roles: readonly Role[],
    receipt: string | null,
  ): Promise<'set' | 'repeated'>;
  setLocale(personId: PersonId, locale: Locale): Promise<void>;
  /** Those who are there: whoever left every platform keeps their roles, for the day they come back, and is left out. */
  members(taskForceId: TaskForceId): Promise<readonly Membership[]>;
  /** The accounts that its members have in one workspace. */
  accountsIn(
    taskForceId: TaskForceId,
    workspace: { readonly platform: PlatformName; readonly workspaceId: string },
  ): Promise<readonly AccountInTaskForce[]>;
  /** Rooms and members at once: what every act needs to tell of it. */
  audience(taskForceId: TaskForceId): Promise<Audience>;
  /** The person behind a picked user, made if unknown. */
  personOf(account: Omit<Account, 'personId' | 'details'> & { name: string | null }): Promise<Person>;
}

export interface BoundRoom extends Room {
  readonly platform: PlatformName;
  readonly workspaceId: string;
  readonly conversationId: string;
  readonly name: string | null;
  readonly details: PlatformDetails;
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

/** A person's account on one platform: each has a Home of its own there. */
export interface AccountKey {
  readonly platform: string;
  readonly workspaceId: string;
  readonly userId: string;
}

/** A place that somebody was taken out of: it counts when a bound room is there. */
export interface LeftPlace {
  readonly conversationId: string;
  /** What the details of a room there have in common, e.g. its team; null: the conversation alone. */
  readonly details: PlatformDetails | null;
}

/** What a platform tells of an account: nobody is behind it any more, or somebody is again. */
export type Presence = {
  readonly account: AccountKey;
} & (
  | { readonly here: true /** What they are called by now. */; readonly name?: string }
  | { readonly here: false; readonly from: LeftPlace | null }
);

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
  /** With a name, its person is called so from now on; one that isn't known stays unknown. */
  comeBack(account: AccountKey, name?: string): Promise<void>;
  isGone(personId: PersonId): Promise<boolean>;
}
