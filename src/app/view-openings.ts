import type { OpeningId } from '../domain/ids.ts';
import type { Opening } from '../domain/opening.ts';
import { may } from '../domain/permissions.ts';
import { followedIn, followUpSection } from '../messages/follow-up-card.ts';
import { isFollowUpEvent } from '../messages/follow-up-story.ts';
import { handOverAllButton } from '../messages/hand-over-all.ts';
import { LIST_LENGTH, listCard } from '../messages/list-cards.ts';
import { messageCard } from '../messages/note-card.ts';
import { type Audience, openingCard, seesContact } from '../messages/opening-card.ts';
import { storyLines } from '../messages/story.ts';
import { contactWords } from '../messages/wording.ts';
import type { Answer } from './answer.ts';
import { recordOf } from './keep-audit.ts';
import type { TimelineEntry } from './ports.ts';
import { peopleOf, readingOf, type Scene, say } from './scene.ts';

function audienceOf(scene: Scene, opening: Opening | null): Audience {
  return { kind: 'person', roles: scene.roles, isAuthor: opening?.loggedBy === scene.standing.person.id };
}

/** "liste": every open opening, oldest first. */
export async function listOpenings(scene: Scene): Promise<Answer> {
  const { texts, taskForce, app } = scene;
  const list = await app.store.openings.open(taskForce.id, {}, LIST_LENGTH);
  const reading = await readingOf(scene, taskForce, list.items.flatMap(peopleOf));
  const card = listCard(
    texts.list_.title(taskForce.name),
    texts.list_.none,
    list,
    audienceOf(scene, null),
    reading,
  );
  return { kind: 'say', card };
}

/** "mine": whom the jobcentre's people follow, what is due first, and what they own; what anybody else logged. */
export async function listMine(scene: Scene): Promise<Answer> {
  const { texts, taskForce, app } = scene;
  const me = scene.standing.person.id;
  const owner = may(scene.roles, 'claim_opening');
  const allowedToFollow = may(scene.roles, 'follow_up');
  const filter = owner ? { owner: me } : { loggedBy: me };
  const list = await app.store.openings.open(taskForce.id, filter, LIST_LENGTH);
  const reading = await readingOf(scene, taskForce, list.items.flatMap(peopleOf));
  const [title, none] = owner
    ? [texts.list_.mineTitle, texts.list_.mineNone]
    : [texts.list_.loggedTitle, texts.list_.none];
  const followed = allowedToFollow
    ? followedIn(await app.store.overview.followed(taskForce.id, me), reading).slice(0, LIST_LENGTH)
    : [];
  const sections = followed.map((one) => followUpSection(one, false, reading));
  const more = owner && list.total > 1 ? [handOverAllButton(taskForce.id, texts)] : [];
  const card = listCard(title, none, list, audienceOf(scene, null), reading, more);
  if (sections.length === 0) return { kind: 'say', card };
  const lines = list.items.length === 0 ? [] : card.lines;
  return { kind: 'say', card: { ...card, lines, sections: [...sections, ...card.sections] } };
}

/** "SJ-142", by its number. */
export async function viewByNumber(scene: Scene, number: number): Promise<Answer> {
  const opening = await scene.app.store.openings.findByNumber(scene.taskForce.id, number);
  return opening === null ? say(scene.texts.product, scene.texts.denied.not_found) : viewOne(scene, opening);
}

/** "Se den": one opening with its story, as this person may see it. */
export async function viewOpening(scene: Scene, openingId: OpeningId): Promise<Answer> {
  const opening = await scene.app.store.openings.find(scene.taskForce.id, openingId);
  return opening === null ? say(scene.texts.product, scene.texts.denied.not_found) : viewOne(scene, opening);
}

/** Its story is the jobcentre's and its author's: how often a company was called in vain is nothing for other leaders. */
async function viewOne(scene: Scene, opening: Opening): Promise<Answer> {
  const audience = audienceOf(scene, opening);
  const entries = seesContact(audience)
    ? await scene.app.store.openings.timeline(scene.taskForce.id, opening.id)
    : [];
  const timeline = may(scene.roles, 'view_contact')
    ? entries
    : entries.filter(({ event }) => !isFollowUpEvent(event)).map(withoutNote);
  const others = timeline.flatMap(({ by, event }) => [
    ...(by === null ? [] : [by]),
    ...('to' in event ? [event.to] : []),
  ]);
  const reading = await readingOf(scene, scene.taskForce, [...peopleOf(opening), ...others]);
  return {
    kind: 'say',
    card: openingCard(opening, audience, reading, storyLines(timeline, reading)),
  };
}

/** What colleagues write for each other is the jobcentre's: no business leader's payload carries it. */
function withoutNote(entry: TimelineEntry): TimelineEntry {
  const { event } = entry;
  if (event.kind === 'closed') return { ...entry, event: { ...event, note: null } };
  if (event.kind !== 'handed_over' && event.kind !== 'put_back') return entry;
  const { note, ...rest } = event;
  return { ...entry, event: rest };
}

/** "Kontakt" in a room that leaders share: the details, to the one who asked alone. */
export async function viewContact(scene: Scene, openingId: OpeningId): Promise<Answer> {
  const opening = await scene.app.store.openings.find(scene.taskForce.id, openingId);
  if (opening === null) return say(scene.texts.product, scene.texts.denied.not_found);
  await recordOf(scene, 'contact_read', opening.id);
  return {
    kind: 'say',
    card: messageCard(scene.texts.contactCard.title(opening.company), [contactWords(opening)]),
  };
}
