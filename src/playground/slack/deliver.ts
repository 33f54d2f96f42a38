import { createHmac } from 'node:crypto';

/** What the bot answered to a request of Slack's. `status` 0: nothing within the 3 s that Slack waits. */
export interface Delivered {
  readonly status: number;
  readonly body: string;
  readonly ms: number;
}

export interface Sent {
  readonly contentType: 'application/x-www-form-urlencoded' | 'application/json';
  readonly body: string;
}

/** What a forger may do to the headers. `undefined` in `headers` leaves that header out. */
export interface Forgery {
  readonly secret?: string;
  /** Seconds to be added to the time of signing. */
  readonly shiftS?: number;
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

const SLACK_WAITS_MS = 3_000;

/** Signs (v0) and sends as Slack does. */
export async function deliver(
  url: string,
  secret: string,
  sent: Sent,
  forgery: Forgery = {},
): Promise<Delivered> {
  const stamp = String(Math.floor(Date.now() / 1_000) + (forgery.shiftS ?? 0));
  const signature = createHmac('sha256', forgery.secret ?? secret)
    .update(`v0:${stamp}:${sent.body}`)
    .digest('hex');
  const headers: Record<string, string | undefined> = {
    'content-type': sent.contentType,
    'x-slack-request-timestamp': stamp,
    'x-slack-signature': `v0=${signature}`,
    ...forgery.headers,
  };
  const present = Object.entries(headers).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  );
  const start = performance.now();
  const took = () => Math.round(performance.now() - start);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: Object.fromEntries(present),
      body: sent.body,
      signal: AbortSignal.timeout(SLACK_WAITS_MS),
    });
    return { status: response.status, body: await response.text(), ms: took() };
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError') return { status: 0, body: '', ms: took() };
    throw error;
  }
}

export function asForm(fields: Readonly<Record<string, string>>): Sent {
  return { contentType: 'application/x-www-form-urlencoded', body: new URLSearchParams(fields).toString() };
}

export function asPayload(payload: unknown): Sent {
  return asForm({ payload: JSON.stringify(payload) });
}

export function asJson(body: unknown): Sent {
  return { contentType: 'application/json', body: JSON.stringify(body) };
}
