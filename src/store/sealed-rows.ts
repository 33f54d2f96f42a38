import type { TimelineEntry } from '../app/ports/openings.ts';
import type { Person } from '../app/ports/people.ts';
import type { CandidateReference } from '../domain/opening/candidate.ts';
import type { CheckIn } from '../domain/opening/check-in.ts';
import { isPlacing, type Opening } from '../domain/opening/opening.ts';
import type { Placement } from '../domain/opening/placement.ts';
import type { OpenSeat } from '../domain/opening/seat.ts';
import { placementsSchema } from './columns.ts';
import type * as tables from './generated/client.ts';
import {
  type OpeningRow,
  readOpening,
  readPerson,
  readTimelineEntry,
  type WrittenOpening,
  writeOpening,
} from './rows.ts';
import type { Sealing } from './sealing.ts';

/**
 * Rows as the domain has them: what is kept of people is opened when it is read and sealed when it is written. What the
 * database itself must compare stays as it is: companies, places, dates and the accounts' ids on their platform.
 */
export interface Rows {
  readOpening(row: OpeningRow): Opening;
  writeOpening(opening: Opening): WrittenOpening;
  /** The column alone, of the opening with this id. */
  readPlacements(openingId: string, column: unknown): Placement[];
  readContactName(row: Pick<tables.Opening, 'id' | 'contact_name'>): string;
  readTimelineEntry(row: tables.TimelineEntry): TimelineEntry;
  writeTimelineEntry(openingId: string, entry: TimelineEntry): TimelineEntry;
  readPerson(row: Pick<tables.Person, 'id' | 'name' | 'locale'>): Person;
  readName(row: Pick<tables.Person, 'id' | 'name'>): string;
  writeName(personId: string, name: string): string;
}

export function createRows(sealing: Sealing): Rows {
  const inOpening = (id: string, change: Sealing['seal']): ChangeText => {
    return (text, what) => change(text, ['opening', id, what]);
  };
  const inEntry = (id: string, { at }: TimelineEntry, change: Sealing['seal']): ChangeText => {
    return (text, what) => change(text, ['timeline_entry', id, at.toISOString(), what]);
  };
  const { seal, open } = sealing;
  const readName: Rows['readName'] = ({ id, name }) => open(name, ['person', id, 'name']);
  return {
    readOpening: (row) => textsOfOpening(readOpening(row), inOpening(row.id, open)),
    writeOpening: (opening) => writeOpening(textsOfOpening(opening, inOpening(opening.id, seal))),
    readPlacements: (id, column) =>
      placementsSchema.parse(column).map((placement) => textsOfPlacement(placement, inOpening(id, open))),
    readContactName: (row) => open(row.contact_name, ['opening', row.id, 'contact_name']),
    readTimelineEntry: (row) => {
      const entry = readTimelineEntry(row);
      return textsOfEntry(entry, inEntry(row.opening_id, entry, open));
    },
    writeTimelineEntry: (id, entry) => textsOfEntry(entry, inEntry(id, entry, seal)),
    readPerson: (row) => readPerson({ ...row, name: readName(row) }),
    readName,
    writeName: (id, name) => seal(name, ['person', id, 'name']),
  };
}

/** Each text is changed by what it is. */
type ChangeText = (text: string, what: string) => string;

/** Everything in an opening that is about people: whoever adds such a text to it adds it here. */
function textsOfOpening(opening: Opening, change: ChangeText): Opening {
  const { contact, details } = opening;
  const next = {
    ...opening,
    contactName: change(opening.contactName, 'contact_name'),
    contact: {
      phone: contact.phone === null ? null : change(contact.phone, 'phone'),
      email: contact.email === null ? null : change(contact.email, 'email'),
    },
    details:
      details.note === null
        ? details
        : { ...details, note: { ...details.note, text: change(details.note.text, 'note') } },
    placements: opening.placements.map((placement) => textsOfPlacement(placement, change)),
  };
  return isPlacing(next) ? { ...next, seats: next.seats.map((seat) => textsOfSeat(seat, change)) } : next;
}

function textsOfPlacement(placement: Placement, change: ChangeText): Placement {
  return {
    ...placement,
    candidate: textOfCandidate(placement.candidate, change),
    mentor: placement.mentor === null ? null : change(placement.mentor, 'mentor'),
    checkIns: placement.checkIns.map((checkIn) => textsOfCheckIn(checkIn, change)),
  };
}

/** What was promised at it. */
function textsOfCheckIn(checkIn: CheckIn, change: ChangeText): CheckIn {
  const text = checkIn.next?.text ?? null;
  if (checkIn.next === null || text === null) return checkIn;
  return { ...checkIn, next: { ...checkIn.next, text: change(text, 'promise') } };
}

function textsOfSeat(seat: OpenSeat, change: ChangeText): OpenSeat {
  return seat.state === 'matching' ? seat : { ...seat, candidate: textOfCandidate(seat.candidate, change) };
}

function textOfCandidate(candidate: CandidateReference, change: ChangeText): CandidateReference {
  return change(candidate, 'candidate') as CandidateReference;
}

/** A timeline holds no text but notes. */
function textsOfEntry(entry: TimelineEntry, change: ChangeText): TimelineEntry {
  const { event } = entry;
  if (!('note' in event) || typeof event.note !== 'string') return entry;
  return { ...entry, event: { ...event, note: change(event.note, 'note') } };
}
