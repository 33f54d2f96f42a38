import type { Settlement } from '../app/ports/outbox.ts';
import type { SentMessage } from '../app/ports/sent-messages.ts';
import { call, type Errand } from './errand.ts';
import { noteGone } from './note-gone.ts';
import {
  type Attempted,
  attempted,
  type End,
  notTaken,
  settlementOf,
  shutBy,
  spaced,
  waitOrDrop,
} from './outcome.ts';

/**
 * Replaces a message that was sent, where it stands. One that is gone is as good as taken back; of one that the platform
 * will never let us change a dead letter is left, for whoever runs the bot. No coordinator hears of it: it names nobody.
 */
export async function takeBack(
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
