import type { PersonId } from '../../domain/ids.ts';
import { messageCard } from '../../messages/note-card.ts';
import { leftBehindCard } from '../../messages/people/departure.ts';
import type { Card } from '../../messages/view.ts';
import { brokeredBy, candidatesOf, ownedBy } from '../openings/owned-by.ts';
import { peopleOf } from '../scene.ts';
import { type Desk, readAt } from './desk.ts';

/** What they still have at this moment; null when they are back, or everything was taken meanwhile. */
export async function composeLeftBehind(desk: Desk, person: PersonId): Promise<Card | null> {
  const { store, taskForce } = desk;
  if (!(await store.departures.isGone(person))) return null;
  const openings = await ownedBy(store, taskForce.id, person);
  if (openings.length === 0) return null;
  const reading = await readAt(desk, [person, ...openings.flatMap(peopleOf)]);
  return leftBehindCard(openings, reading.name(person), reading);
}

export async function composeColleagueLeft(desk: Desk, person: PersonId): Promise<Card | null> {
  const { store, taskForce, texts } = desk;
  if (!(await store.departures.isGone(person))) return null;
  const [openings, brokered] = await Promise.all([
    ownedBy(store, taskForce.id, person),
    brokeredBy(store, taskForce.id, person),
  ]);
  const { name } = await readAt(desk, [person]);
  const t = texts.departure;
  const candidates = candidatesOf(person, brokered);
  return messageCard(t.title(name(person)), [
    t.unreachable(name(person)),
    t.toTakeOver(openings.length),
    ...(candidates > 0 ? [t.candidates(candidates)] : []),
  ]);
}
