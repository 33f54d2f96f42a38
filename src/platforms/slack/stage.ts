import type { WebClient } from '@slack/web-api';
import type { Answer } from '../../app/answer.ts';
import { opensForm, type Press, pressThatOpens } from '../../messages/press.ts';
import type { Button, Card, Form } from '../../messages/view.ts';
import { slackCode } from './failure.ts';
import type { Command, Pressed, Said } from './parse.ts';
import { renderMessage } from './render-card.ts';
import { renderCardView, renderForm } from './render-form.ts';
import { respond } from './respond.ts';
import { type SlackTexts, sentence } from './texts.ts';

/** Where the one who asked sees the answer. What it does throws when Slack refuses or can't be reached. */
export interface Stage {
  showForm(form: Form): Promise<void>;
  /** For this person alone. */
  showCard(card: Card): Promise<void>;
  /** Null where nothing stands to be replaced, or where delivery refreshes it. */
  readonly replaceCard: ((card: Card) => Promise<void>) | null;
}

export interface StageMeans {
  readonly client: WebClient;
  readonly texts: SlackTexts;
  /** Null: Slack's own. */
  readonly apiUrl: string | null;
  readonly timeoutMs: number;
}

export async function show(answer: Answer, stage: Stage): Promise<void> {
  switch (answer.kind) {
    case 'form':
      return stage.showForm(answer.form);
    case 'say':
      return stage.showCard(answer.card);
    case 'done':
      if (answer.card !== null) await stage.replaceCard?.(answer.card);
      return;
  }
}

export function commandStage(command: Command, means: StageMeans): Stage {
  const showCard = sayBy(command.responseUrl, means);
  return {
    showCard,
    showForm: (form) =>
      openOr(means, command.triggerId, form, () =>
        showCard(askAgain(pressThatOpens(form.context), means.texts)),
      ),
    replaceCard: null,
  };
}

/** A shortcut has no conversation: its answers are modals too. */
export function shortcutStage(triggerId: string, means: StageMeans): Stage {
  const { client, texts } = means;
  return {
    showForm: async (form) => {
      await client.views.open({ trigger_id: triggerId, view: renderForm(form, false) });
    },
    showCard: async (card) => {
      await client.views.open({ trigger_id: triggerId, view: cardView(card, null, texts) });
    },
    replaceCard: null,
  };
}

export function pressStage(pressed: Pressed, means: StageMeans): Stage {
  const { place } = pressed;
  switch (place.kind) {
    case 'message': {
      const showCard = sayBy(place.responseUrl, means);
      const replace = (card: Card) =>
        respond(
          place.responseUrl,
          means.apiUrl,
          renderMessage(card, means.texts.more),
          'replace',
          means.timeoutMs,
        );
      return {
        showCard,
        showForm: (form) =>
          openOr(means, pressed.triggerId, form, () => showCard(askAgain(pressed.press, means.texts))),
        replaceCard: place.own ? replace : null,
      };
    }
    case 'modal':
      return modalStage(place.viewId, place.conversationId, means);
  }
}

/** In a modal that shows a card, the answer takes the card's place. */
function modalStage(viewId: string, conversationId: string | null, { client, texts }: StageMeans): Stage {
  const showCard = async (card: Card) => {
    await client.views.update({ view_id: viewId, view: cardView(card, conversationId, texts) });
  };
  return {
    showCard,
    showForm: async (form) => {
      await client.views.update({ view_id: viewId, view: renderForm(form, false) });
    },
    replaceCard: showCard,
  };
}

/** A message opens no modal: a form is offered by a button. In a channel only the one who asked sees the answer. */
export function messageStage(said: Said, { client, texts }: StageMeans): Stage {
  const { sender } = said.request;
  const showCard = async (card: Card) => {
    const message = {
      ...renderMessage(card, texts.more),
      channel: said.channelId,
      ...(said.threadTs === null ? {} : { thread_ts: said.threadTs }),
    };
    if (sender.conversation?.direct) {
      await client.chat.postMessage({ ...message, mrkdwn: false, unfurl_links: false, unfurl_media: false });
    } else {
      await client.chat.postEphemeral({ ...message, user: sender.userId });
    }
  };
  return { showCard, showForm: (form) => showCard(offer(form, texts)), replaceCard: null };
}

function sayBy(responseUrl: string, { texts, apiUrl, timeoutMs }: StageMeans): Stage['showCard'] {
  return (card) => respond(responseUrl, apiUrl, renderMessage(card, texts.more), 'ephemeral', timeoutMs);
}

/** Slack's words for a trigger that is over 3 s old or was used before. */
const TRIGGER_GONE = ['expired_trigger_id', 'exchanged_trigger_id', 'trigger_expired', 'trigger_exchanged'];

async function openOr(
  { client }: StageMeans,
  triggerId: string,
  form: Form,
  tooLate: () => Promise<void>,
): Promise<void> {
  try {
    await client.views.open({ trigger_id: triggerId, view: renderForm(form, false) });
  } catch (error) {
    if (!TRIGGER_GONE.includes(slackCode(error) ?? '')) throw error;
    await tooLate();
  }
}

function askAgain(press: Press | null, texts: SlackTexts): Card {
  return sentence(texts.tryAgain, press === null ? null : button(texts.tryAgainButton, press));
}

function offer(form: Form, texts: SlackTexts): Card {
  const press = pressThatOpens(form.context);
  return sentence(texts.openForm, press === null ? null : button(texts.openFormButton, press));
}

function button(label: string, press: Press): Button {
  return { label, press, style: 'primary', opensForm: opensForm(press) };
}

export function cardView(card: Card, conversationId: string | null, texts: SlackTexts) {
  return renderCardView(card, {
    title: texts.answerTitle,
    close: texts.close,
    more: texts.more,
    conversationId,
  });
}
