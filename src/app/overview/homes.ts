import type { PersonId, TaskForceId } from '../../domain/ids.ts';
import type { TaskForce } from '../../domain/task-force.ts';
import { type Look, lookSchema } from '../../messages/overview/look.ts';
import type { PlatformDetails } from '../intent.ts';

/** What a Home shows, as it is stored. */
export const homeLookSchema = lookSchema.nullable();

/** A person's account on one platform: each has a Home of its own there. */
export interface AccountKey {
  readonly platform: string;
  readonly workspaceId: string;
  readonly userId: string;
}

/** A Home that was opened: what it shows, and where. */
export interface HomeScreen {
  readonly account: AccountKey;
  readonly personId: PersonId;
  readonly taskForceId: TaskForceId;
  /** Null: what the person's roles look at first. */
  readonly look: Look | null;
  /** The message it stands in, where a platform has no page for it; null before it was sent. */
  readonly messageId: string | null;
  /** It was asked for again: it is sent anew, and where it stood before says so. */
  readonly anew: boolean;
}

/** Which Homes are open. A Home that was never opened is kept fresh for nobody. */
export interface Homes {
  find(account: AccountKey): Promise<HomeScreen | null>;
  /** Opens it, or shows something else on it; `anew` as in `HomeScreen`. Its message stays known. */
  show(account: AccountKey, taskForceId: TaskForceId, look: Look | null, anew: boolean): Promise<void>;
  /** It stands in this message now. */
  sent(account: AccountKey, messageId: string): Promise<void>;
  /** What its platform needs to reach the account; null when the account is gone. */
  details(account: AccountKey): Promise<PlatformDetails | null>;
  /** Nothing gets through to it any more. */
  close(account: AccountKey): Promise<void>;
  /** The task forces that a person has roles in, by name. */
  choices(personId: PersonId): Promise<readonly Pick<TaskForce, 'id' | 'name'>[]>;
}
