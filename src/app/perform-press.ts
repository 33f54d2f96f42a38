import type { Press } from '../messages/press.ts';
import { openActForm, openPlacementForm } from './act-form.ts';
import type { Answer } from './answer.ts';
import { openHandover } from './meetings/agree-handover.ts';
import { openParticipants } from './meetings/count-participants.ts';
import { openStartMeeting } from './meetings/start-meeting.ts';
import { askForReopening, putAskingOff, stopAsking } from './openings/answer-again.ts';
import { answerAhead } from './openings/answer-call-ahead.ts';
import { answerAboutStory } from './openings/answer-story.ts';
import { askAmbassadorOf } from './openings/ask-ambassador.ts';
import { bookVisitForm } from './openings/book-visit.ts';
import { claimOpening } from './openings/claim-opening.ts';
import { closeOpeningForm, openJobOrder } from './openings/close-opening.ts';
import { confirmOpening } from './openings/confirm-still-open.ts';
import { openCorrection } from './openings/correct-opening.ts';
import { deleteNoteOf, eraseNextStepOf } from './openings/delete-note.ts';
import { openHandOverAll } from './openings/hand-over-all.ts';
import { handOverOpeningForm } from './openings/hand-over-opening.ts';
import { holdVisitForm } from './openings/hold-visit.ts';
import { openAnother, openIntake } from './openings/log-opening.ts';
import { openMerging } from './openings/merge-openings.ts';
import { openDraft } from './openings/open-draft.ts';
import { recordAttemptForm } from './openings/record-attempt.ts';
import { recordContactForm } from './openings/record-contact.ts';
import { reopenOpening } from './openings/reopen-opening.ts';
import { snoozeFollowUpForm, snoozeOpeningForm } from './openings/snooze-opening.ts';
import { openDetails } from './openings/tell-more.ts';
import { visitCompanyAgain } from './openings/visit-again.ts';
import { withdrawOpeningForm } from './openings/withdraw-opening.ts';
import { openListFilter } from './overview/filter-list.ts';
import { openFindCompany } from './overview/find-company.ts';
import { turnList } from './overview/list-work.ts';
import { refreshFound } from './overview/search-openings.ts';
import { chooseResults } from './overview/show-results.ts';
import { switchLanguage, viewHelp, viewHome } from './overview/view-home.ts';
import { viewContact, viewHistory, viewOpening } from './overview/view-openings.ts';
import { openErasure } from './people/erase-me.ts';
import { linkAccounts } from './people/link-accounts.ts';
import { openMembers } from './people/manage-members.ts';
import { exportMyData, showMyData } from './people/my-data.ts';
import { changeHoursForm } from './placements/change-hours.ts';
import { checkInGreen, openTrouble, retainPlacement } from './placements/check-in.ts';
import { endPlacementForm } from './placements/end-placement.ts';
import { openBroker } from './placements/name-broker.ts';
import { presentCandidateForm } from './placements/present-candidate.ts';
import { noAnswerForm, yesAnswerForm } from './placements/record-answer.ts';
import { closeSearchUseCase, keepSearching } from './placements/search-place.ts';
import { startPlacementForm } from './placements/start-placement.ts';
import { viewFollowUps } from './placements/view-follow-ups.ts';
import type { Scene } from './scene.ts';
import { openSettings } from './task-force/change-settings.ts';
import { openSetUp } from './task-force/set-up-task-force.ts';

/** Finds the use case of a button. */
export function performPress(scene: Scene, press: Press): Promise<Answer> | Answer {
  switch (press.act) {
    case 'open_intake':
      return press.draft === undefined ? openIntake(scene) : openDraft(scene, press.draft);
    case 'refresh_card':
      return refreshFound(scene, press.openingId);
    case 'open_settings':
      return openSettings(scene);
    case 'open_digest_settings':
      return openSettings(scene, 'digest');
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
    case 'find_company':
      return openFindCompany(scene);
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
    case 'ask_ambassador':
      return askAmbassadorOf(scene, press.openingId);
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
    case 'allow_story':
      return answerAboutStory(scene, press.openingId, true);
    case 'refuse_story':
      return answerAboutStory(scene, press.openingId, false);
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
      return openActForm(scene, 'answer_yes', yesAnswerForm, press.openingId);
    case 'answer_no':
      return openActForm(scene, 'answer_no', noAnswerForm, press.openingId);
    case 'start_placement':
      return openActForm(scene, 'start', startPlacementForm, press.openingId);
    case 'end_placement':
      return openActForm(scene, 'end', endPlacementForm, press.openingId);
    case 'name_broker':
      return openBroker(scene, press.openingId);
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
      return openActForm(scene, 'change_hours', changeHoursForm, press.openingId);
    case 'snooze_follow_up':
      return openPlacementForm(scene, 'snooze_follow_up', snoozeFollowUpForm, press.openingId, {
        nth: press.nth,
      });
    case 'continue_search':
      return keepSearching(scene, press.openingId, press.nth);
    case 'close_search':
      return openPlacementForm(scene, 'close_search', closeSearchUseCase, press.openingId, {
        nth: press.nth,
      });
    case 'spot_another':
      return openAnother(scene, press.openingId);
    case 'hand_over':
      return openActForm(scene, 'hand_over', handOverOpeningForm, press.openingId);
    case 'snooze':
      return openActForm(scene, 'snooze', snoozeOpeningForm, press.openingId);
    case 'close':
      return openActForm(scene, 'close', closeOpeningForm, press.openingId);
    case 'job_order':
      return openJobOrder(scene, press.openingId);
    case 'withdraw':
      return openActForm(scene, 'withdraw', withdrawOpeningForm, press.openingId);
  }
}
