import type { daHome } from '../da/home.ts';

export const enHome: typeof daHome = {
  title: (name) => `Your overview · ${name}`,
  commandHelp: 'shows your overview: what waits for you, and the target',
  urgency: { overdue: 'Urgent', today: 'Today', later: 'Later', snoozed: 'Snoozed' },
  whose: {
    mine: 'Mine',
    nobody: 'Those nobody has taken',
    everybody: 'The whole task force',
    spotted: 'Those I spotted',
  },
  range: (from, to, total) =>
    total === 1 ? '1 in all' : from === 1 && to === total ? `${total} in all` : `${from}–${to} of ${total}`,
  noneSo: 'None right now with that filter',
  noneAtAll: 'None right now',
  before: 'Previous',
  after: 'Next',
  filter: 'Filter',
  show: 'Show',
  showInHome: 'Show in my overview',
  any: 'All',
  whoseLabel: 'Whose?',
  statusLabel: 'How far?',
  urgencyLabel: 'When?',
  waiting: 'Waiting for you',
  waitingForAll: 'Waiting in the task force',
  openOnes: 'Open openings',
  allQuiet: 'Nothing waits for you right now.',
  overdueElsewhere: (n) =>
    n === 1
      ? '1 opening is urgent in the whole task force.'
      : `${n} openings are urgent in the whole task force.`,
  free: (n) => (n === 1 ? 'Nobody has taken 1 opening.' : `Nobody has taken ${n} openings.`),
  spotted: 'You spotted',
  moreSpotted: (n) => `… and ${n} more`,
  fewPlaced: (least) => `Fewer than ${least} are in paid hours.`,
  meeting: (kind, openings) => `Right now: ${kind}. Spotted so far: ${openings}.`,
  allOf: { mine: 'Show mine', everybody: 'Show the whole task force', spotted: 'Show those I spotted' },
  otherLanguage: 'Dansk',
  helpButton: 'Help',
  settingsButton: 'Settings',
  history: 'History',
  historyOf: (label, company) => `History · ${label} · ${company}`,
  noHistory: 'The history is for the jobcentre and the one who spotted the job.',
  draft: {
    cpr: 'The message holds something that may be a CPR number. So I took nothing from it.',
  },
  board: {
    help: 'puts up a card with the button in the room, to be pinned',
    title: 'Spot a job',
    text: 'Do you know of a task that others could do? Press the button. It takes less than a minute.',
    done: 'The card is on its way. Pin it in the room, and the button is always at hand.',
    inRoom: 'Write it in the room where the card shall stand.',
  },
  search: {
    none: 'No open opening fits. Search by number, company, task or municipality.',
    refresh: 'Refresh',
  },
  settingsChanged: 'Somebody else changed the settings while you wrote. Send again if yours shall hold.',
  moved: 'Your overview is further down now.',
};
