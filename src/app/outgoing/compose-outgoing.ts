import { isoWeek } from '../../domain/calendar.ts';
import type { MeetingId, OpeningId, RoomId } from '../../domain/ids.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import { may } from '../../domain/permissions.ts';
import type { TaskForce } from '../../domain/task-force.ts';
import { meetingCard, recapCard } from '../../messages/meetings/meeting-card.ts';
import { messageCard } from '../../messages/note-card.ts';
import { roomCard } from '../../messages/openings/own-room-card.ts';
import { movedCard } from '../../messages/overview/home.ts';
import { type NudgeReader, nudgeCard } from '../../messages/overview/list-cards.ts';
import type { Followed } from '../../messages/placements/follow-up-card.ts';
import { textsIn } from '../../messages/reading.ts';
import type { Card } from '../../messages/view.ts';
import { composeDigest } from '../overview/show-digest.ts';
import { composeHome } from '../overview/view-home.ts';
import type { Clock } from '../ports/clock.ts';
import type { Links } from '../ports/links.ts';
import type { LeasedMessage, PendingNudge, Shown } from '../ports/outbox.ts';
import type { HomeScreen } from '../ports/overview.ts';
import type { AccountKey, BoundRoom } from '../ports/people.ts';
import type { SentMessage, SpokenOf } from '../ports/sent-messages.ts';
import type { Store } from '../ports/store.ts';
import { peopleOf, type Spoken } from '../scene.ts';
import { digestJob, plannedDigest } from '../timed/send-digests.ts';
import { composeNote } from './compose-note.ts';
import { type Desk, readAt, rolesOf, speakOf } from './desk.ts';
import type { MeetingPart, Note } from './outgoing.ts';

/** A message with its words, ready for a platform. */
export interface Composed {
  readonly card: Card;
  /** What this card stands for in the room, and its version; null for what is posted once and never changed. */
  readonly shows: { readonly shown: Shown; readonly version: number } | null;
  /** Nudges that this message gives. */
  readonly nudgeIds: readonly string[];
  /** The opening that it is about, in a room: it belongs with its card there. */
  readonly under?: OpeningId;
  /** Of what is posted once: whom and what it speaks of; absent where it names nobody. */
  readonly about?: SpokenOf;
  /** It replaces what was sent before. */
  readonly takesBack?: SentMessage;
  /** It is a person's Home: where it stands, and what is left where it stood before. */
  readonly home?: { readonly screen: HomeScreen; readonly moved: Card };
}

/**
 * Puts words to a message from the state of this moment. Null when it no longer holds and shall not be sent.
 *
 * @param way where the room is being read along with how to get there
 */
export type Compose = (
  message: Pick<LeasedMessage, 'taskForceId' | 'to' | 'outgoing'>,
  way?: Promise<{ readonly room: BoundRoom | null }>,
) => Promise<Composed | null>;

/** @param links absent where no address is known at which pictures can be fetched */
export function createCompose(store: Store, clock: Clock, links?: Links): Compose {
  return async ({ taskForceId, to, outgoing }, way) => {
    const [taskForce, reader, room, shown] = await Promise.all([
      store.taskForces.find(taskForceId),
      to.kind === 'person' ? store.mailroom.person(to.personId) : null,
      to.kind === 'room' ? roomOf(store, to.roomId, way) : null,
      outgoing.kind === 'opening_card' ? store.openings.find(taskForceId, outgoing.openingId) : null,
    ]);
    if (taskForce === null) return null;
    if (outgoing.kind === 'taken_back') return composeTakenBack(store, taskForce, outgoing.sent);
    // Erased meanwhile: nobody reads it.
    if (to.kind === 'person' && reader === null) return null;
    // A room reads the task force's language, a person their own.
    const texts = textsIn(reader?.locale ?? taskForce.locale);
    const spoken: Spoken = { people: new Set(), openings: new Set() };
    const scene: Desk = { store, taskForce, texts, now: clock.now(), to, reader, room, links, spoken };
    switch (outgoing.kind) {
      case 'opening_card':
        return composeOpeningCard(scene, shown);
      case 'meeting_card':
        return composeMeeting(scene, outgoing.meetingId, outgoing.part);
      case 'nudges':
        return composeNudges(scene);
      case 'note':
        return together(to, openingOf(outgoing.note), once(await composeNote(scene, outgoing.note), spoken));
      case 'home':
        return composeHomeScreen(scene, outgoing.account);
      case 'digest':
        return once(await composeDigestOf(scene, new Date(outgoing.asOf)), spoken);
    }
  };
}

function once(card: Card | null, spoken: Spoken): Composed | null {
  return card === null ? null : { card, shows: null, nudgeIds: [], ...saidOf(spoken) };
}

/** What a room reads of one opening stands with its card; of several, by itself. */
function together(
  { kind }: LeasedMessage['to'],
  openingId: OpeningId | null,
  composed: Composed | null,
): Composed | null {
  return composed === null || openingId === null || kind !== 'room'
    ? composed
    : { ...composed, under: openingId };
}

function openingOf(note: Note): OpeningId | null {
  return 'openingId' in note ? note.openingId : null;
}

function saidOf({ people, openings }: Spoken): Pick<Composed, 'about'> {
  if (people.size + openings.size === 0) return {};
  return { about: { people: [...people], openings: [...openings] } };
}

async function roomOf(
  { mailroom }: Store,
  id: RoomId,
  way: Promise<{ readonly room: BoundRoom | null }> | undefined,
): Promise<BoundRoom | null> {
  return way === undefined ? mailroom.room(id) : (await way).room;
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

async function composeOpeningCard(desk: Desk, opening: Opening | null): Promise<Composed | null> {
  const { taskForce, room } = desk;
  if (opening === null || room === null || room.taskForceId !== taskForce.id) return null;
  const reading = await readAt(desk, peopleOf(opening));
  return {
    card: roomCard(opening, room.kind, taskForce.id, reading),
    shows: { shown: { kind: 'opening', id: opening.id }, version: opening.version },
    nudgeIds: [],
  };
}

/** The card wherever it was meant to stand; the recap only of what has ended. */
async function composeMeeting(desk: Desk, id: MeetingId, part: MeetingPart): Promise<Composed | null> {
  const { store, taskForce, room } = desk;
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

/** Everything of the task force that still waits for this receiver, and that they may still see, as one message. */
async function composeNudges(desk: Desk): Promise<Composed | null> {
  const { store, taskForce, to } = desk;
  const [pending, roles] = await Promise.all([
    store.mailroom.pendingNudges(taskForce.id, to),
    desk.reader === null ? null : rolesOf(desk),
  ]);
  if (pending.length === 0 || (roles !== null && !may(roles, 'view_opening'))) return null;
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
    reader: desk.reader === null || roles === null ? null : { id: desk.reader.id, roles },
  });
  const composed = { card, shows: null, nudgeIds: pending.map(({ id }) => id), ...saidOf(desk.spoken) };
  const all = new Set(pending.map(({ opening }) => opening.id));
  const [only = null] = all;
  return together(to, all.size === 1 ? only : null, composed);
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
 * to somebody else by now gets none, nor does a coordinator who is none any more, and one that waited until a later week's
 * was queued isn't sent any more.
 */
async function composeDigestOf(desk: Desk, asOf: Date): Promise<Card | null> {
  const { store, taskForce, to, room } = desk;
  if (to.kind === 'room' && room?.taskForceId !== taskForce.id) return null;
  if (to.kind === 'person' && !may(await rolesOf(desk), 'receive_digest')) return null;
  if (await isOutrun(desk, asOf)) return null;
  return composeDigest({ ...desk, app: { store }, now: asOf }, room?.kind ?? null);
}

async function isOutrun({ store, taskForce, now }: Desk, asOf: Date): Promise<boolean> {
  const latest = plannedDigest(taskForce, now);
  const [own, newest] = [isoWeek(asOf, taskForce.calendar), isoWeek(latest, taskForce.calendar)];
  if (latest <= asOf || (own.week === newest.week && own.year === newest.year)) return false;
  return store.slots.won(digestJob(taskForce), latest);
}
