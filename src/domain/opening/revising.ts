import { may } from '../permissions.ts';
import { type Act, type Decision, refused, stillOpenQuestionAt, succeeding, UNCHANGED } from './decision.ts';
import { type OpeningDetails, PLACES, sameDetails } from './details.ts';
import {
  CORRECTED_FIELDS,
  type CorrectedField,
  isPlacing,
  type Opening,
  type OpeningEvent,
  type OpeningFacts,
} from './opening.ts';
import { isRunning } from './placement.ts';

/** Step 2 of the form as it was sent; whose the note is follows from who sends it. */
export interface ToldMore {
  readonly places: number;
  readonly details: Omit<OpeningDetails, 'note' | 'story'>;
  readonly note: string | null;
}

/** What the company told is changed by the one who logged it, and by a coordinator. */
export function mayRevise(opening: Opening, act: Pick<Act, 'by' | 'roles'>): boolean {
  return opening.loggedBy === act.by || may(act.roles, 'revise_for_others');
}

/**
 * "Tilføj mere". Sending what stands there already is no change, so that a form that is sent twice looks the same. A note
 * that was left as it is stays its author's, and who may not delete it can't write another over it.
 *
 * @param basedOn the version that the form showed: what others changed since isn't overwritten unseen
 */
export function tellMore(opening: Opening, told: ToldMore, basedOn: number, act: Act): Decision {
  if (!mayRevise(opening, act)) return refused({ code: 'only_author_or_coordinator' });
  const before = opening.details.note;
  const note =
    told.note === null ? null : before?.text === told.note ? before : { text: told.note, by: act.by };
  const details: OpeningDetails = { ...told.details, note, story: opening.details.story };
  if (isPlacing(opening) && told.places !== opening.places) return refused({ code: 'places_under_way' });
  if (told.places === opening.places && sameDetails(details, opening.details)) return UNCHANGED;
  if (opening.status === 'closed') return refused({ code: 'closed' });
  if (isTooFew(told.places, opening)) {
    return refused({ code: 'places_filled' });
  }
  if (before !== null && note !== before && !mayDeleteNote(opening, act)) {
    return refused({ code: 'only_note_author' });
  }
  if (opening.version !== basedOn) return refused({ code: 'changed_meanwhile' });
  return revised(opening, { places: told.places, details }, { kind: 'details_told' }, act);
}

/**
 * Where somebody works in a place already, as in an opening that was closed and opened again, the places told must hold
 * theirs and one more: without an open place there would be nobody to look for.
 */
function isTooFew(places: number, { placements }: Opening): boolean {
  const filled = placements.filter(isRunning).map(({ place }) => place);
  return filled.length > 0 && (places <= filled.length || places < Math.max(...filled));
}

/**
 * "Ret": what was told in the first step, said anew. What stands there already is no change.
 *
 * @param basedOn the version that the form showed, as in `tellMore`
 */
export function correct(opening: Opening, facts: OpeningFacts, basedOn: number, act: Act): Decision {
  if (!mayRevise(opening, act)) return refused({ code: 'only_author_or_coordinator' });
  const fields = correctedFields(opening, facts);
  if (fields.length === 0) return UNCHANGED;
  if (opening.status === 'closed') return refused({ code: 'closed' });
  if (opening.version !== basedOn) return refused({ code: 'changed_meanwhile' });
  // The first step doesn't ask for the number of places: what was told of it stands.
  return revised(opening, { ...facts, places: opening.places }, { kind: 'corrected', fields }, act);
}

/** A correction replaces a field whole, so equal is what is written equally. */
function correctedFields(before: OpeningFacts, after: OpeningFacts): CorrectedField[] {
  return CORRECTED_FIELDS.filter(
    (field) => JSON.stringify(PARTS[field](before)) !== JSON.stringify(PARTS[field](after)),
  );
}

const PARTS: Readonly<Record<CorrectedField, (facts: OpeningFacts) => unknown>> = {
  work: ({ kind, category, tasks }) => [kind, category, tasks],
  hours: ({ hours }) => hours && [hours.min, hours.max],
  company: ({ company }) => company,
  contact_name: ({ contactName }) => contactName,
  contact: ({ contact }) => [contact.phone, contact.email],
  place: ({ postcode, municipality }) => [postcode, municipality],
};

/** "Slet bemærkning" by its author, a coordinator or an admin; also from what is closed. */
export function deleteNote(opening: Opening, act: Act): Decision {
  const { note } = opening.details;
  if (note === null) return UNCHANGED;
  if (!mayDeleteNote(opening, act)) return refused({ code: 'only_note_author' });
  return revised(opening, { details: { ...opening.details, note: null } }, { kind: 'note_deleted' }, act);
}

/**
 * The same company tells of the same work again: one more place. Whoever logs may do it, since the one who logged the
 * first is often a colleague.
 */
export function addPlace(opening: Opening, act: Act): Decision {
  if (opening.status === 'closed') return refused({ code: 'closed' });
  // Each place has its own way by now: another one begins as an opening of its own.
  if (isPlacing(opening)) return refused({ code: 'places_under_way' });
  const places = opening.places + 1;
  if (places > PLACES.max) return refused({ code: 'no_more_places' });
  return revised(opening, { places }, { kind: 'place_added', places }, act);
}

export function mayDeleteNote(opening: Opening, act: Pick<Act, 'by' | 'roles'>): boolean {
  return opening.details.note?.by === act.by || may(act.roles, 'delete_note_of_others');
}

/**
 * A revision tells nothing about whether the jobcentre called, so its clock and its nudges go on. Word from the one who
 * logged it does answer whether the opening is still open.
 */
function revised<T extends Opening>(
  opening: T,
  change: Partial<OpeningFacts & Pick<Opening, 'places' | 'details'>>,
  event: OpeningEvent,
  act: Act,
): Decision {
  const heard = opening.loggedBy === act.by && opening.status !== 'closed';
  const askStillOpenAt = heard ? stillOpenQuestionAt(act) : opening.askStillOpenAt;
  return { kind: 'changed', next: succeeding(opening, { ...opening, ...change, askStillOpenAt }), event };
}
