import type { Opening } from '../../domain/opening/opening.ts';
import { type Steering, shownToObserver } from '../../domain/reports/steering.ts';
import { againFacts } from '../openings/again-facts.ts';
import { openingButton } from '../openings/opening-button.ts';
import { stateWords } from '../openings/opening-card.ts';
import { itemLine } from '../overview/list-cards.ts';
import type { Reading } from '../reading.ts';
import type { Card, Line, Section } from '../view.ts';
import { dateWords } from '../wording.ts';

/** Openings that want a decision and are named one by one; the rest are counted. */
const MOST_DECISIONS = 10;

/**
 * The task force since the steering group last met.
 *
 * @param inFull a coordinator, who knows the openings; an observer reads numbers alone, and none that points at few
 */
export function steeringCard(steering: Steering, inFull: boolean, reading: Reading): Card {
  const { texts, taskForce } = reading;
  const t = texts.steering;
  const number = (n: number) => {
    const shown = inFull ? n : shownToObserver(n, taskForce.thresholds.fewestPeople);
    return shown === null ? t.hidden(taskForce.thresholds.fewestPeople) : String(shown);
  };
  const title = t.title(taskForce.name);
  const since = steering.since === null ? t.sinceBeginning : t.since(dateWords(steering.since, reading));
  const lines: Line[] = [
    [t.logged(number(steering.logged))],
    [{ bold: t.states }],
    ...statesLines(steering, inFull, number, reading),
    [{ bold: t.closed }],
    ...(steering.closed.length === 0 ? [[t.noneClosed]] : []),
    ...steering.closed.map(({ reason, count }) => [t.line(texts.closeReason[reason], number(count))]),
    [{ bold: t.agreements }],
    ...agreementLines(steering, inFull, number, reading),
    [
      {
        bold:
          steering.decisions.length === 0 ? t.noDecisions : t.decisions(number(steering.decisions.length)),
      },
    ],
    ...(inFull ? [] : [[t.hiddenWhy(taskForce.thresholds.fewestPeople)]]),
  ];
  return {
    title,
    subtitle: since,
    facts: [],
    lines,
    sections: inFull ? decisionSections(steering.decisions, reading) : [],
    buttons: [],
    summary: `${title}. ${since}`,
  };
}

type Shown = (n: number) => string;

function statesLines(
  { states }: Steering,
  inFull: boolean,
  number: Shown,
  { texts, taskForce }: Reading,
): Line[] {
  const t = texts.steering;
  if (states.length === 0) return [[t.noneOpen]];
  return states.map(({ status, count, oldest, median }) => {
    const few = !inFull && shownToObserver(count, taskForce.thresholds.fewestPeople) === null;
    // Where all came today there is no age to tell.
    if (few || oldest === 0) return [t.line(texts.status[status], number(count))];
    return [t.state(texts.status[status], number(count), t.days(oldest), t.days(median))];
  });
}

/** A number that follows from two others is hidden with them: what was kept is what was due less what was missed. */
function agreementLines(
  { agreements }: Steering,
  inFull: boolean,
  number: Shown,
  { texts, taskForce }: Reading,
): Line[] {
  const t = texts.steering;
  const { due, missed, causes } = agreements;
  if (due === 0) return [[t.noAgreements]];
  const tells =
    inFull ||
    [missed, due - missed].every((n) => shownToObserver(n, taskForce.thresholds.fewestPeople) !== null);
  const kept = t.kept(number(due), tells ? number(missed) : t.hidden(taskForce.thresholds.fewestPeople));
  if (missed === 0) return [[kept]];
  if (
    !inFull &&
    (!tells || causes.some(({ count }) => shownToObserver(count, taskForce.thresholds.fewestPeople) === null))
  ) {
    return [[kept], [t.causesHidden]];
  }
  return [[kept], ...causes.map(({ cause, count }) => [t.line(t.cause[cause], number(count))])];
}

function decisionSections(decisions: readonly Opening[], reading: Reading): Section[] {
  const { texts } = reading;
  const rest = decisions.length - MOST_DECISIONS;
  return [
    ...decisions.slice(0, MOST_DECISIONS).map((opening): Section => {
      const why =
        opening.status === 'closed'
          ? againFacts(opening, reading).map(({ label, value }) => `${label}: ${value}`)
          : [texts.steering.stuck(stateWords(opening, { kind: 'room', room: 'jobcentre' }, reading))];
      return {
        lines: [itemLine(opening, reading), ...why.map((words) => [words])],
        buttons: [openingButton(opening, 'view_opening', texts.button.view)],
      };
    }),
    ...(rest > 0 ? [{ lines: [[texts.steering.more(rest)]], buttons: [] }] : []),
  ];
}
