import type { Logger } from 'pino';
import { coordinators, laneOf } from '../app/outgoing/announce.ts';
import { type OutboxDraft, onceForEver } from '../app/outgoing/outgoing.ts';
import { type LeasedMessage, pauseOf, type Settlement, type UnreadMessage } from '../app/ports/outbox.ts';
import type { Store } from '../app/ports/store.ts';
import { attempt } from './attempt.ts';
import { type Attempted, unreadable } from './outcome.ts';
import { type DeliveryResult, type DeliveryTools, NO_PLATFORM } from './tools.ts';

/** Lanes worked side by side. */
export const MOST_AT_ONCE = 16;

/** Between two tries to write down what came of a message, and how long these go on. */
const SETTLE_AGAIN_MS = 250;
const SETTLE_WITHIN_MS = 10 * 60_000;

export interface Delivery {
  /**
   * Begins on at most `most` messages that can be sent now. Each promise is the end of one: how many milliseconds later its
   * lane goes on.
   */
  begin(most: number): Promise<readonly Promise<number>[]>;
  /** Sends what can be sent now, and waits for it; returns how many messages it worked on. */
  deliverOnce(): Promise<number>;
}

/**
 * The outbox at work: takes the first message of each lane that is due, puts words to it from the state of this moment,
 * sends it, and settles what came of it. A lane goes on only when its head is settled, so order holds within a
 * destination, and a slow destination delays no other. The way of a message: `begin`, `work`, `attempt`, `show`, `call`, and the
 * platform's `send`; back through `settlementOf` to `settle`.
 */
export function createDelivery(tools: DeliveryTools): Delivery {
  const begin = async (most: number) => {
    const left: Promise<number>[] = [];
    const messages = await tools.store.outbox.lease(most, tools.leaseMs, (message, error) =>
      left.push(leave(tools, message, error)),
    );
    return [...messages.map((message) => work(tools, message)), ...left];
  };
  return {
    begin,
    deliverOnce: async () => (await Promise.all(await begin(MOST_AT_ONCE))).length,
  };
}

async function work(tools: DeliveryTools, message: LeasedMessage): Promise<number> {
  const { log, count } = tools;
  const begun = performance.now();
  const { settlement, platform, problem, shut } = await attempt(tools, message);
  const notes = problem === null ? null : () => problemNotes(tools.store, message, problem, settlement);
  const settled = await settle(tools, message, settlement, notes);
  count(settled ? resultOf(settlement, shut) : 'lost', platform, message);
  tell(
    log,
    {
      message: message.id,
      lane: message.lane,
      kind: message.outgoing.kind,
      attempt: message.attempts + 1,
      cause: message.cause,
      ms: Math.round(performance.now() - begun),
    },
    { settlement, platform, settled, shut },
  );
  return pauseOf(settlement);
}

/** A replica of a later version may read it. */
async function leave(tools: DeliveryTools, message: UnreadMessage, error: unknown): Promise<number> {
  const { log, count } = tools;
  const settlement = unreadable(tools, message);
  log.error({ message: message.id, cause: message.cause, err: error }, 'a message could not be read');
  const settled = await settle(tools, message, settlement, null);
  count(settled ? settlement.kind : 'lost', NO_PLATFORM, message);
  return pauseOf(settlement);
}

function tell(
  log: Logger,
  about: Readonly<Record<string, unknown>>,
  {
    settlement,
    platform,
    settled,
    shut,
  }: Pick<Attempted, 'settlement' | 'platform' | 'shut'> & { readonly settled: boolean },
): void {
  if (shut !== null) {
    log.error({ ...about, platform, reason: shut }, 'a workspace is shut to the bot');
    return;
  }
  switch (settlement.kind) {
    case 'sent':
    case 'dropped':
    case 'postponed':
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

/** `unknown` apart from other retries: each may show as a message that comes twice. */
function resultOf(settlement: Settlement, shut: string | null): DeliveryResult {
  if (shut !== null) return 'shut';
  return settlement.kind === 'retry' && settlement.inDoubt ? 'unknown' : settlement.kind;
}

/**
 * What isn't written down is sent again when the lease is over. So a database that went away since the message was leased
 * is asked until it is back; under a lease that somebody else has taken meanwhile nothing is written.
 */
async function settle(
  { store, log }: DeliveryTools,
  message: UnreadMessage,
  settlement: Settlement,
  notes: (() => Promise<OutboxDraft[]>) | null,
): Promise<boolean> {
  const giveUpAt = Date.now() + SETTLE_WITHIN_MS;
  for (;;) {
    try {
      // Before it is settled, so that no message is held up without a word; told again, it is the same note.
      if (notes !== null) await store.mailroom.enqueue(await notes());
      return await store.outbox.settle(message, settlement);
    } catch (error) {
      if (Date.now() >= giveUpAt) throw error;
      log.warn({ message: message.id, err: error }, 'not written down yet what came of a message');
      await new Promise((resolve) => setTimeout(resolve, SETTLE_AGAIN_MS));
    }
  }
}

/**
 * The coordinators hear once a day and destination that nothing gets through, of somebody who was never reached once; never
 * about such a note itself.
 */
async function problemNotes(
  store: Store,
  message: LeasedMessage,
  reason: string,
  settlement: Settlement,
): Promise<OutboxDraft[]> {
  if (message.outgoing.kind === 'note' && message.outgoing.note.kind === 'undeliverable') return [];
  const { to, taskForceId } = message;
  const day = new Date(message.queuedAt).toISOString().slice(0, 10);
  const daily = settlement.kind === 'dead' || to.kind === 'room';
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
      const about = `${laneOf(to)}:${laneOf(receiver)}`;
      return {
        taskForceId,
        to: receiver,
        outgoing: { kind: 'note', note },
        unique: daily
          ? { kind: 'once', key: `undeliverable:${day}:${about}` }
          : onceForEver(`undeliverable:${about}`),
      };
    });
}
