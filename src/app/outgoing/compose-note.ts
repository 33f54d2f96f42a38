import { awaitsDecision } from '../../domain/opening/asking-again.ts';
import { isFollowed } from '../../domain/opening/follow-up.ts';
import { type Opening, ownerOf } from '../../domain/opening/opening.ts';
import { isNamedInStories } from '../../domain/opening/story-consent.ts';
import { may, type Permission } from '../../domain/permissions.ts';
import { messageCard, openingNoteCard, spotButton, welcomeCard } from '../../messages/note-card.ts';
import { askAgainCard } from '../../messages/openings/again-words.ts';
import {
  handedOverCard,
  lastHandOverNote,
  MOST_HANDED_LISTED,
} from '../../messages/openings/hand-over-all.ts';
import type { Card } from '../../messages/view.ts';
import { peopleOf } from '../scene.ts';
import { composeColleagueLeft, composeLeftBehind } from './compose-departure.ts';
import { type Desk, readAt, rolesOf, speakOf } from './desk.ts';
import type { Note } from './outgoing.ts';

/** Puts words to a note. Null when what it tells no longer holds. */
export async function composeNote(desk: Desk, note: Note): Promise<Card | null> {
  switch (note.kind) {
    case 'taken':
    case 'visit_booked':
    case 'filled':
    case 'closed':
    case 'retained':
    case 'lasted_quarter':
    case 'ask_story':
    case 'story_ready':
    case 'story_withdrawn':
    case 'search_ended':
    case 'ask_still_open':
    case 'has_it_now':
    case 'handed_to_you':
    case 'taken_from_you':
    case 'free_again':
    case 'approve_closing':
    case 'approve_reopening':
    case 'merged':
    case 'call_ahead':
    case 'called_ahead':
    case 'no_call_ahead':
    case 'reopened':
    case 'stays_closed':
    case 'second_owner':
    case 'job_stopped':
      return composeOpeningNote(desk, note);
    case 'target_reached':
      return desk.taskForce.target === note.promised
        ? messageCard(desk.texts.story.targetTitle, [desk.texts.story.target(note.promised)])
        : null;
    case 'asked_again':
      return composeAskedAgain(desk, note);
    case 'all_handed_over':
      return composeHandedOver(desk, note);
    case 'welcome': {
      const reading = await readAt(desk, [note.coordinator]);
      return welcomeCard(note.room, reading.name(note.coordinator), reading);
    }
    case 'board': {
      const { texts, taskForce } = desk;
      const { title, text } = texts.home.board;
      return messageCard(title, [text], [spotButton(taskForce.id, texts)]);
    }
    case 'roles_given': {
      const roles = await rolesOf(desk);
      if (roles.length === 0) return null;
      const { texts, name } = await readAt(desk, [note.by]);
      const words = texts.note.rolesGiven(
        name(note.by),
        desk.taskForce.name,
        roles.map((role) => texts.role[role]),
      );
      return messageCard(texts.note.rolesTitle, [words]);
    }
    case 'room_connected': {
      const { texts, name } = await readAt(desk, [note.by]);
      const words = texts.note.roomConnected(name(note.by), texts.roomKind[note.room]);
      return messageCard(texts.connectRoom.title, [words]);
    }
    case 'left_behind':
      return composeLeftBehind(desk, note.person);
    case 'colleague_left':
      return composeColleagueLeft(desk, note.person);
    case 'let_out': {
      // Back already, which whoever can be reached only there reads first.
      if ((await desk.store.installations.find(note)) !== null) return null;
      const { shut, platformNames } = desk.texts.connection;
      const platform = platformNames[note.platform] ?? note.platform;
      return messageCard(shut.title(platform), [shut.text(platform)]);
    }
    case 'room_away': {
      const reason = await desk.store.places.away(note.room);
      const room = await desk.store.mailroom.room(note.room);
      if (reason === null || room === null) return null;
      const { away } = desk.texts.connection;
      const name = room.name ?? desk.texts.note.unnamedRoom;
      return messageCard(away.title, [away[reason](name)]);
    }
    case 'undeliverable':
      return composeUndeliverable(desk, note);
  }
}

/** Everything of the list that is still the receiver's: an item that moved on is not mentioned. */
async function composeHandedOver(
  desk: Desk,
  { openingIds, by }: Extract<Note, { kind: 'all_handed_over' }>,
): Promise<Card | null> {
  const { store, taskForce, room, reader } = desk;
  const found = await Promise.all(openingIds.map((id) => store.openings.find(taskForce.id, id)));
  const holder = reader?.id ?? null;
  const openings = found.flatMap((opening) =>
    opening === null || isOver(opening) || ownerOf(opening) !== holder ? [] : [opening],
  );
  if (openings.length === 0) return null;
  speakOf(desk, openings);
  const reading = await readAt(desk, [by, ...openings.flatMap(peopleOf)]);
  const items = await Promise.all(
    openings.slice(0, MOST_HANDED_LISTED).map(async (opening) => {
      const timeline = await store.openings.timeline(taskForce.id, opening.id);
      return { opening, note: lastHandOverNote(timeline.map(({ event }) => event)) };
    }),
  );
  const audience = room === null ? 'person' : room.kind === 'jobcentre' ? 'jobcentre' : 'shared';
  return handedOverCard({ items, total: openings.length }, reading.name(by), audience, reading);
}

/** What somebody answered before it was sent isn't asked any more. */
async function composeAskedAgain(
  desk: Desk,
  { openingIds }: Extract<Note, { kind: 'asked_again' }>,
): Promise<Card | null> {
  const { store, taskForce, room } = desk;
  const found = await Promise.all(openingIds.map((id) => store.openings.find(taskForce.id, id)));
  const openings = found
    .filter((one) => one !== null)
    .filter(awaitsDecision)
    .sort((a, b) => a.number - b.number);
  if (openings.length === 0) return null;
  speakOf(desk, openings);
  const roles = await rolesOf(desk);
  const reader = {
    reopens: may(roles, 'reopen_opening'),
    seesContact: room === null ? may(roles, 'view_contact') : room.kind === 'jobcentre',
  };
  return askAgainCard(openings, reader, await readAt(desk, openings.flatMap(peopleOf)));
}

/** Closed, and nothing is asked about its jobs any more. */
function isOver({ status, placements }: Opening): boolean {
  return status === 'closed' && !placements.some(isFollowed);
}

type OpeningNote = Extract<Note, { openingId: Opening['id'] }>;

/**
 * What its reader must still be allowed to, since roles can be taken while it waits: to see openings, but where it asks for an
 * act.
 */
const RIGHT_TO: Partial<Record<OpeningNote['kind'], Permission>> = {
  approve_closing: 'close_unreachable',
  approve_reopening: 'reopen_opening',
  call_ahead: 'call_ahead',
};

async function composeOpeningNote(desk: Desk, note: OpeningNote): Promise<Card | null> {
  const [opening, roles] = await Promise.all([
    desk.store.openings.find(desk.taskForce.id, note.openingId),
    desk.reader === null ? null : rolesOf(desk),
  ]);
  const right = RIGHT_TO[note.kind] ?? 'view_opening';
  if (opening === null || (roles !== null && !may(roles, right))) return null;
  speakOf(desk, [opening]);
  const named =
    'by' in note && note.by !== null ? [note.by] : 'formerOwner' in note ? [note.formerOwner] : [];
  if (note.kind === 'second_owner' && note.to !== null) named.push(note.to);
  const reading = await readAt(desk, [...peopleOf(opening), ...named]);
  switch (note.kind) {
    case 'retained':
    case 'lasted_quarter':
      return openingNoteCard({ kind: note.kind, named: mayName(desk, opening) }, opening, reading);
    case 'taken':
    case 'visit_booked':
    case 'filled':
    case 'closed':
    case 'ask_story':
    case 'story_ready':
    case 'story_withdrawn':
    case 'search_ended':
    case 'ask_still_open':
    case 'has_it_now':
    case 'merged':
    case 'call_ahead':
    case 'called_ahead':
    case 'no_call_ahead':
    case 'reopened':
      return openingNoteCard({ kind: note.kind }, opening, reading);
    case 'handed_to_you':
    case 'approve_closing':
    case 'approve_reopening':
    case 'stays_closed':
    case 'job_stopped':
      return openingNoteCard({ kind: note.kind, by: reading.name(note.by) }, opening, reading);
    case 'second_owner': {
      const { by, to } = note;
      const who = {
        by: by === null ? reading.texts.event.bot : reading.name(by),
        broker: to === null ? null : reading.name(to),
        yours: to !== null && desk.reader?.id === to,
      };
      return openingNoteCard({ kind: note.kind, ...who }, opening, reading);
    }
    case 'taken_from_you':
      return openingNoteCard(
        { kind: note.kind, by: note.by === null ? null : reading.name(note.by) },
        opening,
        reading,
      );
    case 'free_again':
      return openingNoteCard(
        { kind: note.kind, formerOwner: reading.name(note.formerOwner) },
        opening,
        reading,
      );
  }
}

/** The jobcentre's own rooms know whom they work with; elsewhere the company's word is needed. */
function mayName({ room }: Desk, opening: Opening): boolean {
  return room?.kind === 'jobcentre' || isNamedInStories(opening);
}

async function composeUndeliverable(
  desk: Desk,
  note: Extract<Note, { kind: 'undeliverable' }>,
): Promise<Card> {
  const { store, texts } = desk;
  const { note: words } = texts;
  if (note.room !== null) {
    const room = await store.mailroom.room(note.room);
    return messageCard(words.undeliverableTitle, [words.undeliverableRoom(room?.name ?? words.unnamedRoom)]);
  }
  const { name } = await readAt(desk, note.person === null ? [] : [note.person]);
  const who = note.person === null ? texts.someone : name(note.person);
  return messageCard(words.undeliverableTitle, [words.undeliverablePerson(who)]);
}
