import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from '../../src/app/ports/store.ts';
import type { NewRoom } from '../../src/app/ports/task-forces.ts';
import type { RoomId } from '../../src/domain/ids.ts';
import type { RoomKind } from '../../src/domain/task-force.ts';
import { type SlackServer, textOf as slackText } from '../../src/playground/slack-server.ts';
import {
  type TeamsConversation,
  type TeamsServer,
  textOf as teamsText,
} from '../../src/playground/teams-server.ts';
import { until } from '../../src/playground/until.ts';
import { OPENING } from '../flows/town.ts';
import { BIRKHOLM } from '../support/builders.ts';
import type { Random } from './random.ts';

export const LEADERS = 'C0LEADERS';
export const JOBCENTRE = 'C0JOBCENTRE';
const CONSULTANTS = ['UMETTE', 'UJENS'] as const;

export interface Places {
  readonly slack: SlackServer;
  readonly teams: TeamsServer;
  readonly leaders: TeamsConversation;
  readonly jobcentre: TeamsConversation;
}

/** One task force with four rooms, as it is after it was set up in Slack and joined from Teams. */
export async function settle(store: Store, slack: SlackServer, teams: TeamsServer): Promise<Places> {
  slack.person('UBODIL', 'Bodil Lund');
  slack.person('UMETTE', 'Mette Holm');
  slack.person('UJENS', 'Jens Dahl');
  slack.channel(LEADERS, { name: 'taskforce' });
  slack.channel(JOBCENTRE, { name: 'jobcenter', private: true });
  const leaders = teams.channel('Taskforce', 'Birkholm');
  const jobcentre = teams.channel('Jobcenter', 'Birkholm');
  const room = (kind: RoomKind, platform: string, workspaceId: string, conversationId: string): NewRoom => ({
    id: randomUUID() as RoomId,
    taskForceId: BIRKHOLM.id,
    kind,
    platform,
    workspaceId,
    conversationId,
    name: null,
    details: platform === 'teams' ? { serviceUrl: teams.serviceUrl } : {},
  });
  const now = new Date();
  const bodil = { platform: 'slack', workspaceId: slack.teamId, userId: 'UBODIL', name: 'Bodil Lund' };
  const { id: coordinator } = await store.directory.personOf(bodil);
  await store.setUpCodes.issue('CODE', now);
  const created = await store.taskForces.create({
    code: 'CODE',
    taskForce: { ...BIRKHOLM, foundedAt: now },
    rooms: [
      room('task_force', 'slack', slack.teamId, LEADERS),
      room('jobcentre', 'slack', slack.teamId, JOBCENTRE),
      room('task_force', 'teams', teams.tenantId, leaders.id),
      room('jobcentre', 'teams', teams.tenantId, jobcentre.id),
    ],
    coordinator,
    joinCode: 'JOIN',
    now,
    outbox: [],
  });
  if (created !== 'created') throw new Error(created);
  return { slack, teams, leaders, jobcentre };
}

/** What people did, and what they were told came of it. */
export interface Tally {
  /** Companies whose opening somebody sent, at least once. */
  readonly tried: Set<string>;
  /** Those whose sender read that it was kept. */
  readonly acknowledged: Set<string>;
  /** Cards that somebody pressed "Tag den" on, from both sides. */
  readonly claims: Set<string>;
  /** Acts that somebody gave up, having seen no answer. */
  givenUp: number;
}

/** A person who saw no answer tries so many times, with the same form. */
const TRIES = 4;
const LOOK_MS = 4_000;

type TeamsMessage = Awaited<ReturnType<TeamsServer['waitFor']>>;

/** The card in Teams whose button opens the form. */
export async function openerIn({ teams, leaders }: Places): Promise<TeamsMessage> {
  await teams.say(teams.person('Karen Krogh'), leaders, '');
  return until(
    () => teams.messages(leaders).find((message) => teamsText(message).includes('Spot et job')),
    30_000,
  );
}

/** People who act until it is over, each one thing at a time. */
export async function act(
  places: Places,
  opener: TeamsMessage,
  random: Random,
  most: { readonly openings: number; readonly claims: number },
  isOver: () => boolean,
): Promise<Tally> {
  const tally: Tally = { tried: new Set(), acknowledged: new Set(), claims: new Set(), givenUp: 0 };
  let companies = 0;
  const company = () => {
    companies += 1;
    const name = `Firma ${companies}`;
    tally.tried.add(name);
    return name;
  };
  const isTold = () => tally.tried.size >= most.openings;
  const repeatedly = async (isEnough: () => boolean, does: () => Promise<void>) => {
    while (!isOver() && !isEnough()) {
      try {
        await does();
      } catch {
        // What they see is a window that doesn't answer. What must hold then is looked at afterwards.
        tally.givenUp += 1;
      }
      await sleep(100 + random.below(300));
    }
  };
  await Promise.all([
    ...[1, 2, 3].map((leader) => {
      const user = `ULEADER${leader}`;
      places.slack.person(user, `Leder ${leader}`);
      return repeatedly(isTold, () => logInSlack(places, user, company(), tally));
    }),
    ...[1, 2].map((leader) => {
      const person = places.teams.person(`Direktør ${leader}`);
      return repeatedly(isTold, () => logInTeams(places, person, opener, company(), tally));
    }),
    repeatedly(
      () => tally.claims.size >= most.claims,
      () => claimFromBothSides(places, places.teams.person('Lone Bak'), random, tally),
    ),
  ]);
  return tally;
}

/** Some more cards are claimed from both sides at once, when nothing holds them up any more. */
export async function claimSome(places: Places, random: Random, tally: Tally, some: number): Promise<void> {
  for (let times = 0; times < some; times += 1)
    await claimFromBothSides(places, places.teams.person(`Lone ${times}`), random, tally);
}

async function logInSlack({ slack }: Places, user: string, company: string, tally: Tally): Promise<void> {
  const open = slack.modalOf(user);
  if (open !== null) slack.close(open);
  await slack.command(user, LEADERS);
  const form = await until(() => slack.modalOf(user), LOOK_MS);
  await slack.choose(form, 'category', 'canteen');
  await until(() => form.modal.blocks.some((block) => block.block_id?.startsWith('tasks')), LOOK_MS);
  for (let tries = 0; tries < TRIES; tries += 1) {
    await slack.submit(form, { ...OPENING, tasks: ['dishwashing'], company });
    if (/SJ-\d+/.test(slackText(form))) {
      tally.acknowledged.add(company);
      return;
    }
    await sleep(700);
  }
  tally.givenUp += 1;
}

async function logInTeams(
  { teams }: Places,
  person: ReturnType<TeamsServer['person']>,
  opener: TeamsMessage,
  company: string,
  tally: Tally,
): Promise<void> {
  const first = await teams.openDialog(person, opener, 'Åbn formularen');
  const chosen = await teams.submitDialog(first, { category: 'canteen' });
  if (chosen.kind !== 'dialog') throw new Error('the tasks were not asked for');
  for (let tries = 0; tries < TRIES; tries += 1) {
    const done = await teams
      .submitDialog(chosen.dialog, { ...OPENING, tasks: ['dishwashing'], company })
      .catch(() => null);
    if (done?.kind === 'dialog' && /SJ-\d+/.test(teamsText(done.dialog))) {
      tally.acknowledged.add(company);
      return;
    }
    await sleep(700);
  }
  tally.givenUp += 1;
}

/** A card that nobody has is pressed in Slack and in Teams at the same instant. */
async function claimFromBothSides(
  { slack, teams, jobcentre }: Places,
  person: ReturnType<TeamsServer['person']>,
  random: Random,
  tally: Tally,
): Promise<void> {
  const free = slack
    .messages(JOBCENTRE)
    .filter((message) => /"Tag den"/.test(JSON.stringify(message.blocks)));
  const card = free[random.below(Math.max(1, free.length))];
  if (card === undefined) return;
  const label = /^SJ-\d+/.exec(slackText(card))?.[0] ?? '';
  const same = teams.messages(jobcentre).find((message) => teamsText(message).startsWith(`${label} ·`));
  tally.claims.add(card.ts);
  await Promise.all([
    slack.press(random.pick(CONSULTANTS), card, 'Tag den'),
    same === undefined || !JSON.stringify(same.card).includes('"Tag den"')
      ? null
      : teams.press(person, same, 'Tag den'),
  ]);
}
