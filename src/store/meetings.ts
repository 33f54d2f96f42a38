import * as z from 'zod';
import type { Meetings } from '../app/ports/meetings.ts';
import { MEETING_KINDS, type Meeting, type OpenMeeting } from '../domain/meeting.ts';
import type { Access } from './database.ts';
import { isUniqueViolation } from './database-errors.ts';
import { type Meeting as MeetingRow, Prisma } from './generated/client.ts';
import { enqueue } from './queue.ts';
import { giveReceipt, orRepeated } from './receipts.ts';
import { meetingIdSchema, personIdSchema, taskForceIdSchema } from './rows.ts';
import type { Rows } from './sealed-rows.ts';
import { SELECT_MEETING } from './selects.ts';

export function createMeetings({ client, query }: Access, { readOpening }: Rows): Meetings {
  return {
    find: async (taskForceId, id) => {
      const [row] = await query<MeetingRow>(Prisma.sql`
        ${SELECT_MEETING} WHERE task_force_id = ${taskForceId}::uuid AND id = ${id}::uuid`);
      return row === undefined ? null : readMeeting(row);
    },

    current: async (taskForceId) => {
      const [row] = await query<MeetingRow>(Prisma.sql`
        ${SELECT_MEETING} WHERE task_force_id = ${taskForceId}::uuid AND status = 'open'`);
      return row === undefined ? null : readOpenMeeting(row);
    },

    openings: async (taskForceId, id) => {
      const rows = await client.opening.findMany({
        where: { task_force_id: taskForceId, meeting_id: id },
        orderBy: { number: 'asc' },
      });
      return rows.map(readOpening);
    },

    due: async (now, limit) => {
      const rows = await client.meeting.findMany({
        where: { closes_at: { lte: now } },
        orderBy: [{ closes_at: 'asc' }, { id: 'asc' }],
        take: limit,
      });
      return rows.map(readOpenMeeting);
    },

    start: async (meeting, outbox) => {
      try {
        await client.$transaction(async (tx) => {
          await tx.meeting.create({ data: writeMeeting(meeting) });
          await enqueue(tx, outbox);
        });
        return true;
      } catch (error) {
        if (isUniqueViolation(error)) return false;
        throw error;
      }
    },

    save: (meeting, outbox, receipt) =>
      orRepeated(
        client.$transaction(async (tx) => {
          const { count } = await tx.meeting.updateMany({
            where: { id: meeting.id, task_force_id: meeting.taskForceId, version: meeting.version - 1 },
            data: writeMeeting(meeting),
          });
          if (count === 0) return 'clash';
          await giveReceipt(tx, receipt);
          await enqueue(tx, outbox);
          return 'saved';
        }),
      ),
  };
}

const kindSchema = z.enum(MEETING_KINDS);

const openSchema = z
  .object({ status: z.literal('open'), closes_at: z.date() })
  .transform(({ status, closes_at }) => ({ status, closesAt: closes_at }));
const endedSchema = z
  .object({ status: z.literal('ended'), ended_at: z.date(), ended_by: personIdSchema.nullable() })
  .transform(({ status, ended_at, ended_by }) => ({ status, endedAt: ended_at, endedBy: ended_by }));

const stateSchema = z.union([openSchema, endedSchema]);

function readMeeting(row: MeetingRow): Meeting {
  return { ...readBase(row), ...stateSchema.parse(row) };
}

function readOpenMeeting(row: MeetingRow): OpenMeeting {
  return { ...readBase(row), ...openSchema.parse(row) };
}

function readBase(row: MeetingRow) {
  const { companies, others } = row;
  return {
    id: meetingIdSchema.parse(row.id),
    taskForceId: taskForceIdSchema.parse(row.task_force_id),
    kind: kindSchema.parse(row.kind),
    startedBy: personIdSchema.parse(row.started_by),
    startedAt: row.started_at,
    participants: companies === null || others === null ? null : { companies, others },
    version: row.version,
  };
}

function writeMeeting(meeting: Meeting): MeetingRow {
  return {
    id: meeting.id,
    task_force_id: meeting.taskForceId,
    kind: meeting.kind,
    status: meeting.status,
    started_by: meeting.startedBy,
    started_at: meeting.startedAt,
    closes_at: meeting.status === 'open' ? meeting.closesAt : null,
    ended_at: meeting.status === 'ended' ? meeting.endedAt : null,
    ended_by: meeting.status === 'ended' ? meeting.endedBy : null,
    companies: meeting.participants?.companies ?? null,
    others: meeting.participants?.others ?? null,
    version: meeting.version,
  };
}
