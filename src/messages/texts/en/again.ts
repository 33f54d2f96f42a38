import type { daAgain } from '../da/again.ts';

export const enAgain: typeof daAgain = {
  button: {
    wantReopening: 'Ask to reopen',
    later: (days) => `Not now (${days} more days)`,
    end: 'Stop asking',
    visit: 'New visit',
    stayClosed: 'No, leave it closed',
  },
  fact: 'Waits',
  waitList: (day) => `on the waiting list, asked about again: ${day}`,
  contact: (day) => `contacted again: ${day}`,
  asked: (day) => `for an answer since ${day}`,
  wanted: (by) => `${by} would like it reopened`,
  ask: {
    title: (n) => (n === 1 ? 'Time to ask again' : `Time to ask again: ${n}`),
    candidate: 'Is there a candidate now?',
    candidateSince: (day) => `It was closed on ${day} for want of a candidate.`,
    visit: (day) => `You last saw the company on ${day}. Will you meet again?`,
    contact: (day) => `It was closed on ${day}, to be contacted again now.`,
  },
  close: {
    contactOn: 'Contact the company again',
    contactOnHelp:
      'Optional. I’ll remind you on that day. Without a date I ask again by myself when there was no candidate or no work.',
  },
  event: {
    asked: 'It was asked whether it is time now',
    postponed: (by, day) => `${by}: not now. Asked again on ${day}`,
    ended: (by) => `${by}: not asked about any more`,
    wanted: (by) => `${by} asked to have it reopened`,
    visit: (by) => `${by} will visit the company again`,
  },
  note: {
    approve: (by) => `${by} may have a candidate now and would like it reopened.`,
    reopened: 'Take it, and you call the company.',
    staysClosed: (by) => `${by} leaves it closed for now.`,
  },
  done: {
    asked: 'I asked the coordinator to reopen it. You will hear.',
    later: (day) => `Good. I’ll ask again: ${day}.`,
    end: 'Good. I won’t ask again.',
    visitTitle: 'New visit',
    visit: (label, company) =>
      `${label} is yours: call ${company} and agree on a day. It is in the list already.`,
  },
  refusal: {
    not_asked: 'That has been decided already. Look at it again.',
    contact_again_out_of_range: 'Pick a day from tomorrow on and within a year.',
  },
};
