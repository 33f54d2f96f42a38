import type { RenderedMessage } from './render-card.ts';

/**
 * Whether an answer may be written there: Slack's own hosts over https, or, where the Web API has another address, that
 * one. Slack signs its requests, so another address in one means that the secret is known to somebody else.
 */
export function isSlackUrl(responseUrl: string, apiUrl: string | null): boolean {
  if (!URL.canParse(responseUrl)) return false;
  const url = new URL(responseUrl);
  if (url.username !== '' || url.password !== '') return false;
  if (apiUrl !== null && url.origin === new URL(apiUrl).origin) return true;
  return url.protocol === 'https:' && (url.hostname === 'slack.com' || url.hostname.endsWith('.slack.com'));
}

/**
 * Writes to a response URL, which Slack gives with each command and press for 30 minutes and five uses: it works in
 * conversations that the bot isn't a member of. `ephemeral` is seen by that person alone; `replace` puts it in the place
 * of the message whose button was pressed. Throws when Slack doesn't take it.
 */
export async function respond(
  responseUrl: string,
  apiUrl: string | null,
  message: RenderedMessage,
  how: 'ephemeral' | 'replace',
  timeoutMs: number,
): Promise<void> {
  if (!isSlackUrl(responseUrl, apiUrl)) throw new ResponseRefused('not an address of Slack');
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
  constructor(why: number | 'not an address of Slack') {
    super(typeof why === 'number' ? `The response URL answered ${why}.` : `The response URL is ${why}.`);
    this.code = typeof why === 'number' ? `HTTP ${why}` : why;
  }
}
