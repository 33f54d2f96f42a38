import type { Button, Card } from '../../messages/view.ts';

/** The few sentences that Slack itself makes necessary; the catalogue has them. */
export interface SlackTexts {
  /** "Det gik ikke lige nu. …": the database or the bot is gone for a moment, and nothing typed is lost. */
  readonly unavailable: string;
  /** The form came too late for Slack to show it: ask for it again. */
  readonly tryAgain: string;
  /** The button under that. */
  readonly tryAgainButton: string;
  /** A message can't open a form by itself: press the button under this. */
  readonly openForm: string;
  readonly openFormButton: string;
  /** The title and the closing button of a modal that shows an answer; up to 24 characters each. */
  readonly answerTitle: string;
  readonly close: string;
  /** "… og 3 til" */
  more(leftOut: number): string;
}

/** What stands on the pages that an admin sees who installs the bot. */
export interface PageTexts {
  /** As in HTML and as browsers ask for it, e.g. `da`. */
  readonly language: string;
  readonly added: {
    readonly title: string;
    text(workspace: string): string;
    readonly steps: readonly string[];
    readonly again: string;
    readonly open: string;
  };
  readonly declined: { readonly title: string; readonly text: string };
  readonly expired: { readonly title: string; readonly text: string };
  readonly failed: { readonly title: string; readonly text: string };
  readonly tryAgain: string;
}

/** A sentence alone, with at most one button under it. */
export function sentence(text: string, button: Button | null): Card {
  return {
    title: '',
    facts: [],
    lines: [[text]],
    sections: [],
    buttons: button === null ? [] : [button],
    summary: text,
  };
}
