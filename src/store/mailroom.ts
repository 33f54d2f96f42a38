import { laneOf } from '../app/outgoing/announce.ts';
import type { Mailroom } from '../app/ports/outbox.ts';
import { unitedPeople } from './account-links.ts';
import type { Opening as OpeningRow, PrismaClient } from './generated/client.ts';
import { enqueue } from './queue.ts';
import { readAccount, readRoom } from './rows.ts';
import type { Rows } from './sealed-rows.ts';

type PendingNudgeRow = OpeningRow & {
  readonly nudge_id: bigint;
  readonly level: number;
  readonly placement: number;
};

export function createMailroom(client: PrismaClient, rowsOf: Rows): Mailroom {
  return {
    room: async (id) => {
      const row = await client.room.findUnique({ where: { id } });
      return row === null ? null : readRoom(row);
    },

    account: async (personId) => {
      const row = await client.account.findFirst({
        where: {
          left_at: null,
          person: { OR: [{ id: personId }, { formerly: { some: { id: personId } } }] },
        },
        orderBy: [{ last_seen_at: { sort: 'desc', nulls: 'last' } }, { platform: 'asc' }, { user_id: 'asc' }],
      });
      return row === null ? null : readAccount(row);
    },

    person: async (id) => (await unitedPeople(client, rowsOf, [id])).get(id) ?? null,
    people: (ids) => unitedPeople(client, rowsOf, ids),

    pendingNudges: async (to) => {
      const rows = await client.$queryRaw<PendingNudgeRow[]>`
        SELECT o.*, n.id AS nudge_id, n.level, n.placement FROM nudge n JOIN opening o ON o.id = n.opening_id
        WHERE n.lane = ${laneOf(to)} AND n.sent_at IS NULL AND CASE n.placement
          WHEN 0 THEN o.status <> 'closed' AND o.round = n.round
          ELSE o.placements -> (n.placement - 1) -> 'followUp' ->> 'item' = n.item
            AND (o.placements -> (n.placement - 1) -> 'followUp' ->> 'round')::int = n.round
        END
        ORDER BY n.id`;
      return rows.map((row) => ({
        id: String(row.nudge_id),
        opening: rowsOf.readOpening(row),
        level: row.level,
        nth: row.placement === 0 ? null : row.placement - 1,
      }));
    },

    enqueue: (drafts) => enqueue(client, drafts),
  };
}
