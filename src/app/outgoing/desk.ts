import { holdsContact } from '../../domain/erasure.ts';
import type { PersonId } from '../../domain/ids.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import type { Role } from '../../domain/permissions.ts';
import type { TaskForce } from '../../domain/task-force.ts';
import type { Reading } from '../../messages/reading.ts';
import type { Links } from '../ports/links.ts';
import type { BoundRoom, Person } from '../ports/people.ts';
import type { Store } from '../ports/store.ts';
import { lastingReadingOf, type Spoken } from '../scene.ts';
import type { Destination } from './destination.ts';

/** What words are put to a message with, at this moment and for its reader. */
export interface Desk {
  readonly store: Store;
  readonly taskForce: TaskForce;
  readonly texts: Reading['texts'];
  readonly now: Date;
  readonly to: Destination;
  /** The person it goes to: who they are now, which need not be the id it was addressed to. Null for a room. */
  readonly reader: Person | null;
  /** The room it goes to; null for a person, and where the room is gone. It may be another task force's by now. */
  readonly room: BoundRoom | null;
  readonly links: Links | undefined;
  readonly spoken: Spoken;
}

export function readAt(desk: Desk, people: readonly PersonId[]): Promise<Reading> {
  const { now, texts, spoken } = desk;
  return lastingReadingOf({ app: desk, now, texts, spoken }, desk.taskForce, people);
}

/** Notes those whose contact data the words may hold. */
export function speakOf({ spoken }: Desk, openings: readonly Opening[]): void {
  for (const opening of openings) if (holdsContact(opening)) spoken.openings.add(opening.id);
}

/** The reader's in this task force; a room has none. */
export async function rolesOf({ store, taskForce, reader }: Desk): Promise<readonly Role[]> {
  const members = await store.directory.members(taskForce.id);
  return members.find((member) => member.person.id === reader?.id)?.roles ?? [];
}
