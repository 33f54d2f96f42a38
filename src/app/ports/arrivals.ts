import type { Instant } from '../../domain/ids.ts';
import type { PlatformName } from '../intent.ts';

/** A team, a group chat or a person's own chat that the app was added to, by the platform's own id of it. */
export interface ArrivalKey {
  readonly platform: PlatformName;
  readonly workspaceId: string;
  readonly placeId: string;
}

/**
 * Where the app was added, on a platform on which each team, chat and person adds it for itself. Both are told again, late
 * and out of order; what is older than what is known is old news.
 */
export interface Arrivals {
  /** False, and nothing done, where it is already, and for old news. */
  arrive(key: ArrivalKey, at: Instant): Promise<boolean>;
  /** False, and nothing done, where it was taken out before, and for old news. A place never heard of is one it was in. */
  leave(key: ArrivalKey, at: Instant): Promise<boolean>;
  /** Whether it is anywhere in the workspace. */
  isAnywhere(workspace: Omit<ArrivalKey, 'placeId'>): Promise<boolean>;
}
