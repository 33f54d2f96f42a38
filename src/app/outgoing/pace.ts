/** A limit of a platform, in its own numbers. */
export interface Pace {
  /** Which calls count: new messages, changes of messages that stand, looks into a conversation, or all of them. */
  readonly of: 'post' | 'update' | 'look_up' | 'any';
  /** Who shares it: what goes to one conversation, or all of a workspace (in Teams, a tenant). */
  readonly per: 'conversation' | 'workspace';
  readonly most: number;
  readonly withinMs: number;
  /** So many may go at once; the rest of `most` is spread over `withinMs`. */
  readonly burst: number;
}

/** Milliseconds between two in the long run, so that a burst and what follows it never pass `most` within `withinMs`. */
export function everyMs({ most, withinMs, burst }: Pace): number {
  return withinMs / (most - burst);
}
