import type { Locale } from '../../domain/task-force.ts';

/** The sentences that Teams itself needs, because it can't do at once what the core asks for. */
export interface TeamsTexts {
  /** Nothing can be saved right now; what was typed is still there. */
  readonly unavailable: string;
  /** The button of a card that stands for a form: Teams opens no dialog for a command. */
  readonly openForm: string;
  /** The button of a form whose other fields depend on a choice that isn't made yet. */
  readonly next: string;
  /** The quiet button that shows the form again for another choice. */
  readonly change: string;
  /** The title of a dialog that shows a sentence alone. */
  readonly answerTitle: string;
  /** A press had its effect, and there is nothing else to show. */
  readonly done: string;
  /** A card that can't be shown otherwise to the one who looks at it. */
  readonly unchanged: string;
  /** A form that can't be opened from where it was asked for. */
  readonly formNotHere: string;
  /** In a channel, to somebody who can't be written to: they must write to the bot first. */
  readonly writeToMeFirst: string;
  /** The room one is in, as a choice, when it has no name. */
  readonly thisRoom: string;
  /** The first channel of a team, which Teams itself leaves without a name. */
  readonly generalChannel: string;
  /** Wherever the app isn't installed, or isn't any more. */
  readonly notInstalled: string;
  readonly welcome: { readonly title: string; readonly personal: string; readonly room: string };
}

export type TextsOf = (locale: Locale) => TeamsTexts;

/** The language of the person's own Teams, for the little that Teams itself says; Danish where it is neither of ours. */
export function localeOf(tag: string | undefined): Locale {
  return tag?.toLowerCase().startsWith('en') ? 'en' : 'da';
}
