import type { PlatformDetails } from '../intent.ts';
import type { AccountKey } from '../overview/homes.ts';

/** A place that somebody was taken out of: it counts when a bound room is there. */
export interface LeftPlace {
  readonly conversationId: string;
  /** What the details of a room there have in common, e.g. its team; null: the conversation alone. */
  readonly details: PlatformDetails | null;
}

/** What a platform tells of an account: nobody is behind it any more, or somebody is again. */
export type Presence = {
  readonly account: AccountKey;
} & ({ readonly here: true } | { readonly here: false; readonly from: LeftPlace | null });
