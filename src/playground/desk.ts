import * as z from 'zod';
import { CAST, type Cast, type CastKey, castOf } from './cast.ts';
import { placesOf, sayInTeams, teamsPerson } from './play.ts';
import type { Delivered, OpenView } from './slack-server.ts';
import type { TeamsCard } from './teams/card-rules.ts';
import type { Dialog, Pressed, TeamsConversation, TeamsMessage } from './teams-server.ts';
import type { World } from './world.ts';

const as = z.enum(CAST.map((one) => one.key) as [CastKey, ...CastKey[]]);
const where = z.string().max(200);
const typed = z.record(z.string(), z.union([z.string(), z.array(z.string()), z.null()]));

/** What somebody does on the page, as one of the cast. */
export const actSchema = z.discriminatedUnion('act', [
  z.object({ act: z.literal('slack_write'), as, where, text: z.string().max(3_000) }),
  z.object({ act: z.literal('slack_shortcut'), as }),
  z.object({ act: z.literal('slack_open_home'), as }),
  z.object({
    act: z.literal('slack_press_at_home'),
    as,
    blockId: z.string(),
    actionId: z.string(),
    row: z.string().optional(),
  }),
  z.object({
    act: z.literal('slack_press'),
    as,
    where,
    ts: z.string(),
    blockId: z.string(),
    actionId: z.string(),
    row: z.string().optional(),
  }),
  z.object({
    act: z.literal('slack_press_in_modal'),
    as,
    view: z.string(),
    blockId: z.string(),
    actionId: z.string(),
    row: z.string().optional(),
    values: typed,
  }),
  z.object({ act: z.literal('slack_choose'), as, view: z.string(), blockId: z.string(), values: typed }),
  z.object({
    act: z.literal('slack_search'),
    as,
    view: z.string(),
    blockId: z.string(),
    words: z.string().max(100),
  }),
  z.object({ act: z.literal('slack_submit'), as, view: z.string(), values: typed }),
  z.object({ act: z.literal('slack_close'), as, view: z.string() }),
  z.object({ act: z.literal('teams_write'), as, where, text: z.string().max(3_000) }),
  z.object({ act: z.literal('teams_press'), as, where, id: z.string(), place: z.number().int().min(0) }),
  z.object({
    act: z.literal('teams_submit'),
    as,
    place: z.number().int().min(0),
    inputs: z.record(z.string(), z.string()),
  }),
  z.object({ act: z.literal('teams_close'), as }),
]);
export type Act = z.infer<typeof actSchema>;

/**
 * What the platform's own client tells the person when the bot didn't answer as it should, or doesn't hear there. Null:
 * all went well, which includes forms that came back with errors.
 */
export type Problem = 'no_answer' | 'refused' | 'not_heard' | 'gone' | null;

/** The screens that are the client's own: dialogs in Teams, and what a press was answered with. */
export interface Desk {
  perform(act: Act): Promise<Problem>;
  dialogOf(key: CastKey): Dialog | null;
  /** The line under a card, or in the place of one, that only the one who pressed sees. */
  noticeOf(key: CastKey): Notice | null;
}

export interface Notice {
  /** The message that was pressed on. */
  readonly messageId: string;
  readonly text: string;
}

const SHORTCUT = 'spot_et_job';
const COMMAND = /^\/spotjob\b\s*/i;
const MENTION = /^@spot et job\b\s*/i;

export function createDesk(world: World): Desk {
  const dialogs = new Map<CastKey, Dialog>();
  const notices = new Map<CastKey, Notice>();
  const { slack, teams, said, clock } = world;

  async function perform(act: Act): Promise<Problem> {
    const cast = castOf(act.as);
    switch (act.act) {
      case 'slack_write':
        return writeInSlack(slackIdOf(cast), act.where, act.text.trim());
      case 'slack_shortcut':
        return outcome(await slack.shortcut(slackIdOf(cast), SHORTCUT));
      case 'slack_open_home':
        return outcome(await slack.openHome(slackIdOf(cast)));
      case 'slack_press_at_home': {
        const page = slack.homeOf(slackIdOf(cast));
        return page === null ? 'gone' : outcome(await slack.pressAt(slackIdOf(cast), page, act));
      }
      case 'slack_press': {
        const message = slack.everyMessage().find((one) => one.channel === act.where && one.ts === act.ts);
        return message === undefined ? 'gone' : outcome(await slack.pressAt(slackIdOf(cast), message, act));
      }
      case 'slack_press_in_modal':
        return inModal(cast, act.view, async (view) => {
          await slack.fill(view, act.values);
          return outcome(await slack.pressAt(view.user, view, act));
        });
      case 'slack_choose':
        return inModal(cast, act.view, async (view) => {
          const { [act.blockId]: chosen, ...others } = act.values;
          await slack.fill(view, others);
          if (typeof chosen !== 'string') return null;
          const delivered = await slack.choose(view, act.blockId, chosen);
          return delivered === null ? null : outcome(delivered);
        });
      case 'slack_search':
        return inModal(cast, act.view, async (view) => {
          await slack.search(view, act.blockId, act.words);
          return null;
        });
      case 'slack_submit':
        return inModal(cast, act.view, async (view) => outcome(await slack.submit(view, act.values)));
      case 'slack_close':
        return inModal(cast, act.view, async (view) => {
          slack.close(view);
          return null;
        });
      case 'teams_write':
        return writeInTeams(cast, act.where, act.text.trim());
      case 'teams_press': {
        const found = messageFor(cast, act.where, act.id);
        if (found === null) return 'gone';
        notices.delete(cast.key as CastKey);
        const person = teamsPerson(world, cast);
        return show(act.as, await teams.pressAt(person, found, found.card, act.place), act.id);
      }
      case 'teams_submit': {
        const dialog = dialogs.get(act.as);
        if (dialog === undefined) return 'gone';
        return show(act.as, await teams.submitAt(dialog, act.inputs, act.place), null);
      }
      case 'teams_close':
        dialogs.delete(act.as);
        notices.delete(act.as);
        return null;
    }
  }

  /** A channel hears everything, the bot what is a command or mentions it, and everything in its own conversation. */
  async function writeInSlack(user: string, place: string, text: string): Promise<Problem> {
    if (COMMAND.test(text)) return outcome(await slack.command(user, place, text.replace(COMMAND, '')));
    said.push({ platform: 'slack', where: place, by: user, text, at: clock.now() });
    if (place === `D${user}`) return outcome(await slack.say(user, null, text));
    if (MENTION.test(text)) return outcome(await slack.say(user, place, text.replace(MENTION, '')));
    return 'not_heard';
  }

  async function writeInTeams(cast: Cast, id: string, text: string): Promise<Problem> {
    const person = teamsPerson(world, cast);
    const place = placeFor(cast, id);
    if (place === null) return 'gone';
    if (place.type === 'personal' || MENTION.test(text)) {
      await sayInTeams(world, person, place, text.replace(MENTION, ''));
      return null;
    }
    said.push({ platform: 'teams', where: place.id, by: person.id, text, at: clock.now() });
    return 'not_heard';
  }

  async function inModal(
    cast: Cast,
    id: string,
    act: (view: OpenView) => Promise<Problem>,
  ): Promise<Problem> {
    const view = slack.modalsOf(slackIdOf(cast)).find((one) => one.id === id);
    return view === undefined ? 'gone' : act(view);
  }

  function placeFor(cast: Cast, id: string): TeamsConversation | null {
    return placesOf(world, cast, teamsPerson(world, cast)).find((place) => place.id === id) ?? null;
  }

  function messageFor(cast: Cast, place: string, id: string): TeamsMessage | null {
    const conversation = placeFor(cast, place);
    if (conversation === null) return null;
    return teams.messages(conversation).find((message) => message.id === id) ?? null;
  }

  function show(key: CastKey, pressed: Pressed, messageId: string | null): Problem {
    switch (pressed.kind) {
      case 'dialog':
        dialogs.set(key, pressed.dialog);
        return null;
      case 'closed':
        dialogs.delete(key);
        return null;
      case 'text':
        if (messageId !== null) notices.set(key, { messageId, text: pressed.text });
        return null;
      case 'card':
        // The bot edits the message as well; until then this is what stands there.
        if (messageId !== null) replace(messageId, pressed.card);
        return null;
    }
  }

  function replace(messageId: string, card: TeamsCard): void {
    for (const place of teams.conversations()) {
      const message = teams.messages(place).find((one) => one.id === messageId);
      if (message !== undefined) message.card = card;
    }
  }

  return {
    perform,
    dialogOf: (key) => dialogs.get(key) ?? null,
    noticeOf: (key) => notices.get(key) ?? null,
  };
}

function slackIdOf(cast: Cast): string {
  if (cast.slackId === null) throw new Error(`${cast.name} isn't in Slack.`);
  return cast.slackId;
}

function outcome({ status }: Delivered): Problem {
  if (status === 0) return 'no_answer';
  return status === 200 ? null : 'refused';
}
