import { localDate } from '../../domain/calendar.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import { isRunning } from '../../domain/opening/placement.ts';
import { isNamedInStories, isStoryToAsk } from '../../domain/opening/story-consent.ts';
import type { Reading } from '../reading.ts';
import type { Texts } from '../texts/da.ts';
import type { Button, Card } from '../view.ts';
import { shortWork } from '../wording.ts';
import { openingButton } from './opening-button.ts';

/** The question to the company, and what its answer means to a coordinator; null where it no longer holds. */
export function storyCard(
  kind: 'ask_story' | 'story_ready' | 'story_withdrawn',
  opening: Opening,
  reading: Reading,
  say: (sentences: readonly string[], buttons?: readonly Button[]) => Card,
): Card | null {
  const { story: t } = reading.texts;
  switch (kind) {
    case 'ask_story':
      return isStoryToAsk(opening)
        ? say(
            [t.ask(opening.company), t.askHow],
            [
              openingButton(opening, 'allow_story', t.button.allow, 'primary'),
              openingButton(opening, 'refuse_story', t.button.refuse),
            ],
          )
        : null;
    case 'story_ready': {
      const words = isNamedInStories(opening) ? newsletterWords(opening, reading) : null;
      return words === null ? null : say([t.ready, words]);
    }
    case 'story_withdrawn':
      return isNamedInStories(opening) ? null : say([t.withdrawn]);
  }
}

/** A text to copy: the company, its place, the work and for how long; never who does it, nor since which day. */
function newsletterWords(opening: Opening, reading: Reading): string | null {
  const { texts, taskForce, now } = reading;
  const [first] = opening.placements
    .filter(isRunning)
    .map(({ startedOn }) => startedOn)
    .sort();
  if (first === undefined) return null;
  const months = wholeMonths(first, localDate(now, taskForce.calendar));
  const work = opening.category === null ? null : shortWork(opening, reading);
  return texts.story.newsletter(opening.company, opening.municipality, work, months);
}

function wholeMonths(from: string, to: string): number {
  const [fromYear = 0, fromMonth = 0, fromDay = 0] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 0, toDay = 0] = to.split('-').map(Number);
  return Math.max(0, (toYear - fromYear) * 12 + toMonth - fromMonth - (toDay < fromDay ? 1 : 0));
}

/** On the opening's own card: the one who was asked may say otherwise, and a coordinator may record a no. */
export function storyButtons(
  opening: Opening,
  reader: { readonly isAuthor: boolean; readonly mayRefuse: boolean },
  { story: t }: Texts,
): Button[] {
  switch (opening.details.story) {
    case null:
      return [];
    case 'yes':
      return reader.isAuthor || reader.mayRefuse
        ? [openingButton(opening, 'refuse_story', t.button.withdraw)]
        : [];
    case 'no':
      return reader.isAuthor ? [openingButton(opening, 'allow_story', t.button.allow)] : [];
  }
}
