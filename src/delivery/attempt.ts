import { setTimeout as sleep } from 'node:timers/promises';
import type { Composed } from '../app/outgoing/compose-outgoing.ts';
import type { Outgoing } from '../app/outgoing/outgoing.ts';
import { notePresence } from '../app/people/note-presence.ts';
import type { LeasedMessage, PostedCard, Settlement } from '../app/ports/outbox.ts';
import type { AwayReason } from '../app/ports/places.ts';
import { type Address, LONGEST_CALL_MS, type Platform, type SendOutcome } from '../app/ports/platform.ts';
import type { SentDraft, SentMessage } from '../app/ports/sent-messages.ts';
import type { Store } from '../app/ports/store.ts';
import { notePlace } from '../app/task-force/note-place.ts';
import { backoffMs, DOUBT_WAIT_MS, MOST_ATTEMPTS, SHUT_KEPT_MS } from './backoff.ts';
import type { DeliveryTools } from './tools.ts';
import { type Call, turnsFor } from './turns.ts';
import { type Way, wayTo } from './way-to.ts';

/**
 * No call to a platform begins later than this part of the lease after a message was leased. The rest is enough for one that
 * opens a conversation first, and so is two requests: it has ended before the lease has, and nobody else sends the same at the
 * same time.
 */
const BEGIN_WITHIN = 1 / 5;

/** For how long a process has a message, in milliseconds; what a killed one had is taken over after this. */
export const LEASE_MS = (2 * LONGEST_CALL_MS) / (1 - BEGIN_WITHIN);

export interface Attempted {
  readonly settlement: Settlement;
  readonly platform: string;
  /** Why nothing gets through, when somebody must mend it; null while waiting may help. */
  readonly problem: string | null;
  /** Why nothing gets through to anybody there: a matter for whoever runs the bot, not for each receiver. */
  readonly shut: string | null;
}

function attempted(settlement: Settlement, platform: string): Attempted {
  const problem = settlement.kind === 'dead' ? settlement.reason : null;
  return { settlement, platform, problem, shut: null };
}

/** A fault of our own, as a database that is gone, is a retry like any other: nothing that was queued is lost. */
export async function attempt(tools: DeliveryTools, message: LeasedMessage): Promise<Attempted> {
  const nowhere = 'none';
  const beginBy = performance.now() + BEGIN_WITHIN * tools.leaseMs;
  try {
    const way = wayTo(tools.store, message);
    const [composed, { address, away, posted }, first] = await Promise.all([
      tools.compose(message, way),
      way,
      way.then((found) => firstTurn(tools, message, found)),
    ]);
    if (composed === null) return attempted({ kind: 'dropped' }, nowhere);
    if (composed.home !== undefined)
      return await deliverHome({ tools, message, composed, beginBy, first }, composed.home);
    if (away !== null) return attempted(heldBack(tools, message, away), nowhere);
    if (composed.takesBack !== undefined)
      return await takeBack({ tools, message, composed, beginBy, first }, composed.takesBack);
    if (address === null) return attempted(await unaddressed(tools.store, message), nowhere);
    const platform = tools.platforms.get(address.platform);
    if (platform === undefined) {
      return attempted(
        notTaken(tools, message, { afterMs: null, reason: 'platform_not_connected' }),
        address.platform,
      );
    }
    return await deliver({ tools, platform, address, message, composed, beginBy, first }, posted);
  } catch (error) {
    tools.log.error(
      { message: message.id, cause: message.cause, err: error },
      'a message could not be composed or sent',
    );
    return attempted(notTaken(tools, message, { afterMs: null, reason: 'internal_error' }), nowhere);
  }
}

/** A room that is away is not tried: what is for it waits until it is back, or until nobody would read it any more. */
function heldBack(tools: DeliveryTools, message: LeasedMessage, away: AwayReason): Settlement {
  return away === 'deleted' ? { kind: 'dropped' } : waitOrDrop(tools, message);
}

/** For who can't be reached at all: no try is counted, and what is too old isn't sent any more. */
function waitOrDrop({ blockedWaitMs }: DeliveryTools, { queuedAt }: LeasedMessage): Settlement {
  return Date.now() - queuedAt.getTime() > SHUT_KEPT_MS
    ? { kind: 'dropped' }
    : { kind: 'postponed', afterMs: blockedWaitMs };
}

/** What is for somebody who is gone is for nobody; that they are was told when they left. */
async function unaddressed({ departures }: Store, { to }: LeasedMessage): Promise<Settlement> {
  return to.kind === 'person' && (await departures.isGone(to.personId))
    ? { kind: 'dropped' }
    : { kind: 'dead', reason: 'no_address' };
}

interface Errand {
  readonly tools: DeliveryTools;
  readonly platform: Platform;
  readonly address: Address;
  readonly message: LeasedMessage;
  readonly composed: Composed;
  /** By the process's own running time. */
  readonly beginBy: number;
  readonly first: FirstTurn | null;
}

/** A turn for the call that a message begins with, taken while words are put to it. */
interface FirstTurn {
  readonly call: Call;
  /** 0: it is there to be used, once. */
  readonly waitMs: number;
  used: boolean;
}

/** Null where nothing is to be called, or something else than the way leads to. */
async function firstTurn(
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
function isStanding(outgoing: Outgoing): boolean {
  return 'standing' in outgoing && outgoing.standing === true;
}

/** How a try ended: the platform's answer, or why it wasn't asked. */
type End =
  | SendOutcome
  | { readonly kind: 'postponed'; readonly afterMs: number }
  | { readonly kind: 'too_late' };

async function deliver(errand: Errand, posted: PostedCard | null): Promise<Attempted> {
  const { platform, message, composed } = errand;
  const { shows, nudgeIds } = composed;
  const roomId = message.to.kind === 'room' ? message.to.roomId : null;
  const standing = isStanding(message.outgoing);
  if (standing && posted === null) return attempted({ kind: 'dropped' }, platform.name);
  const end = await show(errand, posted, !standing);
  if (standing && end.kind === 'message_gone') return attempted({ kind: 'dropped' }, platform.name);
  if (end.kind === 'gone') await noteGone(errand);
  const settlement = settlementOf(end, errand, (messageId) => ({
    kind: 'sent',
    posted: shows === null || roomId === null ? null : { ...shows, roomId, messageId },
    nudgeIds,
    pauseMs: platform.pauseMs,
    ...kept(errand, messageId),
  }));
  const held = attempted(spaced(settlement, platform), platform.name);
  if (end.kind === 'blocked') return { ...held, problem: end.reason };
  return { ...held, shut: shutBy(end) };
}

/** What names nobody never has to be taken back. */
function kept(
  { message: { taskForceId, to }, address, composed: { about } }: Errand,
  messageId: string,
): { readonly kept?: SentDraft } {
  return about === undefined ? {} : { kept: { taskForceId, to, address, messageId, about } };
}

/**
 * Replaces a message that was sent, where it stands. One that is gone is as good as taken back; of one that the platform
 * will never let us change a dead letter is left, for whoever runs the bot. No coordinator hears of it: it names nobody.
 */
async function takeBack(
  errand: Omit<Errand, 'platform' | 'address'>,
  { id, address, messageId }: SentMessage,
): Promise<Attempted> {
  const { tools, message } = errand;
  const platform = tools.platforms.get(address.platform);
  if (platform === undefined)
    return attempted(
      notTaken(tools, message, { afterMs: null, reason: 'platform_not_connected' }),
      address.platform,
    );
  const whole = { ...errand, platform, address };
  const end = await call(whole, 'update', messageId);
  if (end.kind === 'gone') await noteGone(whole);
  if (end.kind === 'sent' || (end.kind === 'message_gone' && end.locked !== true))
    await tools.store.sentMessages.forget(message.taskForceId, id);
  const settlement = takenBack(end, whole);
  return { ...attempted(spaced(settlement, platform), platform.name), problem: null, shut: shutBy(end) };
}

function takenBack(end: End, errand: Errand): Settlement {
  const { pauseMs } = errand.platform;
  switch (end.kind) {
    case 'message_gone':
      return end.locked === true ? { kind: 'dead', reason: 'message_locked' } : { kind: 'dropped' };
    case 'gone':
      return errand.address.conversationId !== null
        ? waitOrDrop(errand.tools, errand.message)
        : { kind: 'dead', reason: end.reason };
    case 'sent':
    case 'later':
    case 'unknown':
    case 'postponed':
    case 'too_late':
    case 'blocked':
    case 'shut':
    case 'never':
      return settlementOf(end, errand, () => ({ kind: 'sent', posted: null, nudgeIds: [], pauseMs }));
  }
}

function shutBy(end: End): string | null {
  return end.kind === 'shut' ? end.reason : null;
}

/**
 * A Home goes to the account that opened it, whichever was used last. One that nothing gets through to is closed, and
 * nobody is told: its person finds it fresh when they open it again. A page is only ever replaced, so that no try of it is
 * looked for.
 */
async function deliverHome(
  errand: Omit<Errand, 'platform' | 'address'>,
  { screen: { account, personId, messageId, anew }, moved }: NonNullable<Composed['home']>,
): Promise<Attempted> {
  const { tools } = errand;
  const { homes } = tools.store;
  const platform = tools.platforms.get(account.platform);
  const details = await homes.details(account);
  if (platform === undefined || details === null) return attempted({ kind: 'dropped' }, account.platform);
  const address = { ...account, conversationId: null, details, page: true } as const;
  const whole = { ...errand, platform, address };
  const end = platform.homePage
    ? await call(whole, 'update', messageId)
    : await show(whole, anew || messageId === null ? null : { messageId }, true);
  if (end.kind === 'gone') await noteGone(whole);
  if (end.kind === 'blocked' || end.kind === 'never' || end.kind === 'gone') {
    tools.log.info({ personId, reason: end.reason }, 'a Home is closed');
    await homes.close(account);
    return attempted({ kind: 'dropped' }, platform.name);
  }
  if (end.kind === 'sent') {
    await homes.sent(account, end.messageId);
    if (anew && messageId !== null && !platform.homePage) {
      await sleep(platform.pauseMs);
      const left = await platform.send(address, moved, messageId, errand.message.id);
      if (left.kind !== 'sent') tools.log.info({ personId, end: left.kind }, 'a former Home stays as it was');
    }
  }
  const { pauseMs } = platform;
  const sent = () => ({ kind: 'sent', posted: null, nudgeIds: [], pauseMs }) as const;
  const settlement = spaced(settlementOf(end, whole, sent), platform);
  return { ...attempted(settlement, platform.name), shut: shutBy(end) };
}

/** A refused call counts for the platform's limit as well: the next one keeps its distance. */
function spaced(settlement: Settlement, { pauseMs }: Platform): Settlement {
  return settlement.kind === 'retry'
    ? { ...settlement, afterMs: Math.max(pauseMs, settlement.afterMs) }
    : settlement;
}

/**
 * The person behind the account may be there on another platform: the next try goes there, or to nobody. What is for a room
 * that shut us out waits for it.
 */
async function noteGone({ tools, address }: Errand): Promise<void> {
  const { platform, workspaceId, userId, conversationId } = address;
  if (conversationId !== null) {
    const place = { platform, workspaceId, conversationId };
    await notePlace(tools.store, { now: () => new Date() }, { place, kind: 'away', reason: 'removed' });
    return;
  }
  if (userId === null) return;
  await notePresence(tools.store, { account: { platform, workspaceId, userId }, here: false, from: null });
}

/** Changes the message that stands, or, if it may, posts it where there is none any more. */
async function show(
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

async function call(errand: Errand, what: Call, existing: string | null): Promise<End> {
  const { platform, address, message, composed, beginBy } = errand;
  const waitMs = await takeTurn(errand, what);
  if (waitMs > 0) return { kind: 'postponed', afterMs: waitMs };
  if (performance.now() > beginBy) return { kind: 'too_late' };
  const under = existing === null ? await cardOf(errand) : null;
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

function settlementOf(
  end: End,
  { message, tools }: Errand,
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
      return end;
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
function notTaken(
  tools: DeliveryTools,
  message: LeasedMessage,
  { afterMs, reason }: Pick<Again, 'afterMs' | 'reason'>,
): Settlement {
  return again(tools, message, { afterMs, reason, inDoubt: message.inDoubt });
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
  { attempts }: LeasedMessage,
  { afterMs, reason, inDoubt }: Again,
): Settlement {
  if (attempts + 1 >= MOST_ATTEMPTS) return { kind: 'dead', reason };
  const waitMs = afterMs ?? backoffMs(attempts, jitter());
  return { kind: 'retry', afterMs: inDoubt ? Math.max(DOUBT_WAIT_MS, waitMs) : waitMs, reason, inDoubt };
}
