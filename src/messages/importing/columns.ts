/** The columns of the table that a task force brings along, in the order of the template. */
export const IMPORT_COLUMNS = [
  'ref',
  'company',
  'contact_name',
  'contact',
  'place',
  'category',
  'tasks',
  'hours',
  'places',
  'cvr',
  'told_on',
  'status',
  'consultant',
  'candidate',
  'form',
  'started_on',
  'job_hours',
  'ended_on',
  'note',
] as const;
export type ImportColumn = (typeof IMPORT_COLUMNS)[number];

/** The others may be left out of the file. */
export const NEEDED_COLUMNS: readonly ImportColumn[] = [
  'company',
  'contact_name',
  'contact',
  'place',
  'category',
];

/** Where an opening without a job can stand when it is brought along. */
export const IMPORT_STATUSES = ['logged', 'contacted', 'matching'] as const;
export type ImportStatus = (typeof IMPORT_STATUSES)[number];
