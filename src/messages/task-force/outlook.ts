import { openingLabel } from '../../domain/ids.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import type { Reading } from '../reading.ts';
import type { Line } from '../view.ts';

/** One thing that will go out, and to whom. */
export interface OutlookItem {
  readonly opening: Opening;
  readonly does: 'nudge' | 'release' | 'ask_still_open' | 'ask_again' | 'lapse_call';
  readonly to: readonly string[];
}

/** Lines before the rest is counted: the form stands under them. */
const MOST_LINES = 10;

/** "Det går ud i morgen", a line an opening, in the order they were logged. */
export function outlookLines(items: readonly OutlookItem[], { texts }: Reading): Line[] {
  const t = texts.settings.outlook;
  const rest = items.length - MOST_LINES;
  const lines = items.slice(0, MOST_LINES).map(({ opening, does, to }): Line => {
    const about = `${openingLabel(opening.number)} · ${opening.company}`;
    return [{ bold: about }, `: ${t[does](texts.list([...new Set(to)]))}`];
  });
  return [
    [{ bold: t.title }],
    ...(items.length === 0 ? [[t.none]] : lines),
    ...(rest > 0 ? [[texts.card.more(rest)]] : []),
  ];
}
