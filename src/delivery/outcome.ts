import type { LeasedMessage, Settlement, UnreadMessage } from '../app/ports/outbox.ts';
import type { Platform, SendOutcome } from '../app/ports/platform.ts';
import {
  backoffMs,
  DOUBT_WAIT_MS,
  LEAST_TRIED_MS,
  MOST_ATTEMPTS,
  MOST_READINGS,
  SHUT_KEPT_MS,
} from './backoff.ts';
import type { DeliveryTools } from './tools.ts';

/** How a try ended: the platform's answer, or why it wasn't asked. */
export type End =
  | SendOutcome
  | { readonly kind: 'postponed'; readonly afterMs: number }
  | { readonly kind: 'too_late' };

/** What came of a try, and who has to hear of it. */
export interface Attempted {
  readonly settlement: Settlement;
  readonly platform: string;
  /** Why nothing gets through, when somebody must mend it; null while waiting may help. */
  readonly problem: string | null;
  /** Why nothing gets through to anybody there: a matter for whoever runs the bot, not for each receiver. */
  readonly shut: string | null;
}

export function attempted(settlement: Settlement, platform: string): Attempted {
  const problem = settlement.kind === 'dead' ? settlement.reason : null;
  return { settlement, platform, problem, shut: null };
}

/** Why a whole workspace takes nothing; null where it isn't that. */
export function shutBy(end: End): string | null {
  return end.kind === 'shut' ? end.reason : null;
}

/** @param sent what is written down of a message that was taken under this id */
export function settlementOf(
  end: End,
  { tools, message }: { readonly tools: DeliveryTools; readonly message: LeasedMessage },
  sent: (messageId: string) => Settlement,
): Settlement {
  switch (end.kind) {
    case 'sent':
      return sent(end.messageId);
    case 'later':
      return notTaken(tools, message, end);
    case 'unknown':
      return again(tools, message, { afterMs: end.afterMs, reason: end.reason, inDoubt: true });
    case 'postponed':
      return { ...end, inLine: true };
    case 'too_late':
      return notTaken(tools, message, { afterMs: null, reason: 'too_late_to_begin' });
    case 'message_gone':
      return notTaken(tools, message, { afterMs: null, reason: 'message_gone' });
    case 'blocked':
      return notTaken(tools, message, { afterMs: tools.blockedWaitMs, reason: end.reason });
    case 'shut':
      return waitOrDrop(tools, message);
    case 'gone':
      return message.to.kind === 'room'
        ? waitOrDrop(tools, message)
        : notTaken(tools, message, { afterMs: 0, reason: end.reason });
    case 'never':
      return { kind: 'dead', reason: end.reason };
  }
}

/** The platform took nothing this time: a doubt from before stays, and costs a look at most. */
export function notTaken(
  tools: DeliveryTools,
  message: UnreadMessage,
  { afterMs, reason }: Pick<Again, 'afterMs' | 'reason'>,
): Settlement {
  return again(tools, message, { afterMs, reason, inDoubt: message.inDoubt });
}

/** What is to be sent, or what it tells of, can't be read. */
export function unreadable({ jitter }: DeliveryTools, { attempts, inDoubt }: UnreadMessage): Settlement {
  const reason = 'unreadable';
  if (attempts + 1 >= MOST_READINGS) return { kind: 'dead', reason };
  return { kind: 'retry', afterMs: backoffMs(attempts, jitter()), reason, inDoubt };
}

/** A refused call counts for the platform's limit as well: the next one keeps its distance, whatever comes of this message. */
export function spaced(settlement: Settlement, { pauseMs }: Pick<Platform, 'pauseMs'>): Settlement {
  switch (settlement.kind) {
    case 'retry':
      return { ...settlement, afterMs: Math.max(pauseMs, settlement.afterMs) };
    case 'dropped':
    case 'dead':
      return { ...settlement, pauseMs };
    case 'sent':
    case 'postponed':
      return settlement;
  }
}

/** For who can't be reached at all: no try is counted, and what is too old isn't sent any more. */
export function waitOrDrop({ blockedWaitMs }: DeliveryTools, { queuedAt }: LeasedMessage): Settlement {
  return Date.now() - queuedAt.getTime() > SHUT_KEPT_MS
    ? { kind: 'dropped' }
    : { kind: 'postponed', afterMs: blockedWaitMs, inLine: false };
}

interface Again {
  /** What the platform asked for; null: it didn't. */
  readonly afterMs: number | null;
  readonly reason: string;
  readonly inDoubt: boolean;
}

/** What the platform asked for is kept to; otherwise each try waits longer than the last, up to an end. */
function again(
  { jitter }: DeliveryTools,
  { attempts, queuedAt }: UnreadMessage,
  { afterMs, reason, inDoubt }: Again,
): Settlement {
  const triedMs = Date.now() - queuedAt.getTime();
  if (attempts + 1 >= MOST_ATTEMPTS && triedMs >= LEAST_TRIED_MS) return { kind: 'dead', reason };
  const waitMs = afterMs ?? backoffMs(attempts, jitter());
  return { kind: 'retry', afterMs: inDoubt ? Math.max(DOUBT_WAIT_MS, waitMs) : waitMs, reason, inDoubt };
}
