import type { OpeningId } from '../domain/ids.ts';

export const FORM_NAMES = [
  'intake',
  'set_up',
  'connect_room',
  'attempt',
  'contact',
  'visit',
  'visit_held',
  'candidate',
  'answer_yes',
  'answer_no',
  'start',
  'end',
  'broker',
  'check_in',
  'change_hours',
  'snooze_follow_up',
  'close_search',
  'hand_over',
  'hand_over_all',
  'snooze',
  'close',
  'withdraw',
  'merge',
  'details',
  'correction',
  'settings',
  'results',
  'member',
  'start_meeting',
  'participants',
  'end_meeting',
  'handover',
  'list_filter',
  'find_company',
  'erase_me',
] as const;
export type FormName = (typeof FORM_NAMES)[number];

/** Carried by the form through the platform and back: ids only, nothing a person typed. */
export interface FormContext {
  readonly form: FormName;
  /** Made when the form was opened: two submissions of one form are one. */
  readonly token: string;
  readonly taskForceId: string | null;
  readonly openingId: OpeningId | null;
  /** The conversation the form was opened from; answers to it belong there. */
  readonly conversationId: string | null;
  /** What else the form must remember, e.g. a set-up code; at most 200 characters. */
  readonly extra: string | null;
}
