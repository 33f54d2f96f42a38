import type { Press } from '../messages/press.ts';
import type { Card, Form, Option } from '../messages/view.ts';

/**
 * What the one who asked sees. Everybody else learns through the outbox.
 *
 * - `say`: a card for this person alone.
 * - `form`: open this form, or put it in the place of the one that was submitted or reshaped. With `errors` the fields
 *   that are wrong carry their sentence and everything typed is still there.
 * - `done`: it happened. `card` is what stands now where the button was pressed, for platforms that can replace it at
 *   once; null when there is nothing to replace.
 * - `found`: what a search gave, to choose from; `card` is the same to be read, and says so when that is nothing.
 * - `choices`: what of a list can be chosen, at most a hundred, for a form that asked; `card` as with `found`.
 * - `home`: the person's Home as it is now, for where they look at it.
 */
export type Answer =
  | { readonly kind: 'say'; readonly card: Card }
  | {
      readonly kind: 'form';
      readonly form: Form;
      readonly errors: boolean;
      /** The button that opens it as it is, where it comes too late; absent where the usual one does. */
      readonly again?: Press;
    }
  | { readonly kind: 'done'; readonly card: Card | null }
  | { readonly kind: 'choices'; readonly options: readonly Option[]; readonly card: Card }
  | { readonly kind: 'home'; readonly card: Card }
  | { readonly kind: 'found'; readonly found: readonly Found[]; readonly card: Card };

/** One result of a search: how it is listed, and the card that it becomes where it is put in. */
export interface Found {
  readonly title: string;
  readonly text: string;
  readonly card: Card;
  /** Shows the card as it is now. */
  readonly refresh: Press;
}
