import { openingLabel } from '../../domain/ids.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import { itemLine, listedClaim } from '../overview/list-cards.ts';
import type { Reading } from '../reading.ts';
import type { Card, Section } from '../view.ts';

/** Items that the offer names with a button each; the rest are counted, and stand in "liste". */
export const MOST_LEFT_LISTED = 20;

/** What somebody had who is gone: each may be taken by anybody in the room. Contact details come when it is taken. */
export function leftBehindCard(openings: readonly Opening[], name: string, reading: Reading): Card {
  const { texts } = reading;
  const title = texts.departure.title(name);
  const listed = openings.slice(0, MOST_LEFT_LISTED);
  const rest = openings.length - listed.length;
  return {
    title,
    facts: [],
    lines: [[texts.departure.offered(openings.length)]],
    sections: [
      ...listed.map(
        (opening): Section => ({
          lines: [itemLine(opening, reading)],
          buttons: [listedClaim(opening, texts.button.claim)],
        }),
      ),
      ...(rest > 0 ? [{ lines: [[texts.card.more(rest)]], buttons: [] }] : []),
    ],
    buttons: [],
    summary: [title, ...listed.map(({ number, company }) => `${openingLabel(number)} ${company}`)].join(
      ' · ',
    ),
  };
}
