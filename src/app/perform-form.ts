import type { FormName } from '../messages/form-context.ts';
import { type ArrivalForm, type FormUseCase, runForm } from './act-form.ts';
import type { Answer } from './answer.ts';
import type { Intent } from './intent.ts';
import { agreeHandoverForm } from './meetings/agree-handover.ts';
import { countParticipantsForm } from './meetings/count-participants.ts';
import { endMeetingForm } from './meetings/end-meeting.ts';
import { startMeetingUseCase } from './meetings/start-meeting.ts';
import { bookVisitForm } from './openings/book-visit.ts';
import { closeOpeningForm } from './openings/close-opening.ts';
import { correctOpeningForm } from './openings/correct-opening.ts';
import { handOverAllForm } from './openings/hand-over-all.ts';
import { handOverOpeningForm } from './openings/hand-over-opening.ts';
import { holdVisitForm } from './openings/hold-visit.ts';
import { logOpeningForm } from './openings/log-opening.ts';
import { mergeOpeningsForm } from './openings/merge-openings.ts';
import { recordAttemptForm } from './openings/record-attempt.ts';
import { recordContactForm } from './openings/record-contact.ts';
import { snoozeFollowUpForm, snoozeOpeningForm } from './openings/snooze-opening.ts';
import { tellMoreForm } from './openings/tell-more.ts';
import { withdrawOpeningForm } from './openings/withdraw-opening.ts';
import { listFilterUseCase } from './overview/filter-list.ts';
import { findCompanyUseCase } from './overview/find-company.ts';
import { chooseResultsForm } from './overview/show-results.ts';
import { eraseMeForm } from './people/erase-me.ts';
import { manageMembersForm } from './people/manage-members.ts';
import { changeHoursForm } from './placements/change-hours.ts';
import { checkInTroubleForm } from './placements/check-in.ts';
import { endPlacementForm } from './placements/end-placement.ts';
import { nameBrokerForm } from './placements/name-broker.ts';
import { presentCandidateForm } from './placements/present-candidate.ts';
import { noAnswerForm, yesAnswerForm } from './placements/record-answer.ts';
import { closeSearchUseCase } from './placements/search-place.ts';
import { startPlacementForm } from './placements/start-placement.ts';
import type { Arrival, Scene } from './scene.ts';
import { changeSettingsForm } from './task-force/change-settings.ts';
import { connectThisRoomForm } from './task-force/connect-room.ts';
import { setUpTaskForceForm } from './task-force/set-up-task-force.ts';

type FormIntent = Extract<Intent, { kind: 'submit' | 'reshape' }>;

/** Finds the use case of a form that is shown again or submitted. */
export function performForm(scene: Scene, intent: FormIntent): Promise<Answer> {
  const { form } = intent.context;
  return needsNoTaskForce(form)
    ? runForm<Arrival>(scene, ARRIVAL_FORMS[form], intent)
    : runForm(scene, FORMS[form], intent);
}

/** The same where no task force is; null for a form that needs one. */
export function performArrivalForm(arrival: Arrival, intent: FormIntent): Promise<Answer> | null {
  const { form } = intent.context;
  return needsNoTaskForce(form) ? runForm(arrival, ARRIVAL_FORMS[form], intent) : null;
}

function needsNoTaskForce(form: FormName): form is keyof typeof ARRIVAL_FORMS {
  return Object.hasOwn(ARRIVAL_FORMS, form);
}

const ARRIVAL_FORMS: Readonly<Record<'set_up' | 'connect_room' | 'erase_me', ArrivalForm>> = {
  set_up: setUpTaskForceForm,
  connect_room: connectThisRoomForm,
  erase_me: eraseMeForm,
};

const FORMS: Readonly<Record<Exclude<FormName, keyof typeof ARRIVAL_FORMS>, FormUseCase>> = {
  intake: logOpeningForm,
  attempt: recordAttemptForm,
  contact: recordContactForm,
  visit: bookVisitForm,
  visit_held: holdVisitForm,
  candidate: presentCandidateForm,
  answer_yes: yesAnswerForm,
  answer_no: noAnswerForm,
  start: startPlacementForm,
  end: endPlacementForm,
  broker: nameBrokerForm,
  check_in: checkInTroubleForm,
  change_hours: changeHoursForm,
  snooze_follow_up: snoozeFollowUpForm,
  close_search: closeSearchUseCase,
  hand_over: handOverOpeningForm,
  hand_over_all: handOverAllForm,
  snooze: snoozeOpeningForm,
  close: closeOpeningForm,
  withdraw: withdrawOpeningForm,
  merge: mergeOpeningsForm,
  details: tellMoreForm,
  correction: correctOpeningForm,
  settings: changeSettingsForm,
  results: chooseResultsForm,
  member: manageMembersForm,
  start_meeting: startMeetingUseCase,
  participants: countParticipantsForm,
  end_meeting: endMeetingForm,
  handover: agreeHandoverForm,
  list_filter: listFilterUseCase,
  find_company: findCompanyUseCase,
};
