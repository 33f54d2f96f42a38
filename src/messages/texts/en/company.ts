import type { daCompany } from '../da/company.ts';

export const enCompany: typeof daCompany = {
  lastConsultant: 'Last with',
  again: 'Contacted again',
  openings: (n) => (n === 1 ? '1 opening' : `${n} openings`),
  searchTitle: 'Company',
  ask: (command) => `Write the company’s name after it, e.g. ${command}.`,
  none: (name) => `I know no company with “${name}” in its name.`,
  several: 'Which one do you mean? Write more of the name.',
  example: 'Café Æblet',
  help: 'shows a company: contact, openings and who knows it (jobcentre)',
  name: '<name>',
};
