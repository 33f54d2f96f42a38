import type { PersonId, RoomId } from '../../domain/ids.ts';

/** Where a message goes. */
export type Destination =
  | { readonly kind: 'room'; readonly roomId: RoomId }
  | { readonly kind: 'person'; readonly personId: PersonId };
