import type { SettingsStore } from '../app/ports/task-forces.ts';
import type { PrismaClient } from './generated/client.ts';
import { enqueue } from './queue.ts';
import { giveReceipt, orRepeated } from './receipts.ts';
import type { Rows } from './sealed-rows.ts';
import { writeTaskForce } from './settings.ts';

/** Thrown to undo a change half done; never leaves this file. */
class ClashError extends Error {
  override readonly name = 'ClashError';
}

export function createSettingsStore(client: PrismaClient, { writeOpening }: Rows): SettingsStore {
  return {
    save: async ({ taskForce, openings, outbox, receipt }) => {
      const rows = JSON.stringify(openings.map(writeOpening));
      const { id, ...columns } = writeTaskForce(taskForce);
      try {
        const saving = client.$transaction(async (tx): Promise<'saved'> => {
          await giveReceipt(tx, receipt);
          const moved = await tx.$executeRaw`
            UPDATE opening SET next_nudge_at = next.next_nudge_at, release_at = next.release_at,
              ask_still_open_at = next.ask_still_open_at, placements = next.placements, followed = next.followed,
              follow_up_at = next.follow_up_at, version = next.version
            FROM jsonb_populate_recordset(NULL::opening, ${rows}::jsonb) AS next
            WHERE opening.id = next.id AND opening.task_force_id = ${id}::uuid
              AND opening.version = next.version - 1`;
          if (moved < openings.length) throw new ClashError();
          // No card tells of it: those that were up to date still are.
          await tx.$executeRaw`
            UPDATE posted_card SET version = opening.version FROM opening
            WHERE opening.id = posted_card.opening_id AND opening.id = ANY (${openings.map((one) => one.id)}::uuid[])
              AND posted_card.version = opening.version - 1`;
          await tx.taskForce.update({ where: { id }, data: columns });
          await enqueue(tx, outbox);
          return 'saved';
        });
        return await orRepeated(saving);
      } catch (error) {
        if (error instanceof ClashError) return 'clash';
        throw error;
      }
    },
  };
}
