import type { OpeningId, PersonId, TaskForceId } from '../../domain/ids.ts';
import { may } from '../../domain/permissions.ts';
import { ownRoomCard } from '../../messages/openings/own-room-card.ts';
import type { OwnView } from '../../messages/view.ts';
import type { Answer } from '../answer.ts';
import type { AccountInTaskForce } from '../ports/people.ts';
import type { Store } from '../ports/store.ts';
import { lastingReadingOf, peopleOf, type Scene } from '../scene.ts';

/** A room's card as the one who looks at it may see it. Whatever it can't be shown for, the card stays as it is. */
export async function lookAtCard(scene: Scene, openingId: OpeningId): Promise<Answer> {
  const { app, taskForce, standing, roles } = scene;
  const opening = await app.store.openings.find(taskForce.id, openingId);
  if (opening === null || standing.room === null) return { kind: 'done', card: null };
  const reading = await lastingReadingOf(scene, taskForce, peopleOf(opening));
  const { id } = standing.person;
  const reader = { id, roles, isAuthor: opening.loggedBy === id };
  return { kind: 'done', card: ownRoomCard(opening, standing.room.kind, reader, reading) };
}

/** The accounts in a workspace whose people see a room's card otherwise than everybody does. */
export async function readersOf(
  { directory }: Store,
  { taskForceId, author, room }: OwnView,
  workspace: { readonly platform: string; readonly workspaceId: string },
): Promise<readonly string[]> {
  const accounts = await directory.accountsIn(taskForceId as TaskForceId, workspace);
  return accounts.filter((account) => seesOtherwise(account, author, room)).map(({ userId }) => userId);
}

/** In a room of the leaders alone only those see more who act or told of it; in a single room the leaders see less. */
function seesOtherwise(
  { personId, roles }: AccountInTaskForce,
  author: PersonId,
  room: OwnView['room'],
): boolean {
  if (room === 'shared') return true;
  return personId === author || may(roles, 'claim_opening') || may(roles, 'revise_for_others');
}
