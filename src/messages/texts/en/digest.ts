import type { daDigest } from '../da/digest.ts';
import { count, list } from './grammar.ts';

const over = (long: number, days: number) =>
  long === 0 ? '.' : `, ${long} over ${count(days, 'day', 'days')}.`;
const lack = (n: number) => `${n} ${n === 1 ? 'lacks' : 'lack'}`;
const jobs = (n: number) => `${n} ${n === 1 ? 'job has' : 'jobs have'} been spotted`;

export const enDigest: typeof daDigest = {
  title: (week, name) => `Spot et job · week ${week} · ${name}`,
  placed: (placed, promised) =>
    promised === null
      ? `${placed} ${placed === 1 ? 'is' : 'are'} in paid hours. You haven’t set a target.`
      : `${placed} of ${promised} ${placed === 1 ? 'is' : 'are'} in paid hours.`,
  newlyPlaced: (n) => (n === 0 ? 'None since last time.' : `${n} more than last time.`),
  spotted: (spotted, promised) =>
    `${spotted === 0 ? 'No job has been spotted yet' : jobs(spotted)}. ${promised === null ? 'You haven’t set a target.' : `The target is ${promised} in jobs.`}`,
  newlySpotted: (n) => (n === 0 ? 'None since last time.' : `${n} more than last time.`),
  spottedInAll: (n) => `${jobs(n)} in all.`,
  overdue: (calls, steps) => {
    if (steps === 0) return `Urgent: ${lack(calls)} a call`;
    if (calls === 0) return `Urgent: ${lack(steps)} a next step`;
    return `Urgent: ${lack(calls)} a call, ${lack(steps)} a next step`;
  },
  noneOverdue: 'Nothing is urgent. Well done!',
  hours: (hours) => `${hours} hours`,
  hour: '1 hour',
  work: (company, work, hours) => `${company}: ${hours === null ? work : `${work}, ${hours}`}.`,
  nobody: 'Nobody has taken it.',
  owned: (owner) => `${owner} has it.`,
  waited: (days) => `${days}.`,
  more: (n) => `… and ${n} more. Write “list” to see them all.`,
  snoozed: (n) => `${n} snoozed.`,
  withoutAgreement: (n) => `${lack(n)} an agreed handover.`,
  withoutAgreementOf: (day, n) => `The meeting on ${day}: ${lack(n)} an agreed handover.`,
  fresh: (openings, places, visits) => {
    const more = places === null ? '' : `, ${count(places, 'place', 'places')}`;
    const visit = visits === 0 ? '' : ` ${count(visits, 'wants', 'want')} a visit.`;
    return `New: ${openings}${more}.${visit}`;
  },
  freshVisits: (visits) => `New: ${count(visits, 'wants', 'want')} a visit.`,
  noneFresh: 'No new openings this week.',
  seeking: (n, long, days) => `${n} waiting for a candidate${over(long, days)}`,
  waiting: (n, long, days) => `${n} contacted and waiting for the next step${over(long, days)}`,
  thinking: (n) => `${count(n, 'company is', 'companies are')} thinking about it.`,
  starting: (n, days) => `${n} ${n === 1 ? 'starts' : 'start'}: ${list(days)}.`,
  running: (n) => `${n} ${n === 1 ? 'is' : 'are'} followed in a job.`,
  late: (n) => `${count(n, 'talk is', 'talks are')} late.`,
  ended: (n) => `${n} ended.`,
  searching: (n) => `We are looking for ${n === 1 ? 'a new place' : `${n} new places`}.`,
  quarter: (company) => `Well done: ${company} – 3 months!`,
  retained: (company, weeks) =>
    `Well done: ${company} – ${weeks === 26 ? 'half a year' : count(weeks, 'week', 'weeks')}!`,
  targetReached: (promised) => `Well done: the target is reached – ${promised} in paid hours!`,
  decisions: (n) => (n === 1 ? 'To decide: 1 closed' : `To decide: ${n} closed`),
  moreDecisions: (n) => `… and ${n} more that wait for an answer.`,
  quiet: 'Nothing new this week, and nothing is urgent.',
  button: { ambassador: 'Ambassador calls', jobOrder: 'Job order', settings: 'Set up the digest' },
  asked: (name, day) => `${name} has been asked to call first, by ${day}.`,
  form: {
    weekday: 'It comes every',
    hour: 'at (hour)',
    sections: 'It tells of',
    section: {
      target: 'The target',
      overdue: 'What is urgent',
      agreements: 'Handovers without agreement',
      fresh: 'New openings',
      waiting: 'What waits',
      starting: 'Who starts',
      running: 'Followed in a job',
      ended: 'Who stopped',
      good_news: 'Good news',
      decisions: 'What you must decide',
    },
    longWait: 'A wait is mentioned after so many days',
    receivers: 'It is sent to',
    receiversHelp: 'The leaders’ room gets it without buttons and without what the jobcentre must act on.',
    coordinators: 'The coordinators, in a personal message',
    room: (name, kind) => `${name} (${kind})`,
    preview: 'Yes, show it to me now',
    previewAgain: 'Yes, show it again',
    shown: 'This is how it looks now',
    saved: (day, hour) => `Saved. The next digest comes ${day} at ${hour}.`,
    invalid: { sections: 'Choose at least one part.', receivers: 'Choose at least one receiver.' },
  },
  help: 'the weekly overview as it looks now',
};
