import { PERIOD_KINDS, type PeriodKind } from '../../domain/reports/period.ts';
import type { MeetingFact } from '../../domain/reports/results.ts';
import { CATEGORY_IDS } from '../../domain/typed/categories.ts';
import { choice, type Filled } from '../fields.ts';
import type { FormContext } from '../form-context.ts';
import type { Reading } from '../reading.ts';
import type { Field, Form } from '../view.ts';
import { meetingWords } from './results-words.ts';

/** The choice that doesn't narrow. */
export const ANY = 'any';

/** A choice holds a hundred: the last meetings, and municipalities as far as they go; older ones are found by dates. */
const MOST_OPTIONS = 90;

/** What can be chosen from; without `parts` only the periods that tell of enough people. */
export interface Choices {
  readonly periods: readonly PeriodKind[];
  readonly parts: {
    readonly municipalities: readonly string[];
    readonly meetings: readonly MeetingFact[];
  } | null;
}

export const EVERY_PERIOD = PERIOD_KINDS;

export function resultsForm(filled: Filled, choices: Choices, context: FormContext, reading: Reading): Form {
  const { texts } = reading;
  const t = texts.results.form;
  const periods = choices.periods.map((value) => ({ value, label: t.periods[value] }));
  const period = preset(choice(filled, 'period', t.period, periods, { reshapes: true }), 'all');
  return {
    title: t.title,
    submit: t.submit,
    cancel: texts.button.cancel,
    context,
    fields: [
      period,
      ...(period.value === 'dates' ? [date(filled, 'from', t.from), date(filled, 'to', t.to)] : []),
      ...partFields(filled, choices, reading),
    ],
  };
}

function date(filled: Filled, name: string, label: string): Field {
  return { kind: 'date', ...filled.base(name, label), required: true, value: filled.one(name) };
}

function partFields(filled: Filled, { parts }: Choices, reading: Reading): Field[] {
  if (parts === null) return [];
  const { texts } = reading;
  const t = texts.results.form;
  const any = { value: ANY, label: t.any };
  const narrowing = (name: string, label: string, options: readonly { value: string; label: string }[]) =>
    options.length === 0 ? [] : [preset(choice(filled, name, label, [any, ...options]), ANY)];
  const municipalities = parts.municipalities
    .slice(0, MOST_OPTIONS)
    .map((name) => ({ value: name, label: name }));
  const categories = CATEGORY_IDS.map((id) => ({ value: id, label: texts.category[id] }));
  const meetings = parts.meetings
    .slice(-MOST_OPTIONS)
    .reverse()
    .map((meeting) => ({ value: meeting.id, label: meetingWords(meeting, reading) }));
  return [
    ...narrowing('municipality', t.municipality, municipalities),
    ...narrowing('category', t.category, categories),
    ...narrowing('meeting', t.meeting, meetings),
  ];
}

function preset<F extends { readonly value: string | null }>(field: F, value: string): F {
  return { ...field, value: field.value ?? value };
}
