import type { PersonId, TaskForceId } from '../../domain/ids.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import type { Store } from '../ports/store.ts';

/** More than anybody has. */
const MOST_OWNED = 200;

/** What a person has: what is open, and what is closed with jobs that are followed. */
export async function ownedBy(
  { openings, overview }: Pick<Store, 'openings' | 'overview'>,
  taskForceId: TaskForceId,
  owner: PersonId,
): Promise<readonly Opening[]> {
  const [{ items }, followed] = await Promise.all([
    openings.open(taskForceId, { owner }, MOST_OWNED),
    overview.followed(taskForceId, owner),
  ]);
  return [...items, ...followed.filter(({ status }) => status === 'closed')].slice(0, MOST_OWNED);
}
