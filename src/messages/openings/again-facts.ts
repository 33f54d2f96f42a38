import { asksForCandidate, awaitsDecision } from '../../domain/opening/asking-again.ts';
import type { ClosedOpening, Opening } from '../../domain/opening/opening.ts';
import type { Reading } from '../reading.ts';
import type { Button, Fact } from '../view.ts';
import { dateWords } from '../wording.ts';
import { openingButton } from './opening-button.ts';

/** What a closed opening waits for; nothing when nobody is asked about it. */
export function againFacts(opening: Opening, reading: Reading): Fact[] {
  if (opening.status !== 'closed' || opening.again === null) return [];
  const t = reading.texts.again;
  const { again } = opening;
  const day = dateWords(again.at, reading);
  switch (again.state) {
    case 'waiting':
      return [{ label: t.fact, value: asksForCandidate(opening) ? t.waitList(day) : t.contact(day) }];
    case 'asked':
      return [{ label: t.fact, value: t.asked(day) }];
    case 'reopening_wanted':
      return [{ label: t.fact, value: t.wanted(reading.name(again.by)) }];
  }
}

/**
 * What can be answered once it was asked.
 *
 * @param reopens the reader is a coordinator, who needs to ask nobody
 */
export function againButtons(opening: ClosedOpening, reopens: boolean, reading: Reading): Button[] {
  if (!awaitsDecision(opening)) return [];
  const { texts, taskForce } = reading;
  const t = texts.again.button;
  const reopen = openingButton(opening, 'reopen', texts.button.reopen, 'primary');
  if (opening.again?.state === 'reopening_wanted') {
    return reopens ? [reopen, openingButton(opening, 'end_asking', t.stayClosed)] : [];
  }
  const want = openingButton(opening, 'want_reopening', t.wantReopening, 'primary');
  const first = asksForCandidate(opening)
    ? [reopens ? reopen : want]
    : [openingButton(opening, 'visit_again', t.visit, 'primary')];
  return [
    ...first,
    openingButton(opening, 'postpone_asking', t.later(taskForce.thresholds.waitListCalendarDays)),
    openingButton(opening, 'end_asking', t.end),
  ];
}
