import { localDate } from '../../domain/calendar.ts';
import { EMPLOYMENT_FORMS } from '../../domain/opening/employment.ts';
import type { Results } from '../../domain/reports/results.ts';
import type { Steering } from '../../domain/reports/steering.ts';
import type { Reading } from '../reading.ts';
import type { Fact, Line } from '../view.ts';
import type { Chart } from './chart.ts';
import { factsOf } from './results-card.ts';
import { chartOf, dateWords, figureWords, periodWords } from './results-words.ts';
import { steeringCard } from './steering-card.ts';

/** One page for the steering group: what stands on it, in its order. */
export interface Report {
  readonly locale: Reading['texts']['locale'];
  readonly title: string;
  readonly subtitle: string;
  readonly facts: readonly Fact[];
  readonly chart: Chart;
  readonly forms: { readonly heading: string; readonly rows: readonly Fact[] };
  /** Since the group last met. */
  readonly since: { readonly heading: string; readonly lines: readonly Line[] };
  /** Why some numbers are missing. */
  readonly note: string;
}

/** @param results without small numbers: the page goes to the steering group, whoever asks for it */
export function steeringReport(results: Results, steering: Steering, reading: Reading): Report {
  const { texts, taskForce, now } = reading;
  const { results: t, journey } = texts;
  const { subtitle, lines } = steeringCard(steering, false, reading);
  const made = dateWords(localDate(now, taskForce.calendar), texts);
  const counted = EMPLOYMENT_FORMS.filter((form) => results.placed.forms[form] !== 0);
  const rows = counted.map(
    (form): Fact => ({
      label: journey.form[form],
      value: figureWords(results.placed.forms[form], texts),
    }),
  );
  const sum = { label: t.table.total, value: figureWords(results.placed.sum, texts) };
  return {
    locale: texts.locale,
    title: t.report.title(taskForce.name),
    subtitle: t.report.subtitle(periodWords(results, texts), made),
    facts: factsOf(results, reading),
    chart: chartOf(results, reading),
    forms: { heading: t.forms, rows: [...rows, sum] },
    since: {
      heading: subtitle ?? '',
      // Its last line says what the note says.
      lines: lines.slice(0, -1),
    },
    note: t.smallNumbers(taskForce.thresholds.fewestPeople),
  };
}
