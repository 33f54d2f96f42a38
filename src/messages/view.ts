import type { OpeningId, PersonId } from '../domain/ids.ts';
import type { RoomKind } from '../domain/task-force.ts';
import type { ChoiceSource } from './choice-source.ts';
import type { FormContext } from './form-context.ts';
import type { Press } from './press.ts';
import type { Chart } from './results/chart.ts';

/**
 * What a person sees, told without a platform: each platform draws these in one `switch`, and decides nothing.
 * Every string is literal. Text from people stands in it as typed; a renderer must show it as such, so that it can
 * neither mention anybody, nor link, nor break the markup.
 */
export type Span = string | { readonly bold: string };
export type Line = readonly Span[];

export interface Fact {
  readonly label: string;
  readonly value: string;
}

export interface Confirm {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
}

export interface Button {
  readonly label: string;
  readonly press: Press;
  readonly style?: 'primary' | 'danger';
  readonly confirm?: Confirm;
  /** Seldom what somebody comes for: it may stand in a menu behind the others. One that asks for confirmation never is. */
  readonly rare?: true;
  /** The press is answered by a form, or by a card for the presser alone: Teams must know before it is pressed. */
  readonly opensForm: boolean;
}

/** A part of a card with buttons of its own, as a line of a list. */
export interface Section {
  readonly lines: readonly Line[];
  readonly buttons: readonly Button[];
}

/** A picture, and where it comes from. */
export interface Picture {
  readonly from: PictureSource;
  /** The same in words: for who doesn't see it, and where it can't be had. */
  readonly alt: string;
}

export type PictureSource =
  /** The platform fetches it there. */
  | { readonly kind: 'address'; readonly url: string }
  /** Where nobody could fetch it: it is drawn as the message goes out, and sent along. */
  | { readonly kind: 'chart'; readonly chart: Chart }
  /** The platform has it already, under an id of its own. */
  | { readonly kind: 'held'; readonly id: string };

/** Something to fetch in the browser. */
export interface Link {
  readonly label: string;
  readonly url: string;
}

export interface Card {
  /** Shown large; up to 150 characters. */
  readonly title: string;
  /** One line under the title: the state and who has it. */
  readonly subtitle?: string;
  readonly facts: readonly Fact[];
  readonly lines: readonly Line[];
  readonly sections: readonly Section[];
  /** Between the lines and the sections. */
  readonly picture?: Picture;
  /** Before the buttons. */
  readonly links?: readonly Link[];
  readonly buttons: readonly Button[];
  /** Whence a reader has this card as they alone may see it, on a platform that asks for it by itself. */
  readonly own?: OwnView;
  /** The same in one plain line: for notifications and screen readers. */
  readonly summary: string;
}

/** An opening's card in a room, which not everybody sees alike. */
export interface OwnView {
  readonly taskForceId: string;
  readonly openingId: OpeningId;
  /** Who told of it. */
  readonly author: PersonId;
  readonly room: RoomKind;
}

interface FieldBase {
  readonly name: string;
  readonly label: string;
  readonly help?: string;
  readonly required: boolean;
  /** What is wrong with the value, in words. */
  readonly error?: string;
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

export type Field =
  | (FieldBase & {
      kind: 'text';
      value: string | null;
      placeholder?: string;
      maxLength: number;
      multiline: boolean;
    })
  | (FieldBase & { kind: 'number'; value: string | null; min: number; max: number })
  | (FieldBase & { kind: 'date'; value: string | null })
  /**
   * `reshapes`: another choice changes which fields the form has. With a `source` it is chosen by writing: `options` are
   * the first of a list that can be longer, the chosen one among them, and the core is asked for those that fit.
   */
  | (FieldBase & {
      kind: 'choice';
      value: string | null;
      options: readonly Option[];
      placeholder?: string;
      reshapes: boolean;
      source?: ChoiceSource;
    })
  | (FieldBase & { kind: 'choices'; value: readonly string[]; options: readonly Option[] })
  /** A person of the workspace, picked the platform's way; the value is the platform's user id. */
  | (FieldBase & { kind: 'person'; value: string | null; placeholder?: string })
  /** A room of the workspace, picked the platform's way; the value is the platform's conversation id. */
  | (FieldBase & { kind: 'room'; value: string | null; placeholder?: string })
  | { readonly kind: 'note'; readonly name: string; readonly lines: readonly Line[] };

/** What was typed, by field name; absent and null mean nothing was. */
export type Values = Readonly<Record<string, string | readonly string[] | null>>;

export interface Form {
  /** Up to 24 characters, as both other labels are. */
  readonly title: string;
  readonly submit: string;
  readonly cancel: string;
  readonly fields: readonly Field[];
  /** What the form is about; comes back with the values, and is checked again. */
  readonly context: FormContext;
}
