import type { OpeningId } from '../domain/ids.ts';
import { type Act, type Decision, type Refusal, refused } from '../domain/opening/decision.ts';
import type { Opening } from '../domain/opening/opening.ts';
import { type Errors, type Filled, filledWith } from '../messages/fields.ts';
import type { FormContext, FormName } from '../messages/form-context.ts';
import { stateWords } from '../messages/openings/opening-card.ts';
import { type AboutPlacement, writeAbout } from '../messages/placements/about-placement.ts';
import type { Form, Line, Values } from '../messages/view.ts';
import type { Answer } from './answer.ts';
import type { Intent } from './intent.ts';
import {
  answerOutcome,
  type Besides,
  changeOpening,
  type Outcome,
  refusalWords,
  refuseByRule,
} from './openings/change-opening.ts';
import { type Arrival, newContext, peopleOf, readingOf, type Scene } from './scene.ts';
import { screen, storable } from './screening.ts';

/** One form: how it looks with these values, and what a submission does. */
export interface FormOf<Stage> {
  show(stage: Stage, context: FormContext, filled: Filled): Promise<Form> | Form;
  submit(stage: Stage, context: FormContext, values: Values): Promise<Answer>;
}

/** Everything typed is screened first, whichever form it is; then the form is shown again or done. */
export async function runForm<Stage extends Arrival>(
  stage: Stage,
  useCase: FormOf<Stage>,
  { kind, context, values: sent }: Extract<Intent, { kind: 'submit' | 'reshape' }>,
): Promise<Answer> {
  const values = storable(sent);
  const form = await useCase.show(stage, context, filledWith(values));
  const { errors, kept } = screen(values, form.fields, stage.texts);
  if (Object.keys(errors).length > 0) {
    return { kind: 'form', form: await useCase.show(stage, context, filledWith(kept, errors)), errors: true };
  }
  if (kind === 'submit') return useCase.submit(stage, context, values);
  const open = leftOpen(form, values);
  if (open === null) return { kind: 'form', form, errors: false };
  const missing = filledWith(values, { [open]: stage.texts.invalid.choice });
  return { kind: 'form', form: await useCase.show(stage, context, missing), errors: true };
}

/** The choice that the rest of the form depends on, where the rest was asked for without it; not one that only now came. */
function leftOpen({ fields }: Form, values: Values): string | null {
  const choices = fields.filter((field) => field.kind === 'choice' && field.reshapes);
  const open = choices.find((field) => field.kind === 'choice' && field.value === null);
  return open !== undefined && (open === choices[0] || open.name in values) ? open.name : null;
}

/** The same for every delivery of a form that was sent once, and for none that was opened anew. */
export function receiptOf({ token }: Pick<FormContext, 'token'>): string {
  return `form:${token}`;
}

/** A form within a task force. */
export type FormUseCase = FormOf<Scene>;
/** A form that needs no task force yet. */
export type ArrivalForm = FormOf<Arrival>;

/** A form whose submission is an act on one opening. */
export interface ActSubmission extends FormUseCase {
  /** The field that a refusal speaks of, null for those that no other entry would mend. */
  fieldOf(refusal: Refusal): string | null;
}

/** One that is asked for by a button on the opening, which a room shows to everybody. */
export interface ActForm extends ActSubmission {
  /** What it comes to with an entry that fits: what is refused even then is said before anybody types. */
  trial(opening: Opening, act: Act, context: FormContext): Decision;
}

/** For a form in which nothing that can be entered mends a refusal. */
export const NO_FIELD = () => null;

/** Forms about one place check that place themselves; another place that moved on doesn't concern them. */
const OF_ONE_PLACE: readonly FormName[] = ['candidate', 'answer_yes', 'answer_no', 'start', 'end', 'broker'];

/**
 * Opens a form about one opening, unless it is said at once why it can't be done. The form remembers the round it was
 * opened in, so that what others do meanwhile isn't overwritten unseen.
 */
export async function openActForm(
  scene: Scene,
  form: FormName,
  useCase: ActForm,
  openingId: OpeningId,
  chosen: Values = {},
): Promise<Answer> {
  const remembered = (opening: Opening) => (OF_ONE_PLACE.includes(form) ? null : roundOf(opening));
  return openTried(scene, form, useCase, openingId, remembered, chosen);
}

/** Acts start a new round; nudges and corrections of what was told don't. */
const roundOf = ({ round }: Opening) => `round:${round}`;

function isStale({ extra }: FormContext, opening: Opening): boolean {
  return extra?.startsWith('round:') === true && extra !== roundOf(opening);
}

/** The same about one of its placements, which the form remembers. */
export async function openPlacementForm(
  scene: Scene,
  form: FormName,
  useCase: ActForm,
  openingId: OpeningId,
  about: AboutPlacement,
): Promise<Answer> {
  return openTried(scene, form, useCase, openingId, () => writeAbout(about));
}

async function openTried(
  scene: Scene,
  form: FormName,
  useCase: ActForm,
  openingId: OpeningId,
  remembered: (opening: Opening) => string | null,
  chosen: Values = {},
): Promise<Answer> {
  const { app, taskForce, roles, standing, now } = scene;
  const opening = await app.store.openings.find(taskForce.id, openingId);
  if (opening === null) return answerOutcome(scene, { kind: 'not_found' });
  const context = newContext(form, scene, {
    taskForceId: taskForce.id,
    openingId,
    extra: remembered(opening),
  });
  const tried = useCase.trial(opening, { by: standing.person.id, roles, taskForce, now }, context);
  if (tried.kind === 'refused' && useCase.fieldOf(tried.refusal) === null) {
    return answerOutcome(scene, await refuseByRule(scene, opening, tried.refusal));
  }
  return { kind: 'form', form: await useCase.show(scene, context, filledWith(chosen)), errors: false };
}

/** The form again, with everything typed and the sentences beside their fields. */
export async function showErrors(
  scene: Scene,
  useCase: FormUseCase,
  context: FormContext,
  values: Values,
  errors: Errors,
): Promise<Answer> {
  return { kind: 'form', form: await useCase.show(scene, context, filledWith(values, errors)), errors: true };
}

/** The form as it was filled in, with how the opening stands now over it; sending it once more is then a choice. */
async function showStale(
  scene: Scene,
  useCase: FormUseCase,
  context: FormContext,
  values: Values,
  opening: Opening,
): Promise<Answer> {
  const { texts, taskForce, roles, standing } = scene;
  const reading = await readingOf(scene, taskForce, peopleOf(opening));
  const isAuthor = opening.loggedBy === standing.person.id;
  const state = stateWords(opening, { kind: 'person', id: standing.person.id, roles, isAuthor }, reading);
  const form = await useCase.show(scene, { ...context, extra: roundOf(opening) }, filledWith(values));
  return {
    kind: 'form',
    form: withNotice(form, [[{ bold: texts.refusal.changed_meanwhile }], [state]]),
    errors: true,
  };
}

/** A form with words over it that aren't about one field. */
export function withNotice(form: Form, lines: readonly Line[]): Form {
  return { ...form, fields: [{ kind: 'note', name: 'meanwhile', lines }, ...form.fields] };
}

/**
 * Does what an act's form asks for. A refusal that the person can mend in the form comes back beside its field; any
 * other is said.
 *
 * @param done what to say when it happened; without it the form just closes
 */
export async function submitAct(
  scene: Scene,
  useCase: ActSubmission,
  context: FormContext,
  values: Values,
  act: {
    readonly decide: (opening: Opening, act: Act) => Decision;
    readonly besides?: (next: Opening, act: Act) => Promise<readonly Besides[]>;
    readonly done?: (opening: Opening) => Promise<Answer> | Answer;
  },
): Promise<Answer> {
  const { openingId } = context;
  const outcome: Outcome =
    openingId === null
      ? { kind: 'not_found' }
      : await changeOpening(
          scene,
          openingId,
          receiptOf(context),
          (opening, by) => {
            const decision = act.decide(opening, by);
            return decision.kind === 'changed' && isStale(context, opening)
              ? refused({ code: 'changed_meanwhile' })
              : decision;
          },
          act.besides,
        );
  switch (outcome.kind) {
    case 'done':
      return act.done === undefined ? { kind: 'done', card: null } : act.done(outcome.opening);
    case 'refused': {
      if (outcome.refusal.code === 'changed_meanwhile') {
        return showStale(scene, useCase, context, values, outcome.opening);
      }
      const field = useCase.fieldOf(outcome.refusal);
      if (field === null) return answerOutcome(scene, outcome);
      return showErrors(scene, useCase, context, values, { [field]: await refusalWords(scene, outcome) });
    }
    case 'not_found':
      return answerOutcome(scene, outcome);
  }
}
