import type { daCallAhead } from '../da/call-ahead.ts';

export const enCallAhead: typeof daCallAhead = {
  button: { called: 'I called', skipped: 'Didn’t get to it' },
  fact: 'Ambassador',
  state: {
    asked: (name) => `${name} calls first`,
    called: (name) => `${name} has called`,
    skipped: (name) => `${name} didn’t get to call`,
    lapsed: (name) => `${name} didn’t answer`,
  },
  event: {
    asked: (to) => `${to} was asked to call first`,
    called: (by) => `${by} called the company`,
    skipped: (by) => `${by} didn’t get to call`,
    lapsed: 'The ambassador didn’t answer, so we go on without',
  },
  note: {
    askTitle: 'Will you call first?',
    ask: (owner, by) =>
      `${owner} from the jobcentre calls after you. A short call from you ${by} makes a difference: tell what you got out of it yourselves.`,
    /** Asked because the company can't be reached. */
    triedTitle: 'Can you get hold of them?',
    tried: (owner, tries, by) =>
      `${owner} from the jobcentre has tried ${tries} times without getting through. Call ${by} if you know them, and hear whether they are still interested.`,
    calledTitle: 'The ambassador has called',
    called: (name) => `${name} has called the company. Now it is your turn.`,
    withoutTitle: 'We go on without an ambassador',
    skipped: (name) => `${name} didn’t get to it. Call when it suits you.`,
    lapsed: (name) => `${name} hasn’t answered. Call when it suits you.`,
    givenUp: {
      skipped: (name) => `${name} didn’t get to it. The coordinator decides whether it is closed.`,
      lapsed: (name) => `${name} hasn’t answered. The coordinator decides whether it is closed.`,
    },
  },
  done: {
    called: 'Thank you! The jobcentre knows now that you called.',
    skipped: 'That’s fine. The jobcentre calls by itself.',
  },
  refusal: 'Thank you, but the jobcentre is under way already. You need not call.',
  nobodyToAsk: 'You have no ambassador who could call. Give somebody the role with “members”.',
  noAmbassador: 'You have no ambassador who can call. Choose no, or give somebody the role with “members”.',
};
