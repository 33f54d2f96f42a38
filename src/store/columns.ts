import * as z from 'zod';
import type { PersonId } from '../domain/ids.ts';
import type { CandidateReference } from '../domain/opening/candidate.ts';
import { COLOURS, isCheckInItem, isFollowUpItem } from '../domain/opening/check-in.ts';
import { EMPLOYMENT_FORMS } from '../domain/opening/employment.ts';
import { END_REASONS, type Placement, SEARCH_REASONS } from '../domain/opening/placement.ts';
import type { OpenSeat } from '../domain/opening/seat.ts';
import type { ClockedSeat } from '../domain/opening/staleness.ts';

/** An instant within a JSON column. */
export const instantSchema = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

export const endReasonSchema = z.enum(END_REASONS);
export const searchReasonSchema = z.enum(SEARCH_REASONS);
export const colourSchema = z.enum(COLOURS);
export const checkInItemSchema = z.string().refine(isCheckInItem);
export const followUpItemSchema = z.string().refine(isFollowUpItem);
export const formSchema = z.enum(EMPLOYMENT_FORMS);
/** Read by us before it was written: what is left to say is what it is. */
const candidateSchema = z.custom<CandidateReference>((value) => typeof value === 'string');
/** Rows that were written before there were any have none. */
const brokerSchema = z
  .custom<PersonId>((value) => typeof value === 'string')
  .nullable()
  .default(null);
const seat = { number: z.int(), since: instantSchema };

export const seatsSchema = z.array(
  z.discriminatedUnion('state', [
    z.object({ ...seat, state: z.literal('matching') }),
    z.object({
      ...seat,
      state: z.literal('presented'),
      candidate: candidateSchema,
      broker: brokerSchema,
    }),
    z.object({
      ...seat,
      state: z.literal('agreed'),
      candidate: candidateSchema,
      broker: brokerSchema,
      startsOn: z.string(),
      form: formSchema,
    }),
  ]),
) satisfies z.ZodType<OpenSeat[], unknown>;

/** The same places as far as their clocks go. */
export const clockedSeatsSchema = z.array(
  z.discriminatedUnion('state', [
    z.object({ state: z.enum(['matching', 'presented']), since: instantSchema }),
    z.object({ state: z.literal('agreed'), since: instantSchema, startsOn: z.string() }),
  ]),
) satisfies z.ZodType<ClockedSeat[], unknown>;

const checkInSchema = z.object({
  item: checkInItemSchema,
  colour: colourSchema,
  at: instantSchema,
  by: z.custom<PersonId>((value) => typeof value === 'string'),
  next: z.object({ text: z.string().nullable(), by: z.string() }).nullable(),
});

const followUpSchema = z.object({
  item: followUpItemSchema,
  dueAt: instantSchema,
  round: z.int(),
  level: z.int(),
  at: instantSchema.nullable(),
  snoozedUntil: instantSchema.nullable(),
});

const searchSchema = z.object({
  actedAt: instantSchema,
  closed: z.object({ on: z.string(), reason: searchReasonSchema }).nullable(),
});

/** What follows a start has its beginning in rows that were written before it was kept. */
export const placementsSchema = z.array(
  z.object({
    place: z.int(),
    candidate: candidateSchema,
    broker: brokerSchema,
    form: formSchema,
    hours: z.number(),
    startedOn: z.string(),
    legalEmployer: z.string().nullable(),
    mentor: z.string().nullable(),
    expectationsChecked: z.boolean(),
    hoursSteps: z.array(z.object({ from: z.string(), hours: z.number() })).default([]),
    checkIns: z.array(checkInSchema).default([]),
    retainedOn: z.string().nullable().default(null),
    ended: z.object({ on: z.string(), reason: endReasonSchema }).nullable(),
    search: searchSchema.nullable().default(null),
    followUp: followUpSchema.nullable().default(null),
  }),
) satisfies z.ZodType<Placement[], unknown>;
