import type { daSteering } from '../da/steering.ts';

export const enSteering: typeof daSteering = {
  title: (name) => `Steering group · ${name}`,
  since: (day) => `Since the steering group’s meeting on ${day}`,
  sinceBeginning: 'Since the beginning. There was no steering group meeting yet.',
  logged: (n) => `New openings: ${n}`,
  states: 'Open now',
  state: (status, n, oldest, median) => `${status}: ${n}. Oldest: ${oldest}, median: ${median}.`,
  days: (n) => `${n} business ${n === 1 ? 'day' : 'days'}`,
  noneOpen: 'None is open.',
  closed: 'Closed since then',
  line: (what, n) => `${what}: ${n}`,
  noneClosed: 'None was closed.',
  agreements: 'Handover agreements',
  kept: (due, missed) => `${due} were due, ${missed} not kept.`,
  noAgreements: 'No agreement was due yet.',
  cause: {
    no_answer: 'The company didn’t answer',
    snoozed: 'Snoozed',
    handed_on: 'Changed hands',
    nobody_called: 'Nobody called',
  },
  causesHidden: 'The causes are too few to be shown.',
  decisions: (n) => `Wants a decision: ${n}`,
  noDecisions: 'Nothing wants a decision.',
  more: (n) => `… and ${n} more.`,
  stuck: (state) => `${state} Nobody reacted to the nudges.`,
  hidden: (smallest) => `under ${smallest}`,
  hiddenWhy: (smallest) =>
    `Numbers from 1 to ${smallest - 1} aren’t shown, so that nobody can be recognised.`,
  help: 'shows what happened since the last steering group meeting',
};
