import type { daImporting } from '../da/importing.ts';
import { count } from './grammar.ts';

/** The English texts of the import. */
export const enImporting: typeof daImporting = {
  sheet: 'Openings',
  columns: {
    ref: 'No.',
    company: 'Company',
    contact_name: 'Contact person',
    contact: 'Phone or e-mail',
    place: 'Municipality or postcode',
    category: 'Kind of work',
    tasks: 'Tasks',
    hours: 'Hours a week',
    places: 'Places',
    cvr: 'CVR no.',
    told_on: 'Spotted on',
    status: 'State',
    consultant: 'Consultant',
    candidate: 'Candidate reference',
    form: 'Form of employment',
    started_on: 'Started on',
    job_hours: 'Paid hours a week',
    ended_on: 'Stopped on',
    note: 'Note',
  },
  status: { logged: 'New', contacted: 'Contacted', matching: 'Finding a candidate' },
  where: (row, column) => (column === null ? `Row ${row}` : `Row ${row}, column ${column}`),
  unreadable: 'The file can’t be read. Use an Excel file (.xlsx) or a CSV file.',
  noRows: 'The file has no rows below its headings.',
  tooManyRows: (most) => `The file has too many rows. Split it, so that each has ${most} at most.`,
  unknownColumn: (heading) => `Doesn’t know the column “${heading}”.`,
  columnTwice: (heading) => `The column “${heading}” is there twice.`,
  missingColumn: (heading) => `The column “${heading}” is missing.`,
  beyond: 'Something stands here, outside of the columns.',
  oneOf: (choices) => `Write one of these: ${choices}.`,
  whichMunicipality: (names) => `The postcode lies in several municipalities. Write one of them: ${names}.`,
  date: 'Write a date as 24-11-2026.',
  future: 'The date hasn’t come yet.',
  before: (heading) => `The date is before “${heading}”.`,
  cvr: 'Write the CVR number with eight digits.',
  noConsultant: (names) =>
    names === ''
      ? 'The task force has no consultants yet.'
      : `No consultant is called that. There are: ${names}.`,
  needsConsultant: 'Write which consultant has it.',
  jobIncomplete: 'Fill this in too where there is a candidate.',
  candidateHere: 'The candidate has a job in the same opening already at that time.',
  tooManyJobs: 'There are more in jobs at one time than there are places.',
  differs: (row) => `This isn’t what row ${row} says, which has the same no.`,
  wouldAdd: (openings, jobs) =>
    `Would add ${count(openings, 'opening', 'openings')} with ${count(jobs, 'job', 'jobs')}. Nothing changed.`,
  added: (openings, jobs) =>
    `Added ${count(openings, 'opening', 'openings')} with ${count(jobs, 'job', 'jobs')}.`,
  there: (openings) => `${count(openings, 'opening is', 'openings are')} there already.`,
  problems: (n) => `${count(n, 'problem', 'problems')}. Nothing was added. Mend the file and try again.`,
};
