import { type Opening, Prisma } from './generated/client.ts';

/**
 * `SELECT … FROM table`, to which the caller adds what it looks for. The columns are named one by one: what a later migration
 * adds doesn't change what this reads, so the server may keep it prepared.
 */
function selecting(table: string, columns: object, casts: Readonly<Record<string, string>> = {}): Prisma.Sql {
  const named = Object.values(columns).map((column) =>
    column in casts ? `${column}::${casts[column]} AS ${column}` : column,
  );
  return Prisma.raw(`SELECT ${named.join(', ')} FROM ${table}`);
}

const HOURS = { hours_min: 'float8', hours_max: 'float8' } satisfies Partial<Record<keyof Opening, string>>;

export const SELECT_OPENING = selecting('opening', Prisma.OpeningScalarFieldEnum, HOURS);
export const SELECT_MEETING = selecting('meeting', Prisma.MeetingScalarFieldEnum);
export const SELECT_ROOM = selecting('room', Prisma.RoomScalarFieldEnum);
export const SELECT_TASK_FORCE = selecting('task_force', Prisma.TaskForceScalarFieldEnum);
