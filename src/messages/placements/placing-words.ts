import { maySeeCandidate } from '../../domain/opening/broker.ts';
import {
  isPlacing,
  type Opening,
  type PlacingOpening,
  type VisitBookedOpening,
} from '../../domain/opening/opening.ts';
import { isRunning } from '../../domain/opening/placement.ts';
import { nudgedFor } from '../../domain/opening/staleness.ts';
import { openingButton } from '../openings/opening-button.ts';
import type { Reading } from '../reading.ts';
import type { Button, Fact } from '../view.ts';
import { localDayWords } from '../wording.ts';

/** Where the least advanced place stands, and of several how many are filled. Names no candidate: rooms read it. */
export function placingWords(opening: PlacingOpening, reading: Reading): string {
  const { card } = reading.texts.journey;
  const state = stateOf(opening, reading);
  return opening.places === 1
    ? state
    : `${state} ${card.filledOf(opening.placements.filter(isRunning).length, opening.places)}`;
}

function stateOf(opening: PlacingOpening, reading: Reading): string {
  const { card } = reading.texts.journey;
  switch (opening.status) {
    case 'matching':
      return card.matching(reading.name(opening.owner));
    case 'presented':
      return card.presented(reading.name(opening.owner));
    case 'agreed': {
      const starts = opening.seats.flatMap((seat) => (seat.state === 'agreed' ? [seat.startsOn] : [])).sort();
      return card.agreed(localDayWords(starts[0] ?? '', reading));
    }
  }
}

/** The acts that any of the open places waits for, the first as the likeliest. */
export function placingButtons(opening: PlacingOpening, { journey: { button } }: Reading['texts']): Button[] {
  const states = new Set(opening.seats.map(({ state }) => state));
  return [
    ...(states.has('matching')
      ? [openingButton(opening, 'present_candidate', button.candidateFound, 'primary')]
      : []),
    ...(states.has('presented')
      ? [
          openingButton(opening, 'answer_yes', button.saidYes, 'primary'),
          openingButton(opening, 'answer_no', button.saidNo),
        ]
      : []),
    ...(states.has('agreed') ? [openingButton(opening, 'start_placement', button.started, 'primary')] : []),
  ];
}

/** "Stoppet", while somebody works in it. */
export function endingButtons(opening: Opening, { journey: { button } }: Reading['texts']): Button[] {
  return opening.placements.some(isRunning) ? [openingButton(opening, 'end_placement', button.ended)] : [];
}

type CandidateReader = Parameters<typeof maySeeCandidate>[1];

/** The references of its candidates and where each stands; for those alone who may see them. */
export function candidateFacts(opening: Opening, reader: CandidateReader, { texts, name }: Reading): Fact[] {
  const { card, candidateState, fact } = texts.journey;
  const open = isPlacing(opening)
    ? opening.seats.flatMap((seat) => (seat.state === 'matching' ? [] : [{ ...seat, state: seat.state }]))
    : [];
  const started = opening.placements.map((placement) => ({
    ...placement,
    state: isRunning(placement) ? ('started' as const) : ('ended' as const),
  }));
  const all = [...open, ...started]
    .filter(({ broker }) => maySeeCandidate(broker, reader))
    .map(({ candidate, broker, state }) => {
      const words = card.candidate(candidate, candidateState[state]);
      return broker === null ? words : texts.broker.candidate(words, name(broker));
    });
  return all.length === 0 ? [] : [{ label: fact.candidates, value: all.join(', ') }];
}

/** What a nudge asks: of several places it is the one that is stale first. `yours`: the reader owns it. */
export function journeyNudge(
  opening: VisitBookedOpening | PlacingOpening,
  yours: boolean,
  days: number,
  reading: Reading,
): string {
  const { nudge } = reading.texts.journey;
  const owner = reading.name(opening.owner);
  if (opening.status === 'visit_booked') {
    const day = localDayWords(opening.visitOn, reading);
    return yours ? nudge.visitBookedYours(day) : nudge.visitBooked(owner, day);
  }
  switch (nudgedFor(opening, reading.taskForce)) {
    case 'matching':
      return yours ? nudge.matchingYours(days) : nudge.matching(owner, days);
    case 'presented':
      return yours ? nudge.presentedYours(days) : nudge.presented(owner, days);
    case 'agreed':
      return yours ? nudge.agreedYours : nudge.agreed(owner);
  }
}
