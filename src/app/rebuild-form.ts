import { DEFAULT_THRESHOLDS, type Locale } from '../domain/task-force.ts';
import { isOwn } from '../domain/typed/categories.ts';
import { BUILT_IN_WORK } from '../domain/typed/work-catalogue.ts';
import { type Filled, filledWith } from '../messages/fields.ts';
import type { FormContext } from '../messages/form-context.ts';
import { participantsForm, startMeetingForm } from '../messages/meetings/meeting-forms.ts';
import {
  attemptForm,
  closeForm,
  contactForm,
  setUpForm,
  snoozeForm,
  withdrawForm,
} from '../messages/openings/act-forms.ts';
import { detailsForm } from '../messages/openings/details-form.ts';
import { checkInForm, closeSearchForm } from '../messages/placements/follow-up-forms.ts';
import { candidateForm, visitForm, visitHeldForm } from '../messages/placements/journey-forms.ts';
import { textsIn } from '../messages/reading.ts';
import { settingsForm } from '../messages/task-force/settings-form.ts';
import type { Form, Values } from '../messages/view.ts';
import { showCorrection } from './openings/correct-opening.ts';
import { showIntake } from './openings/log-opening.ts';
import { screen } from './screening.ts';

/**
 * A form as it was submitted, with a sentence over it, without asking the database: for a platform that must send the
 * form back with everything typed, but a CPR number, while nothing can be saved. Null for forms whose choices only the database knows.
 */
export function rebuildForm(
  context: FormContext,
  values: Values,
  sentence: string,
  locale: Locale,
): Form | null {
  const shown = formOf(context, values, locale);
  if (shown === null) return null;
  const { kept } = screen(values, shown.fields, textsIn(locale));
  const form = formOf(context, kept, locale) ?? shown;
  return {
    ...form,
    fields: [
      { kind: 'note', name: 'problem', lines: [[{ bold: `${sentence} ${textsIn(locale).stillHere}` }]] },
      ...form.fields,
    ],
  };
}

/** What a task force calls its own only the database knows. */
function namesOwnWork(filled: Filled): boolean {
  return [filled.one('category') ?? '', ...filled.many('tasks')].some(isOwn);
}

function formOf(context: FormContext, values: Values, locale: Locale): Form | null {
  const filled = filledWith(values);
  const texts = textsIn(locale);
  switch (context.form) {
    case 'intake':
      return namesOwnWork(filled)
        ? null
        : showIntake(context, filled, { texts, taskForce: { work: BUILT_IN_WORK } });
    case 'set_up':
      return setUpForm(filled, context, texts);
    case 'attempt':
      return attemptForm(filled, context, texts);
    case 'contact':
      return contactForm(filled, DEFAULT_THRESHOLDS, context, texts);
    case 'snooze':
      return snoozeForm(filled, context, texts);
    case 'close':
      return closeForm(filled, filled.one('reason') === 'visit_without_opening', context, texts);
    case 'withdraw':
      return withdrawForm(filled, context, texts);
    case 'start_meeting':
      return startMeetingForm(filled, context, texts);
    case 'participants':
    case 'end_meeting':
      return participantsForm(filled, context, texts);
    case 'visit':
      return visitForm(filled, context, texts);
    case 'visit_held':
      return visitHeldForm(filled, context, texts);
    case 'candidate':
      // Who the job brokers are only the database knows; one that was chosen before is chosen again.
      return candidateForm(filled, [], null, context, texts);
    case 'snooze_follow_up':
      return snoozeForm(filled, context, texts);
    case 'check_in':
      return checkInForm(filled, null, context, texts);
    case 'close_search':
      return closeSearchForm(filled, context, texts);
    case 'details':
      return detailsForm(filled, context, texts);
    case 'correction':
      return namesOwnWork(filled)
        ? null
        : showCorrection(context, filled, { texts, taskForce: { work: BUILT_IN_WORK } });
    case 'settings':
      // Only the database knows the rooms that the digest can go to, and the kinds of work.
      return ['digest', 'work'].includes(filled.one('group') ?? '')
        ? null
        : settingsForm(filled, { above: [], history: [], rooms: [], work: BUILT_IN_WORK }, context, texts);
    case 'merge':
    case 'hand_over':
    case 'handover':
    case 'hand_over_all':
    case 'results':
    case 'member':
    case 'connect_room':
    case 'list_filter':
    case 'find_company':
    case 'erase_me':
    case 'answer_yes':
    case 'answer_no':
    case 'start':
    case 'end':
    case 'broker':
    case 'change_hours':
      return null;
  }
}
