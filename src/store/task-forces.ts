import type { NewRoom, TaskForces } from '../app/ports/task-forces.ts';
import type { Access } from './database.ts';
import { Prisma, type PrismaClient, type TaskForce as TaskForceRow } from './generated/client.ts';
import { enqueue } from './queue.ts';
import { readable } from './readable.ts';
import { readdressed } from './readdress.ts';
import { readRoom, roomIdSchema, taskForceIdSchema, writeRoom } from './rows.ts';
import { SELECT_TASK_FORCE } from './selects.ts';
import { hashOf } from './set-up-codes.ts';
import { readTaskForce, writeTaskForce } from './settings.ts';

/** Thrown to undo what is half done; never leaves this file. */
class RoomTakenError extends Error {
  override readonly name = 'RoomTakenError';
}

export function createTaskForces({ client, query }: Access): TaskForces {
  return {
    find: async (id) => {
      const [row] = await query<TaskForceRow>(Prisma.sql`${SELECT_TASK_FORCE} WHERE id = ${id}::uuid`);
      return row === undefined ? null : readTaskForce(row);
    },

    all: async (onUnreadable) => {
      const rows = await client.taskForce.findMany({ orderBy: [{ founded_at: 'asc' }, { id: 'asc' }] });
      return readable(rows, readTaskForce, onUnreadable);
    },

    rooms: async (id) => {
      const rows = await client.room.findMany({
        where: { task_force_id: id },
        orderBy: [{ kind: 'desc' }, { id: 'asc' }],
      });
      return rows.map(readRoom);
    },

    code: async (code) => {
      const row = await client.setUpCode.findUnique({ where: { hash: hashOf(code) } });
      if (row === null || row.used_at !== null) return null;
      return row.task_force_id === null
        ? { use: 'create' }
        : { use: 'join', taskForceId: taskForceIdSchema.parse(row.task_force_id) };
    },

    create: async ({ code, taskForce, rooms, coordinator, joinCode, now, outbox }) => {
      const membership = {
        task_force_id: taskForce.id,
        person_id: coordinator,
        roles: ['coordinator'],
        last_used_at: now,
      };
      const join = { hash: hashOf(joinCode), task_force_id: taskForce.id, created_at: now };
      const founding = client.$transaction(async (tx) => {
        const { count: used } = await tx.setUpCode.updateMany({
          where: { hash: hashOf(code), task_force_id: null, used_at: null },
          data: { used_at: now },
        });
        if (used === 0) return 'code_used';
        await tx.taskForce.create({ data: writeTaskForce(taskForce) });
        const made = await tx.room.createMany({ data: rooms.map(writeRoom), skipDuplicates: true });
        if (made.count < rooms.length) throw new RoomTakenError();
        await tx.membership.create({ data: membership });
        await tx.setUpCode.create({ data: join });
        await enqueue(tx, outbox);
        return 'created' as const;
      });
      return orTaken(founding);
    },

    bind: async (room, { code, now }, outbox) => {
      const binding = client.$transaction(async (tx) => {
        const { count: used } = await tx.setUpCode.updateMany({
          where: { hash: hashOf(code), task_force_id: room.taskForceId, used_at: null },
          data: { used_at: now },
        });
        if (used === 0) return (await isBound(tx, room)) ? 'bound' : 'code_used';
        const [bound] = await tx.$queryRaw<{ id: string }[]>`
          INSERT INTO room SELECT * FROM jsonb_populate_record(NULL::room, ${JSON.stringify(writeRoom(room))}::jsonb)
          ON CONFLICT (platform, workspace_id, conversation_id) DO UPDATE SET kind = excluded.kind
          WHERE room.task_force_id = excluded.task_force_id
          RETURNING id`;
        if (bound === undefined) throw new RoomTakenError();
        await enqueue(
          tx,
          outbox.map((draft) => readdressed(draft, room, roomIdSchema.parse(bound.id))),
        );
        return 'bound' as const;
      });
      return orTaken(binding);
    },
  };
}

/** Whether the room stands as it shall already. */
async function isBound(tx: Pick<PrismaClient, 'room'>, room: NewRoom): Promise<boolean> {
  const { taskForceId, kind, platform, workspaceId, conversationId } = room;
  const same = { platform, workspace_id: workspaceId, conversation_id: conversationId };
  return (await tx.room.count({ where: { ...same, task_force_id: taskForceId, kind } })) > 0;
}

async function orTaken<T>(work: Promise<T>): Promise<T | 'room_taken'> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof RoomTakenError) return 'room_taken';
    throw error;
  }
}
