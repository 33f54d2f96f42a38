import type { PersonId } from '../ids.ts';
import type { EmploymentForm } from './employment.ts';

export const STARTS = ['now', 'within_month', 'on_date', 'by_agreement'] as const;
export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export const DAY_TIMES = ['morning', 'day', 'evening', 'flexible'] as const;
export const DURATIONS = ['permanent', 'period', 'season'] as const;
export const PHYSICAL_DEMANDS = ['sitting', 'on_feet', 'light_lifting', 'heavy_lifting', 'outdoors'] as const;
export const REQUIREMENTS = ['driving_licence', 'danish', 'criminal_record', 'none'] as const;
export const MENTOR_ANSWERS = ['yes', 'maybe', 'no'] as const;
export const CALL_AHEAD_ANSWERS = ['yes', 'no'] as const;

/** A date is local, `YYYY-MM-DD`, and may have passed: that says "it could have begun already". */
export type Start =
  | { readonly kind: Exclude<(typeof STARTS)[number], 'on_date'> }
  | { readonly kind: 'on_date'; readonly date: string };

/** Free text, and whose: its author may delete it. Shown to the jobcentre and to the one who logged the opening. */
export interface OpeningNoteText {
  readonly text: string;
  readonly by: PersonId;
}

/** What the company can add later: step 2 of the form. Null and empty mean that nothing was said. */
export interface OpeningDetails {
  /** Eight digits; whether they pass the modulus is computed, since a failing number is kept too. */
  readonly cvr: string | null;
  readonly start: Start | null;
  readonly days: readonly (typeof WEEKDAYS)[number][];
  readonly time: (typeof DAY_TIMES)[number] | null;
  readonly duration: (typeof DURATIONS)[number] | null;
  readonly physical: readonly (typeof PHYSICAL_DEMANDS)[number][];
  /** `none` stands alone: the company said that there are none. */
  readonly requirements: readonly (typeof REQUIREMENTS)[number][];
  readonly employmentForm: EmploymentForm | null;
  readonly mentor: (typeof MENTOR_ANSWERS)[number] | null;
  readonly callAhead: (typeof CALL_AHEAD_ANSWERS)[number] | null;
  readonly note: OpeningNoteText | null;
  /** Whether the company may be named where good news is told; null: nobody was asked, or nobody answered. */
  readonly story: StoryAnswer | null;
}

export type StoryAnswer = 'yes' | 'no';

export const NO_DETAILS: OpeningDetails = {
  cvr: null,
  start: null,
  days: [],
  time: null,
  duration: null,
  physical: [],
  requirements: [],
  employmentForm: null,
  mentor: null,
  callAhead: null,
  note: null,
  story: null,
};

export const PLACES = { min: 1, max: 99 } as const;

/** Characters of the note: what its field takes. */
export const NOTE_LENGTH = 500;

/** From so many on the form asks whether it is right: an extra digit promises the jobcentre a small factory. */
export const MANY_PLACES = 10;

const FIELDS = [
  'cvr',
  'start',
  'days',
  'time',
  'duration',
  'physical',
  'requirements',
  'employmentForm',
  'mentor',
  'callAhead',
  'note',
] as const satisfies readonly (keyof OpeningDetails)[];

/** Every field is plain data that is always built in one order, so that equal ones are written equally. */
export function sameDetails(a: OpeningDetails, b: OpeningDetails): boolean {
  return FIELDS.every((field) => JSON.stringify(a[field]) === JSON.stringify(b[field]));
}
