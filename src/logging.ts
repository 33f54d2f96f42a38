import { type DestinationStream, type Logger, pino } from 'pino';
import { currentCause } from './store/cause.ts';

/**
 * Logs name things by their ids. People's words reach no log by construction: errors of libraries quote values (a
 * database names the row it refused, Prisma prints its arguments), so of an error only its type, its code and where it
 * was thrown are kept. Each line names the request or the job that it belongs to (`cause`).
 */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    serializers: { err: describeError },
    mixin: () => {
      const cause = currentCause();
      return cause === null ? {} : { cause };
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const cause = error.cause === undefined ? {} : { cause: describeError(error.cause) };
  return { type: error.name, ...code, stack: framesOf(error), ...cause };
}

function framesOf(error: Error): string[] {
  const lines = error.stack?.split('\n') ?? [];
  return lines.map((line) => line.trim()).filter((line) => /^at .*[:)]\d*/.test(line));
}

/** For whoever reads a terminal: only what went wrong, unless more was asked for. */
export function quieter(level: string): string {
  return level === 'info' ? 'warn' : level;
}
