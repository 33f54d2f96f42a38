import type { Permission } from '../domain/permissions.ts';
import type { FormName } from '../messages/form-context.ts';
import type { Press } from '../messages/press.ts';
import { type ArrivalForm, type FormUseCase, openActForm, openPlacementForm, runForm } from './act-form.ts';
import type { Answer } from './answer.ts';
import { type Command, parseCommand } from './commands.ts';
import { explainCommands, explainNoTaskForce, explainUnknown } from './explain.ts';
import type { Intent } from './intent.ts';
import { recordOf } from './keep-audit.ts';
import { agreeHandoverForm, openHandover } from './meetings/agree-handover.ts';
import { countParticipantsForm, openParticipants } from './meetings/count-participants.ts';
import { endMeetingForm, openEndOfCurrent } from './meetings/end-meeting.ts';
import { openStartMeeting, startMeetingUseCase } from './meetings/start-meeting.ts';
import { askForReopening, putAskingOff, stopAsking } from './openings/answer-again.ts';
import { answerAhead } from './openings/answer-call-ahead.ts';
import { bookVisitForm } from './openings/book-visit.ts';
import { claimOpening } from './openings/claim-opening.ts';
import { closeOpeningForm } from './openings/close-opening.ts';
import { confirmOpening } from './openings/confirm-still-open.ts';
import { correctOpeningForm, openCorrection } from './openings/correct-opening.ts';
import { deleteNoteOf, eraseNextStepOf } from './openings/delete-note.ts';
import { handOverAllForm, openHandOverAll } from './openings/hand-over-all.ts';
import { handOverOpeningForm } from './openings/hand-over-opening.ts';
import { holdVisitForm } from './openings/hold-visit.ts';
import { logOpeningForm, openAnother, openIntake } from './openings/log-opening.ts';
import { mergeForm, openMerging } from './openings/merge-openings.ts';
import { openDraft } from './openings/open-draft.ts';
import { recordAttemptForm } from './openings/record-attempt.ts';
import { recordContactForm } from './openings/record-contact.ts';
import { reopenOpening } from './openings/reopen-opening.ts';
import { snoozeFollowUpForm, snoozeOpeningForm } from './openings/snooze-opening.ts';
import { openDetails, tellMoreForm } from './openings/tell-more.ts';
import { visitCompanyAgain } from './openings/visit-again.ts';
import { withdrawOpeningForm } from './openings/withdraw-opening.ts';
import { listFilterUseCase, openListFilter } from './overview/filter-list.ts';
import { turnList } from './overview/list-work.ts';
import { refreshFound, searchOpenings } from './overview/search-openings.ts';
import { chooseResults, chooseResultsForm, showResults } from './overview/show-results.ts';
import { viewCompany } from './overview/view-company.ts';
import { emptyHome, sendHome, switchLanguage, viewHelp, viewHome } from './overview/view-home.ts';
import {
  listMine,
  listOpenings,
  viewByNumber,
  viewContact,
  viewHistory,
  viewOpening,
} from './overview/view-openings.ts';
import { viewSteering } from './overview/view-steering.ts';
import { chooseLanguage } from './people/choose-language.ts';
import { eraseMeForm, openErasure } from './people/erase-me.ts';
import { linkAccounts, openLinking } from './people/link-accounts.ts';
import { manageMembersForm, openMembers } from './people/manage-members.ts';
import { exportMyData, showMyData } from './people/my-data.ts';
import { changeHoursForm, openHours } from './placements/change-hours.ts';
import { checkInGreen, checkInTroubleForm, openTrouble, retainPlacement } from './placements/check-in.ts';
import { endPlacementForm, openEnding } from './placements/end-placement.ts';
import { openSeatForm } from './placements/placing-form.ts';
import { presentCandidateForm } from './placements/present-candidate.ts';
import { noAnswerForm, yesAnswerForm } from './placements/record-answer.ts';
import { closeSearchUseCase, keepSearching } from './placements/search-place.ts';
import { startPlacementForm } from './placements/start-placement.ts';
import { viewFollowUps } from './placements/view-follow-ups.ts';
import { type Arrival, allowed, denied, type Scene } from './scene.ts';
import { changeSettingsForm, openSettings } from './task-force/change-settings.ts';
import { connectThisRoomForm } from './task-force/connect-room.ts';
import { issueJoinCode } from './task-force/issue-join-code.ts';
import { putUpBoard } from './task-force/put-up-board.ts';
import { openSetUp, setUpTaskForceForm } from './task-force/set-up-task-force.ts';

type MaybeAnswer = Promise<Answer> | Answer;

/** The right each press asks for. Null: no right within a task force is needed. */
export const PRESS_PERMISSIONS: Readonly<Record<Press['act'], Permission | null>> = {
  open_intake: 'log_opening',
  claim: 'claim_opening',
  record_contact: 'record_contact',
  record_attempt: 'record_attempt',
  book_visit: 'visit_company',
  hold_visit: 'visit_company',
  present_candidate: 'match_candidates',
  answer_yes: 'match_candidates',
  answer_no: 'match_candidates',
  start_placement: 'match_candidates',
  end_placement: 'match_candidates',
  follow_up: 'follow_up',
  check_in: 'follow_up',
  check_in_trouble: 'follow_up',
  retain: 'follow_up',
  delete_next_step: 'delete_note',
  change_hours: 'follow_up',
  snooze_follow_up: 'follow_up',
  continue_search: 'follow_up',
  close_search: 'follow_up',
  // The form is filled in with the contact.
  spot_another: 'view_contact',
  hand_over: 'hand_over',
  snooze: 'snooze_opening',
  close: 'close_opening',
  reopen: 'reopen_opening',
  merge: 'merge_openings',
  called_ahead: 'call_ahead',
  skip_call_ahead: 'call_ahead',
  want_reopening: 'answer_again',
  postpone_asking: 'answer_again',
  end_asking: 'answer_again',
  visit_again: 'answer_again',
  withdraw: 'answer_still_open',
  confirm_still_open: 'answer_still_open',
  tell_more: 'revise_opening',
  correct: 'revise_opening',
  delete_note: 'delete_note',
  view_opening: 'view_opening',
  view_contact: 'view_contact',
  open_set_up: null,
  open_settings: 'change_settings',
  choose_results: 'view_results',
  open_members: 'manage_members',
  start_meeting: 'run_meeting',
  open_participants: 'run_meeting',
  end_meeting: 'run_meeting',
  agree_handover: 'agree_handover',
  hand_over_all: 'hand_over',
  my_data: null,
  export_my_data: null,
  erase_me: null,
  link_accounts: null,
  show_list: 'list_openings',
  filter_list: 'list_openings',
  view_home: 'view_home',
  filter_home: 'list_openings',
  switch_language: 'choose_language',
  view_help: null,
  view_history: 'view_opening',
  refresh_card: 'view_opening',
};

/** The right each form asks for when it is shown or submitted: the same as the press that opens it. */
export const FORM_PERMISSIONS: Readonly<Record<FormName, Permission | null>> = {
  intake: 'log_opening',
  attempt: 'record_attempt',
  contact: 'record_contact',
  visit: 'visit_company',
  visit_held: 'visit_company',
  candidate: 'match_candidates',
  answer_yes: 'match_candidates',
  answer_no: 'match_candidates',
  start: 'match_candidates',
  end: 'match_candidates',
  check_in: 'follow_up',
  change_hours: 'follow_up',
  snooze_follow_up: 'follow_up',
  close_search: 'follow_up',
  hand_over: 'hand_over',
  hand_over_all: 'hand_over',
  snooze: 'snooze_opening',
  close: 'close_opening',
  withdraw: 'answer_still_open',
  merge: 'merge_openings',
  details: 'revise_opening',
  correction: 'revise_opening',
  settings: 'change_settings',
  results: 'view_results',
  member: 'manage_members',
  start_meeting: 'run_meeting',
  participants: 'run_meeting',
  end_meeting: 'run_meeting',
  handover: 'agree_handover',
  list_filter: 'list_openings',
  set_up: null,
  connect_room: null,
  erase_me: null,
};

/** The right each command asks for. */
export const COMMAND_PERMISSIONS: Readonly<Record<Command['name'], Permission | null>> = {
  spot: 'log_opening',
  list: 'list_openings',
  mine: 'view_mine',
  home: 'view_home',
  board: 'run_meeting',
  show: 'view_opening',
  hand_over_all: 'hand_over',
  settings: 'change_settings',
  results: 'view_results',
  members: 'manage_members',
  steering: 'view_steering',
  company: 'view_company',
  meeting: 'run_meeting',
  set_up: null,
  language: null,
  link: null,
  my_data: null,
  help: null,
  unknown: null,
};

/** Does what was asked before a task force, after the sender's right to it was checked. */
export function performWithin(scene: Scene): MaybeAnswer {
  const { intent } = scene.request;
  switch (intent.kind) {
    case 'command': {
      const command = parseCommand(intent.text);
      return guarded(scene, COMMAND_PERMISSIONS[command.name], () => performCommand(scene, command));
    }
    case 'home':
      return guarded(scene, 'view_home', () => viewHome(scene));
    case 'draft':
      return guarded(scene, 'log_opening', () => openDraft(scene, intent));
    case 'search':
      return guarded(scene, 'list_openings', () => searchOpenings(scene, intent.words));
    case 'press':
      return guarded(scene, PRESS_PERMISSIONS[intent.press.act], () => performPress(scene, intent.press));
    case 'submit':
    case 'reshape':
      return guarded(scene, FORM_PERMISSIONS[intent.context.form], () => performForm(scene, intent));
  }
}

function guarded(scene: Scene, permission: Permission | null, perform: () => MaybeAnswer): MaybeAnswer {
  return permission === null || allowed(scene, permission) ? perform() : refuse(scene, permission);
}

async function refuse(scene: Scene, permission: Permission): Promise<Answer> {
  await recordOf(scene, 'refused', null, { permission, intent: nameOf(scene.request.intent) });
  return denied(permission, scene);
}

function nameOf(intent: Intent): string {
  switch (intent.kind) {
    case 'command':
      return parseCommand(intent.text).name;
    case 'press':
      return intent.press.act;
    case 'submit':
    case 'reshape':
      return intent.context.form;
    case 'home':
    case 'draft':
    case 'search':
      return intent.kind;
  }
}

function performCommand(scene: Scene, command: Command): MaybeAnswer {
  switch (command.name) {
    case 'spot':
      return openIntake(scene);
    case 'list':
      return listOpenings(scene);
    case 'mine':
      return listMine(scene);
    case 'home':
      return sendHome(scene);
    case 'board':
      return putUpBoard(scene);
    case 'show':
      return viewByNumber(scene, command.number);
    case 'set_up':
      return command.code === null && allowed(scene, 'manage_members')
        ? issueJoinCode(scene)
        : openSetUp(scene, command.code);
    case 'hand_over_all':
      return openHandOverAll(scene);
    case 'settings':
      return openSettings(scene);
    case 'results':
      return showResults(scene);
    case 'members':
      return openMembers(scene);
    case 'company':
      return viewCompany(scene, command.company);
    case 'steering':
      return viewSteering(scene);
    case 'meeting':
      return command.act === 'start' ? openStartMeeting(scene) : openEndOfCurrent(scene);
    case 'language':
      return chooseLanguage(scene, command.locale);
    case 'link':
      return openLinking(scene, command.code);
    case 'my_data':
      return showMyData(scene);
    case 'help':
      return explainCommands(scene, scene.taskForce.id);
    case 'unknown':
      return explainUnknown(scene, command.nearest);
  }
}

function performPress(scene: Scene, press: Press): MaybeAnswer {
  switch (press.act) {
    case 'open_intake':
      return press.draft === undefined ? openIntake(scene) : openDraft(scene, press.draft);
    case 'refresh_card':
      return refreshFound(scene, press.openingId);
    case 'open_settings':
      return openSettings(scene);
    case 'choose_results':
      return chooseResults(scene);
    case 'open_members':
      return openMembers(scene);
    case 'start_meeting':
      return openStartMeeting(scene);
    case 'open_participants':
      return openParticipants(scene, 'participants', press.meetingId);
    case 'end_meeting':
      return openParticipants(scene, 'end_meeting', press.meetingId);
    case 'agree_handover':
      return openHandover(scene, press.meetingId);
    case 'open_set_up':
      return openSetUp(scene, press.code);
    case 'hand_over_all':
      return openHandOverAll(scene);
    case 'link_accounts':
      return linkAccounts(scene, press.code);
    case 'show_list':
      return turnList(scene, press.look);
    case 'filter_list':
      return openListFilter(scene, 'list', press.look);
    case 'view_home':
      return viewHome(scene, press.look);
    case 'filter_home':
      return openListFilter(scene, 'home', press.look);
    case 'switch_language':
      return switchLanguage(scene);
    case 'view_help':
      return viewHelp(scene);
    case 'view_history':
      return viewHistory(scene, press.openingId);
    case 'my_data':
      return showMyData(scene);
    case 'export_my_data':
      return exportMyData(scene, press.page);
    case 'erase_me':
      return openErasure(scene);
    case 'claim':
      return claimOpening(scene, press.openingId, press.listed === true);
    case 'reopen':
      return reopenOpening(scene, press.openingId);
    case 'merge':
      return openMerging(scene, press.openingId);
    case 'called_ahead':
      return answerAhead(scene, press.openingId, true);
    case 'skip_call_ahead':
      return answerAhead(scene, press.openingId, false);
    case 'want_reopening':
      return askForReopening(scene, press.openingId);
    case 'postpone_asking':
      return putAskingOff(scene, press.openingId);
    case 'end_asking':
      return stopAsking(scene, press.openingId);
    case 'visit_again':
      return visitCompanyAgain(scene, press.openingId);
    case 'confirm_still_open':
      return confirmOpening(scene, press.openingId);
    case 'view_opening':
      return viewOpening(scene, press.openingId);
    case 'view_contact':
      return viewContact(scene, press.openingId);
    case 'tell_more':
      return openDetails(scene, press.openingId);
    case 'correct':
      return openCorrection(scene, press.openingId);
    case 'delete_note':
      return deleteNoteOf(scene, press.openingId);
    case 'record_contact':
      return openActForm(scene, 'contact', recordContactForm, press.openingId);
    case 'record_attempt':
      return openActForm(scene, 'attempt', recordAttemptForm, press.openingId);
    case 'book_visit':
      return openActForm(scene, 'visit', bookVisitForm, press.openingId);
    case 'hold_visit':
      return openActForm(scene, 'visit_held', holdVisitForm, press.openingId);
    case 'present_candidate':
      return openActForm(scene, 'candidate', presentCandidateForm, press.openingId);
    case 'answer_yes':
      return openSeatForm(scene, 'answer_yes', yesAnswerForm, press.openingId, 'presented');
    case 'answer_no':
      return openSeatForm(scene, 'answer_no', noAnswerForm, press.openingId, 'presented');
    case 'start_placement':
      return openSeatForm(scene, 'start', startPlacementForm, press.openingId, 'agreed');
    case 'end_placement':
      return openEnding(scene, press.openingId);
    case 'follow_up':
      return viewFollowUps(scene, press.openingId);
    case 'check_in':
      return checkInGreen(scene, press.openingId, press.nth, press.item);
    case 'check_in_trouble':
      return openTrouble(scene, press.openingId, press);
    case 'retain':
      return retainPlacement(scene, press.openingId, press.nth);
    case 'delete_next_step':
      return eraseNextStepOf(scene, press.openingId, press.nth);
    case 'change_hours':
      return openHours(scene, press.openingId);
    case 'snooze_follow_up':
      return openPlacementForm(scene, 'snooze_follow_up', snoozeFollowUpForm, press);
    case 'continue_search':
      return keepSearching(scene, press.openingId, press.nth);
    case 'close_search':
      return openPlacementForm(scene, 'close_search', closeSearchUseCase, press);
    case 'spot_another':
      return openAnother(scene, press.openingId);
    case 'hand_over':
      return openActForm(scene, 'hand_over', handOverOpeningForm, press.openingId);
    case 'snooze':
      return openActForm(scene, 'snooze', snoozeOpeningForm, press.openingId);
    case 'close':
      return openActForm(scene, 'close', closeOpeningForm, press.openingId);
    case 'withdraw':
      return openActForm(scene, 'withdraw', withdrawOpeningForm, press.openingId);
  }
}

type FormIntent = Extract<Intent, { kind: 'submit' | 'reshape' }>;

function performForm(scene: Scene, intent: FormIntent): Promise<Answer> {
  const { form } = intent.context;
  switch (form) {
    case 'set_up':
    case 'connect_room':
    case 'erase_me':
      return runForm<Arrival>(scene, ARRIVAL_FORMS[form], intent);
    case 'intake':
    case 'attempt':
    case 'contact':
    case 'visit':
    case 'visit_held':
    case 'candidate':
    case 'answer_yes':
    case 'answer_no':
    case 'start':
    case 'end':
    case 'check_in':
    case 'change_hours':
    case 'snooze_follow_up':
    case 'close_search':
    case 'hand_over':
    case 'hand_over_all':
    case 'snooze':
    case 'close':
    case 'withdraw':
    case 'merge':
    case 'details':
    case 'correction':
    case 'settings':
    case 'results':
    case 'member':
    case 'start_meeting':
    case 'participants':
    case 'end_meeting':
    case 'handover':
    case 'list_filter':
      return runForm(scene, FORMS[form], intent);
  }
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
  check_in: checkInTroubleForm,
  change_hours: changeHoursForm,
  snooze_follow_up: snoozeFollowUpForm,
  close_search: closeSearchUseCase,
  hand_over: handOverOpeningForm,
  hand_over_all: handOverAllForm,
  snooze: snoozeOpeningForm,
  close: closeOpeningForm,
  withdraw: withdrawOpeningForm,
  merge: mergeForm,
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
};

/** What can be asked for where no task force is: to get one, what is a person's own, and how to get on. */
export function performAbroad(arrival: Arrival): MaybeAnswer {
  const { intent } = arrival.request;
  switch (intent.kind) {
    case 'command': {
      const command = parseCommand(intent.text);
      if (command.name === 'set_up') return openSetUp(arrival, command.code);
      if (command.name === 'language') return chooseLanguage(arrival, command.locale);
      if (command.name === 'link') return openLinking(arrival, command.code);
      if (command.name === 'my_data') return showMyData(arrival);
      return explainNoTaskForce(arrival);
    }
    case 'home':
      return emptyHome(arrival);
    case 'draft':
    case 'search':
      return explainNoTaskForce(arrival);
    case 'press': {
      const { press } = intent;
      if (press.act === 'open_set_up') return openSetUp(arrival, press.code);
      if (press.act === 'link_accounts') return linkAccounts(arrival, press.code);
      if (press.act === 'my_data') return showMyData(arrival);
      if (press.act === 'export_my_data') return exportMyData(arrival, press.page);
      if (press.act === 'erase_me') return openErasure(arrival);
      return explainNoTaskForce(arrival);
    }
    case 'submit':
    case 'reshape': {
      const { form } = intent.context;
      return form === 'set_up' || form === 'connect_room' || form === 'erase_me'
        ? runForm(arrival, ARRIVAL_FORMS[form], intent)
        : explainNoTaskForce(arrival);
    }
  }
}
