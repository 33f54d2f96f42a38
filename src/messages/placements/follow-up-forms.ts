import { type Placement, SEARCH_REASONS } from '../../domain/opening/placement.ts';
import { choice, type Filled, text } from '../fields.ts';
import type { FormContext } from '../form-context.ts';
import type { Texts } from '../texts/da.ts';
import type { Field, Form } from '../view.ts';
import { readAbout } from './about-placement.ts';
import { JOURNEY_LIMITS, placeField } from './journey-forms.ts';

/** In characters. */
export const NEXT_STEP_LENGTH = 300;

function form(title: string, fields: readonly Field[], context: FormContext, { button }: Texts): Form {
  return { title, submit: button.save, cancel: button.cancel, fields, context };
}

function date(filled: Filled, name: string, label: string, preset: string | null): Field {
  return { kind: 'date', ...filled.base(name, label), required: true, value: filled.one(name) ?? preset };
}

/** @param preset the day proposed for what happens next */
export function checkInForm(filled: Filled, preset: string | null, context: FormContext, texts: Texts): Form {
  const t = texts.followUp.checkIn;
  const colour = readAbout(context.extra)?.colour ?? 'yellow';
  return form(
    t.title[colour],
    [
      text(filled, 'next', t.next, NEXT_STEP_LENGTH, {
        help: t.nextHelp,
        placeholder: t.nextPlaceholder,
        multiline: true,
      }),
      date(filled, 'by', t.by, preset),
    ],
    context,
    texts,
  );
}

/** @param today proposed as the first day of the new hours */
export function hoursForm(
  filled: Filled,
  running: readonly Placement[],
  today: string,
  context: FormContext,
  texts: Texts,
): Form {
  const t = texts.followUp.hours;
  const places = running.map(({ place, candidate }) => ({ value: String(place), label: candidate }));
  return form(
    t.title,
    [
      ...placeField(filled, places, texts),
      text(filled, 'hours', t.hours, JOURNEY_LIMITS.hours, {
        placeholder: texts.journey.start.hoursPlaceholder,
      }),
      date(filled, 'from', t.from, today),
    ],
    context,
    texts,
  );
}

export function closeSearchForm(filled: Filled, context: FormContext, texts: Texts): Form {
  const t = texts.followUp.search;
  const reasons = SEARCH_REASONS.map((value) => ({ value, label: texts.followUp.searchReason[value] }));
  return form(t.title, [choice(filled, 'reason', t.reason, reasons, { help: t.help })], context, texts);
}
