import type { PersonId } from '../../domain/ids.ts';
import type { TaskForce } from '../../domain/task-force.ts';
import { messageCard } from '../../messages/note-card.ts';
import { leftBehindCard } from '../../messages/people/departure.ts';
import type { Reading } from '../../messages/reading.ts';
import type { Card } from '../../messages/view.ts';
import { ownedBy } from '../openings/owned-by.ts';
import type { Store } from '../ports/store.ts';
import { peopleOf, readingOf, type Spoken } from '../scene.ts';

interface Desk {
  readonly store: Store;
  readonly taskForce: TaskForce;
  readonly texts: Reading['texts'];
  readonly now: Date;
  readonly spoken: Spoken;
}

/** What they still have at this moment; null when they are back, or everything was taken meanwhile. */
export async function composeLeftBehind(desk: Desk, person: PersonId): Promise<Card | null> {
  const { store, taskForce, now, texts, spoken } = desk;
  if (!(await store.departures.isGone(person))) return null;
  const openings = await ownedBy(store, taskForce.id, person);
  if (openings.length === 0) return null;
  const people = [person, ...openings.flatMap(peopleOf)];
  const reading = await readingOf({ app: desk, now, texts, spoken }, taskForce, people);
  return leftBehindCard(openings, reading.name(person), reading);
}

export async function composeColleagueLeft(desk: Desk, person: PersonId): Promise<Card | null> {
  const { store, taskForce, now, texts, spoken } = desk;
  if (!(await store.departures.isGone(person))) return null;
  const openings = await ownedBy(store, taskForce.id, person);
  const { name } = await readingOf({ app: desk, now, texts, spoken }, taskForce, [person]);
  const t = texts.departure;
  return messageCard(t.title(name(person)), [t.unreachable(name(person)), t.toTakeOver(openings.length)]);
}
