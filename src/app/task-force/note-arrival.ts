import type { Instant } from '../../domain/ids.ts';
import { notePresence } from '../people/note-presence.ts';
import type { ArrivalKey } from '../ports/arrivals.ts';
import type { Clock } from '../ports/clock.ts';
import type { AccountKey } from '../ports/people.ts';
import type { Place } from '../ports/places.ts';
import type { Store } from '../ports/store.ts';
import { noteLetOut } from './note-let-out.ts';
import { notePlace } from './note-place.ts';

/** What a platform tells where each team, chat and person adds the app for itself. */
export interface ArrivalNews {
  readonly key: ArrivalKey;
  readonly at: Instant;
  /** The rooms that are there; null for a person's own chat. */
  readonly place: Place | null;
  /** Whose own chat it is; null for a team or a group chat. */
  readonly account: AccountKey | null;
  /** The address that it was told from: the way to those of the workspace who never wrote themselves. */
  readonly address: string;
}

/**
 * The app was added somewhere: its workspace is let in, what waited for the rooms and the person there goes out.
 *
 * @returns whether it is to greet; not when it is told again
 */
export async function noteArrived(store: Store, clock: Clock, news: ArrivalNews): Promise<boolean> {
  const { key, at, address } = news;
  const workspace = { platform: key.platform, id: key.workspaceId };
  // First the workspace: whoever is told again after a fault in between finds it let in.
  if ((await store.installations.find(workspace)) === null)
    await store.installations.keep({ ...workspace, secret: address, installedAt: at });
  if (!(await store.arrivals.arrive(key, at))) return false;
  if (news.place !== null) await notePlace(store, clock, { place: news.place, kind: 'back' });
  if (news.account !== null) await store.departures.comeBack(news.account);
  return true;
}

/**
 * The app was taken out somewhere: what is for the rooms there waits, whose own chat it was is gone, and with the last place
 * the workspace has let the bot out. The coordinators hear of it once, of the workspace or else of each room.
 *
 * @returns whether messages may wait to be sent
 */
export async function noteRemoved(store: Store, clock: Clock, news: ArrivalNews): Promise<boolean> {
  const { key, at, place, account } = news;
  const left = await store.arrivals.leave(key, at);
  const letOut =
    !(await store.arrivals.isAnywhere(key)) &&
    (await noteLetOut(store, { platform: key.platform, id: key.workspaceId }, at));
  if (!left) return letOut;
  const told = await Promise.all([
    place === null ? false : notePlace(store, clock, { place, kind: 'away', reason: 'removed' }, letOut),
    account === null ? false : notePresence(store, { account, here: false, from: null }),
  ]);
  if (account !== null) await store.homes.close(account);
  return letOut || told.includes(true);
}
