import type { daActs } from '../da/acts.ts';

export const enActs: typeof daActs = {
  attempt: { title: 'No answer', channel: 'How did you try?' },
  contact: {
    title: 'Contacted',
    outcome: 'What did they say?',
    interested: 'They are interested',
    thinking: (days) => `They are thinking about it (I’ll remind you in ${days} days)`,
  },
  handOver: {
    title: 'Hand over',
    to: 'To whom?',
    toRoom: 'Back to everybody',
    knowsCompany: (name) => `${name} (knows the company)`,
    placeholder: 'Pick a colleague',
    help: 'Somebody missing? A colleague is listed once they have pressed a button in the jobcentre’s room.',
    done: (to) => `${to} has it now and was told.`,
  },
  snooze: {
    title: 'Snooze',
    until: 'For how long?',
    tomorrow: 'Until tomorrow',
    twoDays: '2 days',
    week: '1 week',
    pick: 'Until a date I pick',
    date: 'Date',
    dateHelp: 'Only if you chose a date.',
  },
  close: {
    title: 'Close',
    reason: 'Why?',
    reasonPlaceholder: 'Pick a reason',
    note: 'Note',
    noteHelp: 'Don’t write names, CPR numbers or health.',
    asked: 'I asked the coordinator to close it. You have it until that is done.',
  },
  withdraw: {
    title: 'Withdraw',
    note: 'Why do you withdraw it?',
    why: 'Say why in a few words, so that the jobcentre knows.',
    done: (label) => `${label} is withdrawn. Thank you for your help so far!`,
  },
  stillOpen: { confirmed: 'Thank you! Then we keep it open.' },
};
