import type { Card, Form } from '../messages/view.ts';

/**
 * What the one who asked sees. Everybody else learns through the outbox.
 *
 * - `say`: a card for this person alone.
 * - `form`: open this form, or put it in the place of the one that was submitted or reshaped. With `errors` the fields
 *   that are wrong carry their sentence and everything typed is still there.
 * - `done`: it happened. `card` is what stands now where the button was pressed, for platforms that can replace it at
 *   once; null when there is nothing to replace.
 * - `home`: the person's Home as it is now, for where they look at it.
 */
export type Answer =
  | { readonly kind: 'say'; readonly card: Card }
  | { readonly kind: 'form'; readonly form: Form; readonly errors: boolean }
  | { readonly kind: 'done'; readonly card: Card | null }
  | { readonly kind: 'home'; readonly card: Card };
