import type { App } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Answer } from '../../app/answer.ts';
import type { Request } from '../../app/intent.ts';
import type { InstallationKey } from '../../app/ports/installations.ts';
import type { Presence } from '../../app/ports/people.ts';
import type { PlaceNews } from '../../app/ports/places.ts';
import { within } from '../../app/within.ts';
import type { Instant } from '../../domain/ids.ts';
import { plainLine } from '../../messages/plain-text.ts';
import type { Card } from '../../messages/view.ts';
import { answerSubmission, keepSubmission } from './answer-submission.ts';
import type { ClientOf } from './clients.ts';
import { describeFailure, framesOf, slackCode } from './failure.ts';
import type { Names } from './names.ts';
import {
  type InForm,
  type PickedMessage,
  parseChannelNews,
  parseCommand,
  parseHomeOpened,
  parseLetOut,
  parseMessage,
  parseMessageShortcut,
  parseMoved,
  parsePress,
  parseReshape,
  parseShortcut,
  parseSubmission,
  parseSuggestion,
  parseTeamAccess,
  parseUserChange,
} from './parse.ts';
import { PRESS_ACTION } from './render-card.ts';
import { FORM_CALLBACK, INPUT_ACTION, renderForm, renderSuggestions, SEARCH_ACTION } from './render-form.ts';
import {
  cardView,
  commandStage,
  messageStage,
  openedHomeStage,
  pressStage,
  type Stage,
  type StageMeans,
  shortcutStage,
  show,
} from './stage.ts';
import { type SlackTexts, sentence } from './texts.ts';
import type { Upload } from './upload-picture.ts';

export const COMMAND = '/spotjob';
export const SHORTCUT = 'spot_et_job';
export const MESSAGE_SHORTCUT = 'goer_til_jobaabning';
/** Slack's names of the events; what a person writes to the bot directly comes as `message`. */
export const EVENTS = ['app_mention', 'message'] as const;
export const HOME_OPENED = 'app_home_opened';
export const USER_CHANGED = 'user_change';
export const CHANNEL_EVENTS = [
  'channel_archive',
  'channel_deleted',
  'channel_left',
  'channel_rename',
  'channel_unarchive',
  'group_archive',
  'group_deleted',
  'group_left',
  'group_rename',
  'group_unarchive',
  'member_joined_channel',
] as const;
export const CHANNEL_MOVED = 'channel_id_changed';
/** An organisation that let the bot in says of which of its workspaces. */
export const TEAM_ACCESS = ['team_access_granted', 'team_access_revoked'] as const;
/** They come in either order, and one of them may be all that comes. */
export const LET_OUT = ['app_uninstalled', 'tokens_revoked'] as const;

/** How long a name may keep an answer waiting: a form must open within 3 s of the press. */
const NAME_MS = 600;

export interface Listening {
  readonly dispatch: (request: Request) => Promise<Answer>;
  readonly presence: (presence: Presence) => Promise<void>;
  readonly place: (news: PlaceNews) => Promise<void>;
  readonly letOut: (key: InstallationKey, at: Instant) => Promise<void>;
  readonly clientOf: ClientOf;
  readonly names: Names;
  readonly upload: Upload;
  readonly texts: SlackTexts;
  readonly log: Logger;
  readonly apiUrl: string | null;
  readonly callMs: number;
  readonly submissionMs: number;
  /** Keeps count of work that goes on after Slack has its acknowledgement. */
  readonly track: (work: Promise<void>) => Promise<void>;
}

/**
 * Slack waits 3 s for an acknowledgement, so all but a submitted form is acknowledged before anything else is done: a
 * slow database makes the answer late, never wrong.
 */
export function listen(app: App, on: Listening): void {
  app.command(COMMAND, async ({ ack, body }) => {
    await ack();
    await inBackground(on, async () => {
      const command = parseCommand(body);
      await answer(on, command.request, (means) => commandStage(command, means));
    });
  });
  app.shortcut({ callback_id: SHORTCUT, type: 'shortcut' }, async ({ ack, body }) => {
    await ack();
    await inBackground(on, async () => {
      const { request, triggerId } = parseShortcut(body);
      await answer(on, request, (means) => shortcutStage(request.sender.userId, triggerId, means));
    });
  });
  app.shortcut({ callback_id: MESSAGE_SHORTCUT, type: 'message_action' }, async ({ ack, body }) => {
    await ack();
    await inBackground(on, async () => {
      const picked = parseMessageShortcut(body);
      await answer(on, await withAuthor(on, picked), (means) => commandStage(picked, means));
    });
  });
  app.action(new RegExp(`^${PRESS_ACTION}:`), async ({ ack, body }) => {
    await ack();
    await inBackground(on, async () => {
      const pressed = parsePress(body);
      await answer(on, pressed.request, (means) => pressStage(pressed, means));
    });
  });
  app.action(INPUT_ACTION, async ({ ack, body }) => {
    await ack();
    await inBackground(on, () => reshape(on, body));
  });
  app.options(new RegExp(`^${SEARCH_ACTION}`), async ({ ack, body }) => {
    await inBackground(on, async () => ack({ options: await suggest(on, body) }));
  });
  app.view({ callback_id: FORM_CALLBACK, type: 'view_submission' }, async ({ ack, body }) => {
    await inBackground(on, async () => ack(await submit(on, body)));
  });
  const heard = whatIsHeard(on);
  // Each listener that Bolt has costs every request something, so that all events share one.
  app.event(/^/, async ({ event, body }) => {
    const hear = heard.get(event.type);
    if (hear !== undefined) await inBackground(on, () => hear(body));
  });
}

type Hear = (body: unknown) => Promise<void>;

/** What is done about an event, by Slack's name of it. */
function whatIsHeard(on: Listening): ReadonlyMap<string, Hear> {
  const isNew = createNovelty();
  const message: Hear = async (body) => {
    const said = parseMessage(body);
    if (said !== null && isNew(said.eventId))
      await answer(on, said.request, (means) => messageStage(said, means));
  };
  const homeOpened: Hear = async (body) => {
    const request = parseHomeOpened(body);
    if (request === null) return;
    await answer(on, request, (means) => openedHomeStage(request.sender.userId, means));
  };
  const channelNews: Hear = async (body) => {
    const news = parseChannelNews(body);
    if (news !== null) await on.place(news);
  };
  const teamAccess: Hear = async (body) => {
    for (const news of parseTeamAccess(body)) await on.place(news);
  };
  const letOut: Hear = async (body) => {
    const out = parseLetOut(body);
    if (out !== null) await on.letOut(out.key, out.at);
  };
  const each = (events: readonly string[], hear: Hear) => events.map((event) => [event, hear] as const);
  return new Map([
    ...each(EVENTS, message),
    ...each([HOME_OPENED], homeOpened),
    ...each([USER_CHANGED], (body) => on.presence(parseUserChange(body))),
    ...each(CHANNEL_EVENTS, channelNews),
    ...each([CHANNEL_MOVED], (body) => on.place(parseMoved(body))),
    ...each(TEAM_ACCESS, teamAccess),
    ...each(LET_OUT, letOut),
  ]);
}

/** More than a person writes in the hour in which Slack may tell of it again. */
const EVENTS_REMEMBERED = 2_000;

/**
 * An event that Slack tells three times is answered once. Another process may answer it again: what it does has one effect
 * by its key, and two answers do no harm.
 */
function createNovelty(): (eventId: string) => boolean {
  const seen = new Set<string>();
  return (eventId) => {
    if (seen.has(eventId)) return false;
    seen.add(eventId);
    const [oldest] = seen;
    if (seen.size > EVENTS_REMEMBERED && oldest !== undefined) seen.delete(oldest);
    return true;
  };
}

async function inBackground(on: Listening, work: () => Promise<void>): Promise<void> {
  await on.track(
    work().catch((error: unknown) => {
      on.log.error({ failure: describeFailure(error), at: framesOf(error) }, 'A request from Slack failed');
    }),
  );
}

/** Asks the core and shows what it says; when the core fails, the person reads that it did. */
async function answer(
  on: Listening,
  request: Request,
  stageFor: (means: StageMeans) => Stage,
): Promise<void> {
  const { workspaceId, userId } = request.sender;
  const client = await on.clientOf(workspaceId);
  const stage = stageFor({ client, texts: on.texts, apiUrl: on.apiUrl, timeoutMs: on.callMs });
  const name = await on.names.learn(workspaceId, userId, NAME_MS);
  let reply: Answer;
  try {
    reply = await on.dispatch(named(request, name));
  } catch (error) {
    on.log.error(
      { failure: describeFailure(error), at: framesOf(error) },
      'A request from Slack got no answer',
    );
    await stage.showCard(sentence(on.texts.unavailable, null));
    return;
  }
  // What was asked for is done: when only the answer can't be shown, "it didn't work" would be untrue.
  const shown =
    reply.kind === 'say' ? { ...reply, card: await on.upload(client, workspaceId, reply.card) } : reply;
  await show(shown, stage);
}

/** Whoever wrote the picked message is the contact person to begin with, unless that is the one who picked it. */
async function withAuthor(on: Listening, { request, authorId }: PickedMessage): Promise<Request> {
  const { sender, intent } = request;
  if (intent.kind !== 'draft' || authorId === null || authorId === sender.userId) return request;
  const author = await on.names.learn(sender.workspaceId, authorId, NAME_MS);
  return { ...request, intent: { ...intent, author: author ?? '' } };
}

/** The name that the request came with is the one people log in with: it must not replace one that was learnt before. */
function named(request: Request, name: string | null): Request {
  return { ...request, sender: { ...request.sender, name, loginName: request.sender.name } };
}

/** The modal was changed or closed before the answer came: the person is past it. */
const VIEW_MOVED_ON = ['hash_conflict', 'not_found'];

/**
 * Shows the form again for another choice. A modal that was changed meanwhile keeps its newer state. When it can't be
 * done, a second modal says so on top, and what was typed is still under it.
 */
async function reshape(on: Listening, body: unknown): Promise<void> {
  const { request, view, triggerId } = parseReshape(body);
  const { workspaceId, userId } = request.sender;
  const client = await on.clientOf(workspaceId);
  try {
    const reply = await on.dispatch(named(request, on.names.known(workspaceId, userId)));
    const next =
      reply.kind === 'form'
        ? renderForm(reply.form, reply.errors)
        : reply.card && cardView(reply.card, view.private_metadata.conversationId, on.texts);
    if (next !== null) await client.views.update({ view_id: view.id, hash: view.hash, view: next });
  } catch (error) {
    if (VIEW_MOVED_ON.includes(slackCode(error) ?? '')) return;
    on.log.error({ failure: describeFailure(error), at: framesOf(error) }, 'A form could not be reshaped');
    await client.views.push({
      trigger_id: triggerId,
      view: cardView(sentence(on.texts.unavailable, null), null, on.texts),
    });
  }
}

/** What a card says under its title, in one line. */
function sentencesOf({ lines }: Card): string {
  return lines.map(plainLine).join(' ');
}

/**
 * The list goes into the acknowledgement, so it must be there in time: what comes late, or not at all, is a row that says so,
 * and typing on asks again.
 */
async function suggest(on: Listening, body: unknown) {
  const { unavailable } = on.texts;
  try {
    const request = parseSuggestion(body);
    const { workspaceId, userId } = request.sender;
    const work = on.dispatch(named(request, on.names.known(workspaceId, userId)));
    const reply = await within(on.submissionMs, work);
    if (reply === 'late') {
      on.log.warn('A list in a form from Slack was answered too late');
      return renderSuggestions([], unavailable);
    }
    const said = reply.kind === 'form' || reply.card === null ? unavailable : sentencesOf(reply.card);
    return renderSuggestions(reply.kind === 'choices' ? reply.options : [], said);
  } catch (error) {
    on.log.error(
      { failure: describeFailure(error), at: framesOf(error) },
      'A list in a form from Slack got no answer',
    );
    return renderSuggestions([], unavailable);
  }
}

/** The answer goes into the acknowledgement, so it must be there in time; a late one is found by sending the form again. */
async function submit(on: Listening, body: unknown) {
  let submission: InForm;
  try {
    submission = parseSubmission(body);
  } catch (error) {
    on.log.error({ failure: describeFailure(error) }, 'A form from Slack could not be read');
    return keepSubmission([], on.texts);
  }
  const { workspaceId, userId } = submission.request.sender;
  const request = named(submission.request, on.names.known(workspaceId, userId));
  const work = on.dispatch(request).catch((error: unknown) => {
    on.log.error({ failure: describeFailure(error), at: framesOf(error) }, 'A form from Slack got no answer');
    return null;
  });
  void on.track(work.then(() => undefined));
  const reply = await within(on.submissionMs, work);
  if (reply === 'late')
    on.log.warn('A form from Slack was answered too late; the person is asked to send it again');
  return reply === 'late' || reply === null
    ? keepSubmission(submission.view.blocks, on.texts)
    : answerSubmission(reply, submission, on.texts);
}
