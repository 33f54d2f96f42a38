import { notePresence } from '../app/people/note-presence.ts';
import { notePlace } from '../app/task-force/note-place.ts';
import type { Errand } from './errand.ts';

/**
 * The person behind the account may be there on another platform: the next try goes there, or to nobody. What is for a room
 * that shut us out waits for it.
 */
export async function noteGone({ tools, address }: Errand): Promise<void> {
  const { platform, workspaceId, userId, conversationId } = address;
  if (conversationId !== null) {
    const place = { platform, workspaceId, conversationId };
    await notePlace(tools.store, { now: () => new Date() }, { place, kind: 'away', reason: 'removed' });
    return;
  }
  if (userId === null) return;
  await notePresence(tools.store, { account: { platform, workspaceId, userId }, here: false, from: null });
}
