import type { PersonId } from './ids.ts';
import { namesNobody, withoutBrokers } from './opening/broker.ts';
import { withdraw } from './opening/closing.ts';
import { type Moment, succeeding } from './opening/decision.ts';
import { isFollowed } from './opening/follow-up.ts';
import { type Opening, type OpeningEvent, ownerOf } from './opening/opening.ts';

/** What is taken from an opening; statistics, as its kind, hours, place and dates, always stay. */
export interface Forgetting {
  /** The contact person, number and address, and the mentors named at the workplace. */
  readonly contact: boolean;
  readonly note: boolean;
  /** What stands in the place of the company's name, without its CVR number and legal employers; null: it stays. */
  readonly company: string | null;
}

/**
 * The opening without it, still in the version that it had. What holds nothing of it comes back as the very same object,
 * so that nothing is written twice. A company that has lost its name keeps the one it got first.
 */
function without(opening: Opening, { contact, note, company }: Forgetting): Opening {
  const next: Opening = { ...opening };
  const parts: Partial<Pick<Opening, 'contactName' | 'contact' | 'company' | 'details' | 'placements'>>[] =
    [];
  const placements = opening.placements.map((placement) => ({
    ...placement,
    mentor: contact ? null : placement.mentor,
    legalEmployer: company === null ? placement.legalEmployer : null,
  }));
  if (contact && holdsContact(opening))
    parts.push({ contactName: '', contact: { phone: null, email: null } });
  if (company !== null && !isNameless(opening.company)) parts.push({ company });
  if (JSON.stringify(placements) !== JSON.stringify(opening.placements)) parts.push({ placements });
  const details = {
    ...opening.details,
    note: note ? null : opening.details.note,
    cvr: company === null ? opening.details.cvr : null,
    story: company === null ? opening.details.story : null,
  };
  if (JSON.stringify(details) !== JSON.stringify(opening.details)) parts.push({ details });
  return parts.length === 0 ? opening : Object.assign(next, ...parts);
}

export function forget(opening: Opening, what: Forgetting): Opening {
  const next = without(opening, what);
  return next === opening ? opening : succeeding(opening, next);
}

export function holdsContact({ contactName, contact, placements }: Opening): boolean {
  const reached = contactName !== '' || contact.phone !== null || contact.email !== null;
  return reached || placements.some(({ mentor }) => mentor !== null);
}

/** The name of a company whose name was taken away: the number of its first opening tells it from others. */
export function namelessCompany(firstNumber: number): string {
  return `(SJ-${firstNumber})`;
}

export function isNameless(company: string): boolean {
  return /^\(SJ-\d+\)$/.test(company);
}

/** What somebody must give on before they can be erased: nobody else would know of it. */
export interface InTheWay {
  /** Openings that they own and that are open, or whose jobs they follow. */
  readonly owned: readonly Opening[];
}

export function inTheWay(openings: readonly Opening[], people: ReadonlySet<PersonId>): InTheWay {
  const owned = openings.filter((opening) => {
    const owner = ownerOf(opening);
    const waits = opening.status !== 'closed' || opening.placements.some(isFollowed);
    return waits && owner !== null && people.has(owner);
  });
  return { owned };
}

/** What a person's erasure makes of an opening that speaks of them. */
export interface Erased {
  readonly next: Opening;
  readonly events: readonly OpeningEvent[];
}

/**
 * An opening that the person logged loses its contact data, unless these are somebody else's; one that is open is
 * withdrawn, since nobody could be called any more. Their notes go from every opening, and candidates whose job broker they
 * were are the owner's alone. Null when nothing changes, as
 * when they only had it: their name is then gone because the person is.
 *
 * @param people the person's present id and those they had before accounts were linked
 */
export function eraseFrom(
  opening: Opening,
  people: ReadonlySet<PersonId>,
  keepContacts: boolean,
  moment: Moment,
): Erased | null {
  return erasedFrom(opening, people, people.has(opening.loggedBy) && !keepContacts, moment);
}

/**
 * The same for a contact person whom somebody else logged: what is open is withdrawn, and the note goes too, since it may
 * name them. Null when the opening holds nothing of it.
 */
export function eraseContact(opening: Opening, moment: Moment): Erased | null {
  return erasedFrom(opening, new Set(), true, moment);
}

function erasedFrom(
  opening: Opening,
  people: ReadonlySet<PersonId>,
  own: boolean,
  moment: Moment,
): Erased | null {
  const events: OpeningEvent[] = [];
  let next = opening;
  if (own && opening.status !== 'closed') {
    const decision = withdraw(opening, null, { ...moment, by: opening.loggedBy, roles: [] });
    if (decision.kind !== 'changed') throw new Error('an open opening is withdrawn by the one who logged it');
    next = decision.next;
    events.push(decision.event);
  }
  const { note } = opening.details;
  const ofTheirs = note !== null && (own || people.has(note.by));
  const unnamed = withoutBrokers(next, people, moment);
  // Whose job is over is asked about no more: nobody needs to hear that it has no job broker.
  events.push(...namesNobody(next, people));
  const stripped = without(unnamed, { contact: own, note: ofTheirs, company: null });
  if (stripped !== unnamed) events.push({ kind: own ? 'contact_erased' : 'note_deleted' });
  if (stripped === opening) return null;
  return { next: next === opening ? succeeding(opening, stripped) : stripped, events };
}
