import type { daSettings } from '../da/settings.ts';

export const enSettings: typeof daSettings = {
  title: 'Settings',
  days: {
    loggedDays: 'New: business days before the jobcentre is nudged',
    claimedDaysSinceLogged: 'Taken: business days until the company is called',
    releaseDaysSinceLogged: 'Taken: business days before it is free again',
    contactedDays: 'Contacted: business days until the next step',
    nextLevelDays: 'Business days between two nudges',
    stillOpenCalendarDays: 'Days before the company is asked if it is still open',
    retainedWeeks: 'Weeks before a job counts as one that lasts',
  },
  months: {
    contactMonths: 'Contact details are erased this many months after closing',
    companyMonths: "A company's name is erased after this many months without news",
    noteMonths: 'Notes are erased this many months after closing',
  },
  forgets: (contacts, notes, companies) =>
    `The next clean-up erases contact details in ${contacts} and notes in ${notes} closed ${notes === 1 ? 'opening' : 'openings'}, and ${companies} company ${companies === 1 ? 'name' : 'names'}.`,
  workFrom: 'Nudges go out from (hour)',
  workTo: 'and until (hour)',
  closedDays: 'Closed days',
  closedDaysHelp: 'Beside public holidays, e.g. 24-07-2026, 25-07-2026.',
  language: 'The task force’s language',
  ending: 'And then?',
  save: 'Save',
  preview: 'First show what goes out tomorrow',
  previewAgain: 'Show again what goes out tomorrow',
  targetHistory: 'Targets so far',
  targetFrom: (target, day) => (target === null ? `No target from ${day}` : `${target} from ${day}`),
  invalid: {
    release: 'It can’t be freed before the company should have been called. Write at least the same number.',
    workTo: 'Write an hour after the one you begin at.',
    closedDays: (text) => `“${text}” is no date. Write e.g. 24-07-2026.`,
    tooManyClosedDays: (most) => `Write at most ${most} days.`,
  },
  saved: 'Saved. It holds from now on, also for the openings there are.',
  outlook: {
    title: 'This goes out tomorrow',
    none: 'Nothing. Everybody is on time.',
    nudge: (to) => `a nudge to ${to}`,
    release: (_to) => 'is free again',
    ask_still_open: (to) => `${to} is asked whether it is still open`,
  },
};
