import * as z from 'zod';

/** What both adapters say of an error of the server, below Prisma's own codes; and what the drivers themselves say of it. */
const uniqueViolationSchema = z.union([
  z.object({
    meta: z.object({
      driverAdapterError: z.object({ cause: z.object({ kind: z.literal('UniqueConstraintViolation') }) }),
    }),
  }),
  z.object({ code: z.literal('23505') }),
]);

/** Whether somebody else was first with the same key. */
export function isUniqueViolation(error: unknown): boolean {
  return uniqueViolationSchema.safeParse(error).success;
}

/** PostgreSQL is there, or seems to be, and lets nobody in: no such database or user, a wrong password, no more connections. */
export class DatabaseRefusedError extends Error {
  override readonly name = 'DatabaseRefusedError';

  constructor(cause: Error) {
    super(`DATABASE_URL: ${cause.message}`, { cause });
  }
}

/** The embedded database can't be opened or made; the reason fits one line. */
export class EmbeddedDatabaseError extends Error {
  override readonly name = 'EmbeddedDatabaseError';

  constructor(dataDir: string, cause: unknown) {
    const reason = cause instanceof Error ? ` (${cause.message.trim().split('\n')[0]})` : '';
    super(
      `The embedded database in ${dataDir} can't be opened${reason}. Is the disk full, or may this user not write there? ` +
        'A damaged one is made anew from a backup.',
      { cause },
    );
  }
}
