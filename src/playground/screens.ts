import { CAST, SLACK_ROOMS, TEAMS_ROOMS } from './cast.ts';
import { placesOf, teamsPerson } from './play.ts';
import { textOf as slackText } from './slack-server.ts';
import { textOf as teamsText } from './teams-server.ts';
import type { World } from './world.ts';

/** One message as it can be read now, and where. */
export interface OnScreen {
  /** The same for a message as long as it isn't edited. */
  readonly version: string;
  readonly where: string;
  readonly text: string;
}

/** What can be read in the rooms, and by each person alone, on both platforms. */
export function readScreens(world: World): OnScreen[] {
  return [...slackScreens(world), ...teamsScreens(world)];
}

function slackScreens({ slack }: World): OnScreen[] {
  const names = new Map<string, string>([
    ...SLACK_ROOMS.map(({ id, name }) => [id, `Slack #${name}`] as const),
    ...CAST.map(({ slackId, name }) => [`D${slackId}`, `Slack → ${name}`] as const),
  ]);
  const nameOf = (user: string) => CAST.find((one) => one.slackId === user)?.name ?? user;
  return slack.everyMessage().map((message) => ({
    version: `slack ${message.channel} ${message.ts} ${message.edits}`,
    where:
      message.only === null
        ? (names.get(message.channel) ?? message.channel)
        : `Slack → ${nameOf(message.only)}`,
    text: slackText(message),
  }));
}

function teamsScreens(world: World): OnScreen[] {
  const places = new Map<string, { where: string; id: string }>();
  for (const cast of CAST.filter((one) => one.inTeams)) {
    for (const place of placesOf(world, cast, teamsPerson(world, cast))) {
      const room = TEAMS_ROOMS.find(({ name }) => name === place.name);
      const where = room === undefined ? `Teams → ${cast.name}` : `Teams ${room.name}`;
      places.set(place.id, { where, id: place.id });
    }
  }
  return [...places.values()].flatMap(({ where, id }) => {
    const place = world.teams.conversations().find((one) => one.id === id);
    if (place === undefined) return [];
    return world.teams.messages(place).map((message) => ({
      version: `teams ${message.id} ${message.edits}`,
      where,
      text: teamsText(message),
    }));
  });
}

/** What wasn't there before, the same words in several places told once. */
export function newOnScreens(
  before: readonly OnScreen[],
  after: readonly OnScreen[],
): { where: string[]; text: string }[] {
  const known = new Set(before.map(({ version }) => version));
  const found = new Map<string, string[]>();
  for (const { version, where, text } of after) {
    if (known.has(version) || text.trim() === '') continue;
    // Buttons stand in brackets in Slack's text and not in Teams': they are no words to be read.
    const words = text.replaceAll(/^\[.*\]$/gm, '').trim();
    const places = found.get(words) ?? [];
    found.set(words, [...new Set([...places, where])]);
  }
  return [...found].map(([text, where]) => ({ where, text }));
}
