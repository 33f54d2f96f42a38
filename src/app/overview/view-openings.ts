import { type OpeningId, openingLabel } from '../../domain/ids.ts';
import { maySeeCandidate } from '../../domain/opening/broker.ts';
import type { Opening, OpeningEvent } from '../../domain/opening/opening.ts';
import { may } from '../../domain/permissions.ts';
import { messageCard } from '../../messages/note-card.ts';
import { type Audience, openingCard, seesContact, stateWords } from '../../messages/openings/opening-card.ts';
import { storyLines } from '../../messages/openings/story.ts';
import { LIST_LENGTH } from '../../messages/overview/list-cards.ts';
import { lookAt } from '../../messages/overview/look.ts';
import { followUpSection } from '../../messages/placements/follow-up-card.ts';
import { isFollowUpEvent } from '../../messages/placements/follow-up-story.ts';
import { contactWords } from '../../messages/wording.ts';
import type { Answer } from '../answer.ts';
import { recordOf } from '../keep-audit.ts';
import { followedBy } from '../placements/followed-by.ts';
import type { TimelineEntry } from '../ports/openings.ts';
import { peopleOf, readingOf, type Scene, say } from '../scene.ts';
import { workCard } from './list-work.ts';

function audienceOf(scene: Scene, opening: Opening | null): Audience {
  const { id } = scene.standing.person;
  return { kind: 'person', id, roles: scene.roles, isAuthor: opening?.loggedBy === id };
}

/** "liste": every open opening, the most urgent first. */
export async function listOpenings(scene: Scene): Promise<Answer> {
  return { kind: 'say', card: await workCard(scene, lookAt('everybody')) };
}

/** "mine": whom the jobcentre's people follow, what is due first, and what they own; what anybody else logged. */
export async function listMine(scene: Scene): Promise<Answer> {
  const { standing, roles } = scene;
  const card = await workCard(scene, lookAt(may(roles, 'claim_opening') ? 'mine' : 'spotted'));
  const { followed, reading } = await followedBy(scene, standing.person.id, roles);
  const sections = followed.slice(0, LIST_LENGTH).map((one) => followUpSection(one, false, reading));
  if (sections.length === 0) return { kind: 'say', card };
  const alone = card.sections.length === 0;
  // Whoever takes no openings has a list of what they spotted; with nobody spotted it is one of whom they follow.
  const { title } = alone && !may(roles, 'claim_opening') ? scene.texts.followUp.card : card;
  const lines = alone ? [] : card.lines;
  return { kind: 'say', card: { ...card, title, lines, sections: [...sections, ...card.sections] } };
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

/** "Historik": the story alone, from the card in a room, for the one who asked. */
export async function viewHistory(scene: Scene, openingId: OpeningId): Promise<Answer> {
  const { texts, taskForce } = scene;
  const opening = await scene.app.store.openings.find(taskForce.id, openingId);
  if (opening === null) return say(texts.product, texts.denied.not_found);
  const { story, reading } = await storyOf(scene, opening);
  const lines = story.length === 0 ? [[texts.home.noHistory]] : story.slice(1);
  const title = texts.home.historyOf(openingLabel(opening.number), opening.company);
  const state = stateWords(opening, audienceOf(scene, opening), reading);
  return {
    kind: 'say',
    card: {
      title,
      subtitle: state,
      facts: [],
      lines,
      sections: [],
      buttons: [],
      summary: `${title}. ${state}`,
    },
  };
}

/** Its story is the jobcentre's and its author's: how often a company was called in vain is nothing for other leaders. */
async function storyOf(scene: Scene, opening: Opening) {
  const audience = audienceOf(scene, opening);
  const entries = seesContact(audience, opening)
    ? await scene.app.store.openings.timeline(scene.taskForce.id, opening.id)
    : [];
  const timeline = may(scene.roles, 'view_contact')
    ? entries
    : entries.filter(({ event }) => isToldTo(scene, opening, event)).map(withoutNote);
  const others = timeline.flatMap(({ by, event }) => [
    ...(by === null ? [] : [by]),
    ...('to' in event && event.to !== null ? [event.to] : []),
  ]);
  const reading = await readingOf(scene, scene.taskForce, [...peopleOf(opening), ...others]);
  return { story: storyLines(timeline, reading), reading };
}

async function viewOne(scene: Scene, opening: Opening): Promise<Answer> {
  const { story, reading } = await storyOf(scene, opening);
  return { kind: 'say', card: openingCard(opening, audienceOf(scene, opening), reading, story) };
}

/** How it goes in a job is told to its job broker, where nobody but their own candidates ever was in that place. */
function isToldTo({ standing, roles }: Scene, { placements }: Opening, event: OpeningEvent): boolean {
  if (!isFollowUpEvent(event)) return true;
  const there = placements.filter(({ place }) => place === event.place);
  const reader = { id: standing.person.id, roles };
  return there.length > 0 && there.every(({ broker }) => maySeeCandidate(broker, reader));
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
