import type { PersonId, TaskForceId } from '../../domain/ids.ts';
import { matchesOf } from '../../domain/opening/broker.ts';
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
  // As a job broker they follow candidates in openings that are others'.
  const theirs = followed.filter((opening) => opening.status === 'closed' && opening.owner === owner);
  return [...items, ...theirs].slice(0, MOST_OWNED);
}

/** As many as lists look through. */
const MOST_OPEN = 2_000;

/** Those with a candidate about whom somebody still has to do something, and whose job broker a person is; by number. */
export async function brokeredBy(
  { openings, overview }: Pick<Store, 'openings' | 'overview'>,
  taskForceId: TaskForceId,
  broker: PersonId,
): Promise<readonly Opening[]> {
  const [{ items }, followed] = await Promise.all([
    openings.open(taskForceId, {}, MOST_OPEN),
    overview.followed(taskForceId, broker),
  ]);
  return [...new Map([...items, ...followed].map((opening) => [opening.id, opening])).values()]
    .filter((opening) => matchesOf(opening).some((match) => match.broker === broker))
    .sort((a, b) => a.number - b.number);
}

/** How many candidates in these openings have this job broker. */
export function candidatesOf(broker: PersonId, openings: readonly Opening[]): number {
  return openings.flatMap(matchesOf).filter((match) => match.broker === broker).length;
}
