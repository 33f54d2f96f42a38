import * as z from 'zod';
import type { LeasedMessage, PostedCard, Settlement } from '../app/ports/outbox.ts';
import type { AwayReason } from '../app/ports/places.ts';
import type { SentDraft } from '../app/ports/sent-messages.ts';
import type { Store } from '../app/ports/store.ts';
import { deliverHome } from './deliver-home.ts';
import { type Errand, firstTurn, isStanding, show } from './errand.ts';
import { BEGIN_WITHIN } from './lease.ts';
import { noteGone } from './note-gone.ts';
import {
  type Attempted,
  attempted,
  notTaken,
  settlementOf,
  shutBy,
  spaced,
  unreadable,
  waitOrDrop,
} from './outcome.ts';
import { takeBack } from './take-back.ts';
import { type DeliveryTools, NO_PLATFORM } from './tools.ts';
import { wayTo } from './way-to.ts';

/**
 * A fault of our own, as a database that is gone, is a retry like any other: nothing that was queued is lost. What can't be read
 * holds up its receiver for minutes, not days.
 */
export async function attempt(tools: DeliveryTools, message: LeasedMessage): Promise<Attempted> {
  const beginBy = performance.now() + BEGIN_WITHIN * tools.leaseMs;
  try {
    const way = wayTo(tools.store, message);
    const [composed, { address, away, posted }, first] = await Promise.all([
      tools.compose(message, way),
      way,
      way.then((found) => firstTurn(tools, message, found)),
    ]);
    if (composed === null) return attempted({ kind: 'dropped' }, NO_PLATFORM);
    if (composed.home !== undefined)
      return await deliverHome({ tools, message, composed, beginBy, first }, composed.home);
    if (away !== null) return attempted(heldBack(tools, message, away), NO_PLATFORM);
    if (composed.takesBack !== undefined)
      return await takeBack({ tools, message, composed, beginBy, first }, composed.takesBack);
    if (address === null) return attempted(await unaddressed(tools.store, message), NO_PLATFORM);
    const platform = tools.platforms.get(address.platform);
    if (platform === undefined) {
      return attempted(
        notTaken(tools, message, { afterMs: null, reason: 'platform_not_connected' }),
        address.platform,
      );
    }
    return await sendMessage({ tools, platform, address, message, composed, beginBy, first }, posted);
  } catch (error) {
    tools.log.error(
      { message: message.id, cause: message.cause, err: error },
      'a message could not be composed or sent',
    );
    const settlement =
      error instanceof z.ZodError
        ? unreadable(tools, message)
        : notTaken(tools, message, { afterMs: null, reason: 'internal_error' });
    return attempted(settlement, NO_PLATFORM);
  }
}

/** A room that is away is not tried: what is for it waits until it is back, or until nobody would read it any more. */
function heldBack(tools: DeliveryTools, message: LeasedMessage, away: AwayReason): Settlement {
  return away === 'deleted' ? { kind: 'dropped' } : waitOrDrop(tools, message);
}

/** What is for somebody who is gone is for nobody; that they are was told when they left. */
async function unaddressed({ departures }: Store, { to }: LeasedMessage): Promise<Settlement> {
  return to.kind === 'person' && (await departures.isGone(to.personId))
    ? { kind: 'dropped' }
    : { kind: 'dead', reason: 'no_address' };
}

async function sendMessage(errand: Errand, posted: PostedCard | null): Promise<Attempted> {
  const { platform, message, composed } = errand;
  const { shows, nudgeIds } = composed;
  const roomId = message.to.kind === 'room' ? message.to.roomId : null;
  const standing = isStanding(message.outgoing);
  if (standing && posted === null) return attempted({ kind: 'dropped' }, platform.name);
  const end = await show(errand, posted, !standing);
  if (standing && end.kind === 'message_gone')
    return attempted(spaced({ kind: 'dropped' }, platform), platform.name);
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
