import * as z from 'zod';
import { SEAT_STATES } from '../domain/opening/seat.ts';
import type { Counted } from '../domain/reports/digest.ts';
import { clockedSeatsSchema } from './columns.ts';
import type * as tables from './generated/client.ts';
import { agreementSchema, anyMeetingSchema, openingIdSchema } from './rows.ts';

/** The columns of an open one as far as its clock goes. */
const clockSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('logged') }),
  z.object({ status: z.literal('claimed'), agreement: agreementSchema.nullable() }),
  z
    .object({ status: z.literal('contacted'), thinking_until: z.date().nullable() })
    .transform(({ status, thinking_until }) => ({ status, thinkingUntil: thinking_until })),
  z
    .object({ status: z.literal('visit_booked'), visit_on: z.string() })
    .transform(({ status, visit_on }) => ({ status, visitOn: visit_on })),
  z.object({ status: z.enum(SEAT_STATES), seats: clockedSeatsSchema }),
]);

export type CountedRow = Pick<
  tables.Opening,
  | 'id'
  | 'number'
  | 'status'
  | 'since'
  | 'acted_at'
  | 'logged_at'
  | 'meeting_id'
  | 'snoozed_until'
  | 'agreement'
  | 'thinking_until'
  | 'visit_on'
  | 'seats'
>;

/** @throws ZodError when the row is of a closed opening, or holds what no version of us wrote. */
export function readCounted(row: CountedRow): Counted {
  return {
    id: openingIdSchema.parse(row.id),
    number: row.number,
    since: row.since,
    actedAt: row.acted_at,
    loggedAt: row.logged_at,
    meetingId: anyMeetingSchema.parse(row.meeting_id),
    nudging: { snoozedUntil: row.snoozed_until },
    ...clockSchema.parse(row),
  };
}
