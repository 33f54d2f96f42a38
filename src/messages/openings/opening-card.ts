import { openingLabel, type PersonId } from '../../domain/ids.ts';
import { brokersIn, matchesOf } from '../../domain/opening/broker.ts';
import { isFollowed } from '../../domain/opening/follow-up.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import { promisedCallBy } from '../../domain/opening/promise.ts';
import { isSnoozed } from '../../domain/opening/staleness.ts';
import { may, type Role } from '../../domain/permissions.ts';
import type { RoomKind } from '../../domain/task-force.ts';
import { followUpButtons, followUpFacts } from '../placements/follow-up-card.ts';
import { candidateFacts, endingButtons, placingButtons, placingWords } from '../placements/placing-words.ts';
import type { Reading } from '../reading.ts';
import type { Button, Card, Fact, Line } from '../view.ts';
import { contactWords, dayWords, deadlineWords, localDayWords, placeWords, workWords } from '../wording.ts';
import { againButtons, againFacts } from './again-facts.ts';
import { detailFacts } from './details-facts.ts';
import { mergedButtons, mergedWords } from './merged-words.ts';
import { openingButton } from './opening-button.ts';
import { storyButtons } from './story-cards.ts';

/**
 * Who will read a card. A room's card is read by all who are in it; `person` is one reader whose roles are known. What a
 * reader may not see is left out of the card, not hidden in it.
 */
export type Audience =
  | { readonly kind: 'room'; readonly room: RoomKind }
  | {
      readonly kind: 'person';
      /** Null where nothing of theirs is shown but what their roles may see. */
      readonly id: PersonId | null;
      readonly roles: readonly Role[];
      readonly isAuthor: boolean;
    };

/** An opening as it stands now. */
export function openingCard(
  opening: Opening,
  audience: Audience,
  reading: Reading,
  story: readonly Line[] = [],
): Card {
  const { texts } = reading;
  const title = texts.card.title(openingLabel(opening.number), opening.company);
  const subtitle = stateWords(opening, audience, reading);
  return {
    title,
    subtitle,
    facts: factsOf(opening, audience, reading),
    lines: story,
    sections: [],
    buttons: rareApart(buttonsFor(opening, audience, reading)),
    summary: `${title}: ${workWords(opening, reading)}. ${subtitle}`,
  };
}

/** As many as a thumb finds in one row on a phone. */
const BUTTONS_AT_HAND = 3;

/**
 * They come most likely first, by role and state: the first three stay at hand, the others are rare. Four or less need no
 * menu. The acts that ask for confirmation stay beside it.
 */
function rareApart(buttons: readonly Button[]): Button[] {
  const crowded = buttons.length > BUTTONS_AT_HAND + 1;
  return buttons.map((button, index) =>
    crowded && index >= BUTTONS_AT_HAND && button.confirm === undefined ? { ...button, rare: true } : button,
  );
}

/** The state in words, with who has it and until when. */
export function stateWords(opening: Opening, audience: Audience, reading: Reading): string {
  const { texts, taskForce, name } = reading;
  switch (opening.status) {
    case 'logged': {
      const callBy = promisedCallBy(opening, taskForce);
      const t = texts.card;
      const isJobcentre = readsAsJobcentre(audience);
      if (callBy < reading.now) {
        const day = dayWords(callBy, reading);
        return isJobcentre ? t.loggedLate(day) : t.loggedLateForLeaders(day);
      }
      const by = deadlineWords(callBy, reading);
      return isJobcentre ? t.logged(by) : t.loggedForLeaders(by);
    }
    case 'claimed': {
      const callBy = promisedCallBy(opening, taskForce);
      if (callBy < reading.now) {
        return texts.card.claimedLate(name(opening.owner), dayWords(callBy, reading));
      }
      const by = deadlineWords(callBy, reading);
      const say =
        opening.agreement === null ? texts.card.claimed : texts.meeting.agreed[opening.agreement.channel];
      return say(name(opening.owner), by);
    }
    case 'contacted': {
      const owner = name(opening.owner);
      const until = opening.thinkingUntil;
      return until === null
        ? texts.card.contacted(owner)
        : texts.card.thinking(owner, dayWords(until, reading));
    }
    case 'visit_booked':
      return texts.journey.card.visitBooked(name(opening.owner), localDayWords(opening.visitOn, reading));
    case 'matching':
    case 'presented':
    case 'agreed':
      return placingWords(opening, reading);
    case 'closed':
      return opening.reason === 'merged'
        ? mergedWords(opening, texts)
        : texts.card.closed(texts.closeReason[opening.reason]);
  }
}

function readsAsJobcentre(audience: Audience): boolean {
  switch (audience.kind) {
    case 'room':
      return audience.room !== 'task_force';
    case 'person':
      return may(audience.roles, 'claim_opening');
  }
}

/**
 * Contact details stand on the jobcentre's own card, and before a person who may see them, who wrote them, or who follows a
 * candidate there and rings the company about it.
 */
export function seesContact(audience: Audience, opening: Opening): boolean {
  switch (audience.kind) {
    case 'room':
      return audience.room === 'jobcentre';
    case 'person':
      return audience.isAuthor || may(audience.roles, 'view_contact') || isBrokerIn(opening, audience);
  }
}

function isBrokerIn(opening: Opening, audience: Audience): boolean {
  return (
    audience.kind === 'person' &&
    may(audience.roles, 'view_own_candidates') &&
    brokersIn(opening).some((id) => id === audience.id)
  );
}

/** References to candidates stand in what one person reads alone, and in no room's card, whoever is in the room. */
function candidatesSeen(opening: Opening, audience: Audience, reading: Reading): Fact[] {
  if (audience.kind !== 'person' || audience.id === null) return [];
  return candidateFacts(opening, { id: audience.id, roles: audience.roles }, reading);
}

/** What the company added later is the jobcentre's to know, and the author's own. */
function seesDetails(audience: Audience): boolean {
  return readsAsJobcentre(audience) || (audience.kind === 'person' && audience.isAuthor);
}

/** What was wished for has been agreed on by then, perhaps otherwise. */
function isFilled(opening: Opening): boolean {
  return opening.status === 'closed' && opening.reason === 'filled';
}

function factsOf(opening: Opening, audience: Audience, reading: Reading): Fact[] {
  const { texts, now } = reading;
  const facts: Fact[] = [{ label: texts.fact.work, value: workWords(opening, reading) }];
  if (opening.kind === 'job') facts.push({ label: texts.fact.hours, value: texts.hours(opening.hours) });
  facts.push({ label: texts.fact.place, value: placeWords(opening) });
  if (seesContact(audience, opening)) facts.push({ label: texts.fact.contact, value: contactWords(opening) });
  facts.push(...candidatesSeen(opening, audience, reading));
  if (readsAsJobcentre(audience) && seesContact(audience, opening))
    facts.push(...followUpFacts(opening, reading));
  if (seesDetails(audience) && !isFilled(opening)) facts.push(...detailFacts(opening, reading));
  const note = opening.details.note;
  if (note !== null && seesContact(audience, opening))
    facts.push({ label: texts.details.note, value: note.text });
  if (!readsAsJobcentre(audience)) return facts;
  if (opening.status === 'closed') return [...facts, ...againFacts(opening, reading)];
  if (opening.status === 'claimed' && opening.callAhead !== null) {
    const { state, ambassador } = opening.callAhead;
    facts.push({
      label: texts.callAhead.fact,
      value: texts.callAhead.state[state](reading.name(ambassador)),
    });
  }
  if (opening.status === 'claimed' && opening.attempts.length > 0) {
    const channels = [...new Set(opening.attempts.map((attempt) => texts.channel[attempt.channel]))];
    facts.push({ label: texts.fact.attempts, value: texts.card.attempts(opening.attempts.length, channels) });
  }
  const until = opening.nudging.snoozedUntil;
  if (until !== null && isSnoozed(opening, now)) {
    facts.push({ label: texts.fact.snoozed, value: texts.day.until(dayWords(until, reading)) });
  }
  return facts;
}

function buttonsFor(opening: Opening, audience: Audience, reading: Reading): Button[] {
  const { texts } = reading;
  const jobcentre =
    audience.kind === 'room' ? audience.room !== 'task_force' : may(audience.roles, 'claim_opening');
  const contact =
    audience.kind === 'room' && audience.room === 'shared'
      ? [openingButton(opening, 'view_contact', texts.button.contact)]
      : [];
  const own = [
    ...mergingOf(opening, audience, texts),
    ...revisionsOf(opening, audience, texts),
    ...noteDeletion(opening, audience, texts),
    ...stories(opening, audience, texts),
  ];
  const author = audience.kind === 'person' && audience.isAuthor && opening.status !== 'closed';
  if (author) own.push(openingButton(opening, 'withdraw', texts.button.withdraw));
  const reopens = audience.kind === 'person' && may(audience.roles, 'reopen_opening');
  // In private the story stands under the card; in a room it comes on demand, to the one who asks.
  const history =
    audience.kind === 'room' && jobcentre ? [openingButton(opening, 'view_history', texts.home.history)] : [];
  const brokers = brokerButtons(opening, audience, texts);
  // A room's card is everybody's; in private nobody is offered what only a coordinator does.
  const offersReopening = audience.kind === 'room' || reopens;
  const acts = jobcentre ? actsOn(opening, { reopens, offersReopening }, reading) : [];
  // Who looks for a number in a shared room doesn't look into a menu.
  return [
    ...acts.slice(0, 2),
    ...(jobcentre ? contact : []),
    ...acts.slice(2),
    ...brokers,
    ...history,
    ...own,
  ];
}

/** In private: who is whose job broker; and the broker's own acts, where they aren't of the jobcentre's people besides. */
function brokerButtons(opening: Opening, audience: Audience, texts: Reading['texts']): Button[] {
  if (audience.kind === 'room' || matchesOf(opening).length === 0) return [];
  const name = openingButton(opening, 'name_broker', texts.broker.button);
  if (may(audience.roles, 'match_candidates')) return [name];
  return isBrokerIn(opening, audience)
    ? [...followUpButtons(opening, texts), ...endingButtons(opening, texts), name]
    : [];
}

/** Whoever sees a merged one is led to the other; two that are one are merged in private, by the jobcentre. */
function mergingOf(opening: Opening, audience: Audience, texts: Reading['texts']): Button[] {
  if (opening.status === 'closed') return mergedButtons(opening, texts);
  if (audience.kind === 'room' || !may(audience.roles, 'merge_openings')) return [];
  return opening.status === 'presented' || opening.status === 'agreed'
    ? []
    : [openingButton(opening, 'merge', texts.merging.button)];
}

/** What was told is changed in private, by the one who told it or a coordinator. */
function revisionsOf(opening: Opening, audience: Audience, texts: Reading['texts']): Button[] {
  if (audience.kind === 'room' || opening.status === 'closed') return [];
  if (!audience.isAuthor && !may(audience.roles, 'revise_for_others')) return [];
  return [
    openingButton(opening, 'tell_more', texts.button.tellMore),
    openingButton(opening, 'correct', texts.button.correct),
  ];
}

function stories(opening: Opening, audience: Audience, texts: Reading['texts']): Button[] {
  if (audience.kind === 'room') return [];
  const mayRefuse = may(audience.roles, 'revise_for_others');
  return storyButtons(opening, { isAuthor: audience.isAuthor, mayRefuse }, texts);
}

/** Wherever the note stands: an admin who keeps the jobcentre's room in order finds it there, not in private. */
function noteDeletion(opening: Opening, audience: Audience, texts: Reading['texts']): Button[] {
  if (opening.details.note === null || !seesContact(audience, opening)) return [];
  if (audience.kind === 'person' && !audience.isAuthor && !may(audience.roles, 'delete_note_of_others'))
    return [];
  const { title, ask } = texts.details.deleteNote;
  const confirm = { title, text: ask, yes: texts.button.yes, no: texts.button.no };
  return [{ ...openingButton(opening, 'delete_note', texts.button.deleteNote, 'danger'), confirm }];
}

/** The acts of the jobcentre, most likely first. A press that the presser may not make is answered with why. */
function actsOn(
  opening: Opening,
  { reopens, offersReopening }: { readonly reopens: boolean; readonly offersReopening: boolean },
  reading: Reading,
): Button[] {
  const { texts } = reading;
  const label = texts.button;
  const journey = texts.journey.button;
  const always = [
    openingButton(opening, 'hand_over', label.handOver),
    openingButton(opening, 'snooze', label.snooze),
    openingButton(opening, 'close', label.close),
  ];
  switch (opening.status) {
    case 'logged':
      return [
        openingButton(opening, 'claim', label.claim, 'primary'),
        openingButton(opening, 'snooze', label.snooze),
        openingButton(opening, 'close', label.close),
      ];
    case 'claimed':
      return [
        openingButton(opening, 'record_contact', label.contacted, 'primary'),
        openingButton(opening, 'record_attempt', label.noAnswer),
        openingButton(opening, 'book_visit', journey.bookVisit),
        ...always,
      ];
    case 'contacted':
      return [
        openingButton(opening, 'record_contact', label.contacted),
        openingButton(opening, 'book_visit', journey.bookVisit),
        ...always,
      ];
    case 'visit_booked':
      return [
        openingButton(opening, 'hold_visit', journey.visitHeld, 'primary'),
        openingButton(opening, 'book_visit', journey.bookVisit),
        openingButton(opening, 'record_contact', label.contacted),
        ...always,
      ];
    case 'matching':
    case 'presented':
    case 'agreed':
      return [
        ...placingButtons(opening, texts),
        ...always,
        ...followUpButtons(opening, texts),
        ...endingButtons(opening, texts),
      ];
    case 'closed': {
      if (opening.reason === 'merged') return [];
      const again = againButtons(opening, reopens, reading);
      const reopening = again.filter(({ press }) => press.act === 'reopen' || press.act === 'want_reopening');
      return [
        ...(opening.reason === 'filled' || reopening.length > 0 || !offersReopening
          ? []
          : [openingButton(opening, 'reopen', label.reopen)]),
        ...again,
        ...followUpButtons(opening, texts),
        ...(opening.placements.some(isFollowed) ? [openingButton(opening, 'hand_over', label.handOver)] : []),
        ...endingButtons(opening, texts),
      ];
    }
  }
}
