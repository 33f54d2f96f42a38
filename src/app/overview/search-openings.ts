import { type OpeningId, openingLabel } from '../../domain/ids.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import { folded } from '../../domain/typed/searching.ts';
import { messageCard } from '../../messages/note-card.ts';
import { openingButton } from '../../messages/openings/opening-button.ts';
import { openingCard, stateWords } from '../../messages/openings/opening-card.ts';
import { type Reading, textsIn } from '../../messages/reading.ts';
import type { Card } from '../../messages/view.ts';
import { placeWords, workWords } from '../../messages/wording.ts';
import type { Answer } from '../answer.ts';
import { peopleOf, readingOf, type Scene, say } from '../scene.ts';
import { MOST_LISTED } from './list-work.ts';

/** Results shown at a time; whoever has more writes another word. */
const MOST_FOUND = 25;

/**
 * Open openings that hold every word, the newest first: in the number, the company, the work or the place. No word finds
 * them all. Danish letters may be written ae/oe/aa.
 */
export async function searchOpenings(scene: Scene, words: string): Promise<Answer> {
  const { app, taskForce, texts } = scene;
  const { items } = await app.store.openings.open(taskForce.id, {}, MOST_LISTED);
  const wanted = folded(words)
    .split(' ')
    .filter((word) => word !== '');
  const found = items
    .filter((opening) => {
      const said = folded(wordsOf(opening, scene).join(' '));
      return wanted.every((word) => said.includes(word));
    })
    .sort((a, b) => b.number - a.number)
    .slice(0, MOST_FOUND);
  const reading = await readingOf(scene, taskForce, found.flatMap(peopleOf));
  const results = found.map((opening) => ({
    title: `${openingLabel(opening.number)} · ${opening.company}`,
    text: `${workWords(opening, reading)}. ${stateWords(opening, PUBLIC, reading)}`,
    card: sharedCard(opening, reading),
    refresh: openingButton(opening, 'refresh_card', texts.home.search.refresh).press,
  }));
  const sentences =
    results.length === 0 ? [texts.home.search.none] : results.map(({ title, text }) => `${title}: ${text}`);
  return { kind: 'found', found: results, card: messageCard('', sentences) };
}

function wordsOf(opening: Opening, scene: Scene): string[] {
  const { number, company, municipality } = opening;
  return [openingLabel(number), company, workWords(opening, scene), placeWords(opening), municipality];
}

/** Anybody may be in the conversation: they read what leaders read of each other's openings. */
const PUBLIC = { kind: 'room', room: 'task_force' } as const;

/** What is put into a conversation: no contact details and no acts. What it opens is for the one who presses. */
function sharedCard(opening: Opening, reading: Reading): Card {
  const { texts } = reading;
  return {
    ...openingCard(opening, PUBLIC, reading),
    buttons: [
      openingButton(opening, 'view_opening', texts.button.view),
      openingButton(opening, 'refresh_card', texts.home.search.refresh),
    ],
  };
}

/** The same card as it is now, in its place; it keeps the task force's language, as a room's card does. */
export async function refreshFound(scene: Scene, openingId: OpeningId): Promise<Answer> {
  const { app, taskForce, texts } = scene;
  const opening = await app.store.openings.find(taskForce.id, openingId);
  if (opening === null) return say(texts.product, texts.denied.not_found);
  const reading = await readingOf(scene, taskForce, peopleOf(opening));
  return { kind: 'done', card: sharedCard(opening, { ...reading, texts: textsIn(taskForce.locale) }) };
}
