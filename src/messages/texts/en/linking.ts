import type { daLinking } from '../da/linking.ts';

export const enLinking: typeof daLinking = {
  title: 'Link your accounts',
  code: (code) => `Your code is ${code}.`,
  how: (code) => `Write “connect ${code}” to me directly on the other platform.`,
  limits: (minutes) => `The code works for ${minutes} minutes and only once. Don't share it.`,
  whose: (name) => `The code was made by ${name}. Is that you?`,
  consequence: 'Then I join your roles and openings, and we speak one language in both places.',
  warning: "If somebody else gave you the code, don't press: they could then do whatever you can.",
  confirm: "Yes, that's me",
  joined: 'Your accounts are linked. I write to you where you last wrote to me.',
  own: 'That is your own code. Write it on the other platform, not here.',
  expired: 'That code has expired. Write “connect” on the other platform to get a new one.',
  unknown: "I don't know that code. Check it, or write “connect” on the other platform for a new one.",
  tooMany: (minutes) =>
    `That was too many wrong codes. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
};
