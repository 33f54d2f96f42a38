import type { daMerging } from '../da/merging.ts';

export const enMerging: typeof daMerging = {
  button: 'Merge with…',
  seeOther: (label) => `View ${label}`,
  form: {
    title: 'Merge two openings',
    submit: 'Merge',
    which: 'Which one is the same?',
    about: (label, company) =>
      `${label} · ${company}. The one spotted first goes on, with places, tasks and notes of both. The other is closed and points to it.`,
    none: (company) => `There is no other open opening of ${company} with the same kind of work.`,
  },
  done: (kept, closed) => `${closed} is merged with ${kept}, which goes on.`,
  event: {
    into: (by, label) => `${by} merged it with ${label}, which goes on`,
    with: (by, label) => `${by} merged ${label} with this one`,
  },
  closed: (label) => `Merged with ${label}, which goes on.`,
  note: (label) => `It was there already as ${label}. The two are merged, and the jobcentre works on there.`,
  refusal: {
    merge_other_company: 'Only openings of the same company can be merged.',
    merge_other_work: 'The two aren’t the same kind of work, so they can’t be merged.',
    merge_under_way: 'There is a candidate in the later one already, so they can’t be merged.',
    merge_claim_first: 'Nobody has the one spotted first. Take it, and then merge them.',
    merge_notes_too_long: 'The two notes are too long together. Shorten one of them first.',
    merged: 'It is merged with another. View the other instead.',
  },
};
