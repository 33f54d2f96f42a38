import { DateTime } from 'luxon';
import {
  type Message,
  type OpenView,
  buttonsOf as slackButtons,
  textOf as slackText,
} from '../../src/playground/slack-server.ts';
import { type CardInput, inputsOf, textOfCard } from '../../src/playground/teams/card-rules.ts';
import {
  type Dialog,
  type Pressed,
  type TeamsConversation,
  type TeamsMessage,
  type TeamsPerson,
  buttonsOf as teamsButtons,
  textOf as teamsText,
} from '../../src/playground/teams-server.ts';
import { until } from '../../src/playground/until.ts';
import type { Town } from './town.ts';

/** Typed or chosen, by the field's name; choices by what is read or by their value. */
type Filled = Readonly<Record<string, string | readonly string[]>>;

/** Somebody who acts and reads, on one of the platforms. What they do, and what all then see, is written down. */
export interface Player {
  writes(words: string, room: string): Promise<void>;
  /** Presses the newest button of this name on what they can read, or on their form; `about` must stand beside it. */
  presses(label: string, about?: string): Promise<void>;
  /** Fills in the form on their screen and sends it; a choice on which other fields depend goes first. */
  fillsIn(values: Filled, first?: Filled): Promise<void>;
}

/** What each person of a town saw, in order, as a text that is the same for the same story. */
export interface Transcript {
  /** @param name as the transcript calls them */
  inSlack(id: string, name: string): Player;
  inTeams(person: TeamsPerson, name: string): Player;
  /** What is on everybody's screens now was there before the story. */
  begin(): void;
  /** A new heading, with the day and the time. */
  scene(title: string): void;
  /** Lets the clock pass to then, with what falls due on the way, and writes down what came. */
  passTo(instant: string): Promise<void>;
  /** Writes down what is new on everybody's screens. */
  look(): void;
  text(): string;
}

interface Room {
  readonly name: string;
  readonly slack: string;
  readonly teams: TeamsConversation;
}

/** One message as it stands on a screen. */
interface OnScreen {
  readonly id: string;
  readonly where: string;
  readonly text: string;
}

const indented = (text: string) => text.replaceAll(/^/gm, '  │ ').replaceAll(/ +$/gm, '');
const named = (buttons: readonly string[]) => buttons.map((label) => `[${label}]`).join(' ');

export function keepTranscript(town: Town, rooms: readonly Room[], startsAt: string): Transcript {
  const { slack, teams } = town;
  const lines: string[] = [];
  const slackPeople = new Map<string, string>();
  const teamsPeople = new Map<string, TeamsPerson>();
  /** What each message said when it was last looked at. */
  let known = new Map<string, string>();
  let now = startsAt;

  const write = (line: string, shown = '') => lines.push(line, ...(shown === '' ? [] : [indented(shown)]));

  /** Rooms first, then people, on each platform oldest first: the order in which messages were delivered plays no part. */
  function screens(): OnScreen[] {
    const ofSlack = (where: string, messages: readonly Message[]) =>
      messages.map((message) => ({
        id: `slack ${message.channel} ${message.ts}`,
        where,
        text: withButtons(wordsInSlack(message), slackButtons(message)),
      }));
    const ofTeams = (where: string, messages: readonly TeamsMessage[]) =>
      messages.map((message) => ({
        id: `teams ${message.id}`,
        where,
        text: withButtons(teamsText(message), teamsButtons(message)),
      }));
    return [
      ...rooms.flatMap(({ name, slack: id, teams: place }) => [
        ...ofSlack(`${name} i Slack`, slack.messages(id)),
        ...ofTeams(`${name} i Teams`, teams.messages(place)),
      ]),
      ...[...slackPeople].flatMap(([id, name]) =>
        ofSlack(`${name} (Slack)`, [...slack.directMessages(id), ...slack.ephemerals(id)]),
      ),
      ...[...teamsPeople].flatMap(([name, person]) =>
        ofTeams(`${name} (Teams)`, teams.messages(teams.chatWith(person))),
      ),
    ];
  }

  function remember(shown: readonly OnScreen[]): void {
    known = new Map(shown.map(({ id, text }) => [id, text]));
  }

  function look(): void {
    const shown = screens();
    const places = new Map<string, string[]>();
    for (const { id, where, text } of shown) {
      if (known.get(id) === text) continue;
      places.set(text, [...new Set([...(places.get(text) ?? []), where])]);
    }
    remember(shown);
    for (const [text, where] of places) write(`${where.join(', ')}:`, text);
  }

  async function seen(): Promise<void> {
    await town.calm();
    look();
  }

  function inSlack(user: string, name: string): Player {
    slackPeople.set(user, name);
    const who = `${name} (Slack)`;
    let told = '';
    const form = () => slack.modalOf(user);
    const mark = (view: OpenView | null) => (view === null ? '' : `${view.id} ${view.hash}`);
    const fresh = () =>
      until(() => {
        const view = form();
        return view !== null && mark(view) !== told ? view : null;
      });
    /** A form without anything to send is an answer: it is read, and closed. */
    async function answered(): Promise<void> {
      await seen();
      const view = form();
      if (view === null || mark(view) === told) return;
      if (view.modal.submit !== undefined) return;
      write(`${who} læser:`, withButtons(wordsInSlack(view), slackButtons(view)));
    }
    const close = () => {
      const view = form();
      if (view !== null && view.modal.submit === undefined) slack.close(view);
    };
    return {
      writes: async (words, room) => {
        close();
        write(`▸ ${who} skriver “/spotjob ${words}” i ${room}`);
        await slack.command(user, roomNamed(room).slack, words);
        await answered();
      },
      presses: async (label, about = '') => {
        const found = await until(() => {
          const view = form();
          const readable = [
            ...rooms.flatMap(({ slack: id }) => slack.messages(id)),
            ...slack.directMessages(user),
            ...slack.ephemerals(user),
            ...(view === null ? [] : [view]),
          ];
          return readable.findLast(
            (shown) => slackText(shown).includes(about) && slackButtons(shown).includes(label),
          );
        });
        if (found !== form()) close();
        write(`▸ ${who} trykker “${label}”`);
        told = mark(form());
        await slack.press(user, found, label);
        await answered();
      },
      fillsIn: async (values, first = {}) => {
        let view = await fresh();
        for (const [field, value] of Object.entries(first)) {
          told = mark(view);
          await slack.choose(view, field, String(value));
          view = await fresh();
        }
        await slack.fill(view, values);
        write(`▸ ${who} udfylder:`, wordsInSlack(view));
        told = mark(view);
        await slack.submit(view, {});
        if (Object.keys(view.errors).length > 0)
          write(`${who} læser:`, Object.values(view.errors).join('\n'));
        await answered();
      },
    };
  }

  function inTeams(person: TeamsPerson, name: string): Player {
    teamsPeople.set(name, person);
    const who = `${name} (Teams)`;
    let dialog: Dialog | null = null;
    async function took(pressed: Pressed): Promise<void> {
      dialog = pressed.kind === 'dialog' ? pressed.dialog : null;
      if (pressed.kind === 'text') write(`${who} læser:`, pressed.text);
      await seen();
      if (dialog !== null && inputsOf(dialog.card.body).length === 0)
        write(`${who} læser:`, withButtons(`${dialog.title}\n${teamsText(dialog)}`, teamsButtons(dialog)));
    }
    return {
      writes: async (words, room) => {
        const { teams: place } = roomNamed(room);
        write(`▸ ${who} skriver “@Spot et job ${words}” i ${room}`);
        await teams.say(person, place, words);
        await seen();
      },
      presses: async (label, about = '') => {
        write(`▸ ${who} trykker “${label}”`);
        if (dialog !== null && teamsButtons(dialog).includes(label) && teamsText(dialog).includes(about)) {
          await took(await teams.submitDialog(dialog, {}, label));
          return;
        }
        const places = [...rooms.map(({ teams: place }) => place), teams.chatWith(person)];
        const found = await until(() =>
          places
            .flatMap((place) => teams.messages(place))
            .findLast(
              (message) => teamsText(message).includes(about) && teamsButtons(message).includes(label),
            ),
        );
        await took(await teams.press(person, found, label));
      },
      fillsIn: async (values, first = {}) => {
        for (const one of Object.keys(first).length === 0 ? [values] : [first, values]) {
          if (dialog === null) throw new Error(`${who} has no form open.`);
          write(`▸ ${who} udfylder:`, wordsInDialog(dialog, one));
          await took(await teams.submitDialog(dialog, one));
        }
      },
    };
  }

  function roomNamed(name: string): Room {
    const found = rooms.find((room) => room.name === name);
    if (found === undefined) throw new Error(`There is no room ${name}.`);
    return found;
  }

  return {
    inSlack,
    inTeams,
    begin: () => {
      remember(screens());
    },
    scene: (title) => {
      const when = DateTime.fromISO(now, { zone: 'Europe/Copenhagen' }).setLocale('da');
      lines.push('', `${title} · ${when.toFormat("cccc d. LLLL yyyy 'kl.' HH.mm")}`, '');
    },
    passTo: async (instant) => {
      now = instant;
      await town.setClock(instant);
      await seen();
    },
    look,
    text: () => `${lines.join('\n').trim()}\n`,
  };
}

function withButtons(words: string, buttons: readonly string[]): string {
  return [words, named(buttons)].filter((line) => line !== '').join('\n');
}

/** Without the line of buttons, which Teams' text has none of. */
function wordsInSlack(shown: Message | OpenView): string {
  return slackText(shown)
    .replaceAll(/^\[.*\]$/gm, '')
    .replaceAll(/\n{2,}/g, '\n')
    .trim();
}

/** The form as it stands when it is sent: what is said, and each field with what is in it. */
function wordsInDialog(dialog: Dialog, typed: Filled): string {
  const lines = dialog.card.body.flatMap((element) => {
    const [input] = inputsOf([element]);
    return input === undefined ? [textOfCard({ ...dialog.card, body: [element] })] : linesOf(input, typed);
  });
  return [dialog.title, ...lines].filter((line) => line !== '').join('\n');
}

function linesOf(input: CardInput, typed: Filled): string[] {
  const values = [typed[input.id.split('.').at(-1) ?? ''] ?? String(input.value ?? '')].flat();
  const shown = values.map((value) =>
    input.type === 'Input.ChoiceSet'
      ? (input.choices.find((choice) => choice.value === value)?.title ?? value)
      : value,
  );
  return [input.label.replace(/ \*$/, ''), shown.join(', ')];
}
