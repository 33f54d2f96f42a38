import type { daBroker } from '../da/broker.ts';

export const enBroker: typeof daBroker = {
  button: 'Job broker',
  field: 'Job broker',
  fieldHelp: 'Choose one if the candidate is a job broker’s own. The broker is then asked first.',
  none: 'Nobody. Whoever has the opening follows up',
  form: {
    title: 'Job broker',
    who: 'Who is the candidate’s job broker?',
    nobody: 'There are no job brokers yet. A coordinator makes somebody one under “members”.',
    noMatch: 'There is no candidate to be a job broker for here.',
    named: (name) => `${name} is the job broker and is asked first.`,
    unnamed: 'There is no job broker any more. Whoever has the opening follows up.',
  },
  beside: (name) => `job broker: ${name}`,
  candidate: (candidate, broker) => `${candidate}, job broker: ${broker}`,
  refusal: 'This isn’t your candidate. Talk to whoever has the opening.',
  event: {
    named: (by, name, place) =>
      `${by} made ${name} the job broker${place === null ? '' : ` (place ${place})`}`,
    unnamed: (by, place) => `${by} removed the job broker${place === null ? '' : ` (place ${place})`}`,
  },
  note: {
    secondOwnerTitle: 'Job broker',
    yours: (by) => `${by} made you the job broker of a candidate here.`,
    yoursHow: 'Once the job has begun, you are the first I ask how it goes.',
    theirs: (name) => `${name} is the candidate’s job broker now and is asked first.`,
    nobodys: 'There is no job broker any more. Whoever has the opening is asked.',
    jobStoppedTitle: 'A job has ended',
    jobStopped: (by) => `${by} noted that the job has ended. Another place is being looked for.`,
  },
};
