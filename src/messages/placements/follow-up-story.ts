import type { OpeningEvent } from '../../domain/opening/opening.ts';
import type { Reading } from '../reading.ts';
import { dayWords, localDayWords } from '../wording.ts';
import { itemWords } from './follow-up-card.ts';

const KINDS = [
  'checked_in',
  'retained',
  'hours_changed',
  'follow_up_nudged',
  'follow_up_snoozed',
  'search_continued',
  'search_closed',
] as const satisfies readonly OpeningEvent['kind'][];
type FollowUpEvent = Extract<OpeningEvent, { kind: (typeof KINDS)[number] }>;

/** How it goes for somebody in a job is the jobcentre's to know: no business leader's payload carries it. */
export function isFollowUpEvent(event: OpeningEvent): event is FollowUpEvent {
  return KINDS.some((kind) => kind === event.kind);
}

/** What happened to a job after its start, as a sentence of the opening's story. `place`: where there are several. */
export function followUpStory(
  event: FollowUpEvent,
  by: string,
  place: number | null,
  reading: Reading,
): string {
  const { texts, taskForce } = reading;
  const { event: words, colour, searchReason } = texts.followUp;
  switch (event.kind) {
    case 'checked_in': {
      const item = itemWords(event.item, taskForce, texts);
      const said = words.checkedIn(by, item, colour[event.colour], place);
      return event.retained ? `${said}. ${words.isRetained}` : said;
    }
    case 'retained':
      return words.retained(by, place);
    case 'hours_changed':
      return words.hours(by, event.before, event.hours, localDayWords(event.from, reading), place);
    case 'follow_up_nudged':
      return event.item === 'search'
        ? words.nudgedSearch(event.level, place)
        : words.nudged(itemWords(event.item, taskForce, texts), event.level, place);
    case 'follow_up_snoozed':
      return words.snoozed(by, dayWords(event.until, reading), place);
    case 'search_continued':
      return words.searching(by, place);
    case 'search_closed':
      return words.searchClosed(by, searchReason[event.reason], place);
  }
}
