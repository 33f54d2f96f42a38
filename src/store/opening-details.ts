import * as z from 'zod';
import type { PersonId } from '../domain/ids.ts';
import {
  CALL_AHEAD_ANSWERS,
  DAY_TIMES,
  DURATIONS,
  MENTOR_ANSWERS,
  type OpeningDetails,
  PHYSICAL_DEMANDS,
  REQUIREMENTS,
  WEEKDAYS,
} from '../domain/opening/details.ts';
import { EMPLOYMENT_FORMS } from '../domain/opening/employment.ts';

const startSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('on_date'), date: z.iso.date() }),
  z.object({ kind: z.enum(['now', 'within_month', 'by_agreement']) }),
]);

/** What a later version adds is unsaid in rows written before, as everything is in those older than the column. */
export const openingDetailsSchema = z.object({
  cvr: z.string().nullable().default(null),
  start: startSchema.nullable().default(null),
  days: z.array(z.enum(WEEKDAYS)).default([]),
  time: z.enum(DAY_TIMES).nullable().default(null),
  duration: z.enum(DURATIONS).nullable().default(null),
  physical: z.array(z.enum(PHYSICAL_DEMANDS)).default([]),
  requirements: z.array(z.enum(REQUIREMENTS)).default([]),
  employmentForm: z.enum(EMPLOYMENT_FORMS).nullable().default(null),
  mentor: z.enum(MENTOR_ANSWERS).nullable().default(null),
  callAhead: z.enum(CALL_AHEAD_ANSWERS).nullable().default(null),
  note: z
    .object({ text: z.string(), by: z.custom<PersonId>((value) => typeof value === 'string') })
    .nullable()
    .default(null),
  story: z.enum(['yes', 'no']).nullable().default(null),
}) satisfies z.ZodType<OpeningDetails, unknown>;
