import * as z from 'zod';
import type { CandidateReference } from '../domain/candidate.ts';
import { EMPLOYMENT_FORMS } from '../domain/employment.ts';
import { END_REASONS, type Placement } from '../domain/placement.ts';
import type { OpenSeat } from '../domain/seat.ts';

/** An instant within a JSON column. */
export const instantSchema = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

export const endReasonSchema = z.enum(END_REASONS);
export const formSchema = z.enum(EMPLOYMENT_FORMS);
/** Read by us before it was written: what is left to say is what it is. */
const candidateSchema = z.custom<CandidateReference>((value) => typeof value === 'string');
const seat = { number: z.int(), since: instantSchema };

export const seatsSchema = z.array(
  z.discriminatedUnion('state', [
    z.object({ ...seat, state: z.literal('matching') }),
    z.object({ ...seat, state: z.literal('presented'), candidate: candidateSchema }),
    z.object({
      ...seat,
      state: z.literal('agreed'),
      candidate: candidateSchema,
      startsOn: z.string(),
      form: formSchema,
    }),
  ]),
) satisfies z.ZodType<OpenSeat[], unknown>;

export const placementsSchema = z.array(
  z.object({
    place: z.int(),
    candidate: candidateSchema,
    form: formSchema,
    hours: z.number(),
    startedOn: z.string(),
    legalEmployer: z.string().nullable(),
    mentor: z.string().nullable(),
    expectationsChecked: z.boolean(),
    ended: z.object({ on: z.string(), reason: endReasonSchema }).nullable(),
  }),
) satisfies z.ZodType<Placement[], unknown>;
