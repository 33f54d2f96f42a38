import type { WebClient } from '@slack/web-api';
import type { Answer } from '../../app/answer.ts';
import { opensForm, type Press, pressThatOpens } from '../../messages/press.ts';
import type { Button, Card, Form } from '../../messages/view.ts';
import { slackCode } from './failure.ts';
import { showing } from './held-picture.ts';
import type { Command, Pressed, Said } from './parse.ts';
import { renderMessage } from './render-card.ts';
import { renderCardView, renderForm, renderHome } from './render-form.ts';
import { respond } from './respond.ts';

import { type SlackTexts, sentence } from './texts.ts';

/** Where the one who asked sees the answer. What it does throws when Slack refuses or can't be reached. */
export interface Stage {
  /** `again` is the button to show where the form can't be opened any more. */
  showForm(form: Form, again: Press | null): Promise<void>;
  /** For this person alone. */
  showCard(card: Card): Promise<void>;
  /** The person's Home, where they look at it. */
  showHome(card: Card): Promise<void>;
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
      return stage.showForm(answer.form, answer.again ?? pressThatOpens(answer.form.context));
    case 'say':
    case 'found':
    case 'choices':
      return showing(answer.card, stage.showCard);
    case 'done':
      if (answer.card !== null) await stage.replaceCard?.(answer.card);
      return;
    case 'home':
      return stage.showHome(answer.card);
  }
}

export function commandStage(command: Pick<Command, 'responseUrl' | 'triggerId'>, means: StageMeans): Stage {
  const showCard = sayBy(command.responseUrl, means);
  return {
    showCard,
    showForm: (form, again) =>
      openOr(means, command.triggerId, form, () => showCard(askAgain(again, means.texts))),
    showHome: showCard,
    replaceCard: null,
  };
}

/** Where the bot has nothing but the person: modals, and the direct conversation when these come too late. */
function personStage(userId: string, triggerId: string, means: StageMeans): Omit<Stage, 'showHome'> {
  const { client, texts } = means;
  return {
    showForm: (form, again) =>
      openOr(means, triggerId, form, () => writeTo(userId, askAgain(again, texts), means)),
    showCard: async (card) => {
      try {
        await client.views.open({ trigger_id: triggerId, view: cardView(card, null, texts) });
      } catch (error) {
        if (!TRIGGER_GONE.includes(slackCode(error) ?? '')) throw error;
        await writeTo(userId, card, means);
      }
    },
    replaceCard: null,
  };
}

async function writeTo(userId: string, card: Card, { client, texts }: StageMeans): Promise<void> {
  const channel = (await client.conversations.open({ users: userId })).channel?.id;
  if (channel === undefined) throw new Error('Slack opened a conversation without an id.');
  const message = { ...renderMessage(card, texts.more), channel };
  await client.chat.postMessage({ ...message, mrkdwn: false, unfurl_links: false, unfurl_media: false });
}

/** A shortcut has no conversation: its answers are modals too. */
export function shortcutStage(userId: string, triggerId: string, means: StageMeans): Stage {
  const stage = personStage(userId, triggerId, means);
  return { ...stage, showHome: stage.showCard };
}

/** The person's page: what is said and asked there is a modal over it; what changes is shown on it by delivery. */
export function homeStage(userId: string, triggerId: string, means: StageMeans): Stage {
  return { ...personStage(userId, triggerId, means), showHome: publishTo(userId, means) };
}

/** Somebody came to look at their page: nothing was pressed, so no modal can open, and all there is to say stands on it. */
export function openedHomeStage(userId: string, means: StageMeans): Stage {
  const publish = publishTo(userId, means);
  return {
    showHome: publish,
    showCard: publish,
    showForm: (_form, again) => publish(offer(again, means.texts)),
    replaceCard: null,
  };
}

function publishTo(userId: string, { client, texts }: StageMeans) {
  return async (card: Card) => {
    await client.views.publish({ user_id: userId, view: renderHome(card, texts.more) });
  };
}

export function pressStage(pressed: Pressed, means: StageMeans): Stage {
  const { place } = pressed;
  switch (place.kind) {
    case 'message': {
      const alone = sayBy(place.responseUrl, means);
      const showCard = pressed.press.act === 'view_history' ? inWindow(pressed, alone, means) : alone;
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
          openOr(means, pressed.triggerId, form, () => alone(askAgain(pressed.press, means.texts))),
        showHome: place.own ? replace : alone,
        replaceCard: place.own ? replace : null,
      };
    }
    case 'home':
      return homeStage(place.userId, pressed.triggerId, means);
    case 'modal':
      return modalStage(place.viewId, place.conversationId, means);
  }
}

/** A story is long and read once: it opens over the room, or stands in it for the presser where that comes too late. */
function inWindow(
  { triggerId, request: { sender } }: Pressed,
  otherwise: Stage['showCard'],
  { client, texts }: StageMeans,
): Stage['showCard'] {
  return async (card) => {
    const view = cardView(card, sender.conversation?.id ?? null, texts);
    try {
      await client.views.open({ trigger_id: triggerId, view });
    } catch (error) {
      if (!TRIGGER_GONE.includes(slackCode(error) ?? '')) throw error;
      await otherwise(card);
    }
  };
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
    showHome: showCard,
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
  return {
    showCard,
    showForm: (_form, again) => showCard(offer(again, texts)),
    showHome: showCard,
    replaceCard: null,
  };
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

function offer(press: Press | null, texts: SlackTexts): Card {
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
