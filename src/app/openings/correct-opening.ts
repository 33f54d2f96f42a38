import { type OpeningId, openingLabel } from '../../domain/ids.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import { correct } from '../../domain/opening/revising.ts';
import { parsePlace } from '../../domain/typed/place.ts';
import { offeredWork, wholeWork } from '../../domain/typed/work-catalogue.ts';
import { type Filled, filledWith } from '../../messages/fields.ts';
import type { FormContext } from '../../messages/form-context.ts';
import { messageCard } from '../../messages/note-card.ts';
import { hoursValue, intakeForm, VISIT } from '../../messages/openings/intake-form.ts';
import type { Wording } from '../../messages/reading.ts';
import type { Form, Values } from '../../messages/view.ts';
import { type FormUseCase, showErrors } from '../act-form.ts';
import type { Answer } from '../answer.ts';
import type { Scene } from '../scene.ts';
import { questionOf, readIntake } from './log-opening.ts';
import { openRevision, submitRevision } from './revise-opening.ts';

/** "Ret": the first step of the form again, with what was said. */
export function openCorrection(scene: Scene, openingId: OpeningId): Promise<Answer> {
  return openRevision(scene, 'correction', correctOpeningForm, openingId, valuesOf);
}

function valuesOf(opening: Opening): Values {
  const { phone, email } = opening.contact;
  return {
    category: opening.kind === 'visit_request' ? VISIT : opening.category,
    tasks: opening.tasks,
    hours: opening.kind === 'visit_request' ? null : hoursValue(opening.hours),
    company: opening.company,
    contact_name: opening.contactName,
    contact: [phone, email].filter((part) => part !== null).join(', '),
    place: opening.postcode ?? opening.municipality,
    municipality: opening.municipality,
  };
}

/**
 * A postcode in several municipalities asks which from the start, with the one that was chosen: asked only when it is sent,
 * the likeliest would stand there instead. What was hidden since is offered for as long as it stands there.
 */
export function showCorrection(context: FormContext, filled: Filled, wording: Wording): Form {
  const { texts, taskForce } = wording;
  const kept = [filled.one('category') ?? '', ...filled.many('tasks')];
  const question = questionOf(parsePlace(filled.one('place') ?? ''));
  const { title } = texts.details.correction;
  return {
    ...intakeForm(filled, question, context, offeredWork(taskForce.work, kept), wording),
    title,
    submit: texts.button.save,
  };
}

export const correctOpeningForm: FormUseCase = {
  show: (scene, context, filled) => showCorrection(context, filled, scene),
  submit: async (scene, context, values) => {
    const { texts, taskForce } = scene;
    const read = readIntake(filledWith(values), wholeWork(taskForce.work), texts);
    if (read.kind === 'invalid') return showErrors(scene, correctOpeningForm, context, values, read.errors);
    return submitRevision(scene, correctOpeningForm, context, values, {
      decide: (opening, basedOn, act) => correct(opening, read.facts, basedOn, act),
      fieldOf: () => null,
      done: (opening) => {
        const { title, done } = texts.details.correction;
        return { kind: 'say', card: messageCard(title, [done(openingLabel(opening.number))]) };
      },
    });
  },
};
