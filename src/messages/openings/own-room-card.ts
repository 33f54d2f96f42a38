import type { PersonId } from '../../domain/ids.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import { may, type Role } from '../../domain/permissions.ts';
import type { RoomKind } from '../../domain/task-force.ts';
import type { Reading } from '../reading.ts';
import type { Card, OwnView } from '../view.ts';
import { openingCard } from './opening-card.ts';

interface Reader {
  readonly id: PersonId;
  readonly roles: readonly Role[];
  readonly isAuthor: boolean;
}

/**
 * A room's card for all who are in it, and, where a platform can show it to each otherwise, whence each has their own. Who
 * is in the jobcentre's room sees all of it already.
 */
export function roomCard(opening: Opening, room: RoomKind, taskForceId: string, reading: Reading): Card {
  const card = openingCard(opening, { kind: 'room', room }, reading);
  return room === 'jobcentre' ? card : { ...card, own: ownViewOf(opening, room, taskForceId) };
}

/**
 * The same card before one reader: the jobcentre's people have their acts on it, who told of it has theirs, and nobody has
 * what they may not do. Contact details stay out, as in every room that leaders are in: somebody may look over a shoulder.
 */
export function ownRoomCard(opening: Opening, room: RoomKind, reader: Reader, reading: Reading): Card {
  const acts = may(reader.roles, 'claim_opening');
  const card = openingCard(opening, { kind: 'room', room: acts ? 'shared' : 'task_force' }, reading);
  const own = ownViewOf(opening, room, reading.taskForce.id);
  if (acts) return { ...card, own };
  const { buttons } = openingCard(opening, { kind: 'person', ...reader }, reading);
  return { ...card, buttons, own };
}

function ownViewOf({ id, loggedBy }: Opening, room: RoomKind, taskForceId: string): OwnView {
  return { taskForceId, openingId: id, author: loggedBy, room };
}
