import { openingLabel } from '../domain/ids.ts';
import { isFollowed } from '../domain/opening/follow-up.ts';
import { type ClosedOpening, type Opening, ownerOf } from '../domain/opening/opening.ts';
import { promisedCallBy } from '../domain/opening/promise.ts';
import type { RoomKind } from '../domain/task-force.ts';
import { mergedButtons, mergedWords } from './openings/merged-words.ts';
import { openingButton } from './openings/opening-button.ts';
import { storyCard } from './openings/story-cards.ts';
import { followUpButtons } from './placements/follow-up-card.ts';
import type { Reading } from './reading.ts';
import type { Texts } from './texts/da.ts';
import type { Button, Card } from './view.ts';
import { contactWords, dateWords, deadlineWords, localDayWords, workWords } from './wording.ts';

/** A short message: a heading, a sentence or two, at most a few buttons. */
export function messageCard(
  title: string,
  sentences: readonly string[],
  buttons: readonly Button[] = [],
): Card {
  return {
    title,
    facts: [],
    lines: sentences.map((sentence) => [sentence]),
    sections: [],
    buttons,
    summary: [title, ...sentences].join(' '),
  };
}

/** The notes about one opening, each a sentence under the opening's name. */
export type OpeningNote =
  | { readonly kind: 'taken' }
  | { readonly kind: 'visit_booked' }
  | { readonly kind: 'filled' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'retained' | 'lasted_quarter'; readonly named: boolean }
  | { readonly kind: 'ask_story' }
  | { readonly kind: 'story_ready' }
  | { readonly kind: 'story_withdrawn' }
  | { readonly kind: 'search_ended' }
  | {
      readonly kind: 'second_owner';
      readonly by: string;
      readonly broker: string | null;
      readonly yours: boolean;
    }
  | { readonly kind: 'job_stopped'; readonly by: string }
  | { readonly kind: 'ask_still_open' }
  | { readonly kind: 'has_it_now' }
  | { readonly kind: 'handed_to_you'; readonly by: string }
  | { readonly kind: 'taken_from_you'; readonly by: string | null }
  | { readonly kind: 'free_again'; readonly formerOwner: string }
  | { readonly kind: 'approve_closing'; readonly by: string }
  | { readonly kind: 'approve_reopening'; readonly by: string }
  | { readonly kind: 'merged' }
  | { readonly kind: 'call_ahead' }
  | { readonly kind: 'called_ahead' }
  | { readonly kind: 'no_call_ahead' }
  | { readonly kind: 'reopened' }
  | { readonly kind: 'stays_closed'; readonly by: string };

/** Null when the note no longer holds: the opening moved on before it was sent. */
export function openingNoteCard(note: OpeningNote, opening: Opening, reading: Reading): Card | null {
  const { texts } = reading;
  const about = `${openingLabel(opening.number)} · ${opening.company}: ${workWords(opening, reading)}`;
  const say: Say = (sentences, buttons = [], title = texts.note.titleOf[note.kind]) =>
    messageCard(title, [about, ...sentences], buttons);
  const view = openingButton(opening, 'view_opening', texts.button.view);
  switch (note.kind) {
    case 'taken': {
      if (opening.status !== 'claimed') return null;
      const by = deadlineWords(promisedCallBy(opening, reading.taskForce), reading);
      const { agreement, owner } = opening;
      const taken = agreement === null ? texts.note.taken : texts.meeting.taken[agreement.channel];
      return say([taken(reading.name(owner), by)]);
    }
    case 'visit_booked': {
      if (opening.status !== 'visit_booked') return null;
      const { visitBooked } = texts.journey.note;
      return say([visitBooked(reading.name(opening.owner), localDayWords(opening.visitOn, reading))]);
    }
    case 'filled':
      return opening.status === 'closed' && opening.reason === 'filled'
        ? say([filledWords(opening, texts)])
        : null;
    case 'closed':
      return opening.status === 'closed' ? say([closedWords(opening, reading)]) : null;
    case 'retained':
    case 'lasted_quarter': {
      const company = note.named ? opening.company : texts.story.someCompany;
      const words =
        note.kind === 'retained'
          ? texts.followUp.note.retained(company, reading.taskForce.thresholds.retainedWeeks)
          : texts.story.lastedQuarter(company);
      return messageCard(texts.note.titleOf[note.kind], [words]);
    }
    case 'ask_story':
    case 'story_ready':
    case 'story_withdrawn':
      return storyCard(note.kind, opening, reading, say);
    case 'search_ended':
      return say([texts.followUp.note.searchEnded(opening.company)]);
    case 'second_owner': {
      const t = texts.broker.note;
      const buttons = [...followUpButtons(opening, texts).slice(0, 1), view];
      if (note.yours) return say([t.yours(note.by), t.yoursHow], buttons);
      return say([note.broker === null ? t.nobodys : t.theirs(note.broker)], buttons);
    }
    case 'job_stopped':
      return say([texts.broker.note.jobStopped(note.by)], [view]);
    case 'has_it_now': {
      const owner = opening.status === 'closed' ? null : ownerOf(opening);
      return owner === null ? null : say([texts.note.hasItNow(reading.name(owner))]);
    }
    case 'ask_still_open':
      if (opening.status === 'closed') return null;
      return say(
        [texts.note.askStillOpen],
        [
          openingButton(opening, 'confirm_still_open', texts.button.stillOpen, 'primary'),
          openingButton(opening, 'withdraw', texts.button.withdraw),
        ],
      );
    case 'handed_to_you':
      if (opening.placements.some(isFollowed) && opening.status === 'closed') {
        const { followUp } = texts.followUp.button;
        return say([texts.note.handedToYou(note.by)], [openingButton(opening, 'follow_up', followUp), view]);
      }
      return opening.status === 'closed'
        ? null
        : say(
            [...handedWords(note.by, opening, reading), contactWords(opening)],
            [...actsOfOwner(opening, texts), view],
          );
    case 'taken_from_you':
      return say([note.by === null ? texts.note.releasedFromYou : texts.note.takenFromYou(note.by)], [view]);
    case 'free_again':
      return opening.status === 'logged'
        ? say(
            [texts.note.freeAgain(note.formerOwner)],
            [openingButton(opening, 'claim', texts.button.claim, 'primary')],
          )
        : null;
    case 'approve_closing':
      return opening.status === 'closed'
        ? null
        : say(
            [texts.note.approveClosing(note.by), ...whoIsAsked(opening, reading)],
            [openingButton(opening, 'close', texts.button.close, 'primary'), view],
          );
    case 'merged':
      return opening.status === 'closed' && opening.mergedInto !== null
        ? say([texts.merging.note(openingLabel(opening.mergedInto.number))], mergedButtons(opening, texts))
        : null;
    case 'call_ahead':
    case 'called_ahead':
    case 'no_call_ahead':
      return callAheadSentence(note.kind, opening, reading, say);
    case 'approve_reopening':
      return opening.status === 'closed' && opening.again?.state === 'reopening_wanted'
        ? say(
            [texts.again.note.approve(note.by)],
            [
              openingButton(opening, 'reopen', texts.button.reopen, 'primary'),
              openingButton(opening, 'end_asking', texts.again.button.stayClosed),
              view,
            ],
          )
        : null;
    case 'reopened':
      return opening.status === 'logged'
        ? say(
            [texts.again.note.reopened],
            [openingButton(opening, 'claim', texts.button.claim, 'primary'), view],
          )
        : null;
    case 'stays_closed':
      return opening.status === 'closed' ? say([texts.again.note.staysClosed(note.by)], [view]) : null;
  }
}

type Say = (sentences: readonly string[], buttons?: readonly Button[], title?: string) => Card;

/** The question goes to the ambassador with the contact that it takes; what came of it to the owner, while it matters. */
function callAheadSentence(
  kind: 'call_ahead' | 'called_ahead' | 'no_call_ahead',
  opening: Opening,
  reading: Reading,
  say: Say,
): Card | null {
  const { texts } = reading;
  const { button, note } = texts.callAhead;
  if (opening.status !== 'claimed' || opening.callAhead === null) return null;
  const { state, ambassador, until } = opening.callAhead;
  const tries = opening.attempts.length;
  if (kind === 'call_ahead') {
    if (state !== 'asked') return null;
    const [owner, by] = [reading.name(opening.owner), deadlineWords(until, reading)];
    const asked = tries > 0 ? note.tried(owner, tries, by) : note.ask(owner, by);
    return say(
      [asked, contactWords(opening)],
      [
        openingButton(opening, 'called_ahead', button.called, 'primary'),
        openingButton(opening, 'skip_call_ahead', button.skipped),
      ],
      tries > 0 ? note.triedTitle : undefined,
    );
  }
  const buttons = [...actsOfOwner(opening, texts), openingButton(opening, 'view_opening', texts.button.view)];
  if (kind === 'called_ahead') {
    return state === 'called' ? say([note.called(reading.name(ambassador))], buttons) : null;
  }
  return state === 'skipped' || state === 'lapsed'
    ? say([(tries > 0 ? note.givenUp : note)[state](reading.name(ambassador))], buttons)
    : null;
}

/** The ambassador who was asked to ring a company that never answers, while it is waited for. */
function whoIsAsked({ callAhead }: Opening, reading: Reading): string[] {
  return callAhead?.state === 'asked'
    ? [
        reading.texts.note.approveAfterCall(
          reading.name(callAhead.ambassador),
          deadlineWords(callAhead.until, reading),
        ),
      ]
    : [];
}

/** As it was agreed at the meeting, unless it was given on since; and who rings before them. */
function handedWords(by: string, opening: Opening, reading: Reading): string[] {
  const { texts, taskForce, name } = reading;
  if (opening.status !== 'claimed') return [texts.note.handedToYou(by)];
  const { agreement, callAhead } = opening;
  const handed =
    agreement === null || opening.actedAt > agreement.at
      ? texts.note.handedToYou(by)
      : texts.meeting.yours[agreement.channel](
          by,
          deadlineWords(promisedCallBy(opening, taskForce), reading),
        );
  return callAhead?.state === 'asked'
    ? [handed, `${texts.callAhead.state.asked(name(callAhead.ambassador))}.`]
    : [handed];
}

function actsOfOwner(opening: Opening, texts: Texts): Button[] {
  if (opening.status !== 'claimed') return [];
  return [
    openingButton(opening, 'record_contact', texts.button.contacted, 'primary'),
    openingButton(opening, 'record_attempt', texts.button.noAnswer),
  ];
}

function filledWords({ places }: Opening, { journey: { note } }: Texts): string {
  return places === 1 ? note.filled : note.filledPlaces(places);
}

function closedWords(opening: ClosedOpening, reading: Reading): string {
  const { texts } = reading;
  const until = opening.again?.state === 'waiting' ? dateWords(opening.again.at, reading) : null;
  switch (opening.reason) {
    case 'filled':
      return filledWords(opening, texts);
    case 'merged':
      return mergedWords(opening, texts);
    case 'job_order':
      return texts.note.closedJobOrder;
    case 'withdrawn':
      return texts.note.closedWithdrawn;
    case 'no_candidate':
      return until === null ? texts.note.closedNoCandidate : texts.note.closedNoCandidateUntil(until);
    case 'unreachable':
      return texts.note.closedUnreachable;
    case 'visit_without_opening':
      return until === null ? texts.note.closedVisit : texts.note.closedVisitUntil(until);
  }
}

/** The first message in a room that was just bound: what it is for, and the button where business leaders are. */
export function welcomeCard(room: RoomKind, coordinator: string, { texts, taskForce }: Reading): Card {
  const spot = spotButton(taskForce.id, texts);
  return messageCard(
    texts.welcome.title,
    [texts.welcome[room], texts.welcome.coordinator(coordinator)],
    room === 'jobcentre' ? [] : [spot],
  );
}

/** "Spot et job": opens the form. */
export function spotButton(taskForceId: string, texts: Texts): Button {
  return {
    label: texts.button.spot,
    press: { act: 'open_intake', taskForceId },
    style: 'primary',
    opensForm: true,
  };
}
