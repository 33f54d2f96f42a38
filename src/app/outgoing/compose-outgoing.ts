import { holdsContact } from '../../domain/erasure.ts';
import type { MeetingId, PersonId } from '../../domain/ids.ts';
import { awaitsDecision } from '../../domain/opening/asking-again.ts';
import { isFollowed } from '../../domain/opening/follow-up.ts';
import { type Opening, ownerOf } from '../../domain/opening/opening.ts';
import { isNamedInStories } from '../../domain/opening/story-consent.ts';
import { may, type Role } from '../../domain/permissions.ts';
import type { TaskForce } from '../../domain/task-force.ts';
import { meetingCard, recapCard } from '../../messages/meetings/meeting-card.ts';
import { messageCard, openingNoteCard, spotButton, welcomeCard } from '../../messages/note-card.ts';
import { askAgainCard } from '../../messages/openings/again-words.ts';
import {
  handedOverCard,
  lastHandOverNote,
  MOST_HANDED_LISTED,
} from '../../messages/openings/hand-over-all.ts';
import { openingCard } from '../../messages/openings/opening-card.ts';
import { movedCard } from '../../messages/overview/home.ts';
import { type NudgeReader, nudgeCard } from '../../messages/overview/list-cards.ts';
import type { Followed } from '../../messages/placements/follow-up-card.ts';
import { type Reading, textsIn } from '../../messages/reading.ts';
import type { Card } from '../../messages/view.ts';
import { composeDigest } from '../overview/show-digest.ts';
import { composeHome } from '../overview/view-home.ts';
import type { Clock } from '../ports/clock.ts';
import type { Links } from '../ports/links.ts';
import type { LeasedMessage, PendingNudge, Shown } from '../ports/outbox.ts';
import type { HomeScreen } from '../ports/overview.ts';
import type { AccountKey, Person } from '../ports/people.ts';
import type { SentMessage, SpokenOf } from '../ports/sent-messages.ts';
import type { Store } from '../ports/store.ts';
import { peopleOf, readingOf, type Spoken } from '../scene.ts';
import { composeColleagueLeft, composeLeftBehind } from './compose-departure.ts';
import type { Destination } from './destination.ts';
import type { MeetingPart, Note } from './outgoing.ts';

/** A message with its words, ready for a platform. */
export interface Composed {
  readonly card: Card;
  /** What this card stands for in the room, and its version; null for what is posted once and never changed. */
  readonly shows: { readonly shown: Shown; readonly version: number } | null;
  /** Nudges that this message gives. */
  readonly nudgeIds: readonly string[];
  /** Of what is posted once: whom and what it speaks of; absent where it names nobody. */
  readonly about?: SpokenOf;
  /** It replaces what was sent before. */
  readonly takesBack?: SentMessage;
  /** It is a person's Home: where it stands, and what is left where it stood before. */
  readonly home?: { readonly screen: HomeScreen; readonly moved: Card };
}

/** Puts words to a message from the state of this moment. Null when it no longer holds and shall not be sent. */
export type Compose = (
  message: Pick<LeasedMessage, 'taskForceId' | 'to' | 'outgoing'>,
) => Promise<Composed | null>;

/** @param links absent where no address is known at which pictures can be fetched */
export function createCompose(store: Store, clock: Clock, links?: Links): Compose {
  return async ({ taskForceId, to, outgoing }) => {
    const taskForce = await store.taskForces.find(taskForceId);
    if (taskForce === null) return null;
    if (outgoing.kind === 'taken_back') return composeTakenBack(store, taskForce, outgoing.sent);
    const reader = to.kind === 'person' ? await store.mailroom.person(to.personId) : null;
    // Erased meanwhile: nobody reads it.
    if (to.kind === 'person' && reader === null) return null;
    // A room reads the task force's language, a person their own.
    const texts = textsIn(reader?.locale ?? taskForce.locale);
    const spoken: Spoken = { people: new Set(), openings: new Set() };
    const scene: Desk = { store, taskForce, texts, now: clock.now(), to, reader, links, spoken };
    switch (outgoing.kind) {
      case 'opening_card':
        return composeOpeningCard(scene, outgoing.openingId);
      case 'meeting_card':
        return composeMeeting(scene, outgoing.meetingId, outgoing.part);
      case 'nudges':
        return composeNudges(scene);
      case 'note':
        return once(await composeNote(scene, outgoing.note), spoken);
      case 'home':
        return composeHomeScreen(scene, outgoing.account);
      case 'digest':
        return once(await composeDigestOf(scene, new Date(outgoing.asOf)), spoken);
    }
  };
}

interface Desk {
  readonly store: Store;
  readonly taskForce: TaskForce;
  readonly texts: Reading['texts'];
  readonly now: Date;
  readonly to: Destination;
  /** The person it goes to: who they are now, which need not be the id it was addressed to. Null for a room. */
  readonly reader: Person | null;
  readonly links: Links | undefined;
  readonly spoken: Spoken;
}

function once(card: Card | null, spoken: Spoken): Composed | null {
  return card === null ? null : { card, shows: null, nudgeIds: [], ...saidOf(spoken) };
}

function saidOf({ people, openings }: Spoken): Pick<Composed, 'about'> {
  if (people.size + openings.size === 0) return {};
  return { about: { people: [...people], openings: [...openings] } };
}

/** Notes those whose contact data the words may hold. */
function speakOf({ spoken }: Desk, openings: readonly Opening[]): void {
  for (const opening of openings) if (holdsContact(opening)) spoken.openings.add(opening.id);
}

/** Also to somebody who was erased: what stands in their chat is taken back there. */
async function composeTakenBack(
  { sentMessages }: Store,
  { id, locale }: TaskForce,
  sent: string,
): Promise<Composed | null> {
  const takesBack = await sentMessages.find(id, sent);
  if (takesBack === null) return null;
  const { title, text } = textsIn(locale).myData.takenBack;
  return { card: messageCard(title, [text]), shows: null, nudgeIds: [], takesBack };
}

function readAt(desk: Desk, people: readonly PersonId[]): Promise<Reading> {
  const { now, texts, spoken } = desk;
  return readingOf({ app: desk, now, texts, spoken }, desk.taskForce, people);
}

async function composeOpeningCard(desk: Desk, openingId: Opening['id']): Promise<Composed | null> {
  const { store, taskForce, to } = desk;
  const room = to.kind === 'room' ? await store.mailroom.room(to.roomId) : null;
  const opening = await store.openings.find(taskForce.id, openingId);
  if (opening === null || room === null || room.taskForceId !== taskForce.id) return null;
  const reading = await readAt(desk, peopleOf(opening));
  return {
    card: openingCard(opening, { kind: 'room', room: room.kind }, reading),
    shows: { shown: { kind: 'opening', id: opening.id }, version: opening.version },
    nudgeIds: [],
  };
}

/** The card wherever it was meant to stand; the recap only of what has ended. */
async function composeMeeting(desk: Desk, id: MeetingId, part: MeetingPart): Promise<Composed | null> {
  const { store, taskForce, to } = desk;
  const room = to.kind === 'room' ? await store.mailroom.room(to.roomId) : null;
  const meeting = await store.meetings.find(taskForce.id, id);
  if (meeting === null || room === null || room.taskForceId !== taskForce.id) return null;
  if (part === 'recap' && meeting.status === 'open') return null;
  const openings = await store.meetings.openings(taskForce.id, id);
  const reading = await readAt(desk, openings.flatMap(peopleOf));
  const card =
    part === 'recap'
      ? recapCard(meeting, openings, room.kind, reading)
      : meetingCard(meeting, openings, reading);
  return { card, shows: { shown: { kind: 'meeting', id, part }, version: meeting.version }, nudgeIds: [] };
}

/** Everything that still waits for this receiver, as one message. */
async function composeNudges(desk: Desk): Promise<Composed | null> {
  const { store, to } = desk;
  const pending = await store.mailroom.pendingNudges(to);
  if (pending.length === 0) return null;
  const about = pending.filter(({ nth }) => nth === null);
  const distinct = new Map(about.map(({ opening }) => [opening.id, opening]));
  const openings = [...distinct.values()].sort((a, b) => a.number - b.number);
  const reading = await readAt(
    desk,
    pending.flatMap(({ opening }) => peopleOf(opening)),
  );
  speakOf(
    desk,
    pending.map(({ opening }) => opening),
  );
  const reader: NudgeReader =
    desk.reader === null ? { kind: 'room' } : { kind: 'person', id: desk.reader.id };
  const card = nudgeCard(openings, reader, reading, {
    items: distinctPlacements(pending),
    reader: desk.reader === null ? null : { id: desk.reader.id, roles: await rolesOf(desk) },
  });
  return { card, shows: null, nudgeIds: pending.map(({ id }) => id), ...saidOf(desk.spoken) };
}

/** Each placement once, however often its owner was told before they looked. */
function distinctPlacements(pending: readonly PendingNudge[]): Followed[] {
  const all = pending.flatMap(({ opening, nth }) => (nth === null ? [] : [{ opening, nth }]));
  return [...new Map(all.map((one) => [`${one.opening.id}:${one.nth}`, one])).values()];
}

/** A Home that shows something else by now, or whose person left the task force, isn't sent from here. */
async function composeHomeScreen(desk: Desk, account: AccountKey): Promise<Composed | null> {
  const { store, taskForce, now, texts, reader } = desk;
  const screen = await store.homes.find(account);
  if (screen === null || screen.taskForceId !== taskForce.id || screen.personId !== reader?.id) return null;
  const roles = await rolesOf(desk);
  if (roles.length === 0) return null;
  const scene = { app: { store }, taskForce, texts, now };
  const card = await composeHome(scene, { person: screen.personId, roles, look: screen.look });
  const moved = movedCard(await readAt(desk, []));
  return { card, shows: null, nudgeIds: [], home: { screen, moved } };
}

/**
 * The digest of the week that was planned, counted now: what was mended since is not called urgent. A room that belongs
 * to somebody else by now gets none.
 */
async function composeDigestOf(desk: Desk, asOf: Date): Promise<Card | null> {
  const { store, taskForce, to } = desk;
  const room = to.kind === 'room' ? await store.mailroom.room(to.roomId) : null;
  if (to.kind === 'room' && room?.taskForceId !== taskForce.id) return null;
  return composeDigest({ ...desk, app: { store }, now: asOf }, room?.kind ?? null);
}

async function composeNote(desk: Desk, note: Note): Promise<Card | null> {
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
  const { store, taskForce, to, reader } = desk;
  const room = to.kind === 'room' ? await store.mailroom.room(to.roomId) : null;
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
  const { store, taskForce, to } = desk;
  const room = to.kind === 'room' ? await store.mailroom.room(to.roomId) : null;
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

async function rolesOf({ store, taskForce, reader }: Desk): Promise<readonly Role[]> {
  const members = await store.directory.members(taskForce.id);
  return members.find((member) => member.person.id === reader?.id)?.roles ?? [];
}

async function composeOpeningNote(
  desk: Desk,
  note: Extract<Note, { openingId: Opening['id'] }>,
): Promise<Card | null> {
  const opening = await desk.store.openings.find(desk.taskForce.id, note.openingId);
  if (opening === null) return null;
  speakOf(desk, [opening]);
  const named =
    'by' in note && note.by !== null ? [note.by] : 'formerOwner' in note ? [note.formerOwner] : [];
  if (note.kind === 'second_owner' && note.to !== null) named.push(note.to);
  const reading = await readAt(desk, [...peopleOf(opening), ...named]);
  switch (note.kind) {
    case 'retained':
    case 'lasted_quarter':
      return openingNoteCard({ kind: note.kind, named: await mayName(desk, opening) }, opening, reading);
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
async function mayName({ store, to }: Desk, opening: Opening): Promise<boolean> {
  const room = to.kind === 'room' ? await store.mailroom.room(to.roomId) : null;
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
