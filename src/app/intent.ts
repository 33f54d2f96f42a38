import * as z from 'zod';
import type { OpeningId } from '../domain/ids.ts';
import type { ChoiceSource } from '../messages/choice-source.ts';
import { FORM_NAMES, type FormContext } from '../messages/form-context.ts';
import type { Press } from '../messages/press.ts';
import type { Values } from '../messages/view.ts';

/** A platform's own name for itself, e.g. `slack`. The core knows none by name. */
export type PlatformName = string;

/** What only the platform reads back: addresses, service URLs. Kept beside the account or room, never looked into. */
export type PlatformDetails = Readonly<Record<string, string>>;

/** Where something was said. `direct` is between one person and the bot. */
export interface Conversation {
  readonly id: string;
  readonly direct: boolean;
  readonly name: string | null;
  readonly details: PlatformDetails;
}

/** Who says something, as the platform vouches for it (its signature or token was verified). */
export interface Sender {
  readonly platform: PlatformName;
  /** Slack: team id; Teams: tenant id. */
  readonly workspaceId: string;
  readonly userId: string;
  /** Null where the payload names nobody; then a name already known stays. */
  readonly name: string | null;
  /** What they log in with, for somebody whose name was never heard: it stands in the place of no name. */
  readonly loginName?: string | null;
  readonly details: PlatformDetails;
  /** Null where the platform tells none, as for a form opened from a shortcut. */
  readonly conversation: Conversation | null;
}

/** Everything a person can ask of the bot. */
export type Intent =
  | { readonly kind: 'command'; readonly text: string }
  /** The person looks at the page that the platform gives them with the bot. */
  | { readonly kind: 'home' }
  /** A message that somebody wants to make an opening of; `author` is null when they wrote it themselves. */
  | { readonly kind: 'draft'; readonly text: string; readonly author: string | null }
  /** Open openings that fit these words, to put one into a conversation. */
  | { readonly kind: 'search'; readonly words: string }
  /** What of a list can be chosen in a form, by what was typed so far. */
  | { readonly kind: 'choose'; readonly source: ChoiceSource; readonly words: string }
  /** The platform asks by itself for a room's card as this person may see it. Nothing is changed by it, nobody is made. */
  | { readonly kind: 'look'; readonly taskForceId: string; readonly openingId: OpeningId }
  | { readonly kind: 'press'; readonly press: Press }
  /** A choice was made on which other fields depend: show the form again, keep what was typed. */
  | { readonly kind: 'reshape'; readonly context: FormContext; readonly values: Values }
  | { readonly kind: 'submit'; readonly context: FormContext; readonly values: Values };

/** One request from a person. */
export interface Request {
  readonly sender: Sender;
  readonly intent: Intent;
  /** The same for every delivery of one press or event: it must have one effect. Null where repeating is harmless. */
  readonly key: string | null;
  /** What the platform shows in answer where this was asked; absent: all. What isn't shown needn't be made. */
  readonly shows?: {
    /** Else a button stands for it, and the form is made when that is pressed. */
    readonly form: boolean;
    /** The card anew, in the place of the one that was pressed; else delivery sees to it. */
    readonly card: boolean;
  };
}

/** Which card is looked at, as a platform carries it to where it is asked for. */
export const ownCardSchema = z.object({
  taskForceId: z.uuid(),
  openingId: z.uuid().transform((id) => id as OpeningId),
});

export const formContextSchema = z.object({
  form: z.enum(FORM_NAMES),
  token: z.uuid(),
  taskForceId: z.uuid().nullable(),
  openingId: z
    .uuid()
    .transform((id) => id as OpeningId)
    .nullable(),
  conversationId: z.string().max(255).nullable(),
  extra: z.string().max(200).nullable(),
}) satisfies z.ZodType<FormContext, unknown>;
