import * as z from 'zod';
import type { MeetingId, OpeningId } from '../domain/ids.ts';
import { isCheckInItem } from '../domain/opening/check-in.ts';
import type { FormContext } from './form-context.ts';
import { lookSchema } from './overview/look.ts';
import { type AboutPlacement, readAbout } from './placements/about-placement.ts';

/**
 * What a button says when it is pressed: an act and the ids it is about. It goes out in a card and comes back from the
 * wire, where anybody could have changed it; `dispatch` checks it like everything else.
 */
const onOpening = { taskForceId: z.uuid(), openingId: z.uuid().transform((id) => id as OpeningId) };

/** Far more jobs than any opening ever has. */
const MOST_PLACEMENTS = 10_000;

const onMeeting = { taskForceId: z.uuid(), meetingId: z.uuid().transform((id) => id as MeetingId) };

/** A message, cut to what a button may carry on both platforms, and the name of who wrote it. */
const draftSchema = z.object({ text: z.string().max(1_000), author: z.string().max(120).nullable() });
/** One placement of an opening, by its index. */
const onPlacement = { ...onOpening, nth: z.int().min(0).max(MOST_PLACEMENTS) };
const checkInItem = z.string().max(20).refine(isCheckInItem);

export const pressSchema = z.discriminatedUnion('act', [
  /** `draft`: a message that the form is filled in from; it came from the one who reads the button. */
  z.object({ act: z.literal('open_intake'), taskForceId: z.uuid(), draft: draftSchema.optional() }),
  /** `listed`: it stands in a list, which must not give way to the one card. */
  z.object({ act: z.literal('claim'), ...onOpening, listed: z.literal(true).optional() }),
  z.object({ act: z.literal('record_contact'), ...onOpening }),
  z.object({ act: z.literal('record_attempt'), ...onOpening }),
  z.object({ act: z.literal('book_visit'), ...onOpening }),
  z.object({ act: z.literal('hold_visit'), ...onOpening }),
  z.object({ act: z.literal('present_candidate'), ...onOpening }),
  z.object({ act: z.literal('answer_yes'), ...onOpening }),
  z.object({ act: z.literal('answer_no'), ...onOpening }),
  z.object({ act: z.literal('start_placement'), ...onOpening }),
  z.object({ act: z.literal('end_placement'), ...onOpening }),
  z.object({ act: z.literal('name_broker'), ...onOpening }),
  /** The presser's own card of what is asked about its placements. */
  z.object({ act: z.literal('follow_up'), ...onOpening }),
  z.object({ act: z.literal('check_in'), ...onPlacement, item: checkInItem }),
  z.object({
    act: z.literal('check_in_trouble'),
    ...onPlacement,
    item: checkInItem,
    colour: z.enum(['yellow', 'red']),
  }),
  z.object({ act: z.literal('retain'), ...onPlacement }),
  z.object({ act: z.literal('delete_next_step'), ...onPlacement }),
  z.object({ act: z.literal('change_hours'), ...onOpening }),
  z.object({ act: z.literal('snooze_follow_up'), ...onPlacement }),
  z.object({ act: z.literal('continue_search'), ...onPlacement }),
  z.object({ act: z.literal('close_search'), ...onPlacement }),
  z.object({ act: z.literal('spot_another'), ...onOpening }),
  z.object({ act: z.literal('hand_over'), ...onOpening }),
  z.object({ act: z.literal('snooze'), ...onOpening }),
  z.object({ act: z.literal('close'), ...onOpening }),
  /** "Luk" with that reason chosen already. */
  z.object({ act: z.literal('job_order'), ...onOpening }),
  z.object({ act: z.literal('reopen'), ...onOpening }),
  z.object({ act: z.literal('merge'), ...onOpening }),
  z.object({ act: z.literal('called_ahead'), ...onOpening }),
  z.object({ act: z.literal('skip_call_ahead'), ...onOpening }),
  z.object({ act: z.literal('ask_ambassador'), ...onOpening }),
  z.object({ act: z.literal('want_reopening'), ...onOpening }),
  z.object({ act: z.literal('postpone_asking'), ...onOpening }),
  z.object({ act: z.literal('end_asking'), ...onOpening }),
  z.object({ act: z.literal('visit_again'), ...onOpening }),
  z.object({ act: z.literal('withdraw'), ...onOpening }),
  z.object({ act: z.literal('confirm_still_open'), ...onOpening }),
  z.object({ act: z.literal('allow_story'), ...onOpening }),
  z.object({ act: z.literal('refuse_story'), ...onOpening }),
  z.object({ act: z.literal('tell_more'), ...onOpening }),
  z.object({ act: z.literal('correct'), ...onOpening }),
  z.object({ act: z.literal('delete_note'), ...onOpening }),
  z.object({ act: z.literal('view_opening'), ...onOpening }),
  z.object({ act: z.literal('view_contact'), ...onOpening }),
  z.object({ act: z.literal('open_set_up'), code: z.string().max(64) }),
  z.object({ act: z.literal('open_settings'), taskForceId: z.uuid() }),
  z.object({ act: z.literal('open_digest_settings'), taskForceId: z.uuid() }),
  z.object({ act: z.literal('choose_results'), taskForceId: z.uuid() }),
  z.object({ act: z.literal('open_members'), taskForceId: z.uuid() }),
  z.object({ act: z.literal('start_meeting'), taskForceId: z.uuid() }),
  z.object({ act: z.literal('open_participants'), ...onMeeting }),
  z.object({ act: z.literal('end_meeting'), ...onMeeting }),
  z.object({ act: z.literal('agree_handover'), ...onMeeting }),
  z.object({ act: z.literal('hand_over_all'), taskForceId: z.uuid() }),
  z.object({ act: z.literal('my_data') }),
  z.object({ act: z.literal('export_my_data'), page: z.int().min(1).max(10_000).default(1) }),
  z.object({ act: z.literal('erase_me') }),
  z.object({ act: z.literal('link_accounts'), code: z.string().max(64) }),
  /** A list in the place of the one that was pressed: another page, or what a filter leaves. */
  z.object({ act: z.literal('show_list'), taskForceId: z.uuid(), look: lookSchema.optional() }),
  z.object({ act: z.literal('filter_list'), taskForceId: z.uuid(), look: lookSchema.optional() }),
  z.object({ act: z.literal('view_home'), taskForceId: z.uuid(), look: lookSchema.optional() }),
  z.object({ act: z.literal('filter_home'), taskForceId: z.uuid(), look: lookSchema.optional() }),
  z.object({ act: z.literal('find_company'), taskForceId: z.uuid() }),
  z.object({ act: z.literal('switch_language'), taskForceId: z.uuid() }),
  z.object({ act: z.literal('view_help'), taskForceId: z.uuid() }),
  z.object({ act: z.literal('view_history'), ...onOpening }),
  /** The card that somebody put into a conversation, as it is now. */
  z.object({ act: z.literal('refresh_card'), ...onOpening }),
]);
export type Press = z.infer<typeof pressSchema>;

/** Acts that are answered with a form, or with a card for the presser alone that has acts of its own, whoever presses. */
const OPENS_FORM: Readonly<Record<Press['act'], boolean>> = {
  open_intake: true,
  claim: false,
  record_contact: true,
  record_attempt: true,
  book_visit: true,
  hold_visit: true,
  present_candidate: true,
  answer_yes: true,
  answer_no: true,
  start_placement: true,
  end_placement: true,
  name_broker: true,
  follow_up: true,
  check_in: false,
  check_in_trouble: true,
  retain: false,
  delete_next_step: false,
  change_hours: true,
  snooze_follow_up: true,
  continue_search: false,
  close_search: true,
  spot_another: true,
  hand_over: true,
  snooze: true,
  close: true,
  job_order: true,
  reopen: false,
  merge: true,
  called_ahead: false,
  skip_call_ahead: false,
  ask_ambassador: false,
  want_reopening: false,
  postpone_asking: false,
  end_asking: false,
  visit_again: false,
  withdraw: true,
  confirm_still_open: false,
  allow_story: false,
  refuse_story: false,
  view_opening: true,
  view_contact: true,
  tell_more: true,
  correct: true,
  delete_note: false,
  open_set_up: true,
  open_digest_settings: true,
  open_settings: true,
  choose_results: true,
  open_members: true,
  start_meeting: true,
  open_participants: true,
  end_meeting: true,
  agree_handover: true,
  hand_over_all: true,
  my_data: true,
  export_my_data: true,
  erase_me: true,
  link_accounts: false,
  show_list: false,
  filter_list: true,
  view_home: false,
  filter_home: true,
  find_company: true,
  switch_language: false,
  view_help: true,
  view_history: true,
  refresh_card: false,
};

export function opensForm(press: Press): boolean {
  return OPENS_FORM[press.act];
}

/**
 * The press that opens this form: where a platform can't open it at once, it shows a button with this instead. Null for
 * a form that no button opens.
 */
export function pressThatOpens({ form, taskForceId, openingId, extra }: FormContext): Press | null {
  const onTaskForce = taskForceId === null ? null : { taskForceId };
  const onMeeting = taskForceId === null || !isMeetingId(extra) ? null : { taskForceId, meetingId: extra };
  const onOpening = taskForceId === null || openingId === null ? null : { taskForceId, openingId };
  switch (form) {
    case 'intake':
      if (onOpening !== null) return { act: 'spot_another', ...onOpening };
      return onTaskForce && { act: 'open_intake', ...onTaskForce };
    case 'set_up':
    case 'connect_room':
      return extra === null ? null : { act: 'open_set_up', code: extra };
    case 'attempt':
      return onOpening && { act: 'record_attempt', ...onOpening };
    case 'contact':
      return onOpening && { act: 'record_contact', ...onOpening };
    case 'visit':
      return onOpening && { act: 'book_visit', ...onOpening };
    case 'visit_held':
      return onOpening && { act: 'hold_visit', ...onOpening };
    case 'candidate':
      return onOpening && { act: 'present_candidate', ...onOpening };
    case 'answer_yes':
      return onOpening && { act: 'answer_yes', ...onOpening };
    case 'answer_no':
      return onOpening && { act: 'answer_no', ...onOpening };
    case 'start':
      return onOpening && { act: 'start_placement', ...onOpening };
    case 'end':
      return onOpening && { act: 'end_placement', ...onOpening };
    case 'broker':
      return onOpening && { act: 'name_broker', ...onOpening };
    case 'check_in':
    case 'snooze_follow_up':
    case 'close_search':
      return onOpening && placementPress(form, onOpening, readAbout(extra));
    case 'change_hours':
      return onOpening && { act: 'change_hours', ...onOpening };
    case 'hand_over':
      return onOpening && { act: 'hand_over', ...onOpening };
    case 'hand_over_all':
      return onTaskForce && { act: 'hand_over_all', ...onTaskForce };
    case 'snooze':
      return onOpening && { act: 'snooze', ...onOpening };
    case 'close':
      return onOpening && { act: 'close', ...onOpening };
    case 'withdraw':
      return onOpening && { act: 'withdraw', ...onOpening };
    case 'merge':
      return onOpening && { act: 'merge', ...onOpening };
    case 'details':
      return onOpening && { act: 'tell_more', ...onOpening };
    case 'correction':
      return onOpening && { act: 'correct', ...onOpening };
    case 'settings':
      return onTaskForce && { act: 'open_settings', ...onTaskForce };
    case 'results':
      return onTaskForce && { act: 'choose_results', ...onTaskForce };
    case 'member':
      return onTaskForce && { act: 'open_members', ...onTaskForce };
    case 'start_meeting':
      return onTaskForce && { act: 'start_meeting', ...onTaskForce };
    case 'participants':
      return onMeeting && { act: 'open_participants', ...onMeeting };
    case 'end_meeting':
      return onMeeting && { act: 'end_meeting', ...onMeeting };
    case 'handover':
      return onMeeting && { act: 'agree_handover', ...onMeeting };
    case 'list_filter':
      return onTaskForce && { act: extra === 'home' ? 'filter_home' : 'filter_list', ...onTaskForce };
    case 'find_company':
      return onTaskForce && { act: 'find_company', ...onTaskForce };
    case 'erase_me':
      return { act: 'erase_me' };
  }
}

function placementPress(
  form: 'check_in' | 'snooze_follow_up' | 'close_search',
  onOpening: { readonly taskForceId: string; readonly openingId: OpeningId },
  about: AboutPlacement | null,
): Press | null {
  if (about === null) return null;
  const { nth, item, colour } = about;
  if (form !== 'check_in') return { act: form, ...onOpening, nth };
  return item === undefined || colour === undefined
    ? null
    : { act: 'check_in_trouble', ...onOpening, nth, item, colour };
}

const meetingIdSchema = z.uuid();

/** The forms about a meeting carry its id as what else they must remember. */
export function isMeetingId(extra: string | null): extra is MeetingId {
  return extra !== null && meetingIdSchema.safeParse(extra).success;
}
