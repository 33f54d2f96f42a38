import { openingLabel } from '../../domain/ids.ts';
import type { CategoryId } from '../../domain/typed/categories.ts';
import { HOUR_BANDS, HOURS_UNKNOWN, type Hours, parseHours } from '../../domain/typed/hours.ts';
import type { WorkOffer } from '../../domain/typed/work-catalogue.ts';
import { choice, type Filled, note, text } from '../fields.ts';
import type { FormContext } from '../form-context.ts';
import type { Wording } from '../reading.ts';
import type { Texts } from '../texts/da.ts';
import type { Field, Form, Option } from '../view.ts';
import { categoryName, taskName } from '../work-words.ts';
import { ACT_LIMITS } from './act-forms.ts';

/** The choice in the place of a category: the company wants a visit before it names any work. */
export const VISIT = 'visit_request';

/** Limits of what a person may type, in characters; the same for every language. */
export const INTAKE_LIMITS = {
  hoursText: 60,
  company: { min: 2, max: 120 },
  contactName: { min: 2, max: 120 },
  contact: 254,
  place: 60,
} as const;

/** The municipalities of a postcode that spans several, the likeliest first; null while nothing is asked. */
export type MunicipalityQuestion = { readonly postcode: string; readonly options: readonly string[] } | null;

/** "Spot et job", step 1: what, how much, who, where. The tasks appear with the category; a visit needs neither. */
export function intakeForm(
  filled: Filled,
  question: MunicipalityQuestion,
  context: FormContext,
  offer: WorkOffer,
  wording: Wording,
): Form {
  const { texts } = wording;
  const t = texts.intake;
  const category = offer.categories.find((id) => id === filled.one('category'));
  return {
    title: t.title,
    submit: texts.button.send,
    cancel: texts.button.cancel,
    context,
    fields: [
      choice(filled, 'category', t.category, categoryOptions(offer, wording), {
        placeholder: t.categoryPlaceholder,
        reshapes: true,
      }),
      ...(category === undefined ? [] : workFields(filled, category, offer, wording)),
      text(filled, 'company', t.company, INTAKE_LIMITS.company.max),
      text(filled, 'contact_name', t.contactName, INTAKE_LIMITS.contactName.max),
      text(filled, 'contact', t.contact, INTAKE_LIMITS.contact, { placeholder: t.contactPlaceholder }),
      text(filled, 'place', t.place, INTAKE_LIMITS.place, { placeholder: t.placePlaceholder }),
      ...(question === null ? [] : [municipalityField(filled, question, texts)]),
      ...(isFromMessage(context) ? [messageField(filled, texts)] : []),
      note('notice', t.notice),
    ],
  };
}

export const SAME_ANSWERS = ['add', 'another'] as const;
export type SameAnswer = (typeof SAME_ANSWERS)[number];

/** Which opening the form asks about, carried by the form itself: the question stays while other things are mended. */
export function askingAbout(context: FormContext, number: number): FormContext {
  return { ...context, extra: `same:${number}${isFromMessage(context) ? `:${FROM_MESSAGE}` : ''}` };
}

export function askedAbout({ extra }: FormContext): number | null {
  const number = /^same:(\d{1,7})(?::message)?$/.exec(extra ?? '')?.[1];
  return number === undefined ? null : Number(number);
}

/** Above everything else, so that it is seen on a phone. Adding is what most mean who tell the same work twice. */
export function sameQuestion(filled: Filled, number: number, texts: Texts): Field {
  const t = texts.details.same;
  const label = openingLabel(number);
  const labels: Readonly<Record<SameAnswer, string>> = { add: t.add(label), another: t.another };
  const options = SAME_ANSWERS.map((value) => ({ value, label: labels[value] }));
  const field = choice(filled, 'same', t.question, options, { help: t.help(label) });
  return { ...field, value: field.value ?? 'add' };
}

/** The form was filled in from a message, which it shows as the note it becomes. */
export const FROM_MESSAGE = 'message';

export function isFromMessage({ extra }: FormContext): boolean {
  return extra === FROM_MESSAGE || extra?.endsWith(`:${FROM_MESSAGE}`) === true;
}

function messageField(filled: Filled, texts: Texts): Field {
  const { note: label, noteHelp: help } = texts.details;
  return text(filled, 'note', label, ACT_LIMITS.note, { help, required: false, multiline: true });
}

function categoryOptions({ categories }: WorkOffer, wording: Wording) {
  return [
    ...categories.map((id) => ({ value: id, label: categoryName(id, wording) })),
    { value: VISIT, label: wording.texts.visitRequest },
  ];
}

function workFields(filled: Filled, category: CategoryId, offer: WorkOffer, wording: Wording): Field[] {
  const { texts } = wording;
  const t = texts.intake;
  const tasks = offer.tasks(category);
  const bands = [
    ...HOUR_BANDS.map((band) => ({ value: band, label: t.band(band) })),
    { value: HOURS_UNKNOWN, label: t.hoursUnknown },
  ];
  const hours = choice(filled, 'hours', t.hours, [...exactHours(filled, texts), ...bands], {
    placeholder: t.hoursPlaceholder,
    required: false,
  });
  const own = text(filled, 'hours_text', t.hoursText, INTAKE_LIMITS.hoursText, {
    placeholder: t.hoursTextPlaceholder,
    required: false,
  });
  if (category === 'other') return [hours, own];
  return [
    {
      kind: 'choices',
      ...filled.base('tasks', t.tasks),
      required: true,
      value: filled.many('tasks').filter((task) => tasks.some((known) => known === task)),
      options: tasks.map((task) => ({ value: task, label: taskName(task, wording) })),
    },
    hours,
    own,
  ];
}

/** Hours as the choice of the form carries them: a band as it stands there, others in figures, as they would be typed. */
export function hoursValue(hours: Hours | null): string {
  if (hours === null) return HOURS_UNKNOWN;
  const figure = (n: number) => String(n).replace('.', ',');
  return hours.min === hours.max ? figure(hours.min) : `${figure(hours.min)}-${figure(hours.max)}`;
}

/** Hours that were told before and are no band are a choice of their own, so that leaving them alone keeps them. */
function exactHours(filled: Filled, texts: Texts): Option[] {
  const told = filled.one('hours');
  if (told === null || HOUR_BANDS.some((band) => band === told)) return [];
  const parsed = parseHours(told);
  return parsed.kind === 'hours' ? [{ value: told, label: texts.hours(parsed.hours) }] : [];
}

function municipalityField(
  filled: Filled,
  { postcode, options }: NonNullable<MunicipalityQuestion>,
  texts: Texts,
): Field {
  const field = choice(
    filled,
    'municipality',
    texts.intake.municipality,
    options.map((name) => ({ value: name, label: name })),
    { help: texts.intake.municipalityHelp(postcode) },
  );
  const chosen = options.find((name) => name === field.value);
  return { ...field, value: chosen ?? options[0] ?? null };
}
