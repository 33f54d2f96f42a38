import type { OpeningId, PersonId, TaskForceId } from '../../domain/ids.ts';
import type { Destination } from '../outgoing/destination.ts';
import type { Address } from './platform.ts';

/** Where a message stands that was sent once; where cards stand is kept with them. */
export interface SentMessage {
  readonly id: string;
  readonly taskForceId: TaskForceId;
  readonly to: Destination;
  /** As it was sent to: the account may be gone by now. */
  readonly address: Address;
  readonly messageId: string;
}

/** Whom a message names, and the openings whose contact data it may hold. */
export interface SpokenOf {
  readonly people: readonly PersonId[];
  readonly openings: readonly OpeningId[];
}

export interface SentDraft extends Omit<SentMessage, 'id'> {
  readonly about: SpokenOf;
}

/**
 * Messages that can be taken back with what they tell: by their ids, never by their words. Delivery adds them as it
 * settles what it sent.
 */
export interface SentMessages {
  keep(draft: SentDraft): Promise<void>;
  /** Those that name one of these people or were sent to them, and those that speak of one of these openings. */
  about(of: SpokenOf): Promise<readonly SentMessage[]>;
  /** Those that name or went to somebody who is erased by now, or speak of an opening without contact data. */
  overdue(taskForceId: TaskForceId): Promise<readonly SentMessage[]>;
  /** Null once it was taken back. */
  find(taskForceId: TaskForceId, id: string): Promise<SentMessage | null>;
  /** It was taken back, or isn't there any more. */
  forget(taskForceId: TaskForceId, id: string): Promise<void>;
}
