import type { BoundRoom } from '../app/ports/people.ts';
import type { Role } from '../domain/permissions.ts';
import type { Locale } from '../domain/task-force.ts';
import { CAST, type Cast, type CastKey, type RoomKind, SLACK_ROOMS, TEAMS_ROOMS } from './cast.ts';
import type { Desk, Notice } from './desk.ts';
import { type Foreseen, foresee } from './foresee.ts';
import { teamsPerson, teamsRoom } from './play.ts';
import type { Block, Modal, Option } from './slack/block-rules.ts';
import type { InputState } from './slack/workspace.ts';
import type { OpenView } from './slack-server.ts';
import type { Told } from './story.ts';
import type { TeamsCard } from './teams/card-rules.ts';
import type { World } from './world.ts';

/** Everything that the page shows, as it goes over the wire: times are ISO texts there. */
export interface Snapshot {
  readonly now: string;
  readonly zone: string;
  readonly locale: Locale;
  readonly doing: Doing;
  readonly slack: SlackSide;
  readonly teams: TeamsSide;
  readonly upcoming: readonly (Omit<Foreseen, 'at'> & { readonly at: string })[];
  /** What the platforms refused the bot, in their words: each is a mistake of the bot's. */
  readonly refusals: readonly string[];
}

/** What the playground itself is at. */
export type Doing =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'passing' }
  /** Null before its first step. */
  | { readonly kind: 'story'; readonly told: Told | null };

export interface Somebody {
  readonly key: CastKey;
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

export interface Place {
  readonly id: string;
  readonly name: string;
  /** `home`: a page of one's own with the bot; nothing is written there. */
  readonly kind: RoomKind | 'direct' | 'home';
  /** Who reads there. */
  readonly members: readonly CastKey[];
}

export interface SlackSide {
  readonly people: readonly Somebody[];
  readonly places: readonly Place[];
  readonly messages: readonly SlackShown[];
  readonly modals: Readonly<Record<string, readonly SlackModal[]>>;
  /** What stands on each person's App Home; nothing before it was opened. */
  readonly homes: Readonly<Record<string, SlackHome>>;
}

/** `by` null: the bot. `only`: the one who alone sees it. */
export interface SlackShown {
  readonly key: string;
  readonly where: string;
  readonly ts: string;
  readonly at: string;
  readonly by: string | null;
  readonly only: CastKey | null;
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly edits: number;
}

export interface SlackHome {
  /** Another one each time that the bot published it. */
  readonly hash: string;
  readonly blocks: readonly Block[];
}

export interface SlackModal {
  readonly id: string;
  readonly hash: string;
  readonly modal: Modal;
  /** Block id → what stands in its input. */
  readonly state: Readonly<Record<string, InputState['value']>>;
  /** Block id → what the bot offered last in a list that it keeps. */
  readonly suggested: Readonly<Record<string, readonly Option[]>>;
  readonly errors: Readonly<Record<string, string>>;
}

export interface TeamsSide {
  readonly people: readonly Somebody[];
  readonly places: readonly Place[];
  readonly messages: readonly TeamsShown[];
  readonly dialogs: Readonly<Record<string, { readonly title: string; readonly card: TeamsCard }>>;
  readonly notices: Readonly<Record<string, Notice>>;
  /** What the people picker offers. */
  readonly directory: readonly { readonly title: string; readonly value: string }[];
}

export interface TeamsShown {
  readonly key: string;
  readonly where: string;
  readonly id: string;
  readonly at: string;
  readonly by: string | null;
  readonly text: string;
  readonly card: TeamsCard | null;
  readonly edits: number;
}

/** More than anybody scrolls through. */
const MOST_MESSAGES = 300;
const MOST_REFUSALS = 20;

export async function takeSnapshot(world: World, desk: Desk, doing: Doing): Promise<Snapshot> {
  const now = world.clock.now();
  const upcoming = await foresee(world.bot.store, now, (room) => nameOf(world, room));
  return {
    now: now.toISOString(),
    zone: world.config.timezone,
    locale: world.locale,
    doing,
    slack: slackSide(world),
    teams: teamsSide(world, desk),
    upcoming: upcoming.map((one) => ({ ...one, at: one.at.toISOString() })),
    refusals: [
      ...world.slack.refusals.map(({ method, error }) => `Slack · ${method}: ${error}`),
      ...world.teams.refusals.map((words) => `Teams · ${words}`),
    ].slice(-MOST_REFUSALS),
  };
}

/** The bot is told no names of Teams' channels; the workplaces know them. */
function nameOf({ slack, teams }: World, { platform, conversationId }: BoundRoom): string {
  const [root] = conversationId.split(';');
  const channel = slack.channels().find((one) => one.id === root);
  if (channel !== undefined) return `#${channel.name}`;
  return `${teams.conversations().find((one) => one.id === root)?.name ?? platform} (Teams)`;
}

function slackSide({ slack, said }: World): SlackSide {
  const cast = CAST.filter((one) => one.slackId !== null);
  const people = cast.map(({ key, name, role, slackId }) => ({ key, name, role, id: slackId ?? '' }));
  const keyOf = new Map(people.map((one) => [one.id, one.key]));
  const direct = people.map(({ key, id }) => ({
    id: `D${id}`,
    name: 'Spot et job',
    kind: 'direct' as const,
    members: [key],
  }));
  const pages = people.map(({ key }) => ({
    id: `home ${key}`,
    name: 'Home',
    kind: 'home' as const,
    members: [key],
  }));
  const rooms = SLACK_ROOMS.map(({ id, name, kind }) => ({ id, name, kind, members: membersOf(cast, kind) }));
  const messages = slack.everyMessage().map(
    (message): SlackShown => ({
      key: `${message.channel} ${message.ts}`,
      where: message.channel,
      ts: message.ts,
      at: message.at.toISOString(),
      by: null,
      only: message.only === null ? null : (keyOf.get(message.only) ?? null),
      text: message.text,
      blocks: message.blocks,
      edits: message.edits,
    }),
  );
  const words = saidBy(said, 'slack', people).map((one) => ({ ...one, ts: '', only: null, blocks: [] }));
  return {
    people,
    places: [...rooms, ...direct, ...pages],
    messages: inOrder([...messages, ...words]),
    homes: Object.fromEntries(
      people.flatMap(({ key, id }) => {
        const page = slack.homeOf(id);
        return page === null ? [] : [[key, { hash: page.hash, blocks: page.blocks }]];
      }),
    ),
    modals: Object.fromEntries(people.map(({ key, id }) => [key, slack.modalsOf(id).map(modalOf)])),
  };
}

function modalOf({ id, hash, modal, state, suggested, errors }: OpenView): SlackModal {
  const values = [...state].map(([block, { value }]) => [block, value] as const);
  return {
    id,
    hash,
    modal,
    state: Object.fromEntries(values),
    suggested: Object.fromEntries(suggested),
    errors,
  };
}

function teamsSide(world: World, desk: Desk): TeamsSide {
  const { teams, said } = world;
  const cast = CAST.filter((one) => one.inTeams);
  const people = cast.map((one) => ({
    key: one.key,
    name: one.name,
    role: one.role,
    id: teamsPerson(world, one).id,
  }));
  const direct = cast.map((one) => ({
    id: teams.chatWith(teamsPerson(world, one)).id,
    name: 'Spot et job',
    kind: 'direct' as const,
    members: [one.key],
  }));
  const rooms = TEAMS_ROOMS.map(({ kind, name }) => ({
    id: teamsRoom(world, kind).id,
    name,
    kind,
    members: membersOf(cast, kind),
  }));
  const messages = teams.conversations().flatMap((place) =>
    teams.messages(place).map(
      (message): TeamsShown => ({
        key: message.id,
        where: place.id,
        id: message.id,
        at: message.at.toISOString(),
        by: null,
        text: message.summary,
        card: message.card,
        edits: message.edits,
      }),
    ),
  );
  const words = saidBy(said, 'teams', people).map((one) => ({ ...one, id: '', card: null }));
  return {
    people,
    places: [...rooms, ...direct],
    messages: inOrder([...messages, ...words]),
    dialogs: Object.fromEntries(
      people.flatMap(({ key }) => {
        const dialog = desk.dialogOf(key);
        return dialog === null ? [] : [[key, { title: dialog.title, card: dialog.card }]];
      }),
    ),
    notices: Object.fromEntries(
      people.flatMap(({ key }) => {
        const notice = desk.noticeOf(key);
        return notice === null ? [] : [[key, notice]];
      }),
    ),
    directory: teams.people().map(({ name, aadObjectId }) => ({ title: name, value: aadObjectId })),
  };
}

function membersOf(cast: readonly (Cast & { key: CastKey })[], kind: RoomKind): CastKey[] {
  return cast.filter((one) => one.rooms.includes(kind)).map((one) => one.key);
}

function saidBy(said: World['said'], platform: 'slack' | 'teams', people: readonly Somebody[]) {
  return said
    .filter((one) => one.platform === platform)
    .map(({ where, by, text, at }, index) => ({
      key: `said ${index} ${at.getTime()}`,
      where,
      at: at.toISOString(),
      by: people.find((person) => person.id === by)?.name ?? by,
      text,
      edits: 0,
    }));
}

function inOrder<T extends { readonly at: string }>(messages: readonly T[]): T[] {
  return [...messages].sort((a, b) => a.at.localeCompare(b.at)).slice(-MOST_MESSAGES);
}
