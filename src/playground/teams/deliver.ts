/** How the bot answered an activity; the body is null when there was none. */
export interface Delivered {
  readonly status: number;
  readonly body: unknown;
}

/** Posts an activity to the bot as the Bot Framework does. */
export async function deliver(url: string, activity: unknown, token: string | null): Promise<Delivered> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    body: typeof activity === 'string' ? activity : JSON.stringify(activity),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}
