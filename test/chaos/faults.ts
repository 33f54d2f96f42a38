import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault as SlackFault } from '../../src/playground/slack/faults.ts';
import type { SlackServer } from '../../src/playground/slack-server.ts';
import type { Operation, Fault as TeamsFault } from '../../src/playground/teams/faults.ts';
import type { TeamsServer } from '../../src/playground/teams-server.ts';
import type { Random } from './random.ts';

/** About each tenth of the calls by which delivery writes and looks goes wrong, in each workspace and in Teams by itself. */
const CALLS_BETWEEN = 10;

export interface Platforms {
  /** Its workspaces. */
  readonly slacks: readonly SlackServer[];
  readonly teams: TeamsServer;
}

/** @returns how many faults were planned */
export async function spoil(
  { slacks, teams }: Platforms,
  random: Random,
  hanging: boolean,
  isOver: () => boolean,
): Promise<number> {
  let planned = 0;
  const dueInSlack = slacks.map((slack) => slack.calls().length);
  let dueInTeams = teams.calls().length;
  const soon = () => 1 + random.below(2 * CALLS_BETWEEN - 1);
  while (!isOver()) {
    for (const [nth, slack] of slacks.entries()) {
      const calls = slack.calls().length;
      if (calls < (dueInSlack[nth] ?? 0)) continue;
      slack.fail(
        random.pick(['chat.postMessage', 'chat.update', 'conversations.history']),
        inSlack(random, hanging),
      );
      dueInSlack[nth] = calls + soon();
      planned += 1;
    }
    if (teams.calls().length >= dueInTeams) {
      teams.fail(random.pick<Operation>(['post', 'update']), inTeams(random, hanging));
      dueInTeams = teams.calls().length + soon();
      planned += 1;
    }
    await sleep(100);
  }
  for (const platform of [...slacks, teams]) platform.heal();
  return planned;
}

function inSlack(random: Random, hanging: boolean): SlackFault {
  return random.pick<SlackFault>([
    { kind: 'rate_limited', retryAfter: 1 + random.below(2) },
    { kind: 'status', status: 500 },
    { kind: 'drop', when: 'before' },
    { kind: 'drop', when: 'after' },
    { kind: 'slow', ms: 700 },
    hanging ? { kind: 'hang' } : { kind: 'status', status: 503 },
  ]);
}

function inTeams(random: Random, hanging: boolean): TeamsFault {
  return random.pick<TeamsFault>([
    { answer: 429, retryAfterSeconds: 1 + random.below(2) },
    { answer: 500 },
    { answer: 'drop' },
    { answer: 'drop', when: 'after' },
    hanging ? { answer: 'hang' } : { answer: 503 },
  ]);
}

/** Answers of Teams that leave open whether a new message was taken. */
export function ambiguousIn(teams: TeamsServer): number {
  return teams.calls('post').filter(({ status }) => typeof status === 'string' || status >= 500).length;
}
