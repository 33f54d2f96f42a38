import type { Hours } from '../../domain/typed/hours.ts';
import type { Texts } from './da.ts';
import { enActs } from './en/acts.ts';
import { enAdmission } from './en/admission.ts';
import { enAgain } from './en/again.ts';
import { enBroker } from './en/broker.ts';
import { enCallAhead } from './en/call-ahead.ts';
import { enChoices } from './en/choices.ts';
import { enCompany } from './en/company.ts';
import { enConnection } from './en/connection.ts';
import { enDeparture } from './en/departure.ts';
import { enDetails } from './en/details.ts';
import { enDigest } from './en/digest.ts';
import { enFollowUp } from './en/follow-up.ts';
import { count, list } from './en/grammar.ts';
import { enHandOverAll } from './en/hand-over-all.ts';
import { enHome } from './en/home.ts';
import { enImporting } from './en/importing.ts';
import { enIntake } from './en/intake.ts';
import { enJourney } from './en/journey.ts';
import { enLabels } from './en/labels.ts';
import { enLinking } from './en/linking.ts';
import { enMeeting } from './en/meeting.ts';
import { enMerging } from './en/merging.ts';
import { enMyData } from './en/my-data.ts';
import { enNote } from './en/note.ts';
import { enOpening } from './en/opening.ts';
import { enResults } from './en/results.ts';
import { enScreening } from './en/screening.ts';
import { enSetUp } from './en/set-up.ts';
import { enSettings } from './en/settings.ts';
import { enSteering } from './en/steering.ts';
import { enStory } from './en/story.ts';
import { enWaysIn } from './en/ways-in.ts';
import { enWork } from './en/work.ts';

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

export const en: Texts = {
  locale: 'en',
  list,
  count: {
    openings: (n) => count(n, 'opening', 'openings'),
    visits: (n) => count(n, 'wants a visit', 'want a visit'),
    businessDays: (n) => (n === 0 ? 'today' : count(n, 'business day', 'business days')),
  },
  day: {
    today: 'today',
    tomorrow: 'tomorrow',
    weekday: (index) => weekdays[index] ?? '',
    date: (day, month) => `${day} ${months[month - 1] ?? ''}`,
    month: (month) => months[month - 1] ?? '',
    dateWithYear: (day, month, year) => `${day} ${months[month - 1] ?? ''} ${year}`,
    clock: (hour, minute) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`,
    by: (day) => (day === 'today' || day === 'tomorrow' ? `by the end of ${day}` : `by ${day}`),
    until: (day) => `until ${day}`,
  },
  hours: (hours: Hours | null) => {
    if (hours === null) return 'Not known yet';
    if (hours.min === hours.max) return `${hours.min} ${hours.min === 1 ? 'hour' : 'hours'} a week`;
    return `${hours.min}–${hours.max} hours a week`;
  },
  product: 'Spot et job',
  journey: enJourney,
  followUp: enFollowUp,
  results: enResults,
  importing: enImporting,
  story: enStory,
  ...enLabels,
  ...enWork,
  ...enOpening,
  ...enWaysIn,
  ...enIntake,
  ...enActs,
  ...enSetUp,
  handOverAll: enHandOverAll,
  home: enHome,
  linking: enLinking,
  choices: enChoices,
  screening: enScreening,
  myData: enMyData,
  admission: enAdmission,
  details: enDetails,
  settings: enSettings,
  ...enNote,
  digest: enDigest,
  meeting: enMeeting,
  again: enAgain,
  broker: enBroker,
  callAhead: enCallAhead,
  steering: enSteering,
  merging: enMerging,
  departure: enDeparture,
  company: enCompany,
  connection: enConnection,
};
