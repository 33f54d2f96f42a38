import type { daNote } from '../da/note.ts';
import { lowerFirst } from '../first-letter.ts';
import { enBroker } from './broker.ts';
import { enCallAhead } from './call-ahead.ts';
import { ago, waited } from './days.ts';
import { enFollowUp } from './follow-up.ts';
import { list } from './grammar.ts';
import { enStory } from './story.ts';

export const enNote: typeof daNote = {
  note: {
    taken: (owner, by) => `${owner} from the jobcentre has taken it and calls ${by}.`,
    closedNoCandidate:
      'We didn’t find the right candidate right now. Thank you for the offer; tell us when there is new work.',
    closedJobOrder: 'It was passed on to ordinary recruitment, who will contact you.',
    closedUnreachable: 'We tried to reach you several times. Write to us if it shall be reopened.',
    closedWithdrawn: 'It was closed as agreed.',
    closedVisit: 'Thank you for the visit. Spot a job when some work turns up.',
    closedVisitUntil: (day) =>
      `Thank you for the visit. Spot a job when some work turns up. If not, we think of you again: ${day}.`,
    closedNoCandidateUntil: (day) =>
      `We didn’t find the right candidate right now. Your offer is on a waiting list, and we look at it again: ${day}.`,
    askStillOpen: 'Is it still open? Then we know whether to go on looking.',
    handedToYou: (by) => `${by} handed it over to you.`,
    takenFromYou: (by) => `${by} handed it over. You need not do more.`,
    releasedFromYou: 'Time ran out, so I put it back for everybody. Take it again if you call today.',
    hasItNow: (owner) => `${owner} from the jobcentre has taken it over.`,
    freeAgain: (former) => `${former} had it. Who calls now?`,
    approveClosing: (by) =>
      `${by} has tried several times and would like to close it. Close it if you agree.`,
    approveAfterCall: (ambassador, by) => `${ambassador} was asked to call ${by}.`,
    rolesGiven: (by, taskForce, roles) => `${by} made you ${list(roles).toLowerCase()} in ${taskForce}.`,
    rolesTitle: 'New roles',
    undeliverableTitle: 'I can’t get through',
    undeliverableRoom: (room) => `I can’t write in ${room}. Invite me there, and the rest follows.`,
    undeliverablePerson: (person) => `I can’t write to ${person}. Pass it on yourself if it is urgent.`,
    roomConnected: (by, room) =>
      `${by} connected a room (${lowerFirst(room)}). If that is wrong, tell whoever runs Spot et job.`,
    unnamedRoom: 'one of your rooms',
    titleOf: {
      visit_booked: 'A visit is booked',
      filled: 'Filled!',
      taken: 'Somebody will call',
      closed: 'Closed',
      ask_still_open: 'Is it still open?',
      handed_to_you: 'It is yours now',
      taken_from_you: 'Handed over',
      has_it_now: 'Somebody else has it now',
      free_again: 'It is free again',
      approve_closing: 'Shall it be closed?',
      approve_reopening: 'Shall it be reopened?',
      reopened: 'It is open again',
      merged: 'Merged',
      second_owner: enBroker.note.secondOwnerTitle,
      job_stopped: enBroker.note.jobStoppedTitle,
      call_ahead: enCallAhead.note.askTitle,
      called_ahead: enCallAhead.note.calledTitle,
      no_call_ahead: enCallAhead.note.withoutTitle,
      stays_closed: 'It stays closed',
      retained: enFollowUp.note.retainedTitle,
      lasted_quarter: enFollowUp.note.retainedTitle,
      ask_story: enStory.title,
      story_ready: enStory.title,
      story_withdrawn: enStory.title,
      search_ended: enFollowUp.note.searchEndedTitle,
    },
  },
  nudge: {
    title: (n) => (n === 1 ? 'An opening is waiting' : `${n} openings are waiting`),
    logged: (days) => `Nobody has taken it.${waited(days)}`,
    claimed: (owner, days) => `${owner} has it, but hasn’t reached them.${waited(days)}`,
    claimedYours: (days) => `You have it. Did you reach them?${waited(days)}`,
    contacted: (owner, days) => `${owner} talked to them ${ago(days)}. What is the next step?`,
    contactedYours: (days) => `You talked to them ${ago(days)}. What is the next step?`,
  },
};
