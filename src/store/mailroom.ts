import { laneOf } from '../app/outgoing/announce.ts';
import type { Mailroom } from '../app/ports/outbox.ts';
import { unitedPeople } from './account-links.ts';
import type { Access } from './database.ts';
import { Prisma, type Room as RoomRow } from './generated/client.ts';
import { enqueue } from './queue.ts';
import { type AccountRow, type OpeningRow, readAccount, readRoom } from './rows.ts';
import type { Rows } from './sealed-rows.ts';
import { SELECT_OPENING, SELECT_ROOM } from './selects.ts';
import { STILL_HOLDS } from './standing-nudges.ts';

type PendingNudgeRow = OpeningRow & {
  readonly nudge_id: string;
  readonly level: number;
  readonly placement: number;
};

export function createMailroom({ client, query }: Access, rowsOf: Rows): Mailroom {
  return {
    room: async (id) => {
      const [row] = await query<RoomRow>(Prisma.sql`${SELECT_ROOM} WHERE id = ${id}::uuid`);
      return row === undefined ? null : readRoom(row);
    },

    account: async (personId) => {
      const [row] = await query<AccountRow>(Prisma.sql`
        SELECT person_id, platform, workspace_id, user_id, details FROM account
        WHERE left_at IS NULL
          AND person_id = (SELECT coalesce(merged_into, id) FROM person WHERE id = ${personId}::uuid)
        ORDER BY last_seen_at DESC NULLS LAST, platform, user_id LIMIT 1`);
      return row === undefined ? null : readAccount(row);
    },

    person: async (id) => (await unitedPeople(query, rowsOf, [id])).get(id) ?? null,
    people: (ids) => unitedPeople(query, rowsOf, ids),

    pendingNudges: async (taskForceId, to) => {
      const rows = await query<PendingNudgeRow>(Prisma.sql`
        SELECT o.*, n.id::text AS nudge_id, n.level, n.placement FROM nudge n
        JOIN LATERAL (${SELECT_OPENING} WHERE opening.id = n.opening_id) o ON true
        WHERE n.lane = ${laneOf(to)} AND n.sent_at IS NULL AND o.task_force_id = ${taskForceId}::uuid AND ${STILL_HOLDS}
        ORDER BY n.id`);
      return rows.map((row) => ({
        id: row.nudge_id,
        opening: rowsOf.readOpening(row),
        level: row.level,
        nth: row.placement === 0 ? null : row.placement - 1,
      }));
    },

    enqueue: (drafts) => enqueue(client, drafts),
  };
}
