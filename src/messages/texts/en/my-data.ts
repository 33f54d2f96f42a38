import type { daMyData } from '../da/my-data.ts';
import { count } from './grammar.ts';

const openings = (n: number) => count(n, 'opening', 'openings');

export const enMyData: typeof daMyData = {
  help: 'shows what I hold about you, and can erase it',
  title: 'What I hold about you',
  name: 'Name',
  language: 'Language',
  noLanguage: "the task force's",
  accounts: 'Accounts',
  roles: 'Roles',
  noRoles: 'none',
  logged: 'Logged by you',
  loggedWords: (n, withContact) =>
    withContact === 0 ? openings(n) : `${openings(n)}, ${withContact} with contact details`,
  had: 'Taken or handled by you',
  hadWords: openings,
  notes: 'Notes by you',
  acts: 'What you did',
  actsWords: (n) => count(n, 'line in the stories of openings', 'lines in the stories of openings'),
  waiting: 'Messages on their way to you',
  namedIn: 'Your name as contact person with others',
  why: 'I use it to show who has what, and to write to the right people.',
  export: 'Show all of it',
  erase: 'Erase my data',
  exportTitle: (page, pages) =>
    pages === 1 ? 'Your data (JSON)' : `Your data (JSON), part ${page} of ${pages}`,
  exportHow: 'Copy the text and save it as a file.',
  exportHowMany: 'Copy the parts one after the other and save them as one file.',
  next: 'Next part',
  form: {
    title: 'Erase my data',
    submit: 'Erase',
    what: 'I erase your name, your accounts, your roles, your codes, your messages and the notes that you wrote. The cards in the rooms are drawn anew without your name.',
    stays:
      'What counts in the results stays: task, hours, municipality and dates. Nobody can see that it was you.',
    contact: (n) => `You logged ${openings(n)}. Whose are the contact details?`,
    contactOwn: 'Mine: erase them and withdraw what is open',
    contactOthers: "Somebody else's: let them stand",
    sure: 'Are you sure?',
    yes: "Yes, erase it. It can't be undone.",
    sureMissing: 'Tick the box if it shall be erased.',
  },
  blocked: {
    title: 'Hand it over first',
    owned: (labels, more) =>
      `You have ${labels.join(', ')}${more > 0 ? ` and ${more} more` : ''}. Nobody else would call them.`,
    handOver: (command) => `Write ${command}, then try again.`,
    lastCoordinator: (taskForces, command) =>
      `You are the only coordinator of ${taskForces.join(' and ')}. Make somebody else coordinator with ${command} first.`,
    nothing: 'Nothing was erased yet.',
  },
  receipt: {
    title: 'Your data is erased',
    done: 'Name, accounts, roles, codes and notes are gone.',
    contacts: (n) => `Contact details erased in ${openings(n)}.`,
    withdrawn: (n) => `${count(n, 'open opening', 'open openings')} withdrawn.`,
    messages: (n) => `${count(n, 'message', 'messages')} to you will not be sent.`,
    cards: (n) => `The cards of ${openings(n)} are being drawn anew in the rooms.`,
    takenBack: (n) =>
      `${count(n, 'sent message is', 'sent messages are')} being taken back in Slack and Teams.`,
    cannotTitle: "What I couldn't erase:",
    sent: 'Messages that Slack or Teams no longer lets me edit, and answers in your own chat with me.',
    oldCards: 'Cards that Slack or Teams no longer lets me edit.',
    company: "The company's name on the openings.",
    namedIn: (n) =>
      `Your name in ${openings(n)} that somebody else logged. Ask the coordinator to correct them.`,
    backups: 'Backups, until they are overwritten.',
    again: 'If you write to me again, we start over.',
  },
  takenBack: {
    title: 'Taken back',
    text: 'What stood here is erased: it told of data that may no longer be kept.',
  },
  nothing: 'I hold nothing about you.',
  contactErased: 'The contact details were erased',
};
