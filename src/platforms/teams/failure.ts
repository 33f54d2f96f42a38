import * as z from 'zod';

/** What the SDK's errors carry when Teams answered: the status, and how long to wait. */
const answeredSchema = z.object({
  statusCode: z.number().int(),
  response: z.object({ headers: z.custom<{ get(name: string): unknown }>(hasGet) }).optional(),
});

function hasGet(headers: unknown): boolean {
  return (
    typeof headers === 'object' && headers !== null && 'get' in headers && typeof headers.get === 'function'
  );
}

/** Null when Teams gave no answer at all. */
export function statusOf(error: unknown): number | null {
  const answered = answeredSchema.safeParse(error);
  return answered.success ? answered.data.statusCode : null;
}

/** `Retry-After` in milliseconds, from seconds or a date; null where there is none that can be read. */
export function retryAfterMs(error: unknown, now: number): number | null {
  const answered = answeredSchema.safeParse(error);
  const header = answered.success ? answered.data.response?.headers.get('retry-after') : undefined;
  if (typeof header !== 'string' || header.trim() === '') return null;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
  return Number.isFinite(ms) ? Math.max(0, Math.round(ms)) : null;
}

/**
 * A fault in words for the log and for whoever runs the bot, without any text that a person wrote: the SDK's errors
 * carry the whole message that was to be sent, others may quote what they failed on. So only kind, code and status.
 */
export function describeFailure(error: unknown): string {
  const status = statusOf(error);
  if (status !== null) return `HTTP ${status}`;
  if (!(error instanceof Error)) return 'an unknown fault';
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code.slice(0, 60)}` : '';
  return error.cause instanceof Error
    ? `${error.name}${code}: ${describeFailure(error.cause)}`
    : `${error.name}${code}`;
}

/** Where in our code an error arose, for the log: frames without the message. */
export function framesOf(error: unknown): string[] {
  if (!(error instanceof Error) || error.stack === undefined) return [];
  return error.stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .map((line) => line.trim());
}
