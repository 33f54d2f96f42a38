import type { Pacing } from '../app/ports/outbox.ts';
import type { Query } from './database.ts';
import { Prisma } from './generated/client.ts';

/**
 * Each limit is one instant, at which it is whole again: a turn moves it on by `everyMs`, and may be taken while it lies
 * less than a burst ahead (the generic cell rate algorithm). Rows are locked in the order of their keys.
 */
export function createPacing(query: Query): Pacing {
  return {
    take: async (turns) => {
      if (turns.length === 0) return 0;
      const rows = turns.map(({ key, everyMs, burst }) => ({
        key,
        every_ms: everyMs,
        ahead_ms: (burst - 1) * everyMs,
      }));
      const [row] = await query<{ wait_ms: number }>(Prisma.sql`
        WITH asked AS MATERIALIZED (
          SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
            AS asked(key text, every_ms float8, ahead_ms float8)
        ),
        held AS MATERIALIZED (
          SELECT key, free_at FROM outbox_pace WHERE key IN (SELECT key FROM asked) ORDER BY key FOR UPDATE
        ),
        waiting AS MATERIALIZED (
          SELECT coalesce(max(extract(epoch FROM free_at - clock_timestamp()) * 1000 - ahead_ms), 0)::float8 AS ms
          FROM held JOIN asked USING (key)
        ),
        taken AS (
          INSERT INTO outbox_pace (key, free_at)
          SELECT key, now() + every_ms * interval '1 millisecond' FROM asked, waiting WHERE ms <= 0 ORDER BY key
          ON CONFLICT (key) DO UPDATE
            SET free_at = greatest(outbox_pace.free_at, clock_timestamp()) + (excluded.free_at - now())
        )
        SELECT ms AS wait_ms FROM waiting`);
      if (row === undefined) throw new Error('an aggregate has one row');
      return Math.max(0, Math.ceil(row.wait_ms));
    },
  };
}
