import { laneOf } from '../../app/outgoing/announce.ts';
import type { OutboxDraft } from '../../app/outgoing/outgoing.ts';
import type { AuditDraft, AuditEntry } from '../../app/ports/audit.ts';
import type { NudgeDraft, TimelineEntry } from '../../app/ports/openings.ts';
import type { PostedCard } from '../../app/ports/outbox.ts';
import type { HomeScreen } from '../../app/ports/overview.ts';
import type { Account, BoundRoom, Person } from '../../app/ports/people.ts';
import type { AwayReason } from '../../app/ports/places.ts';
import type { SentDraft } from '../../app/ports/sent-messages.ts';
import type { Instant, MeetingId, OpeningId, PersonId, RoomId, TaskForceId } from '../../domain/ids.ts';
import type { Meeting } from '../../domain/meeting.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import type { Role } from '../../domain/permissions.ts';
import type { TaskForce } from '../../domain/task-force.ts';
import { currentCause } from '../cause.ts';

export interface StoredMembership {
  readonly taskForceId: TaskForceId;
  readonly personId: PersonId;
  roles: readonly Role[];
  lastUsedAt: Instant | null;
}

export interface StoredMessage {
  readonly id: number;
  readonly draft: OutboxDraft;
  readonly lane: string;
  status: 'pending' | 'sending' | 'sent' | 'dropped' | 'dead';
  attempts: number;
  reason: string;
  readonly queuedAt: Instant;
  readonly heldUntil: Instant;
  inDoubt: boolean;
  readonly cause: string | null;
}

export interface Lane {
  nextAt: Instant;
  leasedUntil: Instant | null;
  fence: number;
  waited: boolean;
}

/** The tables, as maps. Each port's function changes them without a pause in between, which makes it a transaction. */
export interface State {
  readonly now: () => Instant;
  readonly taskForces: Map<TaskForceId, { readonly taskForce: TaskForce; nextNumber: number }>;
  readonly codes: Map<string, { readonly taskForceId: TaskForceId | null; used: boolean }>;
  readonly rooms: Map<RoomId, BoundRoom>;
  readonly away: Map<RoomId, AwayReason>;
  readonly people: Map<PersonId, Person>;
  /** Who a former person is now. */
  readonly merged: Map<PersonId, PersonId>;
  readonly linkCodes: Map<string, { personId: PersonId; readonly until: Instant; used: boolean }>;
  readonly wrongCodes: { readonly personId: PersonId; readonly at: Instant }[];
  readonly accounts: Map<string, { account: Account; lastSeenAt: Instant | null; left: boolean }>;
  readonly homes: Map<string, Omit<HomeScreen, 'account' | 'personId'>>;
  readonly memberships: StoredMembership[];
  readonly openings: Map<OpeningId, Opening>;
  readonly meetings: Map<MeetingId, Meeting>;
  readonly timelines: Map<OpeningId, TimelineEntry[]>;
  /** What each was given for; null: for what is about no opening. */
  readonly receipts: Map<string, OpeningId | null>;
  /** When a receipt was given, a slot won, a message settled: by `receipt:`, `slot:` or `message:` and its key. */
  readonly doneAt: Map<string, Instant>;
  readonly nudges: {
    readonly id: string;
    readonly draft: NudgeDraft;
    readonly lane: string;
    sent: boolean;
    readonly decidedAt: Instant;
  }[];
  readonly lanes: Map<string, Lane>;
  readonly messages: StoredMessage[];
  readonly cards: Map<string, PostedCard & { readonly shownAt: Instant }>;
  readonly sent: (SentDraft & { readonly id: string; readonly sentAt: Instant })[];
  readonly slots: Set<string>;
  readonly audit: { readonly entry: AuditEntry; linked: boolean }[];
  /** When each limit is whole again, in milliseconds. */
  readonly paces: Map<string, { readonly freeAt: number; readonly lineTo: number }>;
  readonly nextId: () => number;
}

export function emptyState(now: () => Instant): State {
  let lastId = 0;
  return {
    now,
    taskForces: new Map(),
    codes: new Map(),
    rooms: new Map(),
    away: new Map(),
    people: new Map(),
    merged: new Map(),
    linkCodes: new Map(),
    wrongCodes: [],
    accounts: new Map(),
    homes: new Map(),
    memberships: [],
    openings: new Map(),
    meetings: new Map(),
    timelines: new Map(),
    receipts: new Map(),
    doneAt: new Map(),
    nudges: [],
    lanes: new Map(),
    messages: [],
    cards: new Map(),
    sent: [],
    slots: new Set(),
    audit: [],
    paces: new Map(),
    nextId: () => {
      lastId += 1;
      return lastId;
    },
  };
}

/** Who this is now: itself, or the person it was merged into. */
export function unitedIn({ merged }: State, id: PersonId): PersonId {
  return merged.get(id) ?? id;
}

/**
 * Queues what isn't queued yet: `once` never again, `latest` not while one waits.
 *
 * @returns how many of those that go out once are new
 */
export function queue(state: State, drafts: readonly OutboxDraft[]): number {
  let fresh = 0;
  for (const draft of drafts) {
    const lane = laneOf(draft.to);
    if (!state.lanes.has(lane))
      state.lanes.set(lane, { nextAt: state.now(), leasedUntil: null, fence: 0, waited: false });
    if (state.messages.some((message) => isSame(message, draft))) continue;
    if (draft.unique.kind === 'once') fresh += 1;
    const queuedAt = state.now();
    const id = state.nextId();
    const heldUntil = new Date(queuedAt.getTime() + (draft.holdMs ?? 0));
    state.messages.push({
      id,
      draft,
      lane,
      status: 'pending',
      attempts: 0,
      reason: '',
      queuedAt,
      heldUntil,
      inDoubt: false,
      cause: currentCause(),
    });
  }
  return fresh;
}

/** A change that no card tells of: cards that were up to date still are. */
export function leaveUnshown({ cards }: State, { id, version }: Opening): void {
  for (const [key, card] of cards) {
    const { shown } = card;
    if (shown.kind === 'opening' && shown.id === id && card.version === version - 1)
      cards.set(key, { ...card, version });
  }
}

function isSame({ draft: { unique }, status }: StoredMessage, draft: OutboxDraft): boolean {
  if (unique.kind !== draft.unique.kind || unique.key !== draft.unique.key) return false;
  return unique.kind === 'once' || status === 'pending';
}

export function audited(state: State, draft: AuditDraft): void {
  state.audit.push({ entry: { ...draft, id: String(state.nextId()) }, linked: false });
}

/** From now on this request is one that was done. */
export function giveReceipt(state: State, receipt: string | null, about: OpeningId | null): void {
  if (receipt === null) return;
  state.receipts.set(receipt, about);
  state.doneAt.set(`receipt:${receipt}`, state.now());
}

/** Whether this request was done before. */
export function wasGiven(state: State, receipt: string | null): boolean {
  return receipt !== null && state.receipts.has(receipt);
}
