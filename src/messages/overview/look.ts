import * as z from 'zod';
import type { OpenOpening } from '../../domain/opening/opening.ts';
import { URGENCIES } from '../../domain/opening/worklist.ts';

/** Whose openings a list shows. `nobody`: those that nobody has taken; `spotted`: those that the reader logged. */
export const WHOSE = ['mine', 'nobody', 'everybody', 'spotted'] as const;
export type Whose = (typeof WHOSE)[number];

/** The states that a list can be narrowed to. */
export const OPEN_STATUSES = [
  'logged',
  'claimed',
  'contacted',
  'visit_booked',
  'matching',
  'presented',
  'agreed',
] as const satisfies readonly OpenOpening['status'][];

/** How a reader looks at a list; it travels in the list's own buttons. Pages count from 0. */
export const lookSchema = z.object({
  whose: z.enum(WHOSE),
  status: z.enum(OPEN_STATUSES).nullable(),
  urgency: z.enum(URGENCIES).nullable(),
  page: z.int().min(0).max(1_000),
});
export type Look = z.infer<typeof lookSchema>;

export function lookAt(whose: Whose): Look {
  return { whose, status: null, urgency: null, page: 0 };
}

/** Whether a state or an urgency narrows it. */
export function isNarrowed({ status, urgency }: Look): boolean {
  return status !== null || urgency !== null;
}
