import type { Pacing } from '../app/ports/outbox.ts';
import type { Query } from './database.ts';
import { Prisma } from './generated/client.ts';

/**
 * Each limit is one instant, at which it is whole again: a turn moves it on by `everyMs`, and may be taken while it lies
 * less than a burst ahead (the generic cell rate algorithm). Rows are locked in the order of their keys.
 *
 * Who must wait stands in a line: the turns up to its end, `line_to`, are promised, and it is told the one after. Promises
 * aren't turns: who comes as told takes a turn like everybody, only before those who weren't in line. Those go past the line
 * when a turn was left untaken, since somebody in it didn't come.
 *
 * Of many who come at once to a limit that has no row yet none finds one to lock: who misses the burst then sees it only while
 * taking, and comes again.
 */
export function createPacing(query: Query): Pacing {
  return {
    take: async (turns, waited) => {
      if (turns.length === 0) return 0;
      const rows = turns.map(({ key, everyMs, burst }) => ({
        key,
        every_ms: everyMs,
        ahead_ms: (burst - 1) * everyMs,
      }));
      const [row] = await query<{ wait_ms: number }>(Prisma.sql`
        WITH asked AS MATERIALIZED (
          SELECT key, every_ms, ahead_ms FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
            AS asked(key text, every_ms float8, ahead_ms float8)
        ),
        held AS MATERIALIZED (
          SELECT key, free_at, line_to FROM outbox_pace WHERE key IN (SELECT key FROM asked) ORDER BY key FOR UPDATE
        ),
        due AS MATERIALIZED (
          SELECT key, every_ms,
            extract(epoch FROM free_at - clock_timestamp()) * 1000 - ahead_ms AS turn_ms,
            extract(epoch FROM line_to - clock_timestamp()) * 1000 AS line_ms
          FROM held JOIN asked USING (key)
        ),
        waiting AS MATERIALIZED (
          SELECT key, CASE WHEN ${waited} THEN turn_ms ELSE greatest(turn_ms, line_ms + every_ms) END AS ms FROM due
          WHERE turn_ms > 0 OR (NOT ${waited} AND line_ms > 0 AND turn_ms > -every_ms)
        ),
        in_line AS (
          UPDATE outbox_pace SET line_to = greatest(line_to, clock_timestamp() + ms * interval '1 millisecond')
          FROM waiting WHERE outbox_pace.key = waiting.key
        ),
        taken AS (
          INSERT INTO outbox_pace (key, free_at)
          SELECT key, now() + every_ms * interval '1 millisecond' FROM asked
          WHERE NOT EXISTS (SELECT FROM waiting) ORDER BY key
          ON CONFLICT (key) DO UPDATE
            SET free_at = greatest(outbox_pace.free_at, clock_timestamp()) + (excluded.free_at - now())
            WHERE extract(epoch FROM outbox_pace.free_at - clock_timestamp()) * 1000
              <= (SELECT ahead_ms FROM asked WHERE asked.key = outbox_pace.key)
          RETURNING key
        ),
        missed AS (
          SELECT every_ms AS ms FROM asked
          WHERE NOT EXISTS (SELECT FROM waiting) AND NOT EXISTS (SELECT FROM taken WHERE taken.key = asked.key)
        )
        SELECT coalesce(max(ms), 0)::float8 AS wait_ms FROM (SELECT ms FROM waiting UNION ALL SELECT ms FROM missed) AS waits`);
      if (row === undefined) throw new Error('an aggregate has one row');
      return Math.max(0, Math.ceil(row.wait_ms));
    },
  };
}
