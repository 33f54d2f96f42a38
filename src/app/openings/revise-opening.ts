import type { OpeningId } from '../../domain/ids.ts';
import type { Act, Decision, Refusal } from '../../domain/opening/decision.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import { mayRevise } from '../../domain/opening/revising.ts';
import { filledWith } from '../../messages/fields.ts';
import type { FormContext, FormName } from '../../messages/form-context.ts';
import type { Values } from '../../messages/view.ts';
import { type FormUseCase, receiptOf, showErrors, withNotice } from '../act-form.ts';
import type { Answer } from '../answer.ts';
import { newContext, type Scene, say } from '../scene.ts';
import { answerOutcome, changeOpening, refusalWords } from './change-opening.ts';

/**
 * Opens a form that shows what stands in an opening, to those who may change it: the values hold contact details and the
 * note, so the right is settled before they are put in. The form remembers the version that it showed.
 */
export async function openRevision(
  scene: Scene,
  form: FormName,
  useCase: FormUseCase,
  openingId: OpeningId,
  valuesOf: (opening: Opening) => Values,
): Promise<Answer> {
  const { texts, taskForce, roles, standing } = scene;
  const opening = await scene.app.store.openings.find(taskForce.id, openingId);
  if (opening === null) return say(texts.product, texts.denied.not_found);
  if (!mayRevise(opening, { by: standing.person.id, roles })) {
    return say(texts.product, texts.refusal.only_author_or_coordinator);
  }
  if (opening.status === 'closed') return say(texts.product, texts.refusal.closed);
  const about = { taskForceId: taskForce.id, openingId, extra: String(opening.version) };
  const context = newContext(form, scene, about);
  return {
    kind: 'form',
    form: await useCase.show(scene, context, filledWith(valuesOf(opening))),
    errors: false,
  };
}

/**
 * Writes what such a form says. If the opening was changed while the form was open, it comes back as it was typed, with
 * the change said over it; sending it once more is then a choice.
 */
export async function submitRevision(
  scene: Scene,
  useCase: FormUseCase,
  context: FormContext,
  values: Values,
  act: {
    readonly decide: (opening: Opening, basedOn: number, act: Act) => Decision;
    readonly fieldOf: (refusal: Refusal) => string | null;
    readonly done: (opening: Opening) => Promise<Answer> | Answer;
  },
): Promise<Answer> {
  if (context.openingId === null) return answerOutcome(scene, { kind: 'not_found' });
  const basedOn = Number(context.extra ?? Number.NaN);
  const outcome = await changeOpening(scene, context.openingId, receiptOf(context), (opening, by) =>
    act.decide(opening, basedOn, by),
  );
  if (outcome.kind === 'done') return act.done(outcome.opening);
  if (outcome.kind === 'not_found') return answerOutcome(scene, outcome);
  if (outcome.refusal.code === 'changed_meanwhile') {
    const renewed = { ...context, extra: String(outcome.opening.version) };
    const form = await useCase.show(scene, renewed, filledWith(values));
    return {
      kind: 'form',
      form: withNotice(form, [[{ bold: scene.texts.refusal.changed_meanwhile }]]),
      errors: true,
    };
  }
  const field = act.fieldOf(outcome.refusal);
  return field === null
    ? answerOutcome(scene, outcome)
    : showErrors(scene, useCase, context, values, { [field]: await refusalWords(scene, outcome) });
}
