/** Calls a minute that Slack allows a workspace of each method; of others at least as many. */
const PER_MINUTE: Readonly<Record<string, number>> = {
  'chat.update': 50,
  'conversations.history': 50,
  'conversations.open': 50,
  'users.info': 100,
  'views.open': 100,
  'views.publish': 100,
  'views.push': 100,
  'views.update': 100,
};

/** Posts to one channel: one a second, with short bursts. */
const POSTS = { method: 'chat.postMessage', most: 3, withinMs: 3_000 } as const;

const MINUTE_MS = 60_000;

export interface Rates {
  /** Seconds to wait before the next call; null when this one is within the limits, and counted. */
  refuse(method: string, channel: string | null, now: number): number | null;
}

/** Counts as Slack does, so that whoever calls too often is told to wait. */
export function createRates(): Rates {
  const made = new Map<string, number[]>();

  function take(key: string, most: number, withinMs: number, now: number): number | null {
    const recent = (made.get(key) ?? []).filter((at) => now - at < withinMs);
    made.set(key, recent);
    const [oldest] = recent;
    if (oldest !== undefined && recent.length >= most) return Math.ceil((oldest + withinMs - now) / 1_000);
    recent.push(now);
    return null;
  }

  return {
    refuse: (method, channel, now) => {
      if (method === POSTS.method) return take(`${method} ${channel}`, POSTS.most, POSTS.withinMs, now);
      const most = PER_MINUTE[method];
      return most === undefined ? null : take(method, most, MINUTE_MS, now);
    },
  };
}
