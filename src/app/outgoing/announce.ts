import type { OpeningId, PersonId } from '../../domain/ids.ts';
import { brokersIn } from '../../domain/opening/broker.ts';
import { type Opening, type OpeningEvent, ownerOf } from '../../domain/opening/opening.ts';
import { isStoryToAsk, milestoneOf } from '../../domain/opening/story-consent.ts';
import { may } from '../../domain/permissions.ts';
import type { TaskForce } from '../../domain/task-force.ts';
import type { BoundRoom, Membership } from '../ports/people.ts';
import { homeRefreshes } from './announce-home.ts';
import { refreshMeetingOf } from './announce-meeting.ts';
import type { Destination } from './destination.ts';
import type { Note, OutboxDraft } from './outgoing.ts';

/** Where word of a task force's openings goes. */
export interface Audiences {
  readonly taskForce: TaskForce;
  readonly rooms: readonly BoundRoom[];
  readonly members: readonly Membership[];
}

/** The lane of a destination: its messages keep their order in it. */
export function laneOf(to: Destination): string {
  switch (to.kind) {
    case 'room':
      return `room:${to.roomId}`;
    case 'person':
      return `person:${to.personId}`;
  }
}

/** Rooms in which the jobcentre works. */
export function jobcentreRooms(rooms: readonly BoundRoom[]): BoundRoom[] {
  return rooms.filter((room) => room.kind !== 'task_force');
}

/** Whom to ask about an opening: nobody when nobody has it, or when the owner is gone or no longer works with openings. */
export function presentOwner(opening: Opening, { members }: Pick<Audiences, 'members'>): PersonId | null {
  const owner = ownerOf(opening);
  // Members who are gone aren't among them.
  const works = members.some(({ person, roles }) => person.id === owner && may(roles, 'claim_opening'));
  return works ? owner : null;
}

export function coordinators(members: readonly Membership[]): PersonId[] {
  return members.filter((member) => member.roles.includes('coordinator')).map((member) => member.person.id);
}

/** "Show this opening as it is now", to each room on every platform. Several that wait are one. */
export function cardRefreshes(
  opening: Pick<Opening, 'id' | 'taskForceId'>,
  rooms: readonly BoundRoom[],
): OutboxDraft[] {
  return rooms.map((room) => ({
    taskForceId: opening.taskForceId,
    to: { kind: 'room', roomId: room.id },
    outgoing: { kind: 'opening_card', openingId: opening.id, roomId: room.id },
    unique: { kind: 'latest', key: `card:${opening.id}:${room.id}` },
  }));
}

export function ambassadors(members: readonly Membership[]): PersonId[] {
  return members.filter(({ roles }) => may(roles, 'call_ahead')).map(({ person }) => person.id);
}

/** Everything that others hear of a change: the cards in every room, and short notes to those it concerns. */
export function announce(
  before: Opening | null,
  after: Opening,
  event: OpeningEvent,
  by: PersonId | null,
  to: Audiences,
): OutboxDraft[] {
  const owners = [before, after].flatMap((opening) =>
    opening === null ? [] : [ownerOf(opening), ...brokersIn(opening)],
  );
  return [
    ...cardRefreshes(after, to.rooms),
    ...notesAbout(before, after, event, by, to),
    ...refreshMeetingOf(after, event, to.rooms),
    ...homeRefreshes(after.taskForceId, to.members, [after.loggedBy, ...owners]),
  ];
}

/** The notes alone: for what follows from an act that is announced itself. */
export function notesAbout(
  before: Opening | null,
  after: Opening,
  event: OpeningEvent,
  by: PersonId | null,
  to: Audiences,
): OutboxDraft[] {
  return notesOf(before, after, event, by, to).map(({ receiver, note }) => ({
    taskForceId: after.taskForceId,
    to: receiver,
    outgoing: { kind: 'note', note } as const,
    unique: { kind: 'once', key: `${note.kind}:${after.id}:${after.version}:${laneOf(receiver)}` } as const,
  }));
}

/**
 * Of many openings that change hands in one act the new owner, or the room, hears in one list instead; the cards and the
 * leaders as ever.
 */
export function announceInList(
  before: Opening,
  after: Opening,
  event: OpeningEvent,
  by: PersonId,
  to: Audiences,
): OutboxDraft[] {
  const inList: readonly Note['kind'][] = ['handed_to_you', 'free_again'];
  return announce(before, after, event, by, to).filter(
    ({ outgoing }) => outgoing.kind !== 'note' || !inList.includes(outgoing.note.kind),
  );
}

interface Told {
  readonly receiver: Destination;
  readonly note: Note;
}

function notesOf(
  before: Opening | null,
  after: Opening,
  event: OpeningEvent,
  by: PersonId | null,
  to: Audiences,
): Told[] {
  const openingId: OpeningId = after.id;
  const author = after.loggedBy;
  const formerOwner = before === null ? null : ownerOf(before);
  switch (event.kind) {
    case 'claimed':
      return author === by ? [] : [toPerson(author, { kind: 'taken', openingId })];
    case 'handover_agreed':
      return [
        ...(event.to === by || by === null
          ? []
          : [toPerson(event.to, { kind: 'handed_to_you', openingId, by })]),
        ...(author === event.to ? [] : [toPerson(author, { kind: 'taken', openingId })]),
      ];
    case 'handed_over':
      return [
        ...(event.to === by || by === null
          ? []
          : [toPerson(event.to, { kind: 'handed_to_you', openingId, by })]),
        ...(formerOwner === null || formerOwner === by
          ? []
          : [toPerson(formerOwner, { kind: 'taken_from_you', openingId, by })]),
        ...(author === event.to
          ? []
          : [toPerson(author, { kind: after.status === 'claimed' ? 'taken' : 'has_it_now', openingId })]),
      ];
    case 'put_back':
      return formerOwner === null ? [] : freeAgain(openingId, formerOwner, to);
    case 'released':
      return formerOwner === null
        ? []
        : [
            toPerson(formerOwner, { kind: 'taken_from_you', openingId, by: null }),
            ...freeAgain(openingId, formerOwner, to),
            ...coordinators(to.members).map((id) =>
              toPerson(id, { kind: 'free_again', openingId, formerOwner }),
            ),
          ];
    case 'visit_booked':
      return author === by ? [] : [toPerson(author, { kind: 'visit_booked', openingId })];
    case 'retained':
    case 'checked_in': {
      const milestone = milestoneOf(event, to.taskForce);
      if (milestone === null) return [];
      const asked = isStoryToAsk(after) ? [toPerson(author, { kind: 'ask_story', openingId })] : [];
      return [...cheer({ kind: milestone, openingId }, to), ...asked];
    }
    case 'story_answered': {
      if (!event.consent && before?.details.story !== 'yes') return [];
      const kind = event.consent ? 'story_ready' : 'story_withdrawn';
      return toEach(coordinators(to.members), null, { kind, openingId });
    }
    case 'search_closed': {
      const ended = after.placements.find(
        ({ search }, nth) => search?.closed != null && before?.placements[nth]?.search?.closed === null,
      );
      return event.reason !== 'placed'
        ? []
        : toEach([ownerOf(after), ended?.broker ?? null], by, { kind: 'search_ended', openingId });
    }
    case 'candidate_presented':
      return by === null || event.broker === undefined
        ? []
        : toEach([event.broker], by, { kind: 'second_owner', openingId, by, to: event.broker });
    case 'broker_named': {
      // An erasure names nobody: the owner is told by the bot.
      const note: Note = { kind: 'second_owner', openingId, by, to: event.to };
      return toEach([event.to, ownerOf(after), ...(before === null ? [] : brokersIn(before))], by, note);
    }
    case 'ended_early': {
      if (by === null) return [];
      const stopped = after.placements.find(
        ({ ended }, nth) => ended !== null && before?.placements[nth]?.ended === null,
      );
      const follow = [formerOwner, stopped?.broker ?? null];
      return toEach(follow, by, { kind: 'job_stopped', openingId, by });
    }
    case 'started':
      return event.filled && author !== by ? [toPerson(author, { kind: 'filled', openingId })] : [];
    case 'closed':
      return author === by ? [] : [toPerson(author, { kind: 'closed', openingId })];
    case 'closing_asked':
      return by === null
        ? []
        : coordinators(to.members).map((id) => toPerson(id, { kind: 'approve_closing', openingId, by }));
    case 'merged_into':
      return [...new Set([author, formerOwner])].flatMap((id) =>
        id === null || id === by ? [] : [toPerson(id, { kind: 'merged', openingId })],
      );
    case 'call_ahead_asked':
      return [toPerson(event.to, { kind: 'call_ahead', openingId })];
    case 'called_ahead':
    case 'call_ahead_skipped':
    case 'call_ahead_lapsed': {
      const owner = ownerOf(after);
      const kind = event.kind === 'called_ahead' ? 'called_ahead' : 'no_call_ahead';
      return owner === null || owner === by ? [] : [toPerson(owner, { kind, openingId })];
    }
    case 'reopening_wanted':
      return by === null
        ? []
        : coordinators(to.members).map((id) => toPerson(id, { kind: 'approve_reopening', openingId, by }));
    case 'reopened':
    case 'asking_ended':
      return answeredWish(before, event.kind, openingId, by);
    case 'still_open_asked':
      return [toPerson(author, { kind: 'ask_still_open', openingId })];
    case 'logged':
    case 'contacted':
    case 'visit_held':
    case 'matching_started':
    case 'candidate_declined':
    case 'agreed':
    case 'hours_changed':
    case 'follow_up_nudged':
    case 'follow_up_snoozed':
    case 'search_continued':
    case 'attempted':
    case 'snoozed':
    case 'asked_again':
    case 'asking_postponed':
    case 'visit_again':
    case 'merged_with':
    case 'still_open_confirmed':
    case 'corrected':
    case 'details_told':
    case 'note_deleted':
    case 'contact_erased':
    case 'place_added':
    case 'nudged':
      return [];
  }
}

/** Whoever wanted it reopened hears what a coordinator made of it. */
function answeredWish(
  before: Opening | null,
  answer: 'reopened' | 'asking_ended',
  openingId: OpeningId,
  by: PersonId | null,
): Told[] {
  const again = before?.status === 'closed' ? before.again : null;
  if (again?.state !== 'reopening_wanted' || again.by === by || by === null) return [];
  const note: Note =
    answer === 'reopened' ? { kind: 'reopened', openingId } : { kind: 'stays_closed', openingId, by };
  return [toPerson(again.by, note)];
}

function toPerson(personId: PersonId, note: Note): Told {
  return { receiver: { kind: 'person', personId }, note };
}

/** Each of them once, but for whoever did it. */
function toEach(people: readonly (PersonId | null)[], by: PersonId | null, note: Note): Told[] {
  return [...new Set(people)].flatMap((id) => (id === null || id === by ? [] : [toPerson(id, note)]));
}

/** A job that lasts is celebrated in every room, without naming who has it. */
function cheer(note: Note, { rooms }: Audiences): Told[] {
  return rooms.map((room) => ({ receiver: { kind: 'room', roomId: room.id }, note }));
}

function freeAgain(openingId: OpeningId, formerOwner: PersonId, { rooms }: Audiences): Told[] {
  return jobcentreRooms(rooms).map((room) => ({
    receiver: { kind: 'room', roomId: room.id },
    note: { kind: 'free_again', openingId, formerOwner },
  }));
}

/** The first message in a newly bound room; also the test of whether the bot may write there. */
export function welcome(room: BoundRoom, coordinator: PersonId): OutboxDraft {
  return {
    taskForceId: room.taskForceId,
    to: { kind: 'room', roomId: room.id },
    outgoing: { kind: 'note', note: { kind: 'welcome', room: room.kind, coordinator } },
    unique: { kind: 'once', key: `welcome:${room.id}:${room.kind}` },
  };
}
