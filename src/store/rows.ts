import * as z from 'zod';
import type { TimelineEntry } from '../app/ports/openings.ts';
import type { Account, BoundRoom, Person } from '../app/ports/people.ts';
import type { MeetingId, OpeningId, PersonId, RoomId, TaskForceId } from '../domain/ids.ts';
import { followUpAt, isFollowed } from '../domain/opening/follow-up.ts';
import {
  ATTEMPT_CHANNELS,
  CLOSE_REASONS,
  CORRECTED_FIELDS,
  HANDOVER_CHANNELS,
  isPlacing,
  type Opening,
  type OpeningEvent,
} from '../domain/opening/opening.ts';
import { SEAT_STATES } from '../domain/opening/seat.ts';
import { ROLES } from '../domain/permissions.ts';
import { LOCALES, ROOM_KINDS } from '../domain/task-force.ts';
import { isCategory, tasksOf } from '../domain/typed/categories.ts';
import { companyKey } from '../domain/typed/company.ts';
import {
  checkInItemSchema,
  colourSchema,
  endReasonSchema,
  followUpItemSchema,
  formSchema,
  instantSchema,
  placementsSchema,
  searchReasonSchema,
  seatsSchema,
} from './columns.ts';
import type * as tables from './generated/client.ts';
import { openingDetailsSchema } from './opening-details.ts';

/** Ids come out of uuid columns and were made by us: what is left to say is whose they are. */
const idSchema = <Id extends string>() => z.custom<Id>((value) => typeof value === 'string');
export const taskForceIdSchema = idSchema<TaskForceId>();
export const personIdSchema = idSchema<PersonId>();
export const roomIdSchema = idSchema<RoomId>();
export const openingIdSchema = idSchema<OpeningId>();
export const meetingIdSchema = idSchema<MeetingId>();

export const rolesSchema = z.array(z.enum(ROLES));
export const detailsSchema = z.record(z.string(), z.string());
const attemptsSchema = z.array(
  z.object({ at: instantSchema, by: personIdSchema, channel: z.enum(ATTEMPT_CHANNELS) }),
);

export const agreementSchema = z.object({
  at: instantSchema,
  by: instantSchema,
  channel: z.enum(HANDOVER_CHANNELS),
  callAhead: z.boolean(),
});
const mergedSchema = z.object({ id: openingIdSchema, number: z.int() });
const callAheadSchema = z.object({
  state: z.enum(['asked', 'called', 'skipped', 'lapsed']),
  ambassador: personIdSchema,
  until: instantSchema,
});
const againSchema = z.discriminatedUnion('state', [
  z.object({ state: z.enum(['waiting', 'asked']), at: instantSchema }),
  z.object({ state: z.literal('reopening_wanted'), at: instantSchema, by: personIdSchema }),
]);
const closeReasonSchema = z.enum([...CLOSE_REASONS, 'filled', 'merged']);

/** The columns that only some statuses have. */
const stateSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('logged') }),
  z.object({
    status: z.literal('claimed'),
    owner: personIdSchema,
    agreement: agreementSchema.nullable(),
  }),
  z
    .object({ status: z.literal('contacted'), owner: personIdSchema, thinking_until: z.date().nullable() })
    .transform(({ status, owner, thinking_until }) => ({ status, owner, thinkingUntil: thinking_until })),
  z
    .object({ status: z.literal('visit_booked'), owner: personIdSchema, visit_on: z.string() })
    .transform(({ status, owner, visit_on }) => ({ status, owner, visitOn: visit_on })),
  z.object({ status: z.enum(SEAT_STATES), owner: personIdSchema, seats: seatsSchema }),
  z
    .object({
      status: z.literal('closed'),
      owner: personIdSchema.nullable(),
      close_reason: closeReasonSchema,
      closed_by: personIdSchema,
      again: againSchema.nullable(),
      merged_into: mergedSchema.nullable(),
    })
    .transform(({ status, owner, close_reason, closed_by, again, merged_into }) => ({
      status,
      owner,
      reason: close_reason,
      closedBy: closed_by,
      again,
      mergedInto: merged_into,
    })),
]);

const openingKindSchema = z.enum(['job', 'visit_request']);
const categorySchema = z.string().refine(isCategory).nullable();

// Made once: a schema costs more to make than to use.
const anyoneSchema = personIdSchema.nullable();
export const anyMeetingSchema = meetingIdSchema.nullable();
const anyCallAheadSchema = callAheadSchema.nullable();

/** As the client reads it, or the driver, whose hours are numbers. */
export type OpeningRow = Omit<tables.Opening, 'hours_min' | 'hours_max'> &
  Record<'hours_min' | 'hours_max', tables.Opening['hours_min'] | number>;

/** @throws ZodError when the row holds what no version of us wrote. */
export function readOpening(row: OpeningRow): Opening {
  const category = categorySchema.parse(row.category);
  return {
    id: openingIdSchema.parse(row.id),
    taskForceId: taskForceIdSchema.parse(row.task_force_id),
    number: row.number,
    kind: openingKindSchema.parse(row.kind),
    category,
    tasks: category === null ? [] : tasksOf(category, row.tasks),
    hours:
      row.hours_min === null || row.hours_max === null
        ? null
        : { min: Number(row.hours_min), max: Number(row.hours_max) },
    company: row.company,
    contactName: row.contact_name,
    contact: { phone: row.phone, email: row.email },
    postcode: row.postcode,
    municipality: row.municipality,
    places: row.places,
    details: openingDetailsSchema.parse(row.details),
    loggedBy: personIdSchema.parse(row.logged_by),
    loggedAt: row.logged_at,
    meetingId: anyMeetingSchema.parse(row.meeting_id),
    since: row.since,
    actedAt: row.acted_at,
    round: row.round,
    nudging: {
      level: row.nudge_level,
      at: row.next_nudge_at,
      snoozedUntil: row.snoozed_until,
      releaseAt: row.release_at,
    },
    attempts: attemptsSchema.parse(row.attempts),
    placements: placementsSchema.parse(row.placements),
    callAhead: anyCallAheadSchema.parse(row.call_ahead),
    askStillOpenAt: row.ask_still_open_at,
    version: row.version,
    ...stateSchema.parse(row),
  };
}

/**
 * A row as it travels to the database within a JSON document: every column is there, as its name in the table, but for the
 * one that follows from the timeline.
 */
export type WrittenOpening = Readonly<Record<Exclude<keyof tables.Opening, 'furthest'>, unknown>>;

export function writeOpening(opening: Opening): WrittenOpening {
  return {
    id: opening.id,
    task_force_id: opening.taskForceId,
    number: opening.number,
    kind: opening.kind,
    category: opening.category,
    tasks: opening.tasks,
    hours_min: opening.hours?.min ?? null,
    hours_max: opening.hours?.max ?? null,
    company: opening.company,
    company_key: companyKey(opening.company),
    contact_name: opening.contactName,
    phone: opening.contact.phone,
    email: opening.contact.email,
    postcode: opening.postcode,
    municipality: opening.municipality,
    places: opening.places,
    details: opening.details,
    logged_by: opening.loggedBy,
    logged_at: opening.loggedAt,
    meeting_id: opening.meetingId,
    status: opening.status,
    since: opening.since,
    acted_at: opening.actedAt,
    round: opening.round,
    nudge_level: opening.nudging.level,
    next_nudge_at: opening.nudging.at,
    snoozed_until: opening.nudging.snoozedUntil,
    release_at: opening.nudging.releaseAt,
    ask_still_open_at: opening.askStillOpenAt,
    call_ahead: opening.callAhead,
    call_ahead_until: callAheadUntil(opening),
    attempts: opening.attempts,
    owner: opening.status === 'logged' ? null : opening.owner,
    agreement: opening.status === 'claimed' ? opening.agreement : null,
    thinking_until: opening.status === 'contacted' ? opening.thinkingUntil : null,
    visit_on: opening.status === 'visit_booked' ? opening.visitOn : null,
    seats: isPlacing(opening) ? opening.seats : [],
    placements: opening.placements,
    followed: opening.placements.some(isFollowed),
    follow_up_at: followUpAt(opening.placements),
    close_reason: opening.status === 'closed' ? opening.reason : null,
    closed_by: opening.status === 'closed' ? opening.closedBy : null,
    again: opening.status === 'closed' ? opening.again : null,
    ask_again_at: askAgainAt(opening),
    merged_into: opening.status === 'closed' ? opening.mergedInto : null,
    version: opening.version,
  };
}

/** Until when an ambassador is waited for; null when none is. */
export function callAheadUntil({ callAhead }: Opening): Date | null {
  return callAhead?.state === 'asked' ? callAhead.until : null;
}

/** When somebody is asked about a closed opening; null while open, and once they were asked. */
export function askAgainAt(opening: Opening): Date | null {
  return opening.status === 'closed' && opening.again?.state === 'waiting' ? opening.again.at : null;
}

const eventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('logged') }),
  z.object({ kind: z.literal('claimed') }),
  z.object({
    kind: z.literal('handover_agreed'),
    to: personIdSchema,
    channel: z.enum(HANDOVER_CHANNELS),
    by: instantSchema,
    callAhead: z.boolean(),
  }),
  z.object({ kind: z.literal('contacted'), thinking: z.boolean() }),
  z.object({ kind: z.literal('visit_booked'), on: z.string() }),
  z.object({ kind: z.literal('visit_held'), more: z.boolean() }),
  z.object({ kind: z.literal('matching_started') }),
  z.object({
    kind: z.literal('candidate_presented'),
    place: z.int(),
    broker: personIdSchema.exactOptional(),
  }),
  z.object({ kind: z.literal('candidate_declined'), place: z.int() }),
  z.object({ kind: z.literal('agreed'), place: z.int(), startsOn: z.string(), form: formSchema }),
  z.object({
    kind: z.literal('started'),
    place: z.int(),
    form: formSchema,
    hours: z.number(),
    filled: z.boolean(),
  }),
  z.object({ kind: z.literal('ended_early'), place: z.int(), reason: endReasonSchema }),
  z.object({
    kind: z.literal('checked_in'),
    place: z.int(),
    item: checkInItemSchema,
    colour: colourSchema,
    retained: z.boolean(),
  }),
  z.object({ kind: z.literal('retained'), place: z.int() }),
  z.object({
    kind: z.literal('hours_changed'),
    place: z.int(),
    before: z.number(),
    hours: z.number(),
    from: z.string(),
  }),
  z.object({
    kind: z.literal('follow_up_nudged'),
    place: z.int(),
    item: followUpItemSchema,
    level: z.int(),
  }),
  z.object({ kind: z.literal('follow_up_snoozed'), place: z.int(), until: instantSchema }),
  z.object({ kind: z.literal('search_continued'), place: z.int() }),
  z.object({ kind: z.literal('search_closed'), place: z.int(), reason: searchReasonSchema }),
  z.object({ kind: z.literal('broker_named'), place: z.int(), to: personIdSchema.nullable() }),
  z.object({ kind: z.literal('attempted'), channel: z.enum(ATTEMPT_CHANNELS) }),
  z.object({
    kind: z.literal('handed_over'),
    to: personIdSchema,
    note: z.string().exactOptional(),
  }),
  z.object({ kind: z.literal('put_back'), note: z.string().exactOptional() }),
  z.object({ kind: z.literal('released') }),
  z.object({ kind: z.literal('snoozed'), until: instantSchema }),
  z.object({ kind: z.literal('closed'), reason: closeReasonSchema, note: z.string().nullable() }),
  z.object({ kind: z.literal('closing_asked') }),
  z.object({ kind: z.literal('reopened') }),
  z.object({ kind: z.literal('call_ahead_asked'), to: personIdSchema }),
  z.object({ kind: z.literal('called_ahead') }),
  z.object({ kind: z.literal('call_ahead_skipped') }),
  z.object({ kind: z.literal('call_ahead_lapsed') }),
  z.object({ kind: z.literal('asked_again') }),
  z.object({ kind: z.literal('asking_postponed'), until: instantSchema }),
  z.object({ kind: z.literal('asking_ended') }),
  z.object({ kind: z.literal('reopening_wanted') }),
  z.object({ kind: z.literal('visit_again') }),
  z.object({ kind: z.literal('merged_into'), number: z.int() }),
  z.object({ kind: z.literal('merged_with'), number: z.int() }),
  z.object({ kind: z.literal('still_open_asked') }),
  z.object({ kind: z.literal('still_open_confirmed') }),
  z.object({ kind: z.literal('story_answered'), consent: z.boolean() }),
  z.object({ kind: z.literal('corrected'), fields: z.array(z.enum(CORRECTED_FIELDS)) }),
  z.object({ kind: z.literal('details_told') }),
  z.object({ kind: z.literal('note_deleted') }),
  z.object({ kind: z.literal('contact_erased') }),
  z.object({ kind: z.literal('place_added'), places: z.int() }),
  z.object({ kind: z.literal('nudged'), level: z.int() }),
]) satisfies z.ZodType<OpeningEvent, unknown>;

export function readTimelineEntry(row: tables.TimelineEntry): TimelineEntry {
  return {
    at: row.at,
    by: anyoneSchema.parse(row.by),
    platform: row.platform,
    event: eventSchema.parse(row.event),
  };
}

const localeSchema = z.enum(LOCALES).nullable();

export function readPerson(row: Pick<tables.Person, 'id' | 'name' | 'locale'>): Person {
  return { id: personIdSchema.parse(row.id), name: row.name, locale: localeSchema.parse(row.locale) };
}

export type AccountRow = Pick<
  tables.Account,
  'person_id' | 'platform' | 'workspace_id' | 'user_id' | 'details'
>;

export function readAccount(row: AccountRow): Account {
  return {
    personId: personIdSchema.parse(row.person_id),
    platform: row.platform,
    workspaceId: row.workspace_id,
    userId: row.user_id,
    details: detailsSchema.parse(row.details),
  };
}

const roomKindSchema = z.enum(ROOM_KINDS);

export function readRoom(row: tables.Room): BoundRoom {
  return {
    id: roomIdSchema.parse(row.id),
    taskForceId: taskForceIdSchema.parse(row.task_force_id),
    kind: roomKindSchema.parse(row.kind),
    platform: row.platform,
    workspaceId: row.workspace_id,
    conversationId: row.conversation_id,
    name: row.name,
    details: detailsSchema.parse(row.details),
  };
}

/** A row as it comes within a JSON document. */
export const roomSchema = z
  .object({
    id: z.string(),
    task_force_id: z.string(),
    kind: z.string(),
    platform: z.string(),
    workspace_id: z.string(),
    conversation_id: z.string(),
    name: z.string().nullable(),
    details: detailsSchema,
  })
  .transform(readRoom);

/** The columns of a room to be made. */
export function writeRoom(room: BoundRoom) {
  return {
    id: room.id,
    task_force_id: room.taskForceId,
    kind: room.kind,
    platform: room.platform,
    workspace_id: room.workspaceId,
    conversation_id: room.conversationId,
    name: room.name,
    details: room.details,
  };
}
