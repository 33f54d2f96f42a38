import { PERIOD_KINDS, type PeriodKind } from '../../domain/reports/period.ts';
import type { MeetingFact } from '../../domain/reports/results.ts';
import { wholeWork } from '../../domain/typed/work-catalogue.ts';
import { sourceFor } from '../choice-source.ts';
import { choice, type Filled, type Offer, searched } from '../fields.ts';
import type { FormContext } from '../form-context.ts';
import type { Reading } from '../reading.ts';
import type { Field, Form, Option } from '../view.ts';
import { categoryName } from '../work-words.ts';
import { meetingWords } from './results-words.ts';

/** The choice that doesn't narrow. */
export const ANY = 'any';

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
      ...partFields(filled, choices, context, reading),
    ],
  };
}

function date(filled: Filled, name: string, label: string): Field {
  return { kind: 'date', ...filled.base(name, label), required: true, value: filled.one(name) };
}

type Parts = NonNullable<Choices['parts']>;

/** What results can be narrowed to, after all of them; meetings the newest first. */
export function partsOffered(
  list: 'municipalities' | 'meetings',
  { municipalities, meetings }: Parts,
  reading: Reading,
): Offer {
  const any = anyPart(reading);
  switch (list) {
    case 'municipalities':
      return { options: [any, ...municipalities.map((name) => ({ value: name, label: name }))] };
    case 'meetings':
      return {
        options: [
          any,
          ...meetings
            .toReversed()
            .map((meeting) => ({ value: meeting.id, label: meetingWords(meeting, reading) })),
        ],
      };
  }
}

function anyPart({ texts }: Reading): Option {
  return { value: ANY, label: texts.results.form.any };
}

function partFields(filled: Filled, { parts }: Choices, context: FormContext, reading: Reading): Field[] {
  if (parts === null) return [];
  const { texts } = reading;
  const t = texts.results.form;
  const narrowing = (name: string, label: string, list: Parameters<typeof partsOffered>[0]) => {
    const offer = partsOffered(list, parts, reading);
    const only = offer.options.length === 1;
    return only ? [] : [searched(filled, name, label, sourceFor(list, context), offer, { proposed: ANY })];
  };
  const categories = [
    anyPart(reading),
    ...wholeWork(reading.taskForce.work).categories.map((id) => ({
      value: id,
      label: categoryName(id, reading),
    })),
  ];
  return [
    ...narrowing('municipality', t.municipality, 'municipalities'),
    preset(choice(filled, 'category', t.category, categories), ANY),
    ...narrowing('meeting', t.meeting, 'meetings'),
  ];
}

function preset<F extends { readonly value: string | null }>(field: F, value: string): F {
  return { ...field, value: field.value ?? value };
}
