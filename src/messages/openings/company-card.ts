import type { PersonId } from '../../domain/ids.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import { itemLine } from '../overview/list-cards.ts';
import type { Reading } from '../reading.ts';
import type { Card, Fact, Section } from '../view.ts';
import { contactWords, dateWords, placeWords } from '../wording.ts';
import { openingButton } from './opening-button.ts';
import { stateWords } from './opening-card.ts';

/** Openings that the page names; the rest are counted. */
export const COMPANY_OPENINGS = 10;

/**
 * A company as it is remembered, for the jobcentre: what was told last of its contact and place, who had it last, when it
 * is contacted again, and its openings.
 *
 * @param openings all of the company, the newest first; at least one
 * @param lastOwner null when nobody ever had one
 */
export function companyCard(
  openings: readonly [Opening, ...Opening[]],
  lastOwner: PersonId | null,
  reading: Reading,
): Card {
  const { texts } = reading;
  const t = texts.company;
  const [newest] = openings;
  const rest = openings.length - COMPANY_OPENINGS;
  return {
    title: newest.company,
    subtitle: t.openings(openings.length),
    facts: [
      { label: texts.fact.contact, value: contactWords(newest) },
      { label: texts.fact.place, value: placeWords(newest) },
      ...(lastOwner === null ? [] : [{ label: t.lastConsultant, value: reading.name(lastOwner) }]),
      ...againFact(openings, reading),
    ],
    lines: [],
    sections: [
      ...openings.slice(0, COMPANY_OPENINGS).map(
        (opening): Section => ({
          lines: [
            itemLine(opening, reading),
            [stateWords(opening, { kind: 'room', room: 'jobcentre' }, reading)],
          ],
          buttons: [openingButton(opening, 'view_opening', texts.button.view)],
        }),
      ),
      ...(rest > 0 ? [{ lines: [[texts.card.more(rest)]], buttons: [] }] : []),
    ],
    buttons: [openingButton(newest, 'spot_another', texts.button.another)],
    summary: `${newest.company}. ${t.openings(openings.length)}`,
  };
}

/** The earliest day on which somebody is asked about one of them. */
function againFact(openings: readonly Opening[], reading: Reading): Fact[] {
  const [first] = openings
    .flatMap((opening) =>
      opening.status === 'closed' && opening.again?.state === 'waiting' ? [opening.again.at] : [],
    )
    .sort((a, b) => a.getTime() - b.getTime());
  return first === undefined
    ? []
    : [{ label: reading.texts.company.again, value: dateWords(first, reading) }];
}
