import type { daCompany } from '../da/company.ts';

export const enCompany: typeof daCompany = {
  lastConsultant: 'Last with',
  again: 'Contacted again',
  openings: (n) => (n === 1 ? '1 opening' : `${n} openings`),
  searchTitle: 'Company',
  find: {
    title: 'Find company',
    submit: 'Show',
    field: 'Company',
    placeholder: 'Write part of the name',
    noneYet: 'There are no companies here yet. They come when somebody spots a job.',
  },
  none: (name) => `I know no company with “${name}” in its name.`,
  several: 'Which one do you mean? Write more of the name.',
  help: 'shows a company: contact, openings and who knows it',
  name: '<name>',
};
