import { type Cast, type CastKey, castOf, type RoomKind, SLACK_ROOMS, TEAMS_ROOMS } from './cast.ts';
import { type Pressable, pressablesOf } from './slack/visible.ts';
import { type Message, type OpenView, textOf as slackText } from './slack-server.ts';
import { pressesOf, type TeamsCard } from './teams/card-rules.ts';
import {
  type Dialog,
  type Pressed,
  type TeamsConversation,
  type TeamsMessage,
  type TeamsPerson,
  textOf as teamsText,
} from './teams-server.ts';
import { until } from './until.ts';
import type { World } from './world.ts';

/** Longest that the bot may take to show a form or a card; a small machine under load is slow. */
export const SHOWN_WITHIN_MS = 60_000;

/** Typed or chosen, by the field's name, which is the same in every language. */
export type Filled = Readonly<Record<string, string | readonly string[]>>;

/**
 * Somebody of the cast at work. Buttons are found by what they do, not by what they say, so that the same acts play in
 * every language. Each act waits until everybody has heard of it.
 */
export interface Player {
  readonly cast: Cast;
  /** Writes to the bot: in Slack a command, in Teams the words themselves with a mention. */
  write(words: string, room?: RoomKind): Promise<void>;
  /** Presses the newest button of this act; `about` must stand in the card that it is on. */
  press(act: string, about?: string): Promise<void>;
  /** Fills in and sends the form on the screen; a choice on which others depend goes first. */
  fill(values: Filled, first?: Filled): Promise<void>;
  /** Everything on their screen as text, the newest last: rooms, own messages, the open form. */
  reads(): string[];
}

export function inSlack(world: World, key: CastKey): Player {
  const cast = castOf(key);
  const { slackId } = cast;
  if (slackId === null) throw new Error(`${cast.name} isn't in Slack.`);
  const user = slackId;
  const { slack } = world;
  let before: string | null = null;
  const modal = () => slack.modalOf(user);
  const mark = (view: OpenView | null) => (view === null ? null : `${view.id} ${view.hash}`);
  /** A form on the screen that wasn't there before the last act. */
  const fresh = () =>
    until(() => {
      const shown = modal();
      return shown !== null && mark(shown) !== before ? shown : null;
    }, SHOWN_WITHIN_MS);
  const screen = (): (Message | OpenView)[] => {
    const rooms = SLACK_ROOMS.filter((room) => cast.rooms.includes(room.kind)).map(
      (room) => room.id as string,
    );
    const seen = slack.everyMessage().filter((message) => {
      if (message.only !== null) return message.only === user;
      return rooms.includes(message.channel) || message.channel === `D${user}`;
    });
    return [...seen, ...slack.modalsOf(user)];
  };
  return {
    cast,
    write: async (words, room = 'task_force') => {
      before = mark(modal());
      await slack.command(user, slackRoom(room), words);
      await world.calm();
    },
    press: async (act, about = '') => {
      const found = await until(
        () =>
          screen()
            .flatMap((shown) =>
              slackText(shown).includes(about)
                ? pressablesOf(shown).map((pressable) => ({ shown, pressable }))
                : [],
            )
            .findLast(({ pressable }) => actOf(JSON.parse(pressValueOf(pressable))) === act),
        SHOWN_WITHIN_MS,
      );
      before = mark(modal());
      const { blockId, element, row } = found.pressable;
      await slack.pressAt(user, found.shown, { blockId, actionId: element.action_id, row: row?.value });
      await world.calm();
    },
    fill: async (values, first = {}) => {
      let view = await fresh();
      for (const [field, value] of Object.entries(first)) {
        before = mark(view);
        await slack.choose(view, field, String(value));
        view = await fresh();
      }
      before = mark(view);
      await slack.submit(view, values);
      if (Object.keys(view.errors).length > 0) throw new Error(Object.values(view.errors).join(' '));
      await world.calm();
    },
    reads: () => screen().map(slackText),
  };
}

export function inTeams(world: World, key: CastKey): Player {
  const cast = castOf(key);
  const { teams } = world;
  const person = teamsPerson(world, cast);
  let dialog: Dialog | null = null;
  const take = (pressed: Pressed) => {
    dialog = pressed.kind === 'dialog' ? pressed.dialog : null;
  };
  const screen = (): TeamsMessage[] =>
    placesOf(world, cast, person)
      .flatMap((place) => teams.messages(place))
      .sort((a, b) => a.at.getTime() - b.at.getTime());
  const pressOn = async (message: TeamsMessage, act: string) =>
    take(await teams.pressAt(person, message, message.card, placeOf(message.card, act)));
  return {
    cast,
    write: async (words, room) => {
      const place = room === undefined ? teams.chatWith(person) : teamsRoom(world, room);
      await sayInTeams(world, person, place, words);
      await world.calm();
    },
    press: async (act, about = '') => {
      const found = await until(
        () =>
          screen().findLast(
            (message) => teamsText(message).includes(about) && placeOf(message.card, act) !== -1,
          ),
        SHOWN_WITHIN_MS,
      );
      await pressOn(found, act);
      await world.calm();
    },
    fill: async (values, first = {}) => {
      for (const one of [first, values]) {
        if (Object.keys(one).length === 0 && one === first) continue;
        if (dialog === null) throw new Error(`${cast.name} has no dialog open.`);
        take(await teams.submitDialog(dialog, one));
      }
      await world.calm();
    },
    reads: () => screen().map(teamsText),
  };
}

/** What a person writes in Teams is seen by everybody there; the bot hears it where it is mentioned. */
export async function sayInTeams(
  world: World,
  person: TeamsPerson,
  place: TeamsConversation,
  words: string,
): Promise<void> {
  const text = place.type === 'personal' ? words : `@Spot et job ${words}`.trim();
  world.said.push({ platform: 'teams', where: place.id, by: person.id, text, at: world.clock.now() });
  await world.teams.say(person, place, words);
}

export function slackRoom(kind: RoomKind): string {
  return found(SLACK_ROOMS.find((room) => room.kind === kind)).id;
}

export function teamsRoom({ teams }: World, kind: RoomKind): TeamsConversation {
  const { name } = found(TEAMS_ROOMS.find((room) => room.kind === kind));
  return found(teams.conversations().find((one) => one.type === 'channel' && one.name === name));
}

export function teamsPerson({ teams }: World, cast: Cast): TeamsPerson {
  return found(teams.people().find((one) => one.name === cast.name));
}

/** Where this person reads: their channels and their chat with the bot. */
export function placesOf(world: World, cast: Cast, person: TeamsPerson): TeamsConversation[] {
  return [...cast.rooms.map((kind) => teamsRoom(world, kind)), world.teams.chatWith(person)];
}

function found<T>(what: T | undefined): T {
  if (what === undefined) throw new Error('It is not there in Birkholm.');
  return what;
}

/** The place of the button of this act among all of a card; -1 when there is none. */
function placeOf(card: TeamsCard, act: string): number {
  return pressesOf(card).findIndex((one) => actOf(one.data.press) === act);
}

/** What a button says when it is pressed; other forms of it, as the one that submits a form, have no act. */
function actOf(press: unknown): unknown {
  return typeof press === 'object' && press !== null && 'act' in press ? press.act : undefined;
}

/** What a button or a row of a menu says when it is pressed: both name the act. */
function pressValueOf({ element, row }: Pressable): string {
  return row?.value ?? (element.type === 'button' ? (element.value ?? '{}') : '{}');
}
