import { type Logger, WebClient } from '@slack/web-api';
import { callSlack } from './call-slack.ts';

/**
 * How to speak to Slack. One call is one request: the SDK's own retries, its pause of the whole queue after a 429 and
 * its missing timeout would take the decision from our delivery.
 */
export interface Connection {
  /** Null: Slack itself. */
  readonly apiUrl: string | null;
  readonly timeoutMs: number;
  readonly logger: Logger;
}

/** A workspace's client; throws where the bot isn't installed. */
export type ClientOf = (workspaceId: string) => Promise<WebClient>;

export function clientOptions(connection: Connection) {
  return {
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: connection.timeoutMs,
    logger: connection.logger,
    fetch: callSlack,
    ...(connection.apiUrl === null ? {} : { slackApiUrl: connection.apiUrl }),
  };
}

/** One workspace: the same token for every request. With several, this is where a workspace finds its own. */
export function oneWorkspace(botToken: string, connection: Connection): ClientOf {
  const client = new WebClient(botToken, clientOptions(connection));
  return async () => client;
}
