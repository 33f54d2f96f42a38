import { lowerFirst } from '../first-letter.ts';
import { daBroker } from './broker.ts';
import { daCallAhead } from './call-ahead.ts';
import { ago, waited } from './days.ts';
import { daFollowUp } from './follow-up.ts';
import { list } from './grammar.ts';
import { daStory } from './story.ts';

/** What the bot writes by itself: word of a change, and nudges. */
export const daNote = {
  note: {
    taken: (owner: string, by: string) => `${owner} fra jobcentret har taget den og ringer ${by}.`,
    closedNoCandidate:
      'Vi fandt ikke den rette kandidat lige nu. Tak for tilbuddet, og sig til, når der er en ny opgave.',
    closedNoCandidateUntil: (day: string) =>
      `Vi fandt ikke den rette kandidat lige nu. Jeres tilbud står på venteliste, og vi ser på det igen ${day}.`,
    closedJobOrder: 'Den er sendt videre til den almindelige rekruttering, som kontakter jer.',
    closedUnreachable: 'Vi har forsøgt at få fat i jer flere gange. Skriv, hvis det skal åbnes igen.',
    closedWithdrawn: 'Den er lukket efter aftale.',
    closedVisit: 'Tak for besøget. Spot et job, når der dukker en opgave op.',
    closedVisitUntil: (day: string) =>
      `Tak for besøget. Spot et job, når der dukker en opgave op. Ellers tænker vi på jer igen ${day}.`,
    askStillOpen: 'Er den stadig åben? Så ved vi, om vi skal lede videre.',
    handedToYou: (by: string) => `${by} har givet den videre til dig.`,
    takenFromYou: (by: string) => `${by} har givet den videre. Du behøver ikke gøre mere.`,
    releasedFromYou:
      'Tiden løb ud, så jeg har lagt den tilbage til alle. Tag den igen, hvis du ringer i dag.',
    hasItNow: (owner: string) => `${owner} fra jobcentret har overtaget den.`,
    freeAgain: (former: string) => `Den var hos ${former}. Hvem ringer nu?`,
    approveClosing: (by: string) =>
      `${by} har prøvet flere gange og vil gerne lukke den. Luk den, hvis du er enig.`,
    approveAfterCall: (ambassador: string, by: string) => `${ambassador} er bedt om at ringe ${by}.`,
    rolesGiven: (by: string, taskForce: string, roles: readonly string[]) =>
      `${by} har gjort dig til ${list(roles).toLowerCase()} i ${taskForce}.`,
    rolesTitle: 'Nye roller',
    undeliverableTitle: 'Jeg kan ikke komme igennem',
    undeliverableRoom: (room: string) =>
      `Jeg kan ikke skrive i ${room}. Inviter mig derind, så følger resten med.`,
    undeliverablePerson: (person: string) =>
      `Jeg kan ikke skrive til ${person}. Sig det videre selv, hvis det haster.`,
    roomConnected: (by: string, room: string) =>
      `${by} har koblet et rum på (${lowerFirst(room)}). Er det forkert, så sig til den, der driver Spot et job.`,
    unnamedRoom: 'et af jeres rum',
    titleOf: {
      visit_booked: 'Der er aftalt besøg',
      filled: 'Besat!',
      taken: 'Så er der en, der ringer',
      closed: 'Lukket',
      ask_still_open: 'Er den stadig åben?',
      handed_to_you: 'Den er din nu',
      taken_from_you: 'Givet videre',
      has_it_now: 'En ny har den',
      free_again: 'Den er ledig igen',
      approve_closing: 'Skal den lukkes?',
      approve_reopening: 'Skal den åbnes igen?',
      reopened: 'Den er åben igen',
      merged: 'Samlet',
      second_owner: daBroker.note.secondOwnerTitle,
      job_stopped: daBroker.note.jobStoppedTitle,
      call_ahead: daCallAhead.note.askTitle,
      called_ahead: daCallAhead.note.calledTitle,
      no_call_ahead: daCallAhead.note.withoutTitle,
      stays_closed: 'Den bliver ved med at være lukket',
      retained: daFollowUp.note.retainedTitle,
      lasted_quarter: daFollowUp.note.retainedTitle,
      ask_story: daStory.title,
      story_ready: daStory.title,
      story_withdrawn: daStory.title,
      search_ended: daFollowUp.note.searchEndedTitle,
    },
  },
  nudge: {
    title: (n: number) => (n === 1 ? 'En åbning venter' : `${n} åbninger venter`),
    logged: (days: number) => `Ingen har taget den.${waited(days)}`,
    claimed: (owner: string, days: number) => `${owner} har den, men har ikke fået fat i dem.${waited(days)}`,
    claimedYours: (days: number) => `Du har den. Fik du fat i dem?${waited(days)}`,
    contacted: (owner: string, days: number) => `${owner} talte med dem ${ago(days)}. Hvad er næste skridt?`,
    contactedYours: (days: number) => `Du talte med dem ${ago(days)}. Hvad er næste skridt?`,
  },
};
