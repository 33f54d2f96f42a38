import type { PersonId, TaskForceId } from '../../domain/ids.ts';
import { may } from '../../domain/permissions.ts';
import type { AccountKey, Membership } from '../ports/people.ts';
import type { Store } from '../ports/store.ts';
import type { OutboxDraft } from './outgoing.ts';

/** Changes that come together, as when one hands over all, are shown once. */
const GATHER_MS = 1_000;

/**
 * "Show this Home as it is now." Several that wait are one. What concerns one opening is seen on the Homes of those who
 * work with openings, and of those it is about.
 */
export function homeRefreshes(
  taskForceId: TaskForceId,
  members: readonly Membership[],
  about: readonly (PersonId | null)[],
): OutboxDraft[] {
  return members
    .filter(({ person, roles }) => about.includes(person.id) || may(roles, 'claim_opening'))
    .flatMap((member) => homesOf(taskForceId, member, GATHER_MS));
}

function homesOf(
  taskForceId: TaskForceId,
  { person, homes = [] }: Membership,
  holdMs: number,
): OutboxDraft[] {
  return homes.map((account) => homeRefresh(taskForceId, person.id, account, holdMs));
}

export function homeRefresh(
  taskForceId: TaskForceId,
  personId: PersonId,
  account: AccountKey,
  holdMs: number,
): OutboxDraft {
  const { platform, workspaceId, userId } = account;
  return {
    taskForceId,
    to: { kind: 'person', personId },
    outgoing: { kind: 'home', account: { platform, workspaceId, userId } },
    unique: { kind: 'latest', key: `home:${JSON.stringify([platform, workspaceId, userId])}` },
    holdMs,
  };
}

/** What concerns everybody, as a meeting, the target or somebody's roles, is seen on every Home of the task force. */
export async function refreshHomes(
  { directory, mailroom }: Pick<Store, 'directory' | 'mailroom'>,
  taskForceId: TaskForceId,
): Promise<void> {
  const members = await directory.members(taskForceId);
  await mailroom.enqueue(members.flatMap((member) => homesOf(taskForceId, member, GATHER_MS)));
}
