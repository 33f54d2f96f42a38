import type { OpeningId } from '../../domain/ids.ts';
import { close } from '../../domain/opening/closing.ts';
import { CLOSE_REASONS, type CloseReason, type Opening } from '../../domain/opening/opening.ts';
import { filledWith } from '../../messages/fields.ts';
import type { FormContext } from '../../messages/form-context.ts';
import { messageCard } from '../../messages/note-card.ts';
import { ACT_LIMITS, closeForm } from '../../messages/openings/act-forms.ts';
import { jobOrderCard } from '../../messages/openings/job-order.ts';
import { type ActForm, openActForm, showErrors, submitAct } from '../act-form.ts';
import type { Answer } from '../answer.ts';
import { readingOf, type Scene } from '../scene.ts';

/** "Luk", with a reason. What a reason asks for first comes back beside it. */
export const closeOpeningForm: ActForm = {
  show: async (scene, context, filled) =>
    closeForm(filled, await isVisit(scene, context), context, scene.texts),
  trial: (opening, act) => close(opening, 'job_order', null, act),
  fieldOf: ({ code }) => {
    if (code === 'reason_needs_note') return 'note';
    if (code === 'contact_again_out_of_range') return 'contact_on';
    return code === 'too_few_attempts' || code === 'only_after_visit' ? 'reason' : null;
  },
  submit: (scene, context, values) => {
    const filled = filledWith(values);
    const reason = CLOSE_REASONS.find((known) => known === filled.one('reason'));
    const note = filled.one('note')?.trim() || null;
    const errors = {
      ...(reason === undefined ? { reason: scene.texts.invalid.choice } : {}),
      ...((note?.length ?? 0) > ACT_LIMITS.note
        ? { note: scene.texts.invalid.tooLong(ACT_LIMITS.note) }
        : {}),
    };
    if (reason === undefined || 'note' in errors) {
      return showErrors(scene, closeOpeningForm, context, values, errors);
    }
    return submitAct(scene, closeOpeningForm, context, values, {
      decide: (opening, act) => close(opening, reason, note, act, filled.one('contact_on')),
      done: (opening) => answerClosed(scene, opening),
    });
  },
};

/** "Jobordre": the same form with its reason chosen, for what the ordinary recruitment had better do. */
export function openJobOrder(scene: Scene, openingId: OpeningId): Promise<Answer> {
  const reason: CloseReason = 'job_order';
  return openActForm(scene, 'close', closeOpeningForm, openingId, { reason });
}

/** A job order is handed over as text; a closing that a coordinator must approve is said to wait for that. */
async function answerClosed(scene: Scene, opening: Opening): Promise<Answer> {
  if (opening.status !== 'closed') {
    return { kind: 'say', card: messageCard(scene.texts.close.title, [scene.texts.close.asked]) };
  }
  if (opening.reason !== 'job_order') return { kind: 'done', card: null };
  return { kind: 'say', card: jobOrderCard(opening, await readingOf(scene, scene.taskForce, [])) };
}

async function isVisit({ app, taskForce }: Scene, context: FormContext): Promise<boolean> {
  if (context.openingId === null) return false;
  const opening = await app.store.openings.find(taskForce.id, context.openingId);
  return opening?.kind === 'visit_request';
}
