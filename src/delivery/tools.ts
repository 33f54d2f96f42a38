import type { Logger } from 'pino';
import type { Compose } from '../app/outgoing/compose-outgoing.ts';
import type { Settlement, UnreadMessage } from '../app/ports/outbox.ts';
import type { Platform } from '../app/ports/platform.ts';
import type { Store } from '../app/ports/store.ts';

/** What delivery works with. */
export interface DeliveryTools {
  readonly store: Store;
  readonly platforms: ReadonlyMap<string, Platform>;
  readonly compose: Compose;
  readonly log: Logger;
  /** Longest that one message may be worked on; a process that dies holding it is succeeded after this. */
  readonly leaseMs: number;
  /** How long a room or person that nothing gets through to is left alone. */
  readonly blockedWaitMs: number;
  /** From 0 up to 1: spreads the tries of many after a common fault. */
  readonly jitter: () => number;
  readonly count: (result: DeliveryResult, platform: string, message: UnreadMessage) => void;
}

/** `lost`: whatever came of it, somebody else had taken the message over before it was written down, and tells. */
export type DeliveryResult = Settlement['kind'] | 'unknown' | 'shut' | 'lost';

/** The platform of a message that leads to none. */
export const NO_PLATFORM = 'none';
