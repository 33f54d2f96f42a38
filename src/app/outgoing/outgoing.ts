import * as z from 'zod';
import type { MeetingId, OpeningId, PersonId, RoomId, TaskForceId } from '../../domain/ids.ts';
import { ROOM_KINDS } from '../../domain/task-force.ts';
import type { Destination } from './destination.ts';

/**
 * What waits in the outbox: what it is about, never its text. The words are put to it when it is sent, from the state
 * of that moment; a message that no longer holds is dropped.
 */
const openingId = z.uuid().transform((id) => id as OpeningId);
const personId = z.uuid().transform((id) => id as PersonId);
const meetingId = z.uuid().transform((id) => id as MeetingId);
const roomId = z.uuid().transform((id) => id as RoomId);

/** Told once, of something that happened. */
export const noteSchema = z.discriminatedUnion('kind', [
  /** To the one who logged it: who has it, and until when they call. */
  z.object({ kind: z.literal('taken'), openingId }),
  /** To the one who logged it: when the jobcentre comes. */
  z.object({ kind: z.literal('visit_booked'), openingId }),
  z.object({ kind: z.literal('filled'), openingId }),
  z.object({ kind: z.literal('closed'), openingId }),
  /** To every room: a job has lasted, or has for a quarter of a year. */
  z.object({ kind: z.literal('retained'), openingId }),
  z.object({ kind: z.literal('lasted_quarter'), openingId }),
  /** To every room: as many are in paid work as were promised. */
  z.object({ kind: z.literal('target_reached'), promised: z.int() }),
  /** To the one who logged it: may the company be named? */
  z.object({ kind: z.literal('ask_story'), openingId }),
  /** To the coordinators: a story that may be told, and one that may no longer. */
  z.object({ kind: z.literal('story_ready'), openingId }),
  z.object({ kind: z.literal('story_withdrawn'), openingId }),
  /** To the one who searched: the candidate was agreed on elsewhere. */
  z.object({ kind: z.literal('search_ended'), openingId }),
  /** To the job broker, the former one and the owner: whose candidate it is from now on; null: no broker's any more. */
  z.object({
    kind: z.literal('second_owner'),
    openingId,
    by: personId.nullable(),
    to: personId.nullable(),
  }),
  /** To the owner and the job broker: the other of them noted that it stopped. */
  z.object({ kind: z.literal('job_stopped'), openingId, by: personId }),
  z.object({ kind: z.literal('ask_still_open'), openingId }),
  /** To the one who logged it: somebody else than the one they talked to has it. */
  z.object({ kind: z.literal('has_it_now'), openingId }),
  /** To the new owner. */
  z.object({ kind: z.literal('handed_to_you'), openingId, by: personId }),
  /** To the new owner, or to the jobcentre's rooms: all that somebody gave on in one act. */
  z.object({ kind: z.literal('all_handed_over'), openingIds: z.array(openingId), by: personId }),
  /** To the owner from whom it was taken, by a colleague or by the clock. */
  z.object({ kind: z.literal('taken_from_you'), openingId, by: personId.nullable() }),
  /** To the jobcentre's room and the coordinators when an owner let the time run out. */
  z.object({ kind: z.literal('free_again'), openingId, formerOwner: personId }),
  z.object({ kind: z.literal('approve_closing'), openingId, by: personId }),
  /** To the one who logged it, and to who had it: it was there already. */
  z.object({ kind: z.literal('merged'), openingId }),
  /** To the ambassador, with the contact of this one company. */
  z.object({ kind: z.literal('call_ahead'), openingId }),
  /** To the owner: the ambassador rang; or didn't, and it goes on without. */
  z.object({ kind: z.literal('called_ahead'), openingId }),
  z.object({ kind: z.literal('no_call_ahead'), openingId }),
  /** To the consultant who had them, or to the jobcentre's rooms: what became of these closed ones? */
  z.object({ kind: z.literal('asked_again'), openingIds: z.array(openingId) }),
  /** To the coordinators: somebody may have a candidate for what was closed. */
  z.object({ kind: z.literal('approve_reopening'), openingId, by: personId }),
  /** To the one who asked for it. */
  z.object({ kind: z.literal('reopened'), openingId }),
  z.object({ kind: z.literal('stays_closed'), openingId, by: personId }),
  /** In a room that was just bound. */
  z.object({ kind: z.literal('welcome'), room: z.enum(ROOM_KINDS), coordinator: personId }),
  /** In a room, to be pinned there: the button that opens the form. */
  z.object({ kind: z.literal('board') }),
  /** To the coordinators: somebody used a join code. */
  z.object({ kind: z.literal('room_connected'), by: personId, room: z.enum(ROOM_KINDS) }),
  /** To a person who was given roles by somebody else. */
  z.object({ kind: z.literal('roles_given'), by: personId }),
  /** To the jobcentre's rooms: what somebody had who is gone. */
  z.object({ kind: z.literal('left_behind'), person: personId }),
  /** To the coordinators: somebody is gone. */
  z.object({ kind: z.literal('colleague_left'), person: personId }),
  /** To the coordinators: nothing reaches anybody there until an admin installs the app again. */
  z.object({ kind: z.literal('let_out'), platform: z.string(), id: z.string() }),
  /** To the coordinators: this room was archived or deleted, or the bot was taken out of it. */
  z.object({ kind: z.literal('room_away'), room: roomId }),
  /** To the coordinators: nothing reaches this room or person. */
  z.object({
    kind: z.literal('undeliverable'),
    room: roomId.nullable(),
    person: personId.nullable(),
    reason: z.string(),
  }),
]);
export type Note = z.infer<typeof noteSchema>;

/** A meeting's card while it is on, and the recap when it has ended. */
export const MEETING_PARTS = ['meeting', 'recap'] as const;
export type MeetingPart = (typeof MEETING_PARTS)[number];

export const outgoingSchema = z.discriminatedUnion('kind', [
  /** `standing`: only where a card stands already; one that the platform no longer lets us edit isn't posted anew. */
  z.object({ kind: z.literal('opening_card'), openingId, roomId, standing: z.literal(true).exactOptional() }),
  z.object({
    kind: z.literal('meeting_card'),
    meetingId,
    part: z.enum(MEETING_PARTS),
    standing: z.literal(true).exactOptional(),
  }),
  /** Every nudge that waits for this receiver, as one message. */
  z.object({ kind: z.literal('nudges') }),
  z.object({ kind: z.literal('note'), note: noteSchema }),
  /** A person's Home on one platform, as it is when it is sent. */
  z.object({
    kind: z.literal('home'),
    account: z.object({ platform: z.string(), workspaceId: z.string(), userId: z.string() }),
  }),
  /** In the place of a message that was sent: what it told was erased. */
  z.object({ kind: z.literal('taken_back'), sent: z.string() }),
  /** `asOf` is the planned instant: a digest that goes out late still tells its own week. */
  z.object({ kind: z.literal('digest'), asOf: z.iso.datetime() }),
]);
export type Outgoing = z.infer<typeof outgoingSchema>;

/**
 * A message to be sent. `once`: never again under this key. `latest`: while one waits, a second is the same; the content
 * is composed when it is sent.
 */
export interface OutboxDraft {
  readonly taskForceId: TaskForceId;
  readonly to: Destination;
  readonly outgoing: Outgoing;
  readonly unique: { readonly kind: 'once' | 'latest'; readonly key: string };
  /** Milliseconds it waits for others to join it; messages queued later may go before. None unless said. */
  readonly holdMs?: number;
}

/** Keys that begin so are kept for ever: their time comes again, and the message must not. */
export const EVER = 'ever:';

/** Once for good: also long after the message itself would have been forgotten. */
export function onceForEver(key: string): OutboxDraft['unique'] {
  return { kind: 'once', key: `${EVER}${key}` };
}
