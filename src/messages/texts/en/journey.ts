import type { daJourney } from '../da/journey.ts';
import { lowerFirst } from '../first-letter.ts';
import { ago, forDays } from './days.ts';
import { onPlace } from './grammar.ts';

export const enJourney: typeof daJourney = {
  button: {
    bookVisit: 'Book a visit',
    visitHeld: 'Visit held',
    candidateFound: 'Candidate found',
    saidYes: 'They said yes',
    saidNo: 'They said no',
    started: 'Started',
    ended: 'Ended',
  },
  fact: { candidates: 'Candidates' },
  card: {
    visitBooked: (owner, day) => `${owner} visits the company: ${day}.`,
    matching: (owner) => `${owner} is looking for a candidate.`,
    presented: (owner) => `${owner} has presented a candidate to the company.`,
    agreed: (day) => `Agreed. First day: ${day}.`,
    filledOf: (filled, places) => `${filled} of ${places} filled.`,
    candidate: (candidate, state) => `${candidate} (${state})`,
  },
  candidateState: { presented: 'presented', agreed: 'agreed', started: 'started', ended: 'ended' },
  form: {
    ordinary_full_time: 'Ordinary full time',
    ordinary_part_time: 'Ordinary part time',
    flex_job: 'Flex job',
    sheltered_job: 'Sheltered job',
    wage_subsidy: 'Wage subsidy',
    work_trial: 'Work trial',
    paid_education: 'Education with pay',
    education: 'Education',
    youth_job: 'Youth job',
  },
  endReason: {
    as_agreed: 'It was agreed so',
    other_job: 'Another job or education',
    hours_or_tasks: 'Hours or tasks didn’t fit',
    company_changed: 'The company’s needs changed',
    other: 'Something else',
  },
  event: {
    ended: (by, reason, place) =>
      `${by}: the job has ended (${lowerFirst(reason)})${onPlace(place)}. The search goes on`,
    visitBooked: (by, day) => `${by} booked a visit: ${day}`,
    visitHeld: (by) => `${by} visited, and the company is ready`,
    visitHeldMore: (by) => `${by} visited, and there were more jobs to spot`,
    matchingStarted: (by) => `${by} talked to the company, which is ready for a candidate`,
    presented: (by, place) => `${by} presented a candidate${onPlace(place)}`,
    declined: (by, place) => `${by}: the company said no${onPlace(place)}`,
    agreed: (by, form, day, place) =>
      `${by}: the company said yes, ${lowerFirst(form)}, first day ${day}${onPlace(place)}`,
    started: (by, form, hours, place) =>
      `${by}: somebody started, ${lowerFirst(form)}, ${hours} hours a week${onPlace(place)}`,
    filled: 'With that everything is filled',
  },
  refusal: {
    already_further: 'You have come further than that. Look at the opening again.',
    keep_owner:
      'Something is agreed with the company. Hand it to a colleague, so that the agreement isn’t lost.',
    visit_out_of_range: 'Pick a day from today and at most half a year ahead.',
    book_visit_first: 'Press “Book a visit” first, so that everybody can see when you meet.',
    not_matching: 'Only when the company is ready. Press “Contacted” or “Visit held”.',
    no_free_place: 'Every place has a candidate. Press “They said yes” or “They said no”.',
    candidate_here: 'That candidate is already part of this.',
    place_moved_on: 'The place has moved on meanwhile. Look at the opening again.',
    start_out_of_range: 'Pick a day from a month ago to half a year ahead.',
    all_filled: 'Every place is filled, so there is nothing to reopen.',
  },
  invalid: {
    candidateCpr: 'That looks like a CPR number. Write a code from your own system. It was not saved.',
    candidateName: 'That looks like a name. Write a code from your own system, e.g. K-142. It was not saved.',
    hours: 'Write the hours as one number from 0.5 to 37, e.g. 7.5.',
  },
  visit: {
    title: 'Book a visit',
    date: 'Which day?',
    help: 'The company is told the day.',
  },
  visitHeld: {
    title: 'Visit held',
    outcome: 'What came of it?',
    ready: 'They are ready for a candidate',
    more: 'They are ready, and there are more jobs to spot',
    none: 'No opening now',
    moreTitle: 'A good visit!',
    moreText: (company) => `Spot the other jobs at ${company} while you remember them.`,
  },
  contact: { matching: 'They are ready for a candidate' },
  candidate: {
    title: 'Candidate found',
    label: 'Candidate',
    placeholder: 'e.g. K-142',
    help: 'A code from your own system. No name, no CPR number.',
  },
  seat: 'Which candidate?',
  yes: {
    title: 'They said yes',
    startsOn: 'First day',
    form: 'Form of employment',
  },
  no: { title: 'They said no' },
  start: {
    title: 'Started',
    hours: 'Hours a week',
    hoursPlaceholder: 'e.g. 7.5',
    legalEmployer: 'Who is the employer?',
    legalEmployerHelp: 'Only if it is another than the company, e.g. a temp agency.',
    mentor: 'Mentor at the workplace',
    mentorHelp: 'Somebody at the company, not the one who started.',
    expectations: 'Were the expectations checked with both?',
    later: (day) => `Agreed from ${day}. If you save now, the job counts from today.`,
    agreedFrom: (candidate, day) => `${candidate} · agreed from ${day}`,
    anyLater: 'A job that is agreed for later counts from today if you save now.',
  },
  end: {
    title: 'Ended',
    reason: 'Why?',
    help: 'Only the reason here. Write nothing else about the candidate.',
  },
  jobOrder: {
    title: 'Job order',
    intro: 'Copy this to ordinary recruitment:',
    places: 'Places',
    reference: 'Spot et job no.',
  },
  note: {
    visitBooked: (owner, day) =>
      `${owner} from the jobcentre visits you: ${day}. If the day doesn’t suit you, let us know.`,
    filled: 'Thank you for making room!',
    filledPlaces: (places) => `All ${places} places are filled. Thank you for making room!`,
  },
  nudge: {
    visitBooked: (owner, day) => `${owner} was to visit them (${day}). What came of it?`,
    visitBookedYours: (day) => `You were to visit them (${day}). What came of it?`,
    matching: (owner, days) => `${owner} has been looking for a candidate${forDays(days)}.`,
    matchingYours: (days) => `You have been looking for a candidate${forDays(days)}. Is one on the way?`,
    presented: (owner, days) =>
      `${owner} presented a candidate ${ago(days)} and waits for the company’s answer.`,
    presentedYours: (days) => `You presented a candidate ${ago(days)}. What did they say?`,
    agreed: (owner) => `The first day has passed. ${owner} hasn’t told whether it began.`,
    agreedYours: 'The first day has passed. Did they begin? Then press “Started”.',
  },
};
