import type { Logger } from 'pino';
import { coordinators, laneOf } from '../app/announce.ts';
import type { Compose, Composed } from '../app/compose-outgoing.ts';
import type {
  Address,
  LeasedMessage,
  OutboxDraft,
  Platform,
  SendOutcome,
  Settlement,
  Store,
} from '../app/ports.ts';
import { backoffMs, MOST_ATTEMPTS } from './backoff.ts';

/** Longest that one message may be worked on; a process that dies holding it is succeeded after this. */
export const LEASE_MS = 30_000;

/** Lanes worked side by side. */
export const MOST_AT_ONCE = 16;

/** Between two tries to write down what came of a message, and how long these go on. */
const SETTLE_AGAIN_MS = 250;
const SETTLE_WITHIN_MS = 10 * 60_000;

export interface Delivery {
  /** Begins on at most `most` messages that can be sent now; each promise is the end of one. */
  begin(most: number): Promise<readonly Promise<void>[]>;
  /** Sends what can be sent now, and waits for it; returns how many messages it worked on. */
  deliverOnce(): Promise<number>;
}

export interface DeliveryTools {
  readonly store: Store;
  readonly platforms: ReadonlyMap<string, Platform>;
  readonly compose: Compose;
  readonly log: Logger;
  /** How long a room or person that nothing gets through to is left alone. */
  readonly blockedWaitMs: number;
  /** From 0 up to 1: spreads the tries of many after a common fault. */
  readonly jitter: () => number;
  readonly count: (result: Settlement['kind'], platform: string) => void;
}

/**
 * The outbox at work: takes the first message of each lane that is due, puts words to it from the state of this moment,
 * sends it, and settles what came of it. A lane goes on only when its head is settled, so order holds within a
 * destination, and a slow destination delays no other.
 */
export function createDelivery(tools: DeliveryTools): Delivery {
  const begin = async (most: number) => {
    const messages = await tools.store.outbox.lease(most, LEASE_MS);
    return messages.map((message) => work(tools, message));
  };
  return {
    begin,
    deliverOnce: async () => (await Promise.all(await begin(MOST_AT_ONCE))).length,
  };
}

async function work(tools: DeliveryTools, message: LeasedMessage): Promise<void> {
  const { log, count } = tools;
  const { settlement, platform, problem } = await attempt(tools, message);
  const settled = await settle(tools, message, settlement, problem);
  count(settlement.kind, platform);
  const about = {
    message: message.id,
    lane: message.lane,
    kind: message.outgoing.kind,
    attempt: message.attempts + 1,
  };
  switch (settlement.kind) {
    case 'sent':
    case 'dropped':
      log.debug({ ...about, settled }, settlement.kind);
      return;
    case 'retry':
      log.warn(
        { ...about, afterMs: settlement.afterMs, reason: settlement.reason },
        'not sent, will be tried again',
      );
      return;
    case 'dead':
      log.error({ ...about, reason: settlement.reason }, 'given up');
      return;
  }
}

/**
 * What isn't written down is sent again when the lease is over. So a database that went away since the message was leased
 * is asked until it is back; under a lease that somebody else has taken meanwhile nothing is written.
 */
async function settle(
  { store, log }: DeliveryTools,
  message: LeasedMessage,
  settlement: Settlement,
  problem: string | null,
): Promise<boolean> {
  const giveUpAt = Date.now() + SETTLE_WITHIN_MS;
  for (;;) {
    try {
      // Before it is settled, so that no message is held up without a word; told again, it is the same note.
      if (problem !== null) await store.mailroom.enqueue(await problemNotes(store, message, problem));
      return await store.outbox.settle(message, settlement);
    } catch (error) {
      if (Date.now() >= giveUpAt) throw error;
      log.warn({ message: message.id, err: error }, 'not written down yet what came of a message');
      await new Promise((resolve) => setTimeout(resolve, SETTLE_AGAIN_MS));
    }
  }
}

interface Attempted {
  readonly settlement: Settlement;
  readonly platform: string;
  /** Why nothing gets through, when somebody must mend it; null while waiting may help. */
  readonly problem: string | null;
}

function attempted(settlement: Settlement, platform: string): Attempted {
  return { settlement, platform, problem: settlement.kind === 'dead' ? settlement.reason : null };
}

/** A fault of our own, as a database that is gone, is a retry like any other: nothing that was queued is lost. */
async function attempt(tools: DeliveryTools, message: LeasedMessage): Promise<Attempted> {
  const nowhere = 'none';
  try {
    const composed = await tools.compose(message);
    if (composed === null) return attempted({ kind: 'dropped' }, nowhere);
    const address = await addressOf(tools.store, message);
    if (address === null) return attempted({ kind: 'dead', reason: 'no_address' }, nowhere);
    const platform = tools.platforms.get(address.platform);
    if (platform === undefined) {
      return attempted(later(message, null, 'platform_not_connected', tools.jitter), address.platform);
    }
    return await send(tools, platform, address, message, composed);
  } catch (error) {
    tools.log.error({ message: message.id, err: error }, 'a message could not be composed or sent');
    return attempted(later(message, null, 'internal_error', tools.jitter), nowhere);
  }
}

async function addressOf({ mailroom }: Store, { to }: LeasedMessage): Promise<Address | null> {
  switch (to.kind) {
    case 'room': {
      const room = await mailroom.room(to.roomId);
      return room === null ? null : { ...room, userId: null };
    }
    case 'person': {
      const account = await mailroom.account(to.personId);
      return account === null ? null : { ...account, conversationId: null };
    }
  }
}

async function send(
  { store, jitter, blockedWaitMs }: DeliveryTools,
  platform: Platform,
  address: Address,
  message: LeasedMessage,
  { card, shows, nudgeIds }: Composed,
): Promise<Attempted> {
  const roomId = message.to.kind === 'room' ? message.to.roomId : null;
  const posted = shows === null || roomId === null ? null : await store.outbox.posted(shows.shown, roomId);
  const standing = 'standing' in message.outgoing && message.outgoing.standing === true;
  if (standing && posted === null) return attempted({ kind: 'dropped' }, platform.name);
  let outcome = await platform.send(address, card, posted?.messageId ?? null, message.id);
  if (outcome.kind === 'message_gone' && standing) return attempted({ kind: 'dropped' }, platform.name);
  if (outcome.kind === 'message_gone') outcome = await platform.send(address, card, null, message.id);
  const settlement = settlementOf(outcome, message, { jitter, blockedWaitMs }, (messageId) => ({
    kind: 'sent',
    posted: shows === null || roomId === null ? null : { ...shows, roomId, messageId },
    nudgeIds,
    pauseMs: platform.pauseMs,
  }));
  const held = attempted(settlement, platform.name);
  return outcome.kind === 'blocked' ? { ...held, problem: outcome.reason } : held;
}

function settlementOf(
  outcome: SendOutcome,
  message: LeasedMessage,
  { jitter, blockedWaitMs }: Pick<DeliveryTools, 'jitter' | 'blockedWaitMs'>,
  sent: (messageId: string) => Settlement,
): Settlement {
  switch (outcome.kind) {
    case 'sent':
      return sent(outcome.messageId);
    case 'later':
      return later(message, outcome.afterMs, outcome.reason, jitter);
    case 'message_gone':
      return later(message, null, 'message_gone', jitter);
    case 'blocked':
      return later(message, blockedWaitMs, outcome.reason, jitter);
    case 'never':
      return { kind: 'dead', reason: outcome.reason };
  }
}

/** What the platform asked for is kept to; otherwise each try waits longer than the last, up to an end. */
function later(
  { attempts }: LeasedMessage,
  askedMs: number | null,
  reason: string,
  jitter: () => number,
): Settlement {
  if (attempts + 1 >= MOST_ATTEMPTS) return { kind: 'dead', reason };
  return { kind: 'retry', afterMs: askedMs ?? backoffMs(attempts, jitter()), reason };
}

/** The coordinators hear once a day and destination that nothing gets through; never about such a note itself. */
async function problemNotes(store: Store, message: LeasedMessage, reason: string): Promise<OutboxDraft[]> {
  if (message.outgoing.kind === 'note' && message.outgoing.note.kind === 'undeliverable') return [];
  const { to, taskForceId } = message;
  const day = new Date(message.queuedAt).toISOString().slice(0, 10);
  const note = {
    kind: 'undeliverable',
    room: to.kind === 'room' ? to.roomId : null,
    person: to.kind === 'person' ? to.personId : null,
    reason,
  } as const;
  const receivers = coordinators(await store.directory.members(taskForceId));
  return receivers
    .filter((personId) => to.kind === 'room' || personId !== to.personId)
    .map((personId) => {
      const receiver = { kind: 'person', personId } as const;
      return {
        taskForceId,
        to: receiver,
        outgoing: { kind: 'note', note },
        unique: { kind: 'once', key: `undeliverable:${day}:${laneOf(to)}:${laneOf(receiver)}` },
      };
    });
}
