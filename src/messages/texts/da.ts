import type { Hours } from '../../domain/typed/hours.ts';
import { daActs } from './da/acts.ts';
import { daAdmission } from './da/admission.ts';
import { daAgain } from './da/again.ts';
import { daBroker } from './da/broker.ts';
import { daCallAhead } from './da/call-ahead.ts';
import { daChoices } from './da/choices.ts';
import { daCompany } from './da/company.ts';
import { daConnection } from './da/connection.ts';
import { daDeparture } from './da/departure.ts';
import { daDetails } from './da/details.ts';
import { daDigest } from './da/digest.ts';
import { daFollowUp } from './da/follow-up.ts';
import { count, decimal, list } from './da/grammar.ts';
import { daHandOverAll } from './da/hand-over-all.ts';
import { daHome } from './da/home.ts';
import { daImporting } from './da/importing.ts';
import { daIntake } from './da/intake.ts';
import { daJourney } from './da/journey.ts';
import { daLabels } from './da/labels.ts';
import { daLinking } from './da/linking.ts';
import { daMeeting } from './da/meeting.ts';
import { daMerging } from './da/merging.ts';
import { daMyData } from './da/my-data.ts';
import { daNote } from './da/note.ts';
import { daOpening } from './da/opening.ts';
import { daResults } from './da/results.ts';
import { daScreening } from './da/screening.ts';
import { daSetUp } from './da/set-up.ts';
import { daSettings } from './da/settings.ts';
import { daSteering } from './da/steering.ts';
import { daStory } from './da/story.ts';
import { daWaysIn } from './da/ways-in.ts';
import { daWork } from './da/work.ts';

const weekdays = ['søndag', 'mandag', 'tirsdag', 'onsdag', 'torsdag', 'fredag', 'lørdag'];
const months = [
  'januar',
  'februar',
  'marts',
  'april',
  'maj',
  'juni',
  'juli',
  'august',
  'september',
  'oktober',
  'november',
  'december',
];

/**
 * The Danish texts, and with them the shape every language fills. Short, warm and concrete; never administrative.
 * Names and other words from people come in as arguments and are shown as they were typed.
 * Each area has a file of its own, which its namesake in `en` fills whole.
 */
export const da = {
  locale: 'da' as 'da' | 'en',
  list,
  count: {
    openings: (n: number) => count(n, 'åbning', 'åbninger'),
    visits: (n: number) => count(n, 'vil have besøg', 'vil have besøg'),
    businessDays: (n: number) => (n === 0 ? 'i dag' : count(n, 'hverdag', 'hverdage')),
  },
  day: {
    today: 'i dag',
    tomorrow: 'i morgen',
    weekday: (index: number) => weekdays[index] ?? '',
    date: (day: number, month: number) => `${day}. ${months[month - 1] ?? ''}`,
    month: (month: number) => months[month - 1] ?? '',
    dateWithYear: (day: number, month: number, year: number) => `${day}. ${months[month - 1] ?? ''} ${year}`,
    clock: (hour: number, minute: number) =>
      `${String(hour).padStart(2, '0')}.${String(minute).padStart(2, '0')}`,
    by: (day: string) => `senest ${day}`,
    until: (day: string) => `til ${day}`,
  },
  hours: (hours: Hours | null) => {
    if (hours === null) return 'Ved ikke endnu';
    if (hours.min === hours.max) return `${decimal(hours.min)} ${hours.min === 1 ? 'time' : 'timer'} om ugen`;
    return `${decimal(hours.min)}–${decimal(hours.max)} timer om ugen`;
  },
  product: 'Spot et job',
  journey: daJourney,
  followUp: daFollowUp,
  results: daResults,
  importing: daImporting,
  story: daStory,
  ...daLabels,
  ...daWork,
  ...daOpening,
  ...daWaysIn,
  ...daIntake,
  ...daActs,
  ...daSetUp,
  handOverAll: daHandOverAll,
  home: daHome,
  linking: daLinking,
  choices: daChoices,
  screening: daScreening,
  myData: daMyData,
  admission: daAdmission,
  details: daDetails,
  settings: daSettings,
  ...daNote,
  digest: daDigest,
  meeting: daMeeting,
  again: daAgain,
  broker: daBroker,
  callAhead: daCallAhead,
  steering: daSteering,
  merging: daMerging,
  departure: daDeparture,
  company: daCompany,
  connection: daConnection,
};

/** What every language fills. */
export type Texts = typeof da;
