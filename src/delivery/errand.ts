import { setTimeout as sleep } from 'node:timers/promises';
import type { Composed } from '../app/outgoing/compose-outgoing.ts';
import type { Outgoing } from '../app/outgoing/outgoing.ts';
import type { LeasedMessage, PostedCard } from '../app/ports/outbox.ts';
import type { Address, Platform } from '../app/ports/platform.ts';
import type { End } from './outcome.ts';
import type { DeliveryTools } from './tools.ts';
import { type Call, turnsFor } from './turns.ts';
import type { Way } from './way-to.ts';

/** One message with its words, and where it goes: what the calls about it need. */
export interface Errand {
  readonly tools: DeliveryTools;
  readonly platform: Platform;
  readonly address: Address;
  readonly message: LeasedMessage;
  readonly composed: Composed;
  /** No call begins after this, by the process's own running time. */
  readonly beginBy: number;
  readonly first: FirstTurn | null;
}

/** A turn for the call that a message begins with, taken while words are put to it. */
export interface FirstTurn {
  readonly call: Call;
  /** 0: it is there to be used, once. */
  readonly waitMs: number;
  used: boolean;
}

/** Null where nothing is to be called, or something else than the way leads to. */
export async function firstTurn(
  tools: DeliveryTools,
  message: LeasedMessage,
  { address, away, posted }: Way,
): Promise<FirstTurn | null> {
  const { outgoing } = message;
  if (outgoing.kind === 'home' || outgoing.kind === 'taken_back') return null;
  const platform = address === null || away !== null ? undefined : tools.platforms.get(address.platform);
  if (address === null || platform === undefined || (posted === null && isStanding(outgoing))) return null;
  const call = posted !== null ? 'update' : message.inDoubt && platform.find !== null ? 'look_up' : 'post';
  const waitMs = await tools.store.pacing.take(
    turnsFor(platform, address, message.lane, call),
    message.waited,
  );
  return { call, waitMs, used: false };
}

/** Old news that came back would look like new: it is changed where it stands, or left. */
export function isStanding(outgoing: Outgoing): boolean {
  return 'standing' in outgoing && outgoing.standing === true;
}

/** Changes the message that stands, or, if it may, posts it where there is none any more. */
export async function show(
  errand: Errand,
  posted: Pick<PostedCard, 'messageId'> | null,
  mayPost: boolean,
): Promise<End> {
  if (posted === null) return post(errand);
  const end = await call(errand, 'update', posted.messageId);
  return end.kind === 'message_gone' && mayPost ? afterPause(errand, () => post(errand)) : end;
}

/** A second call to the same place keeps the distance that the platform wants. */
async function afterPause({ platform }: Errand, next: () => Promise<End>): Promise<End> {
  await sleep(platform.pauseMs);
  return next();
}

/**
 * Posts. After a try that nobody knows the end of it is looked for first: what was taken all the same is brought up to
 * date instead of being posted twice.
 */
async function post(errand: Errand): Promise<End> {
  const { message, platform, address, tools } = errand;
  if (!message.inDoubt || platform.find === null) return call(errand, 'post', null);
  const waitMs = await takeTurn(errand, 'look_up');
  if (waitMs > 0) return { kind: 'postponed', afterMs: waitMs };
  const found = await platform.find(address, message.id, message.queuedAt);
  switch (found.kind) {
    case 'found': {
      const end = await call(errand, 'update', found.messageId);
      return end.kind === 'message_gone' ? afterPause(errand, () => call(errand, 'post', null)) : end;
    }
    case 'absent':
      return call(errand, 'post', null);
    case 'cannot_tell':
      tools.log.warn(
        { message: message.id, reason: found.reason },
        'posted without knowing whether it is there',
      );
      return call(errand, 'post', null);
    case 'later':
      return { kind: 'unknown', afterMs: found.afterMs, reason: found.reason };
  }
}

/** One call to the platform: with `existing`, what stands there is changed. */
export async function call(errand: Errand, what: Call, existing: string | null): Promise<End> {
  const { platform, address, message, composed, beginBy } = errand;
  const waitMs = await takeTurn(errand, what);
  if (waitMs > 0) return { kind: 'postponed', afterMs: waitMs };
  const under = existing === null ? await cardOf(errand) : null;
  if (performance.now() > beginBy) return { kind: 'too_late' };
  return platform.send(address, composed.card, existing, message.id, under);
}

/** Where the card stands that a message belongs to; null where none does. */
async function cardOf({ tools, message: { to }, composed: { under } }: Errand): Promise<string | null> {
  if (under === undefined || to.kind !== 'room') return null;
  const posted = await tools.store.outbox.posted({ kind: 'opening', id: under }, to.roomId);
  return posted?.messageId ?? null;
}

async function takeTurn({ tools, platform, address, message, first }: Errand, what: Call): Promise<number> {
  if (first?.call === what && !first.used) {
    first.used = true;
    return first.waitMs;
  }
  return tools.store.pacing.take(turnsFor(platform, address, message.lane, what), message.waited);
}
