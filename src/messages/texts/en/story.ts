import type { daStory } from '../da/story.ts';

/** Good news in English. */
export const enStory: typeof daStory = {
  title: 'A good story',
  someCompany: 'a company',
  ask: (company) =>
    `It goes well at your place. May we name ${company} as a good story, in the room and in a newsletter? We never say who got the job.`,
  askHow: 'You can say no again at any time. If you say no, we tell it without a name.',
  button: { allow: 'Yes, name us', refuse: 'No, not by name', withdraw: 'Don’t name us any more' },
  allowed: 'Thank you! So we may tell it. If you change your mind, press here.',
  refused: 'Noted. We won’t name you.',
  ready: 'The company agreed to be named. Here is a text for the newsletter:',
  withdrawn:
    'The company no longer wants to be named. Don’t use the story, and take it down where it stands.',
  newsletter: (company, municipality, work, months) =>
    `${company} in ${municipality} found work that others could do${work === null ? '' : `: ${work}`}. Today it is a job${
      months < 1 ? '' : ` that has lasted ${months === 1 ? 'a month' : `${months} months`}`
    }. It began with one question: what do your people spend time on that somebody else could do?`,
  lastedQuarter: (company) => `The job at ${company} has lasted 3 months.`,
  targetTitle: 'Target reached!',
  target: (promised) =>
    `${promised === 1 ? 'One is' : `${promised} are`} in paid hours through the task force. The target is reached. Thank you to everybody who spotted, called and opened the door.`,
  event: {
    allowed: (by) => `${by} agreed to the company being named in good stories.`,
    refused: (by) => `${by} said no to the company being named in good stories.`,
  },
};
