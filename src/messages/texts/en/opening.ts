import type { daOpening } from '../da/opening.ts';
import { lowerFirst } from '../first-letter.ts';
import { count, list } from './grammar.ts';

export const enOpening: typeof daOpening = {
  card: {
    title: (label, company) => `${label} · ${company}`,
    logged: (by) => `New. Call ${by}.`,
    loggedForLeaders: (by) => `New. The jobcentre calls ${by}.`,
    claimed: (owner, by) => `${owner} has it and calls ${by}.`,
    loggedLate: (day) => `New. Call now: the deadline was ${day}.`,
    loggedLateForLeaders: (day) => `New. The jobcentre hasn’t called yet. The deadline was ${day}.`,
    claimedLate: (owner, day) =>
      `${owner} has it, but hasn’t reached the company yet. The deadline was ${day}.`,
    contacted: (owner) => `${owner} has talked to the company.`,
    thinking: (owner, until) => `The company is thinking about it. ${owner} gets back to them ${until}.`,
    closed: (reason) => `Closed: ${lowerFirst(reason)}.`,
    attempts: (n, channels) => `${n} (${channels.join(', ')})`,
    more: (n) => `… and ${n} more.`,
    timeline: 'What has happened',
  },
  event: {
    logged: (by) => `${by} spotted the job`,
    claimed: (by) => `${by} took it`,
    contacted: (by) => `${by} talked to the company`,
    thinking: (by) => `${by} talked to the company, which is thinking about it`,
    attempted: (by, channel) => `${by} tried (${channel}), nobody answered`,
    handedOver: (by, to) => `${by} handed it over to ${to}`,
    withNote: (what, note) => `${what}: “${note}”`,
    putBack: (by) => `${by} put it back for everybody`,
    released: 'It was set free because time ran out',
    snoozed: (by, until) => `${by} snoozed it until ${until}`,
    closed: (by, reason, note) =>
      `${by} closed it: ${lowerFirst(reason)}${note === null ? '' : `: “${note}”`}`,
    withdrawn: (by, note) => `${by} withdrew it${note === null ? '' : `: “${note}”`}`,
    closingAsked: (by) => `${by} asked to have it closed because nobody can be reached`,
    reopened: (by) => `${by} reopened it`,
    stillOpenAsked: 'The company was asked whether it is still open',
    stillOpenConfirmed: (by) => `${by} said that it is still open`,
    corrected: (by, fields) => `${by} corrected ${list(fields)}`,
    detailsTold: (by) => `${by} told more about it`,
    noteDeleted: (by) => `${by} deleted the note`,
    placeAdded: (by, places) => `${by} added a place, so that there are ${places} now`,
    nudged: (level) => (level === 1 ? 'First nudge' : `Nudge number ${level}`),
    bot: 'Spot et job',
  },
  refusal: {
    already_claimed: (who) => `${who} already has it.`,
    not_yours: (who) => `${who} has it and can hand it over to you.`,
    not_yours_yet: (who) => `${who} has it. If you want it, press “Hand over” and choose yourself.`,
    claim_first: 'Press “Take it” first, so that everybody can see who calls.',
    closed: 'It is closed. A coordinator can reopen it.',
    not_closed: 'It is open, so it can’t be reopened.',
    only_author_or_coordinator: 'Only the one who spotted the job or a coordinator can do that.',
    only_note_author: 'Only the one who wrote the note or a coordinator can do that.',
    changed_meanwhile:
      'It was changed while you wrote. Look it through, and send it again if it still holds.',
    places_under_way:
      'The jobcentre is already looking for candidates. Spot a new one if there are more places.',
    places_filled: 'Somebody works in it already. Write more places than those that are filled.',
    no_more_places: 'It has 99 places already. Choose “No, this is a new one”.',
    only_author: 'Only the one who spotted the job can do that. The jobcentre can close it.',
    hand_over_to_self: 'That is the person who has it now. Pick somebody else.',
    snooze_in_past: 'Pick a day that hasn’t passed.',
    snooze_too_long: 'Pick a day within half a year. If it is further away, close it instead.',
    reason_needs_note: 'Write briefly why.',
    only_after_visit: 'That reason only fits when the company asked for a visit and has been contacted.',
    too_few_attempts: (missing) => {
      const parts = [
        ...(missing.attempts > 0 ? [count(missing.attempts, 'attempt', 'attempts')] : []),
        ...(missing.channels > 0 ? [count(missing.channels, 'other way to try', 'other ways to try')] : []),
        ...(missing.days > 0 ? [count(missing.days, 'business day', 'business days')] : []),
      ];
      return `Before it can be closed as unreachable, ${list(parts)} more ${parts.length === 1 ? 'is' : 'are'} needed.`;
    },
  },
  contactCard: { title: (company) => `Contact at ${company}` },
};
