import { localDate, localTime } from '../../domain/calendar.ts';
import { type Instant, openingLabel, type PersonId } from '../../domain/ids.ts';
import type { OpeningEvent } from '../../domain/opening/opening.ts';
import { followUpStory } from '../placements/follow-up-story.ts';
import type { Reading } from '../reading.ts';
import type { Line } from '../view.ts';
import { dateWords, dayWords, localDayWords } from '../wording.ts';

/** What happened once, by whom; null is the bot itself. */
export interface Happening {
  readonly at: Instant;
  readonly by: PersonId | null;
  readonly event: OpeningEvent;
}

/** The story of an opening, oldest first; nothing at all where none is told. */
export function storyLines(happenings: readonly Happening[], reading: Reading): Line[] {
  if (happenings.length === 0) return [];
  // One place alone needs no number.
  const several = happenings.some(({ event }) => 'place' in event && event.place > 1);
  const author = happenings.find(({ event }) => event.kind === 'logged')?.by ?? null;
  return [
    [{ bold: reading.texts.card.timeline }],
    ...happenings.map((happening) => happeningLine(happening, several, author, reading)),
  ];
}

function happeningLine(
  { at, by, event }: Happening,
  several: boolean,
  author: PersonId | null,
  reading: Reading,
): Line {
  const { texts, taskForce } = reading;
  const [, month, day] = localDate(at, taskForce.calendar).split('-').map(Number);
  const { hour, minute } = localTime(at, taskForce.calendar);
  const who = by === null ? texts.event.bot : reading.name(by);
  const isWithdrawal =
    event.kind === 'closed' && event.reason === 'withdrawn' && by !== null && by === author;
  // Whoever told of it took it back; anybody else closed it because the company did.
  const what = isWithdrawal
    ? texts.event.withdrawn(who, event.note)
    : eventWords(event, who, several, reading);
  return [`${texts.day.date(day ?? 0, month ?? 0)} ${texts.day.clock(hour, minute)}: ${what}`];
}

function eventWords(event: OpeningEvent, by: string, several: boolean, reading: Reading): string {
  const { event: words, channel, closeReason } = reading.texts;
  switch (event.kind) {
    case 'logged':
      return words.logged(by);
    case 'claimed':
      return words.claimed(by);
    case 'handover_agreed':
      return agreedWords(event, by, reading);
    case 'contacted':
      return event.thinking ? words.thinking(by) : words.contacted(by);
    case 'visit_booked':
    case 'visit_held':
    case 'matching_started':
    case 'candidate_presented':
    case 'candidate_declined':
    case 'agreed':
    case 'started':
    case 'ended_early':
      return journeyWords(event, by, several, reading);
    case 'checked_in':
    case 'retained':
    case 'hours_changed':
    case 'follow_up_nudged':
    case 'follow_up_snoozed':
    case 'search_continued':
    case 'search_closed':
      return followUpStory(event, by, several ? event.place : null, reading);
    case 'broker_named': {
      const place = several ? event.place : null;
      const t = reading.texts.broker.event;
      return event.to === null ? t.unnamed(by, place) : t.named(by, reading.name(event.to), place);
    }
    case 'attempted':
      return words.attempted(by, channel[event.channel]);
    case 'handed_over':
      return withNote(words.handedOver(by, reading.name(event.to)), event.note, reading);
    case 'put_back':
      return withNote(words.putBack(by), event.note, reading);
    case 'released':
      return words.released;
    case 'snoozed':
      return words.snoozed(by, dayWords(event.until, reading));
    case 'closed':
      return words.closed(by, closeReason[event.reason], event.note);
    case 'closing_asked':
      return words.closingAsked(by);
    case 'reopened':
      return words.reopened(by);
    case 'merged_into':
      return reading.texts.merging.event.into(by, openingLabel(event.number));
    case 'merged_with':
      return reading.texts.merging.event.with(by, openingLabel(event.number));
    case 'call_ahead_asked':
      return reading.texts.callAhead.event.asked(reading.name(event.to));
    case 'called_ahead':
      return reading.texts.callAhead.event.called(by);
    case 'call_ahead_skipped':
      return reading.texts.callAhead.event.skipped(by);
    case 'call_ahead_lapsed':
      return reading.texts.callAhead.event.lapsed;
    case 'asked_again':
      return reading.texts.again.event.asked;
    case 'asking_postponed':
      return reading.texts.again.event.postponed(by, dateWords(event.until, reading));
    case 'asking_ended':
      return reading.texts.again.event.ended(by);
    case 'reopening_wanted':
      return reading.texts.again.event.wanted(by);
    case 'visit_again':
      return reading.texts.again.event.visit(by);
    case 'still_open_asked':
      return words.stillOpenAsked;
    case 'still_open_confirmed':
      return words.stillOpenConfirmed(by);
    case 'story_answered':
      return reading.texts.story.event[event.consent ? 'allowed' : 'refused'](by);
    case 'corrected': {
      const { fields } = reading.texts.details.correction;
      return words.corrected(
        by,
        event.fields.map((field) => fields[field]),
      );
    }
    case 'details_told':
      return words.detailsTold(by);
    case 'note_deleted':
      return words.noteDeleted(by);
    case 'contact_erased':
      return reading.texts.myData.contactErased;
    case 'place_added':
      return words.placeAdded(by, event.places);
    case 'nudged':
      return words.nudged(event.level);
  }
}

function agreedWords(
  event: Extract<OpeningEvent, { kind: 'handover_agreed' }>,
  by: string,
  reading: Reading,
): string {
  const { meeting } = reading.texts;
  const words = meeting.event(
    by,
    reading.name(event.to),
    meeting.channel[event.channel],
    dateWords(event.by, reading),
  );
  return event.callAhead ? meeting.eventCallAhead(words) : words;
}

function withNote(what: string, note: string | undefined, { texts }: Reading): string {
  return note === undefined ? what : texts.event.withNote(what, note);
}

type JourneyEvent = Extract<
  OpeningEvent,
  {
    kind:
      | 'visit_booked'
      | 'visit_held'
      | 'matching_started'
      | 'candidate_presented'
      | 'candidate_declined'
      | 'agreed'
      | 'started'
      | 'ended_early';
  }
>;

function journeyWords(event: JourneyEvent, by: string, several: boolean, reading: Reading): string {
  const { event: words, form, endReason } = reading.texts.journey;
  const place = several && 'place' in event ? event.place : null;
  switch (event.kind) {
    case 'visit_booked':
      return words.visitBooked(by, localDayWords(event.on, reading));
    case 'visit_held':
      return event.more ? words.visitHeldMore(by) : words.visitHeld(by);
    case 'matching_started':
      return words.matchingStarted(by);
    case 'candidate_presented':
      return words.presented(by, place);
    case 'candidate_declined':
      return words.declined(by, place);
    case 'agreed':
      return words.agreed(by, form[event.form], localDayWords(event.startsOn, reading), place);
    case 'ended_early':
      return words.ended(by, endReason[event.reason], place);
    case 'started': {
      const started = words.started(by, form[event.form], event.hours, place);
      return event.filled ? `${started}. ${words.filled}` : started;
    }
  }
}
