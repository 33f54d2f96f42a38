import { type OpeningId, openingLabel } from '../../domain/ids.ts';
import type { Refusal } from '../../domain/opening/decision.ts';
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
  type Start,
  WEEKDAYS,
} from '../../domain/opening/details.ts';
import { EMPLOYMENT_FORMS } from '../../domain/opening/employment.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import { type ToldMore, tellMore } from '../../domain/opening/revising.ts';
import { parseCvr } from '../../domain/typed/cvr.ts';
import { type Errors, type Filled, filledWith } from '../../messages/fields.ts';
import { messageCard } from '../../messages/note-card.ts';
import { ACT_LIMITS } from '../../messages/openings/act-forms.ts';
import { CVR_LIMIT, detailsForm, detailsValues, PLACES_NO } from '../../messages/openings/details-form.ts';
import { openingButton } from '../../messages/openings/opening-button.ts';
import type { Texts } from '../../messages/texts/da.ts';
import { type FormUseCase, showErrors } from '../act-form.ts';
import type { Answer } from '../answer.ts';
import type { Scene } from '../scene.ts';
import { openRevision, submitRevision } from './revise-opening.ts';

/** "Tilføj mere": step 2 of the form, with what was added before. */
export function openDetails(scene: Scene, openingId: OpeningId): Promise<Answer> {
  return openRevision(scene, 'details', tellMoreForm, openingId, detailsValues);
}

/** The field that can mend a refusal. */
const FIELD_OF: Readonly<Partial<Record<Refusal['code'], string>>> = {
  only_note_author: 'note',
  places_under_way: 'places',
  places_filled: 'places',
};

export const tellMoreForm: FormUseCase = {
  show: ({ texts }, context, filled) => detailsForm(filled, context, texts),
  submit: async (scene, context, values) => {
    const read = readDetails(filledWith(values), scene);
    if (read.kind === 'invalid') return showErrors(scene, tellMoreForm, context, values, read.errors);
    return submitRevision(scene, tellMoreForm, context, values, {
      decide: (opening, basedOn, act) => tellMore(opening, read.told, basedOn, act),
      fieldOf: ({ code }) => FIELD_OF[code] ?? null,
      done: (opening) => thanks(scene, opening),
    });
  },
};

function thanks({ texts }: Scene, opening: Opening): Answer {
  const t = texts.details;
  const warnings = isDoubtful(opening.details.cvr) ? [t.cvrWarning] : [];
  const again = openingButton(opening, 'tell_more', texts.button.tellMore);
  const sentences = [t.done(openingLabel(opening.number)), ...warnings];
  return {
    kind: 'say',
    card: messageCard(t.doneTitle, sentences, warnings.length === 0 ? [] : [again]),
  };
}

function isDoubtful(cvr: string | null): boolean {
  if (cvr === null) return false;
  const parsed = parseCvr(cvr);
  return parsed.kind === 'unreadable' || !parsed.passesModulus;
}

type ReadDetails = { kind: 'told'; told: ToldMore } | { kind: 'invalid'; errors: Errors };
type Sentences = Record<string, string>;

/** Reads the whole form before it complains. A choice that isn't offered counts as none. */
function readDetails(filled: Filled, { texts }: Scene): ReadDetails {
  const errors: Sentences = {};
  const places = readPlaces(filled, texts, errors);
  const start = readStart(filled, texts, errors);
  const requirements = REQUIREMENTS.filter((one) => filled.many('requirements').includes(one));
  if (requirements.includes('none') && requirements.length > 1) {
    errors.requirements = texts.details.invalid.requirements;
  }
  const cvr = readCvr(filled.one('cvr'), texts, errors);
  const note = filled.one('note')?.trim() || null;
  if ((note?.length ?? 0) > ACT_LIMITS.note) errors.note = texts.invalid.tooLong(ACT_LIMITS.note);
  if (Object.keys(errors).length > 0) return { kind: 'invalid', errors };
  const details = {
    cvr,
    start,
    days: WEEKDAYS.filter((day) => filled.many('days').includes(day)),
    time: oneOf(DAY_TIMES, filled.one('time')),
    duration: oneOf(DURATIONS, filled.one('duration')),
    physical: PHYSICAL_DEMANDS.filter((demand) => filled.many('physical').includes(demand)),
    requirements,
    employmentForm: oneOf(EMPLOYMENT_FORMS, filled.one('employment_form')),
    mentor: oneOf(MENTOR_ANSWERS, filled.one('mentor')),
    callAhead: oneOf(CALL_AHEAD_ANSWERS, filled.one('call_ahead')),
  };
  return { kind: 'told', told: { places, details, note } };
}

function oneOf<Value extends string>(offered: readonly Value[], chosen: string | null): Value | null {
  return offered.find((value) => value === chosen) ?? null;
}

/** Nothing typed is one place. Many are asked about once, and the yes must be to this very number. */
function readPlaces(filled: Filled, texts: Texts, errors: Sentences): number {
  const typed = filled.one('places')?.trim() ?? String(PLACES.min);
  const places = /^\d{1,2}$/.test(typed) ? Number(typed) : 0;
  if (places < PLACES.min) errors.places = texts.invalid.number(PLACES.min, PLACES.max);
  if (places < MANY_PLACES) return places;
  const sure = filled.one('places_sure');
  if (sure === PLACES_NO) errors.places = texts.details.invalid.placesMend;
  else if (sure !== String(places)) errors.places_sure = texts.details.invalid.placesSure;
  return places;
}

/** A date with nothing chosen beside it is meant; beside another choice it is left over from before. */
function readStart(filled: Filled, texts: Texts, errors: Sentences): Start | null {
  const date = filled.one('start_date')?.trim() ?? '';
  const kind = oneOf(STARTS, filled.one('start')) ?? (date === '' ? null : 'on_date');
  if (kind === null) return null;
  if (kind !== 'on_date') return { kind };
  if (/^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(Date.parse(date))) return { kind, date };
  errors.start_date = texts.invalid.date;
  return null;
}

function readCvr(typed: string | null, texts: Texts, errors: Sentences): string | null {
  if (typed === null || typed.trim() === '') return null;
  const parsed = typed.length > CVR_LIMIT ? { kind: 'unreadable' as const } : parseCvr(typed);
  if (parsed.kind === 'cvr') return parsed.digits;
  errors.cvr = texts.details.invalid.cvr;
  return null;
}
