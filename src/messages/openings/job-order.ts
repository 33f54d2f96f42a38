import { openingLabel } from '../../domain/ids.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import type { Reading } from '../reading.ts';
import type { Card } from '../view.ts';
import { contactWords, placeWords, workWords } from '../wording.ts';

/**
 * What ordinary recruitment asks for, a line a field, to be copied as it stands. It holds the contact, so it is for the
 * one who closed the opening alone.
 */
export function jobOrderCard(opening: Opening, reading: Reading): Card {
  const { texts } = reading;
  const t = texts.journey.jobOrder;
  const fields: readonly (readonly [string, string])[] = [
    [texts.intake.company, opening.company],
    [texts.fact.contact, contactWords(opening)],
    [texts.fact.place, placeWords(opening)],
    [texts.fact.work, workWords(opening, reading)],
    ...(opening.kind === 'job' ? [[texts.fact.hours, texts.hours(opening.hours)] as const] : []),
    [t.places, String(opening.places)],
    [t.reference, openingLabel(opening.number)],
  ];
  return {
    title: t.title,
    facts: [],
    lines: [[t.intro], ...fields.map(([label, value]) => [`${label}: ${value}`])],
    sections: [],
    buttons: [],
    summary: `${t.title}. ${t.intro}`,
  };
}
