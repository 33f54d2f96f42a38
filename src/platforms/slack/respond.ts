import type { RenderedMessage } from './render-card.ts';

/**
 * Writes to a response URL, which Slack gives with each command and press for 30 minutes and five uses: it works in
 * conversations that the bot isn't a member of. `ephemeral` is seen by that person alone; `replace` puts it in the place
 * of the message whose button was pressed. Throws when Slack doesn't take it.
 */
export async function respond(
  responseUrl: string,
  message: RenderedMessage,
  how: 'ephemeral' | 'replace',
  timeoutMs: number,
): Promise<void> {
  const response = await fetch(responseUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({
      ...message,
      ...(how === 'replace'
        ? { replace_original: true }
        : { response_type: 'ephemeral', replace_original: false }),
      mrkdwn: false,
      unfurl_links: false,
      unfurl_media: false,
    }),
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  });
  await response.arrayBuffer();
  if (!response.ok) throw new ResponseRefused(response.status);
}

export class ResponseRefused extends Error {
  override readonly name = 'ResponseRefused';
  readonly code: string;
  constructor(status: number) {
    super(`The response URL answered ${status}.`);
    this.code = `HTTP ${status}`;
  }
}
