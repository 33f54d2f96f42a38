import * as z from 'zod';
import { laneOf } from '../app/outgoing/announce.ts';
import type { SentDraft, SentMessage, SentMessages } from '../app/ports/sent-messages.ts';
import { Prisma, type PrismaClient, type SentMessage as SentRow } from './generated/client.ts';
import { destinationOf } from './queue.ts';
import { detailsSchema, taskForceIdSchema } from './rows.ts';

const addressSchema = z.object({
  platform: z.string(),
  workspaceId: z.string(),
  conversationId: z.string().nullable(),
  userId: z.string().nullable(),
  details: detailsSchema,
  page: z.literal(true).exactOptional(),
});

/** The values of a new row, in the order of `task_force_id, lane, address, message_id, people, openings`. */
export function columnsOf({ taskForceId, to, address, messageId, about }: SentDraft): Prisma.Sql {
  // Of a room or an account only what is an address.
  const kept = addressSchema.parse(address);
  return Prisma.sql`${taskForceId}::uuid, ${laneOf(to)}, ${JSON.stringify(kept)}::jsonb, ${messageId},
    ${[...about.people]}::uuid[], ${[...about.openings]}::uuid[]`;
}

export function createSentMessages(client: PrismaClient): SentMessages {
  return {
    keep: async (draft) => {
      await client.$executeRaw`
        INSERT INTO sent_message (task_force_id, lane, address, message_id, people, openings)
        SELECT ${columnsOf(draft)}`;
    },

    about: async ({ people, openings }) => {
      const lanes = people.map((personId) => laneOf({ kind: 'person', personId }));
      const rows = await client.$queryRaw<SentRow[]>`
        SELECT * FROM sent_message
        WHERE people && ${[...people]}::uuid[] OR openings && ${[...openings]}::uuid[] OR lane = ANY (${lanes})
        ORDER BY id`;
      return rows.map(readSent);
    },

    // One that waits to be taken back, or couldn't be, isn't told again.
    overdue: async (taskForceId) => {
      const rows = await client.$queryRaw<SentRow[]>`
        SELECT * FROM sent_message s WHERE s.task_force_id = ${taskForceId}::uuid AND (
          EXISTS (SELECT FROM person p WHERE p.id = ANY (s.people) AND p.erased_at IS NOT NULL)
          OR EXISTS (SELECT FROM person p WHERE s.lane = 'person:' || p.id AND p.erased_at IS NOT NULL)
          OR EXISTS (SELECT FROM opening o WHERE o.id = ANY (s.openings)
            AND o.contact_name = '' AND o.phone IS NULL AND o.email IS NULL)
        ) AND NOT EXISTS (SELECT FROM outbox_message m WHERE m.once_key = 'taken_back:' || s.id)
        ORDER BY s.id`;
      return rows.map(readSent);
    },

    find: async (taskForceId, id) => {
      const row = await client.sentMessage.findFirst({
        where: { id: BigInt(id), task_force_id: taskForceId },
      });
      return row === null ? null : readSent(row);
    },

    forget: async (taskForceId, id) => {
      await client.sentMessage.deleteMany({ where: { id: BigInt(id), task_force_id: taskForceId } });
    },
  };
}

function readSent(row: SentRow): SentMessage {
  return {
    id: String(row.id),
    taskForceId: taskForceIdSchema.parse(row.task_force_id),
    to: destinationOf(row.lane),
    address: addressSchema.parse(row.address),
    messageId: row.message_id,
  };
}
