import { DateTime } from 'luxon';
import { latestWeekly } from '../domain/calendar.ts';
import { openingLabel } from '../domain/ids.ts';
import { followUpAt } from '../domain/opening/follow-up.ts';
import type { Opening } from '../domain/opening/opening.ts';
import type { Locale, TaskForce } from '../domain/task-force.ts';
import { CAST, type CastKey, type RoomKind } from './cast.ts';
import { passTo } from './pass-time.ts';
import { inSlack, inTeams } from './play.ts';
import type { World } from './world.ts';

/** Whose screen shows it best, on each platform. */
export type Views = Readonly<Record<'slack' | 'teams', View>>;

export interface View {
  readonly as: CastKey;
  readonly place: RoomKind | 'direct';
}

const KARLA_IN_ROOM: View = { as: 'karla', place: 'task_force' };
const KARLA_ALONE: View = { as: 'karla', place: 'direct' };
const KONRAD_IN_ROOM: View = { as: 'konrad', place: 'task_force' };
const KONRAD_ALONE: View = { as: 'konrad', place: 'direct' };
const JENS_IN_ROOM: View = { as: 'jens', place: 'jobcentre' };
const JENS_ALONE: View = { as: 'jens', place: 'direct' };

/** One step of an opening's life. A step that is to be added stands where it belongs in `STORY`, and in no other place. */
interface Step {
  readonly title: Readonly<Record<Locale, string>>;
  readonly views: Views;
  play(tale: Tale): Promise<void>;
}

/** What the steps tell each other. */
interface Tale {
  readonly world: World;
  readonly company: string;
  /** `SJ-142 ·`, once it was logged: it stands in every card about it. */
  label: string;
}

/** A step that begins; steps are counted from 1. */
export interface Told {
  readonly step: number;
  readonly of: number;
  readonly title: string;
  readonly views: Views;
}

export interface Telling {
  readonly onStep: (told: Told) => void | Promise<void>;
  /** Rest between two steps, for those who watch. */
  readonly pauseMs: number;
}

/** Told as often as one likes: each time of a company that has nothing open. */
const COMPANIES = ['Café Æblet', 'Solbakken Planteskole', 'Nørregård VVS', 'Hotel Fyrtårnet', 'Ø-Boghandlen'];

const STORY: readonly Step[] = [
  {
    title: { da: 'Konrad starter et møde (Slack)', en: 'Konrad starts a meeting (Slack)' },
    views: { slack: KONRAD_IN_ROOM, teams: JENS_IN_ROOM },
    play: async ({ world }) => {
      const taskForce = await birkholm(world);
      if ((await world.bot.store.meetings.current(taskForce.id)) !== null) return;
      const konrad = inSlack(world, 'konrad');
      await konrad.write('møde start');
      await konrad.fill({ kind: 'task_force' });
    },
  },
  {
    title: { da: 'Karla spotter et job fra mødet (Slack)', en: 'Karla spots a job at the meeting (Slack)' },
    views: { slack: KARLA_IN_ROOM, teams: JENS_IN_ROOM },
    play: async (tale) => {
      const { world, company } = tale;
      const karla = inSlack(world, 'karla');
      await karla.press('open_intake', '');
      await karla.fill(
        {
          tasks: ['dishwashing', 'clearing'],
          hours: '5-10',
          company,
          contact_name: 'Karla Kringle',
          contact: '20 30 40 57',
          place: 'Viborg',
        },
        { category: 'canteen' },
      );
      tale.label = `${openingLabel((await told(tale)).number)} ·`;
    },
  },
  {
    title: { da: 'Jens tager den (Teams)', en: 'Jens takes it (Teams)' },
    views: { slack: KARLA_IN_ROOM, teams: JENS_IN_ROOM },
    play: ({ world, label }) => inTeams(world, 'jens').press('claim', label),
  },
  {
    title: { da: 'Konrad afslutter mødet (Slack)', en: 'Konrad ends the meeting (Slack)' },
    views: { slack: KONRAD_IN_ROOM, teams: JENS_IN_ROOM },
    play: async ({ world }) => {
      const konrad = inSlack(world, 'konrad');
      await konrad.press('end_meeting');
      await konrad.fill({ companies: '12', others: '3' });
    },
  },
  {
    title: {
      da: 'Jens glemmer at ringe og bliver mindet om det',
      en: 'Jens forgets to call and is reminded',
    },
    views: { slack: KARLA_ALONE, teams: JENS_ALONE },
    play: async (tale) => {
      const { at } = (await told(tale)).nudging;
      if (at === null) throw new Error('Nothing would remind Jens.');
      await passTo(tale.world, at);
    },
  },
  {
    title: { da: 'Jens har ringet (Teams)', en: 'Jens has called (Teams)' },
    views: { slack: KARLA_ALONE, teams: JENS_ALONE },
    play: async ({ world, label }) => {
      const jens = inTeams(world, 'jens');
      await jens.press('record_contact', label);
      await jens.fill({ outcome: 'interested' });
    },
  },
  {
    title: { da: 'Et besøg bliver aftalt (Teams)', en: 'A visit is booked (Teams)' },
    views: { slack: KARLA_ALONE, teams: JENS_IN_ROOM },
    play: async ({ world, label }) => {
      const jens = inTeams(world, 'jens');
      await jens.press('book_visit', label);
      await jens.fill({ date: dayIn(world, 1) });
    },
  },
  {
    title: { da: 'Besøget er holdt (Teams)', en: 'The visit is held (Teams)' },
    views: { slack: KARLA_ALONE, teams: JENS_IN_ROOM },
    play: async ({ world, label }) => {
      await passTo(world, atClock(world, 1, 15));
      const jens = inTeams(world, 'jens');
      await jens.press('hold_visit', label);
      await jens.fill({ outcome: 'ready' });
    },
  },
  {
    title: { da: 'Kandidat fundet (Teams)', en: 'A candidate is found (Teams)' },
    views: { slack: KARLA_ALONE, teams: JENS_IN_ROOM },
    play: async ({ world, label }) => {
      const jens = inTeams(world, 'jens');
      await jens.press('present_candidate', label);
      await jens.fill({ candidate: 'K-142' });
    },
  },
  {
    title: { da: 'Virksomheden siger ja (Teams)', en: 'The company says yes (Teams)' },
    views: { slack: KARLA_ALONE, teams: JENS_IN_ROOM },
    play: async ({ world, label }) => {
      const jens = inTeams(world, 'jens');
      await jens.press('answer_yes', label);
      await jens.fill({ starts_on: dayIn(world, 1), form: 'flex_job' });
    },
  },
  {
    title: { da: 'Første dag (Teams)', en: 'The first day (Teams)' },
    views: { slack: KARLA_ALONE, teams: JENS_IN_ROOM },
    play: async ({ world, label }) => {
      await passTo(world, atClock(world, 1, 9));
      const jens = inTeams(world, 'jens');
      await jens.press('start_placement', label);
      await jens.fill({ hours: '7,5', expectations: 'yes', mentor: 'Ulla' });
    },
  },
  {
    title: {
      da: 'Morgenen efter: hvordan går det? Grønt (Teams)',
      en: 'The morning after: how does it go? Green (Teams)',
    },
    views: { slack: KARLA_ALONE, teams: JENS_ALONE },
    play: async ({ world, company, label }) => {
      const taskForce = await birkholm(world);
      const followed = await world.bot.store.overview.followed(taskForce.id);
      const placements = followed.find((opening) => opening.company === company)?.placements ?? [];
      const at = followUpAt(placements);
      if (at === null) throw new Error(`Nobody is asked how it goes at ${company}.`);
      await passTo(world, at);
      await inTeams(world, 'jens').press('check_in', label.replace(' ·', ''));
    },
  },
  {
    title: { da: 'Mandag kl. 8: ugens overblik', en: 'Monday at 8: the week at a glance' },
    views: { slack: KONRAD_ALONE, teams: JENS_IN_ROOM },
    play: async ({ world }) => {
      const { digestTime, calendar } = await birkholm(world);
      const inAWeek = DateTime.fromJSDate(world.clock.now()).plus({ weeks: 1 }).toJSDate();
      await passTo(world, latestWeekly(inAWeek, digestTime.weekday, digestTime.hour, calendar.zone));
    },
  },
];

/** Plays one opening's life, by the acts of those who live it, whatever else is going on in Birkholm. */
export async function playStory(world: World, { onStep, pauseMs }: Telling): Promise<void> {
  const tale: Tale = { world, company: await freeCompany(world), label: '' };
  for (const [index, step] of STORY.entries()) {
    const { title, views } = step;
    await onStep({ step: index + 1, of: STORY.length, title: title[world.locale], views });
    await step.play(tale);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    closeModals(world);
  }
}

/** What was answered has been read by now, and would hide what comes. */
function closeModals({ slack }: World): void {
  for (const { slackId } of CAST) {
    if (slackId === null) continue;
    for (const modal of slack.modalsOf(slackId).toReversed()) slack.close(modal);
  }
}

async function birkholm({ bot }: World): Promise<TaskForce> {
  const [taskForce] = await bot.store.taskForces.all();
  if (taskForce === undefined) throw new Error('There is no task force in Birkholm.');
  return taskForce;
}

async function openOnes(world: World): Promise<readonly Opening[]> {
  const taskForce = await birkholm(world);
  return (await world.bot.store.openings.open(taskForce.id, {}, 200)).items;
}

async function freeCompany(world: World): Promise<string> {
  const taken = (await openOnes(world)).map(({ company }) => company);
  return COMPANIES.find((company) => !taken.includes(company)) ?? `Café Æblet ${taken.length}`;
}

async function told({ world, company }: Tale): Promise<Opening> {
  const opening = (await openOnes(world)).find((one) => one.company === company);
  if (opening === undefined) throw new Error(`${company} has nothing open.`);
  return opening;
}

/** The n-th weekday from today, as a form takes it. */
function dayIn(world: World, weekdays: number): string {
  return atClock(world, weekdays, 12).toISOString().slice(0, 10);
}

function atClock(world: World, weekdays: number, hour: number): Date {
  let day = DateTime.fromJSDate(world.clock.now(), { zone: world.config.timezone });
  for (let left = weekdays; left > 0; ) {
    day = day.plus({ days: 1 });
    if (day.weekday <= 5) left -= 1;
  }
  return day.set({ hour, minute: 0, second: 0, millisecond: 0 }).toJSDate();
}
