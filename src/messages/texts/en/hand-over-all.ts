import type { daHandOverAll } from '../da/hand-over-all.ts';

export const enHandOverAll: typeof daHandOverAll = {
  title: 'Hand everything over',
  about: (n) => (n === 1 ? 'You have one opening.' : `You have ${n} openings.`),
  note: 'A note for all of them',
  noteHelp: 'Whoever takes over sees it. No names, CPR numbers or health.',
  receiver: (label, company) => `${label} · ${company} to`,
  same: 'The same as the others',
  noteFor: (label, company) => `Only for ${label} · ${company}`,
  rest: (n) => (n === 1 ? 'The last one gets the common note.' : `The last ${n} get the common note.`),
  nothing: 'You have nothing to hand over.',
  candidates: (n) =>
    n === 1 ? 'You are the job broker of one candidate.' : `You are the job broker of ${n} candidates.`,
  broker: 'Who follows your candidates now?',
  doneBroker: (to, n) =>
    n === 1
      ? `${to} is now the job broker of your candidate.`
      : `${to} is now the job broker of your ${n} candidates.`,
  doneOwners: (n) =>
    n === 1
      ? 'Whoever has the opening follows your candidate now.'
      : `Those who have the openings follow your ${n} candidates now.`,
  done: (to, n) =>
    n === 1 ? `${to} has your opening now and was told.` : `${to} has your ${n} openings now and was told.`,
  doneRoom: (n) =>
    n === 1 ? 'Your opening is free for all again.' : `Your ${n} openings are free for all again.`,
  alreadyDone: 'It was handed over already.',
  received: (by, n) => (n === 1 ? `${by} gave you an opening` : `${by} gave you ${n} openings`),
  receivedText: (n) =>
    n === 1
      ? 'It is yours now, and the company was told.'
      : 'They are yours now, and the companies were told.',
  free: (n) => (n === 1 ? 'An opening is free again' : `${n} openings are free again`),
  freeText: (by, n) =>
    n === 1 ? `It was with ${by}. Who calls now?` : `They were with ${by}. Who calls now?`,
  quoted: (note) => `“${note}”`,
};
