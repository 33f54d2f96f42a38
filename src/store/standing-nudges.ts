import { Prisma } from './generated/client.ts';

/** Of a nudge `n` and its opening `o`: nothing moved on since it was decided. A placement is followed in a closed one too. */
export const STILL_HOLDS = Prisma.sql`
  CASE n.placement
    WHEN 0 THEN o.status <> 'closed' AND o.round = n.round
    ELSE o.placements -> (n.placement - 1) -> 'followUp' ->> 'item' = n.item
      AND (o.placements -> (n.placement - 1) -> 'followUp' ->> 'round')::int = n.round
  END`;
