import type { daFollowUp } from '../da/follow-up.ts';
import { lowerFirst } from '../first-letter.ts';
import { onPlace } from './grammar.ts';

const hours = (n: number) => `${n} ${n === 1 ? 'hour' : 'hours'}`;

export const enFollowUp: typeof daFollowUp = {
  button: {
    followUp: 'Follow up',
    retain: 'It lasts',
    changeHours: 'Change hours',
    stillSearching: 'Still looking',
  },
  colour: { green: 'Green', yellow: 'Yellow', red: 'Red' },
  firstDay: 'Day 1',
  week: (n) => `Week ${n}`,
  promise: 'What was agreed',
  fact: { stairs: 'Hours over time', followUp: 'Follow-up' },
  card: {
    title: 'Follow up',
    none: 'There is nobody to follow up on here.',
    place: (place) => `place ${place}`,
    ask: (item) => `${item}: How is it going? Ask both sides.`,
    askPromise: (what) => `How did it go with what you agreed: “${what}”?`,
    askBarePromise: 'You agreed on something last time. How did it go?',
    next: (item, day) => `${item}: ${day}.`,
    snoozed: (day) => `Snoozed until ${day}.`,
    promised: (what, day) => `Agreed for ${day}: “${what}”`,
    retained: 'It lasts.',
    search: 'Looking for a new place.',
    stairs: (steps) =>
      steps
        .map((step, index) => (index === 0 ? hours(step.hours) : `${hours(step.hours)} from ${step.day}`))
        .join(' → '),
    since: (day) => `since ${day}`,
    mentor: (name) => `mentor: ${name}`,
    employer: (name) => `employer: ${name}`,
    expectations: 'expectations checked',
    noExpectations: 'expectations not checked',
  },
  event: {
    checkedIn: (by, item, colour, place) =>
      `${by} followed up${onPlace(place)}. ${item}: ${lowerFirst(colour)}`,
    retained: (by, place) => `${by}: the job lasts${onPlace(place)}`,
    isRetained: 'With that the job lasts',
    hours: (by, before, after, day, place) =>
      `${by}: the hours go from ${before} to ${after} a week from ${day}${onPlace(place)}`,
    nudged: (item, level, place) =>
      `${level === 1 ? 'Nudge' : `Nudge ${level}`} to follow up${onPlace(place)}. ${item}`,
    nudgedSearch: (level, place) =>
      `${level === 1 ? 'Nudge' : `Nudge ${level}`} about a new place${onPlace(place)}`,
    snoozed: (by, day, place) => `${by} snoozed the follow-up until ${day}${onPlace(place)}`,
    searching: (by, place) => `${by} is still looking for a new place${onPlace(place)}`,
    searchClosed: (by, reason, place) =>
      `${by} stopped looking for a new place (${lowerFirst(reason)})${onPlace(place)}`,
  },
  searchReason: {
    placed: 'Has got a new place',
    other_job: 'Another job or education',
    not_now: 'Not right now',
    other: 'Something else',
  },
  refusal: {
    already_checked_in: 'It is answered already. There is nothing to follow up on right now.',
    promise_out_of_range: 'Choose a day from tomorrow to half a year ahead.',
    too_early_to_retain: 'It is too early. A job lasts when it has run for the whole period.',
    hours_out_of_range: 'Choose a day from the first day in the job to half a year ahead.',
    hours_before_last: 'The hours were already changed from a later day. Choose that day or a later one.',
  },
  invalid: { next: 'Write in short what happens next.' },
  checkIn: {
    title: { yellow: 'Yellow: what next?', red: 'Red: what next?' },
    next: 'What happens next?',
    nextHelp: 'Don’t write names, CPR numbers or health.',
    nextPlaceholder: 'e.g. New training at the dishwasher',
    by: 'When do you follow up?',
    thanks: 'Thanks!',
    noted: (item, colour) => `Noted. ${item}: ${lowerFirst(colour)}.`,
    nextTime: (item, day) => `Next is ${lowerFirst(item)}: ${day}.`,
    retained: 'The job lasts. Well done!',
    last: 'There are no more follow-ups.',
  },
  hours: {
    title: 'Change hours',
    hours: 'New hours a week',
    from: 'From which day?',
    done: (n, day) => `Saved: ${hours(n)} a week from ${day}.`,
  },
  search: {
    title: 'Close the search',
    reason: 'Why?',
    help: 'The reason only. Write nothing else about the candidate.',
    still: 'Good. We will ask again.',
    closed: 'The search is closed.',
  },
  nudge: {
    title: (n) => (n === 1 ? 'Time to follow up' : `${n} to follow up on`),
    mixed: (n) => `${n} things are waiting`,
    checkIn: (owner, item) => `${owner} hasn’t said how it goes in the job (${lowerFirst(item)}).`,
    nobody: (item) => `Nobody has asked how it goes in the job (${lowerFirst(item)}).`,
    search: (owner) => `${owner} is looking for a new place for somebody whose job ended.`,
    searchNobody: 'Nobody is looking for a new place for somebody whose job ended.',
    searchYours: 'You are looking for a new place. Is anything coming up?',
  },
  note: {
    retainedTitle: 'Well done!',
    retained: (company, weeks) => `The job at ${company} has lasted ${weeks} weeks.`,
    searchEndedTitle: 'Found!',
    searchEnded: (company) =>
      `The candidate whose job at ${company} ended has got a new place. You don’t have to look any more.`,
  },
};
