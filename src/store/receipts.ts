import type { PrismaClient } from './generated/client.ts';

/** Thrown to undo what a request did whose receipt was given before; never leaves the store. */
export class RepeatedError extends Error {
  override readonly name = 'RepeatedError';
}

/**
 * Gives the receipt of what is about no opening, as part of its transaction. The same request at the same instant waits
 * here for the other one's end.
 *
 * @throws RepeatedError where it was given before
 */
export async function giveReceipt(
  tx: Pick<PrismaClient, '$executeRaw'>,
  receipt: string | null,
): Promise<void> {
  if (receipt === null) return;
  const given = await tx.$executeRaw`INSERT INTO receipt (key) VALUES (${receipt}) ON CONFLICT DO NOTHING`;
  if (given === 0) throw new RepeatedError();
}

/** What was done, or `repeated` and nothing. */
export async function orRepeated<T>(work: Promise<T>): Promise<T | 'repeated'> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof RepeatedError) return 'repeated';
    throw error;
  }
}
