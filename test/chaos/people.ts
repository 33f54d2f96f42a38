import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from '../../src/app/ports/store.ts';
import type { NewRoom } from '../../src/app/ports/task-forces.ts';
import type { RoomId, TaskForceId } from '../../src/domain/ids.ts';
import type { RoomKind, TaskForce } from '../../src/domain/task-force.ts';
import {
  buttonsOf,
  type Message,
  type SlackServer,
  textOf as slackText,
} from '../../src/playground/slack-server.ts';
import {
  type TeamsConversation,
  type TeamsPerson,
  type TeamsServer,
  textOf as teamsText,
} from '../../src/playground/teams-server.ts';
import { until } from '../../src/playground/until.ts';
import { OPENING } from '../flows/town.ts';
import { BIRKHOLM, TUESDAY } from '../support/builders.ts';
import type { Random } from './random.ts';

/** One task force and its four rooms. */
export interface Places {
  readonly slack: SlackServer;
  readonly teams: TeamsServer;
  readonly taskForce: TaskForce;
  /** Its channels in Slack. */
  readonly leadersRoom: string;
  readonly jobcentreRoom: string;
  /** And in Teams. */
  readonly leaders: TeamsConversation;
  readonly jobcentre: TeamsConversation;
}

/** A task force as it is after it was set up in Slack and joined from Teams. */
export async function settle(
  store: Store,
  slack: SlackServer,
  teams: TeamsServer,
  nth: number,
): Promise<Places> {
  const [leadersRoom, jobcentreRoom] = [`C${nth}LEADERS`, `C${nth}JOBCENTRE`];
  slack.person('UBODIL', 'Bodil Lund');
  slack.channel(leadersRoom, { name: `taskforce-${nth}` });
  slack.channel(jobcentreRoom, { name: `jobcenter-${nth}`, private: true });
  const leaders = teams.channel('Taskforce', `By ${nth}`);
  const jobcentre = teams.channel('Jobcenter', `By ${nth}`);
  const taskForce = { ...BIRKHOLM, id: randomUUID() as TaskForceId, name: `By ${nth}`, foundedAt: TUESDAY };
  const room = (kind: RoomKind, platform: string, workspaceId: string, conversationId: string): NewRoom => ({
    id: randomUUID() as RoomId,
    taskForceId: taskForce.id,
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
  await store.setUpCodes.issue(`CODE-${nth}`, now);
  const created = await store.taskForces.create({
    code: `CODE-${nth}`,
    taskForce,
    rooms: [
      room('task_force', 'slack', slack.teamId, leadersRoom),
      room('jobcentre', 'slack', slack.teamId, jobcentreRoom),
      room('task_force', 'teams', teams.tenantId, leaders.id),
      room('jobcentre', 'teams', teams.tenantId, jobcentre.id),
    ],
    coordinator,
    joinCode: `JOIN-${nth}`,
    now,
    outbox: [],
  });
  if (created !== 'created') throw new Error(created);
  return { slack, teams, taskForce, leadersRoom, jobcentreRoom, leaders, jobcentre };
}

/** What people did, and what they were told came of it. */
export interface Tally {
  /** Companies whose opening somebody sent, at least once. */
  readonly tried: Set<string>;
  /** Those whose sender read that it was kept. */
  readonly acknowledged: Set<string>;
  /** How often "Tag den" was pressed, and on which cards: whoever saw it pressed looks for another. */
  claims: number;
  readonly pressed: Set<string>;
  /** "Ingen svarede" by opening (its company): forms that were sent, and those whose sender read that it was kept. */
  readonly attempts: Map<string, { sent: number; kept: number }>;
  /** Acts that somebody gave up, having seen no answer. */
  givenUp: number;
}

export function newTally(): Tally {
  return {
    tried: new Set(),
    acknowledged: new Set(),
    claims: 0,
    pressed: new Set(),
    attempts: new Map(),
    givenUp: 0,
  };
}

export function actsIn({ tried, claims, attempts }: Tally): number {
  return tried.size + claims + [...attempts.values()].reduce((sum, { sent }) => sum + sent, 0);
}

/** How many people there are in each task force, and when they have done enough together. */
export interface Crowd {
  readonly leadersInSlack: number;
  readonly leadersInTeams: number;
  /** On each platform. */
  readonly consultants: number;
  readonly openings: number;
  readonly acts: number;
  /** Longest pause between two acts of one person. */
  readonly pauseMs: number;
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
  crowd: Crowd,
  tally: Tally,
  isOver: () => boolean,
): Promise<void> {
  const company = () => {
    const name = `Firma ${tally.tried.size + 1}`;
    tally.tried.add(name);
    return name;
  };
  const isTold = () => tally.tried.size >= crowd.openings;
  const isEnough = () => actsIn(tally) >= crowd.acts;
  const repeatedly = async (isDone: () => boolean, does: () => Promise<void>) => {
    while (!isOver() && !isDone()) {
      try {
        await does();
      } catch {
        // What they see is a window that doesn't answer. What must hold then is looked at afterwards.
        tally.givenUp += 1;
      }
      await sleep(crowd.pauseMs / 4 + random.below(crowd.pauseMs));
    }
  };
  const people = (count: number, one: (nth: number) => Promise<void>) =>
    Array.from({ length: count }, (_, nth) => one(nth));
  const { slack, teams, taskForce } = places;
  await Promise.all([
    ...people(crowd.leadersInSlack, (nth) => {
      const user = `U${taskForce.name.replaceAll(' ', '')}L${nth}`;
      slack.person(user, `Leder ${nth}`);
      return repeatedly(isTold, () => logInSlack(places, user, company(), tally));
    }),
    ...people(crowd.leadersInTeams, (nth) => {
      const person = teams.person(`Direktør ${nth} i ${taskForce.name}`);
      return repeatedly(isTold, () => logInTeams(places, person, opener, company(), tally));
    }),
    ...people(crowd.consultants, (nth) => {
      const name = `Mette ${nth} i ${taskForce.name}`;
      const user = `U${taskForce.name.replaceAll(' ', '')}M${nth}`;
      slack.person(user, name);
      const inTeams = teams.person(`Lone ${nth} i ${taskForce.name}`);
      return repeatedly(isEnough, async () => {
        if (random.below(3) === 0) await claimFromBothSides(places, user, inTeams, random, tally);
        else if (random.below(2) === 0) await tryToCallInSlack(places, user, name, random, tally);
        else await tryToCallInTeams(places, inTeams, random, tally);
      });
    }),
  ]);
}

async function logInSlack(
  { slack, leadersRoom }: Places,
  user: string,
  company: string,
  tally: Tally,
): Promise<void> {
  const open = slack.modalOf(user);
  if (open !== null) slack.close(open);
  await slack.command(user, leadersRoom);
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
  person: TeamsPerson,
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
export async function claimFromBothSides(
  { slack, teams, jobcentreRoom, jobcentre }: Places,
  user: string,
  person: TeamsPerson,
  random: Random,
  tally: Tally,
): Promise<void> {
  const free = slack
    .messages(jobcentreRoom)
    .filter((message) => buttonsOf(message).includes('Tag den') && isCard(slackText(message)))
    .filter(({ ts }) => !tally.pressed.has(ts));
  const card = oneOf(free, random);
  if (card === undefined) return;
  tally.pressed.add(card.ts);
  const label = /^SJ-\d+/.exec(slackText(card))?.[0] ?? '';
  const same = teams.messages(jobcentre).find((message) => teamsText(message).startsWith(`${label} ·`));
  const onBoth = same !== undefined && JSON.stringify(same.card).includes('"Tag den"');
  tally.claims += onBoth ? 2 : 1;
  await Promise.all([
    slack.press(user, card, 'Tag den'),
    onBoth ? teams.press(person, same, 'Tag den') : null,
  ]);
}

const isCard = (text: string) => /^SJ-\d+ ·/.test(text);
const oneOf = <T>(of: readonly T[], random: Random): T | undefined =>
  of[random.below(Math.max(1, of.length))];

/** The id that a card's buttons carry. */
function openingOn(card: Message): string {
  const id = /openingId[^0-9a-f]+([0-9a-f-]{36})/.exec(JSON.stringify(card.blocks))?.[1];
  if (id === undefined) throw new Error('no button of the card is about an opening');
  return id;
}

/** What stands behind the number and the dot. */
const companyOn = (text: string) => /^SJ-\d+ · (.*)$/m.exec(text)?.[1] ?? '';

/** One form: sent again while no answer comes, and counted once. */
async function sendAttempt(text: string, tally: Tally, send: () => Promise<boolean>): Promise<void> {
  const company = companyOn(text);
  const counted = tally.attempts.get(company) ?? { sent: 0, kept: 0 };
  tally.attempts.set(company, counted);
  counted.sent += 1;
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (await send().catch(() => false)) {
      counted.kept += 1;
      return;
    }
    await sleep(700);
  }
  tally.givenUp += 1;
}

/** Who has an opening called, and nobody answered. */
async function tryToCallInSlack(
  { slack, jobcentreRoom }: Places,
  user: string,
  name: string,
  random: Random,
  tally: Tally,
): Promise<void> {
  const own = slack
    .messages(jobcentreRoom)
    .filter((message) => slackText(message).includes(`${name} har den`));
  const card = oneOf(own, random);
  if (card === undefined) return;
  const open = slack.modalOf(user);
  if (open !== null) slack.close(open);
  await slack.press(user, card, 'Ingen svarede');
  // Not the form of an earlier press, which may come late.
  const isOfCard = (about: string) => about.includes(openingOn(card));
  const form = await until(() => {
    const shown = slack.modalOf(user);
    return shown !== null && isOfCard(shown.modal.private_metadata ?? '') ? shown : null;
  }, LOOK_MS);
  await sendAttempt(slackText(card), tally, async () => {
    const { status } = await slack.submit(form, { channel: 'phone' });
    return status === 200 && Object.keys(form.errors ?? {}).length === 0;
  });
}

async function tryToCallInTeams(
  { teams, jobcentre }: Places,
  person: TeamsPerson,
  random: Random,
  tally: Tally,
): Promise<void> {
  const own = teams
    .messages(jobcentre)
    .filter((message) => teamsText(message).includes(`${person.name} har den`));
  const card = oneOf(own, random);
  if (card === undefined) return;
  const dialog = await teams.openDialog(person, card, 'Ingen svarede');
  await sendAttempt(teamsText(card), tally, async () => {
    const done = await teams.submitDialog(dialog, { channel: 'phone' });
    return done.kind === 'closed' || (done.kind === 'dialog' && /^SJ-\d+/.test(teamsText(done.dialog)));
  });
}
