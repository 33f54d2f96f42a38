import { DateTime } from 'luxon';
import { CAST, castOf, SLACK_ROOMS, TEAMS_ROOMS } from './cast.ts';
import { passTo } from './pass-time.ts';
import { inSlack, inTeams, SHOWN_WITHIN_MS, slackRoom, teamsPerson } from './play.ts';
import { textOf as slackText } from './slack-server.ts';
import { until } from './until.ts';
import { SET_UP_CODE, type World } from './world.ts';

/** Business days that Birkholm has been at work when one arrives, so that something waits already. */
const DAYS_BEFORE = 1;
/** How long Slack lets a trigger be used. */
const SLACKS_OWN_MS = 3_000;
const BEGINS_AT = { hour: 9, minute: 30, second: 0, millisecond: 0 };

/** Founds Birkholm as its people would, by commands and forms: the rooms, the roles, and two openings. */
export async function seedBirkholm(world: World, arrival: Date): Promise<void> {
  settle(world);
  // A machine that is busy starting up must not leave Birkholm half founded.
  world.slack.triggersLast(SHOWN_WITHIN_MS);
  await foundTaskForce(world);
  await connectTeams(world);
  await introduceEverybody(world);
  await giveRoles(world);
  tidy(world);
  await logTwoOpenings(world);
  closeEverything(world);
  await passTo(world, arrival);
  world.slack.triggersLast(SLACKS_OWN_MS);
}

/** When Birkholm's first day began, for somebody who arrives then. */
export function foundedAt(arrival: Date, zone: string): Date {
  let day = DateTime.fromJSDate(arrival, { zone }).set(BEGINS_AT);
  let left = DAYS_BEFORE;
  while (left > 0) {
    day = day.minus({ days: 1 });
    if (day.weekday <= 5) left -= 1;
  }
  return day.toJSDate();
}

function settle({ slack, teams }: World): void {
  for (const { slackId, name, inTeams } of CAST) {
    if (slackId !== null) slack.person(slackId, name);
    if (inTeams) teams.person(name);
  }
  for (const { id, name, kind } of SLACK_ROOMS) slack.channel(id, { name, private: kind === 'jobcentre' });
  for (const { name } of TEAMS_ROOMS) teams.channel(name, 'Birkholm');
}

async function foundTaskForce(world: World): Promise<void> {
  const english = world.locale === 'en';
  const konrad = inSlack(world, 'konrad');
  await konrad.write(`opret ${SET_UP_CODE}`);
  await konrad.fill({
    name: 'Birkholm',
    municipality: 'Viborg',
    target_group: english
      ? 'People who have been out of work for long'
      : 'Borgere, der længe har stået uden job',
    target: '100',
    rooms: 'other',
    jobcentre_room: slackRoom('jobcentre'),
    language: world.locale,
  });
}

const CODE = /opret ([A-Z2-9]{4}-[A-Z2-9]{4})|set up ([A-Z2-9]{4}-[A-Z2-9]{4})/;

/** A code connects one room; the coordinator asks for one each. */
async function connectTeams(world: World): Promise<void> {
  const { slack } = world;
  for (const kind of ['task_force', 'jobcentre'] as const) {
    const before = slack.ephemerals('UKONRAD').length;
    await inSlack(world, 'konrad').write('opret');
    const told = slackText(await until(() => slack.ephemerals('UKONRAD')[before], SHOWN_WITHIN_MS));
    const [, danish, english] = CODE.exec(told) ?? [];
    const konrad = inTeams(world, 'konrad');
    await konrad.write(`opret ${danish ?? english}`, kind);
    await konrad.press('open_set_up');
    await konrad.fill({ kind });
  }
  await linkKonrad(world);
}

const LINK = /forbind ([A-Z2-9]{4}-[A-Z2-9]{4})|connect ([A-Z2-9]{4}-[A-Z2-9]{4})/;

/** He is in both places, and one person to the bot. */
async function linkKonrad(world: World): Promise<void> {
  const { slack } = world;
  const before = slack.ephemerals('UKONRAD').length;
  await inSlack(world, 'konrad').write('forbind');
  const told = slackText(await until(() => slack.ephemerals('UKONRAD')[before], SHOWN_WITHIN_MS));
  const [, danish, english] = LINK.exec(told) ?? [];
  const konrad = inTeams(world, 'konrad');
  await konrad.write(`forbind ${danish ?? english}`);
  await konrad.press('link_accounts');
}

/** The bot knows people once they wrote to it; in the jobcentre's room that makes them its people. */
async function introduceEverybody(world: World): Promise<void> {
  const { teams } = world;
  for (const cast of CAST) {
    if (cast.key === 'konrad') continue;
    if (cast.slackId !== null) {
      await inSlack(world, cast.key).write('liste', cast.rooms[0]);
    } else {
      const person = teamsPerson(world, cast);
      await teams.install(person, teams.chatWith(person));
      await inTeams(world, cast.key).write('hjælp', cast.rooms[0]);
    }
  }
}

async function giveRoles(world: World): Promise<void> {
  const inSlackHe = inSlack(world, 'konrad');
  await inSlackHe.write('medlemmer');
  await inSlackHe.fill({ person: 'UASTA' });
  await inSlackHe.fill({ roles: ['ambassador'] });
  for (const key of ['lis', 'oda'] as const) {
    const konrad = inTeams(world, 'konrad');
    await konrad.write('medlemmer', 'task_force');
    await konrad.press('open_members');
    const cast = castOf(key);
    await konrad.fill({ person: teamsPerson(world, cast).aadObjectId });
    await konrad.fill({ roles: [cast.role] });
  }
}

const SET_UP_ACTS = /"act":"(open_set_up|open_members|link_accounts)"/;

/** What setting it up left on the screens is taken away; who arrives finds the rooms and what is in them. */
function tidy({ slack, teams, said }: World): void {
  for (const message of slack.everyMessage()) {
    if (message.only !== null || message.channel.startsWith('D')) slack.remove(message);
  }
  for (const place of teams.conversations()) {
    for (const message of teams.messages(place)) {
      if (SET_UP_ACTS.test(JSON.stringify(message.card))) teams.remove(message);
    }
  }
  said.length = 0;
}

function closeEverything({ slack }: World): void {
  for (const { id } of slack.people()) for (const view of slack.modalsOf(id)) slack.close(view);
}

async function logTwoOpenings(world: World): Promise<void> {
  const karla = inSlack(world, 'karla');
  await karla.write('');
  await karla.fill(
    {
      tasks: ['dishwashing'],
      hours: '5-10',
      company: 'Kringlebageriet',
      contact_name: 'Karla Kringle',
      contact: '20 30 40 57',
      place: 'Viborg',
    },
    { category: 'canteen' },
  );
  const viggo = inTeams(world, 'viggo');
  await viggo.write('', 'task_force');
  await viggo.press('open_intake');
  await viggo.fill(
    {
      tasks: ['packing', 'cardboard'],
      hours: '11-15',
      company: 'Vimpel Lager',
      contact_name: 'Viggo Vimpel',
      contact: 'viggo@vimpel.example',
      place: 'Viborg',
    },
    { category: 'warehouse' },
  );
  await inSlack(world, 'mette').press('claim', 'SJ-1 ·');
}
