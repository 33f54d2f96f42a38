import type { FormContext } from '../../messages/form-context.ts';
import type { Press } from '../../messages/press.ts';
import type { OwnView, Values } from '../../messages/view.ts';

/**
 * The part of Adaptive Cards 1.5 that is used here. There is no TextBlock and no FactSet on purpose: both read Markdown,
 * a RichTextBlock doesn't, so a text from people is literal wherever it stands.
 */
export interface TextRun {
  readonly type: 'TextRun';
  readonly text: string;
  readonly size?: 'Small' | 'Large';
  readonly weight?: 'Bolder';
  readonly isSubtle?: true;
  readonly color?: 'Attention';
}

export interface RichTextBlock {
  readonly type: 'RichTextBlock';
  readonly inlines: readonly TextRun[];
  readonly spacing?: 'None' | 'Small' | 'Medium';
  readonly separator?: true;
}

export interface Choice {
  readonly title: string;
  readonly value: string;
}

interface InputBase {
  readonly id: string;
  readonly label: string;
}

export type Input =
  | (InputBase & {
      readonly type: 'Input.Text';
      readonly value?: string;
      readonly placeholder?: string;
      readonly maxLength?: number;
      readonly isMultiline?: boolean;
    })
  | (InputBase & { readonly type: 'Input.Number'; readonly value?: number })
  | (InputBase & { readonly type: 'Input.Date'; readonly value?: string })
  | (InputBase & {
      readonly type: 'Input.ChoiceSet';
      readonly style: 'compact' | 'expanded' | 'filtered';
      readonly choices: readonly Choice[];
      readonly isMultiSelect?: true;
      /** A long choice goes on in the next line; otherwise a phone cuts it. */
      readonly wrap?: true;
      readonly value?: string;
      readonly placeholder?: string;
      readonly 'choices.data'?: {
        readonly type: 'Data.Query';
        /** The directory, which Teams searches itself, or a list of ours, which it asks us for. */
        readonly dataset: string;
      };
    });

/** What comes back with the inputs when a form is sent. `kept` are the values of fields that weren't shown. */
interface FormData {
  readonly context: FormContext;
  readonly button: 'submit' | 'reshape';
  readonly kept: Values;
}

type SubmitData =
  | { readonly press: Press; readonly msteams?: { readonly type: 'task/fetch' } }
  | { readonly form: FormData };

interface ActionBase {
  readonly title: string;
  readonly style?: 'positive' | 'destructive';
  readonly mode?: 'secondary';
}

export interface SubmitAction extends ActionBase {
  readonly type: 'Action.Submit';
  readonly data: SubmitData;
}

interface ExecuteAction extends ActionBase {
  readonly type: 'Action.Execute';
  readonly verb: 'press';
  readonly data: { readonly press: Press };
  readonly fallback: SubmitAction;
}

interface ShowCardAction extends ActionBase {
  readonly type: 'Action.ShowCard';
  readonly card: {
    readonly type: 'AdaptiveCard';
    readonly body: readonly RichTextBlock[];
    readonly actions: readonly Action[];
  };
}

export type Action = SubmitAction | ExecuteAction | ShowCardAction | OpenUrlAction;

interface OpenUrlAction extends ActionBase {
  readonly type: 'Action.OpenUrl';
  readonly url: string;
}

export interface Image {
  readonly type: 'Image';
  readonly url: string;
  readonly altText: string;
  readonly size: 'Stretch';
}

interface ActionSet {
  readonly type: 'ActionSet';
  readonly actions: readonly Action[];
}

export type Element = RichTextBlock | ActionSet | Image | Input;

export interface AdaptiveCard {
  readonly type: 'AdaptiveCard';
  readonly $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
  readonly version: '1.5';
  /** Shown by a client too old for the card. */
  readonly fallbackText: string;
  /** Read out loud, and what the immersive reader shows. */
  readonly speak: string;
  readonly body: readonly Element[];
  readonly actions: readonly Action[];
  /** For these people the client asks for the card anew whenever it is looked at; Teams takes up to 60. */
  readonly refresh?: { readonly action: RefreshAction; readonly userIds: readonly string[] };
}

interface RefreshAction {
  readonly type: 'Action.Execute';
  readonly title: string;
  readonly verb: 'press' | 'look';
  readonly data: { readonly press: Press } | { readonly look: Pick<OwnView, 'taskForceId' | 'openingId'> };
}

export const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';

export function cardOf(
  fallbackText: string,
  body: readonly Element[],
  actions: readonly Action[],
): AdaptiveCard {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText,
    speak: spoken(fallbackText),
    body,
    actions,
  };
}

/** A text or SSML, as the client finds: so that nothing that a person wrote is taken for a tag. */
function spoken(text: string): string {
  return text.replace(/[<>]/g, ' ').trim() || '…';
}
