import {
  CALL_AHEAD_ANSWERS,
  DAY_TIMES,
  DURATIONS,
  MANY_PLACES,
  MENTOR_ANSWERS,
  PHYSICAL_DEMANDS,
  PLACES,
  REQUIREMENTS,
  STARTS,
  WEEKDAYS,
} from '../../domain/opening/details.ts';
import { EMPLOYMENT_FORMS } from '../../domain/opening/employment.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import { choice, type Filled, text } from '../fields.ts';
import type { FormContext } from '../form-context.ts';
import type { Texts } from '../texts/da.ts';
import type { Field, Form, Option, Values } from '../view.ts';
import { ACT_LIMITS } from './act-forms.ts';

export const CVR_LIMIT = 30;
/** The answer that sends the number of places back to be mended; a yes is the number itself. */
export const PLACES_NO = 'no';

/** "Tilføj mere", step 2: everything may be left empty. */
export function detailsForm(filled: Filled, context: FormContext, texts: Texts): Form {
  const t = texts.details;
  const optional = { required: false, placeholder: t.choose } as const;
  return {
    title: t.title,
    submit: texts.button.save,
    cancel: texts.button.cancel,
    context,
    fields: [
      ...placesFields(filled, texts),
      choice(filled, 'start', t.start, options(STARTS, t.starts), optional),
      {
        kind: 'date',
        ...filled.base('start_date', t.startDate),
        help: t.startDateHelp,
        required: false,
        value: filled.one('start_date'),
      },
      several(filled, 'days', t.days, options(WEEKDAYS, t.weekdays)),
      choice(filled, 'time', t.time, options(DAY_TIMES, t.times), optional),
      choice(filled, 'duration', t.duration, options(DURATIONS, t.durations), optional),
      several(filled, 'physical', t.physical, options(PHYSICAL_DEMANDS, t.demands)),
      several(filled, 'requirements', t.requirements, options(REQUIREMENTS, t.required)),
      choice(
        filled,
        'employment_form',
        t.employmentForm,
        options(EMPLOYMENT_FORMS, texts.journey.form),
        optional,
      ),
      choice(filled, 'mentor', t.mentor, options(MENTOR_ANSWERS, t.mentorAnswers), optional),
      choice(filled, 'call_ahead', t.callAhead, options(CALL_AHEAD_ANSWERS, t.callAheadAnswers), optional),
      text(filled, 'cvr', t.cvr, CVR_LIMIT, { placeholder: t.cvrPlaceholder, required: false }),
      text(filled, 'note', t.note, ACT_LIMITS.note, { help: t.noteHelp, required: false, multiline: true }),
    ],
  };
}

function options<Value extends string>(
  values: readonly Value[],
  labels: Readonly<Record<Value, string>>,
): Option[] {
  return values.map((value) => ({ value, label: labels[value] }));
}

function several(filled: Filled, name: string, label: string, offered: readonly Option[]): Field {
  const value = filled.many(name).filter((one) => offered.some((option) => option.value === one));
  return { kind: 'choices', ...filled.base(name, label), required: false, value, options: offered };
}

/** Many places bring a question with them, whose yes names the number: after another number it is asked again. */
function placesFields(filled: Filled, texts: Texts): Field[] {
  const t = texts.details;
  const number: Field = {
    kind: 'number',
    ...filled.base('places', t.places),
    required: true,
    value: filled.one('places'),
    min: PLACES.min,
    max: PLACES.max,
  };
  const places = Number(filled.one('places'));
  if (!Number.isInteger(places) || places < MANY_PLACES || places > PLACES.max) return [number];
  const answers = [
    { value: String(places), label: t.placesYes(places) },
    { value: PLACES_NO, label: t.placesNo },
  ];
  return [number, choice(filled, 'places_sure', t.placesSure, answers, { placeholder: t.choose })];
}

/**
 * What stands there now, as it would be typed. An employment form that nobody chose yet starts as ordinary hours, which is
 * what a small job is unless the company says otherwise.
 */
export function detailsValues({ places, details }: Pick<Opening, 'places' | 'details'>): Values {
  const { start, days, time, duration, physical, requirements, mentor, callAhead, cvr, note } = details;
  return {
    places: String(places),
    places_sure: places < MANY_PLACES ? null : String(places),
    start: start?.kind ?? null,
    start_date: start?.kind === 'on_date' ? start.date : null,
    days,
    time,
    duration,
    physical,
    requirements,
    employment_form: details.employmentForm ?? 'ordinary_part_time',
    mentor,
    call_ahead: callAhead,
    cvr,
    note: note?.text ?? null,
  };
}
