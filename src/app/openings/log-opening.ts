import { isNameless } from '../../domain/erasure.ts';
import { type OpeningId, openingLabel } from '../../domain/ids.ts';
import type { Opening, OpeningFacts } from '../../domain/opening/opening.ts';
import { log } from '../../domain/opening/opening-acts.ts';
import { promisedCallBy } from '../../domain/opening/promise.ts';

import { isShortPhone, parseContact } from '../../domain/typed/contact.ts';
import { type Hours, parseHours } from '../../domain/typed/hours.ts';
import { type Place, parsePlace } from '../../domain/typed/place.ts';
import { tidied } from '../../domain/typed/tidied.ts';
import { offeredWork, type WorkOffer } from '../../domain/typed/work-catalogue.ts';
import { type Errors, type Filled, filledWith } from '../../messages/fields.ts';
import type { FormContext } from '../../messages/form-context.ts';
import { messageCard, spotButton } from '../../messages/note-card.ts';
import { ACT_LIMITS } from '../../messages/openings/act-forms.ts';
import {
  askedAbout,
  askingAbout,
  INTAKE_LIMITS,
  intakeForm,
  isFromMessage,
  type MunicipalityQuestion,
  SAME_ANSWERS,
  sameQuestion,
  VISIT,
} from '../../messages/openings/intake-form.ts';
import { openingButton } from '../../messages/openings/opening-button.ts';
import type { Wording } from '../../messages/reading.ts';
import type { Texts } from '../../messages/texts/da.ts';
import type { Form, Values } from '../../messages/view.ts';
import { contactWords, deadlineWords, waysToReach } from '../../messages/wording.ts';
import { type FormUseCase, showErrors } from '../act-form.ts';
import type { Answer } from '../answer.ts';
import { announce } from '../outgoing/announce.ts';
import { newContext, readingOf, type Scene, say } from '../scene.ts';
import { answerOutcome, refusalWords } from './change-opening.ts';
import { joinOpening, similarOpening, thanksForPlace } from './join-opening.ts';

/**
 * The form, with company, contact and place from the last time this person filled it in here. Where a button stands for it,
 * they come with the form behind that.
 */
export async function openIntake(scene: Scene): Promise<Answer> {
  const { app, taskForce, standing, request } = scene;
  const isShown = request.shows?.form ?? true;
  const last = isShown ? await app.store.openings.lastLoggedBy(taskForce.id, standing.person.id) : null;
  const context = newContext('intake', scene, { taskForceId: taskForce.id });
  return {
    kind: 'form',
    form: intakeForm(filledWith(prefilled(last)), null, context, offeredWork(taskForce.work), scene),
    errors: false,
  };
}

/** "Spot et job mere": the form for another job at the company of this opening. */
export async function openAnother(scene: Scene, openingId: OpeningId): Promise<Answer> {
  const { app, taskForce, texts } = scene;
  const opening = await app.store.openings.find(taskForce.id, openingId);
  if (opening === null) return say(texts.product, texts.denied.not_found);
  const context = newContext('intake', scene, { taskForceId: taskForce.id, openingId });
  return { kind: 'form', form: showIntake(context, filledWith(prefilled(opening)), scene), errors: false };
}

/** Company, contact and place as they were told last. */
export function prefilled(last: Opening | null): Values {
  if (last === null) return {};
  return {
    company: isNameless(last.company) ? null : last.company,
    contact_name: last.contactName,
    contact: waysToReach(last.contact).join(', '),
    place: last.postcode ?? last.municipality,
  };
}

/** The form as it stands with these values: the tasks of the chosen category, and the municipality where one is asked. */
export function showIntake(context: FormContext, filled: Filled, wording: Wording): Form {
  const { texts, taskForce } = wording;
  const offer = offeredWork(taskForce.work);
  const form = intakeForm(filled, questionOf(placeOf(filled)), context, offer, wording);
  const number = askedAbout(context);
  return number === null ? form : { ...form, fields: [sameQuestion(filled, number, texts), ...form.fields] };
}

function placeOf(filled: Filled): Place {
  return parsePlace(filled.one('place') ?? '', filled.one('municipality'));
}

export function questionOf(place: Place): MunicipalityQuestion {
  return place.kind === 'ambiguous' ? { postcode: place.postcode, options: place.municipalities } : null;
}

/**
 * Checks the form, logs the opening and thanks; whatever is wrong comes back beside its field. What was told before is
 * asked about first: one more place on that one, or a new one?
 */
export const logOpeningForm: FormUseCase = {
  show: (scene, context, filled) => showIntake(context, filled, scene),
  submit: async (scene, context, values) => {
    const read = readIntake(filledWith(values), offeredWork(scene.taskForce.work), scene.texts);
    if (read.kind === 'invalid') return showErrors(scene, logOpeningForm, context, values, read.errors);
    const note = noteFrom(context, values);
    if (note !== null && note.length > ACT_LIMITS.note) {
      const errors = { note: scene.texts.invalid.tooLong(ACT_LIMITS.note) };
      return showErrors(scene, logOpeningForm, context, values, errors);
    }
    const told = { facts: read.facts, note };
    const similar = await similarOpening(scene, read.facts, context);
    return similar === null
      ? logOpening(scene, context, told)
      : logBeside(scene, context, values, told, similar);
  },
};

/** What the form told; the note only where the form was filled in from a message. */
interface Told {
  readonly facts: OpeningFacts;
  readonly note: string | null;
}

function noteFrom(context: FormContext, values: Values): string | null {
  const typed = isFromMessage(context) ? filledWith(values).one('note')?.trim() : undefined;
  return typed === undefined || typed === '' ? null : typed;
}

/** An answer counts for the opening it was given about: after another company was typed, the question is a new one. */
async function logBeside(
  scene: Scene,
  context: FormContext,
  values: Values,
  told: Told,
  similar: Opening,
): Promise<Answer> {
  const typed = askedAbout(context) === similar.number ? filledWith(values).one('same') : null;
  const answer = SAME_ANSWERS.find((known) => known === typed);
  switch (answer) {
    case undefined: {
      const asking = askingAbout(context, similar.number);
      const form = showIntake(asking, filledWith({ ...values, same: null }), scene);
      return { kind: 'form', form, errors: false };
    }
    case 'another':
      return logOpening(scene, context, told);
    case 'add': {
      const outcome = await joinOpening(scene, similar, context);
      if (outcome.kind === 'done') return thanksForPlace(scene, outcome.opening);
      if (outcome.kind === 'not_found') return answerOutcome(scene, outcome);
      const errors = { same: await refusalWords(scene, outcome) };
      return showErrors(scene, logOpeningForm, context, values, errors);
    }
  }
}

/** The opening is called as the form was: sent again, it finds itself and not a second one. */
async function logOpening(scene: Scene, context: FormContext, { facts, note }: Told): Promise<Answer> {
  const { app, taskForce, standing, request, now } = scene;
  const { openings, directory } = app.store;
  const [meeting, { rooms, members }] = await Promise.all([
    standing.room === null ? null : app.store.meetings.current(taskForce.id),
    directory.audience(taskForce.id),
  ]);
  const act = { by: standing.person.id, roles: scene.roles, taskForce, now };
  const made = log(facts, context.token as OpeningId, act, meeting?.id ?? null);
  const opening =
    note === null ? made : { ...made, details: { ...made.details, note: { text: note, by: act.by } } };
  const event = { kind: 'logged' } as const;
  const committed = await openings.commit({
    receipt: `intake:${context.token}`,
    opening: { kind: 'create', opening },
    timeline: [{ at: now, by: act.by, platform: request.sender.platform, event }],
    nudges: [],
    outbox: announce(null, opening, event, act.by, { taskForce, rooms, members }),
  });
  if (committed.kind === 'clash') throw new Error('a new opening clashes with none');
  app.wake();
  const logged =
    committed.kind === 'committed'
      ? committed.opening
      : await openings.find(taskForce.id, committed.openingId);
  if (logged === null) throw new Error('a repeated submission names an opening that is gone');
  return thanks(scene, logged);
}

async function thanks(scene: Scene, opening: Opening): Promise<Answer> {
  const { texts, taskForce } = scene;
  const t = texts.intake;
  const reading = await readingOf(scene, taskForce, []);
  const by = deadlineWords(promisedCallBy(opening, taskForce), reading);
  const label = openingLabel(opening.number);
  const promise = opening.kind === 'visit_request' ? t.thanksVisit(label, by) : t.thanks(label, by);
  const sentences = [promise, t.reachedAt(contactWords(opening))];
  const more = openingButton(opening, 'tell_more', texts.button.tellMore);
  const withdraw = openingButton(opening, 'withdraw', texts.button.withdraw);
  const another = { ...spotButton(taskForce.id, texts), label: texts.button.another };
  return { kind: 'say', card: messageCard(t.thanksTitle, sentences, [more, another, withdraw]) };
}

type ReadIntake = { kind: 'facts'; facts: OpeningFacts } | { kind: 'invalid'; errors: Errors };

/** Reads the whole form before it complains, so that a person mends everything in one go. */
export function readIntake(filled: Filled, offer: WorkOffer, texts: Texts): ReadIntake {
  const errors: Record<string, string> = {};
  const work = readWork(filled, offer, texts, errors);
  const company = readName(filled.one('company'), INTAKE_LIMITS.company, 'company', texts, errors);
  const contactName = readName(
    filled.one('contact_name'),
    INTAKE_LIMITS.contactName,
    'contact_name',
    texts,
    errors,
  );
  const typedContact = filled.one('contact') ?? '';
  const contact = typedContact.length > INTAKE_LIMITS.contact ? null : parseContact(typedContact);
  if (contact === null) {
    errors.contact = isShortPhone(typedContact) ? texts.invalid.phoneShort : texts.invalid.contact;
  }
  const place = placeOf(filled);
  if (place.kind === 'unreadable') errors.place = texts.invalid.place;
  if (place.kind === 'ambiguous') errors.municipality = texts.invalid.municipality;
  if (
    work === null ||
    company === null ||
    contactName === null ||
    contact === null ||
    place.kind !== 'place'
  ) {
    return { kind: 'invalid', errors };
  }
  if (Object.keys(errors).length > 0) return { kind: 'invalid', errors };
  const { postcode, municipality } = place;
  const places = 1;
  return { kind: 'facts', facts: { ...work, places, company, contactName, contact, postcode, municipality } };
}

type Work = Pick<OpeningFacts, 'kind' | 'category' | 'tasks' | 'hours'>;

function readWork(
  filled: Filled,
  offer: WorkOffer,
  texts: Texts,
  errors: Record<string, string>,
): Work | null {
  const typed = filled.one('category');
  if (typed === VISIT) return { kind: 'visit_request', category: null, tasks: [], hours: null };
  const category = offer.categories.find((id) => id === typed);
  if (category === undefined) {
    errors.category = texts.invalid.category;
    return null;
  }
  const offered = offer.tasks(category);
  const tasks =
    category === 'other' ? offered : offered.filter((task) => filled.many('tasks').includes(task));
  if (tasks.length === 0) errors.tasks = texts.invalid.tasks;
  const hours = readHours(filled, texts, errors);
  return hours === undefined || tasks.length === 0 ? null : { kind: 'job', category, tasks, hours };
}

/** What was written wins over the band that was tapped: it is the more exact. Undefined when neither can be read. */
function readHours(filled: Filled, texts: Texts, errors: Record<string, string>): Hours | null | undefined {
  const written = filled.one('hours_text');
  const typed = written ?? filled.one('hours');
  if (typed === null) {
    errors.hours = texts.invalid.hours;
    return undefined;
  }
  const parsed = typed.length > INTAKE_LIMITS.hoursText ? { kind: 'unreadable' as const } : parseHours(typed);
  switch (parsed.kind) {
    case 'hours':
      return parsed.hours;
    case 'unknown':
      return null;
    case 'unreadable':
      errors[written === null ? 'hours' : 'hours_text'] = texts.invalid.hoursUnreadable;
      return undefined;
  }
}

/** Names keep their inner spelling; only the spaces around and doubled ones go. */
function readName(
  typed: string | null,
  limits: { readonly min: number; readonly max: number },
  field: string,
  texts: Texts,
  errors: Record<string, string>,
): string | null {
  const name = tidied(typed);
  if (name.length >= limits.min && name.length <= limits.max) return name;
  errors[field] = name === '' ? texts.invalid.required : texts.invalid.length(limits.min, limits.max);
  return null;
}
