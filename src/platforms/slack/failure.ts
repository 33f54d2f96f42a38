import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import * as z from 'zod';

/** The bot isn't let into this workspace, or no longer. */
export class NotInstalledError extends Error {
  override readonly name = 'NotInstalledError';
  readonly code = 'not_installed';
}

/** Slack's own word for what is wrong, e.g. `channel_not_found`; null when it didn't get to say one. */
export function slackCode(error: unknown): string | null {
  return error instanceof WebAPIPlatformError ? error.data.error : null;
}

/**
 * A fault in words for the log and for whoever runs the bot, without any text that a person wrote: messages of foreign
 * errors may quote what they failed on, so of those only the kind is told.
 */
export function describeFailure(error: unknown): string {
  if (error instanceof WebAPIPlatformError) {
    const details = error.data.response_metadata?.messages ?? [];
    return [error.data.error.slice(0, 100), ...details.map((detail) => detail.slice(0, 200))].join('; ');
  }
  if (error instanceof WebAPIRateLimitedError) return `rate limited for ${error.retryAfter} s`;
  if (error instanceof WebAPIHTTPError) return `HTTP ${error.statusCode}`;
  if (error instanceof WebAPIRequestError) return `no answer: ${describeFailure(error.original)}`;
  if (error instanceof z.ZodError) return `not as expected: ${error.issues.map(issueWhere).join(', ')}`;
  if (!(error instanceof Error)) return 'an unknown fault';
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  return error.cause instanceof Error
    ? `${error.name}${code}: ${describeFailure(error.cause)}`
    : `${error.name}${code}`;
}

function issueWhere(issue: z.core.$ZodIssue): string {
  return `${issue.path.map(String).join('.')} (${issue.code})`;
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
