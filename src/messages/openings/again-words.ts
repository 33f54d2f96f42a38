import { asksForCandidate } from '../../domain/opening/asking-again.ts';
import type { ClosedOpening } from '../../domain/opening/opening.ts';
import { itemLine } from '../overview/list-cards.ts';
import type { Reading } from '../reading.ts';
import type { Card, Section } from '../view.ts';
import { contactWords, dateWords } from '../wording.ts';
import { againButtons } from './again-facts.ts';
import { openingButton } from './opening-button.ts';

/** Who reads the question: a person with what they may do, or a room. */
export interface AskedReader {
  readonly reopens: boolean;
  readonly seesContact: boolean;
}

/** Everything that is asked about again at one time, as one message: of several each has one button, to see it. */
export function askAgainCard(
  openings: readonly ClosedOpening[],
  reader: AskedReader,
  reading: Reading,
): Card {
  const { texts } = reading;
  const title = texts.again.ask.title(openings.length);
  const alone = openings.length === 1;
  return {
    title,
    facts: [],
    lines: [],
    sections: openings.map((opening): Section => {
      const contact = reader.seesContact ? [[contactWords(opening)]] : [];
      const view = openingButton(opening, 'view_opening', texts.button.view);
      return {
        lines: [itemLine(opening, reading), [questionWords(opening, reading)], ...contact],
        buttons: alone ? [...againButtons(opening, reader.reopens, reading), view] : [view],
      };
    }),
    buttons: [],
    summary: [title, ...openings.map(({ company }) => company)].join(' · '),
  };
}

function questionWords(opening: ClosedOpening, reading: Reading): string {
  const t = reading.texts.again.ask;
  const day = dateWords(opening.since, reading);
  if (asksForCandidate(opening)) return `${t.candidate} ${t.candidateSince(day)}`;
  return opening.reason === 'visit_without_opening' ? t.visit(day) : t.contact(day);
}
