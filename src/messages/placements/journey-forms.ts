import { localDate } from '../../domain/calendar.ts';
import { CANDIDATE_LENGTH } from '../../domain/opening/candidate.ts';
import { EMPLOYMENT_FORMS, type EmploymentForm } from '../../domain/opening/employment.ts';
import { END_REASONS, type Placement } from '../../domain/opening/placement.ts';
import type { AgreedSeat, PresentedSeat } from '../../domain/opening/seat.ts';
import { choice, type Filled, note, text } from '../fields.ts';
import type { FormContext } from '../form-context.ts';
import type { Reading } from '../reading.ts';
import type { Texts } from '../texts/da.ts';
import type { Field, Form, Option } from '../view.ts';
import { localDayWords } from '../wording.ts';
import { brokerField } from './broker-form.ts';

/** In characters, but `name` for a company or person, which is as long as in the form "Spot et job". */
export const JOURNEY_LIMITS = { hours: 20, name: 120 } as const;

function form(title: string, fields: readonly Field[], context: FormContext, { button }: Texts): Form {
  return { title, submit: button.save, cancel: button.cancel, fields, context };
}

function date(filled: Filled, name: string, label: string, help?: string): Field {
  const helped = help === undefined ? {} : { help };
  return {
    kind: 'date',
    ...filled.base(name, label),
    ...helped,
    required: true,
    value: filled.one(name),
  };
}

export function visitForm(filled: Filled, context: FormContext, texts: Texts): Form {
  const t = texts.journey.visit;
  return form(t.title, [date(filled, 'date', t.date, t.help)], context, texts);
}

export const VISIT_OUTCOMES = ['ready', 'more', 'none'] as const;

export function visitHeldForm(filled: Filled, context: FormContext, texts: Texts): Form {
  const t = texts.journey.visitHeld;
  const options = VISIT_OUTCOMES.map((value) => ({ value, label: t[value] }));
  const field = choice(filled, 'outcome', t.outcome, options);
  return form(t.title, [{ ...field, value: field.value ?? 'ready' }], context, texts);
}

/**
 * @param brokers those whose own candidate it may be
 * @param broker whose it is until somebody else is chosen; null: nobody's
 */
export function candidateForm(
  filled: Filled,
  brokers: readonly Option[],
  broker: string | null,
  context: FormContext,
  texts: Texts,
): Form {
  const t = texts.journey.candidate;
  const field = text(filled, 'candidate', t.label, CANDIDATE_LENGTH, {
    placeholder: t.placeholder,
    help: t.help,
  });
  return form(t.title, [field, ...brokerField(filled, brokers, broker, context, texts)], context, texts);
}

/** The places by their candidates; none when they all moved on while the form was open. */
function seatField(filled: Filled, seats: readonly (PresentedSeat | AgreedSeat)[], texts: Texts): Field[] {
  const options = seats.map(({ number, candidate }) => ({ value: String(number), label: candidate }));
  return placeField(filled, options, texts);
}

export function placeField(filled: Filled, options: readonly Option[], texts: Texts): Field[] {
  const [only] = options;
  if (only === undefined) return [];
  const field = choice(filled, 'place', texts.journey.seat, options);
  return [{ ...field, value: field.value ?? (options.length === 1 ? only.value : null) }];
}

export function endForm(
  filled: Filled,
  running: readonly Placement[],
  context: FormContext,
  texts: Texts,
): Form {
  const t = texts.journey.end;
  const places = running.map(({ place, candidate }) => ({ value: String(place), label: candidate }));
  const reasons = END_REASONS.map((value) => ({ value, label: texts.journey.endReason[value] }));
  const why = choice(filled, 'reason', t.reason, reasons, { help: t.help });
  return form(t.title, [...placeField(filled, places, texts), why], context, texts);
}

function employmentField(filled: Filled, preset: string | null, texts: Texts): Field {
  const options = EMPLOYMENT_FORMS.map((value) => ({ value, label: texts.journey.form[value] }));
  const field = choice(filled, 'form', texts.journey.yes.form, options);
  return { ...field, value: field.value ?? preset };
}

/** @param told the form of employment that the company named, which it probably is */
export function yesForm(
  filled: Filled,
  seats: readonly PresentedSeat[],
  told: EmploymentForm | null,
  context: FormContext,
  texts: Texts,
): Form {
  const t = texts.journey.yes;
  return form(
    t.title,
    [
      ...seatField(filled, seats, texts),
      date(filled, 'starts_on', t.startsOn),
      employmentField(filled, told, texts),
    ],
    context,
    texts,
  );
}

export function noForm(
  filled: Filled,
  seats: readonly PresentedSeat[],
  context: FormContext,
  texts: Texts,
): Form {
  return form(texts.journey.no.title, seatField(filled, seats, texts), context, texts);
}

/** The places by their candidates; what is agreed for a later day is said, since the job begins on the day it is told. */
function agreedFields(filled: Filled, seats: readonly AgreedSeat[], reading: Reading): Field[] {
  const { texts, now, taskForce } = reading;
  const t = texts.journey.start;
  const today = localDate(now, taskForce.calendar);
  const later = seats.filter(({ startsOn }) => startsOn > today);
  const [first] = later;
  if (first === undefined) return seatField(filled, seats, texts);
  const day = ({ startsOn }: AgreedSeat) => localDayWords(startsOn, reading);
  if (seats.length === 1) return [...seatField(filled, seats, texts), note('later', t.later(day(first)))];
  const options = seats.map((seat) => ({
    value: String(seat.number),
    label: later.includes(seat) ? t.agreedFrom(seat.candidate, day(seat)) : seat.candidate,
  }));
  return [...placeField(filled, options, texts), note('later', t.anyLater)];
}

export function startForm(
  filled: Filled,
  seats: readonly AgreedSeat[],
  context: FormContext,
  reading: Reading,
): Form {
  const { texts } = reading;
  const t = texts.journey.start;
  const preset = seats.length === 1 ? (seats[0]?.form ?? null) : null;
  const expectations = choice(filled, 'expectations', t.expectations, [
    { value: 'yes', label: texts.button.yes },
    { value: 'no', label: texts.button.no },
  ]);
  const optional = (help: string) => ({ help, required: false });
  return form(
    t.title,
    [
      ...agreedFields(filled, seats, reading),
      text(filled, 'hours', t.hours, JOURNEY_LIMITS.hours, { placeholder: t.hoursPlaceholder }),
      employmentField(filled, preset, texts),
      expectations,
      text(filled, 'mentor', t.mentor, JOURNEY_LIMITS.name, optional(t.mentorHelp)),
      text(filled, 'legal_employer', t.legalEmployer, JOURNEY_LIMITS.name, optional(t.legalEmployerHelp)),
    ],
    context,
    texts,
  );
}
