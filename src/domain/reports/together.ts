import { EMPLOYMENT_FORMS } from '../opening/employment.ts';
import type { Figure, FormCounts, Reach, ResultRow, Results } from './results.ts';

/** Results of one among several task forces. */
export interface NamedResults {
  readonly name: string;
  readonly results: Results;
}

export const TOGETHER_BY = ['task-force', 'municipality'] as const;
export type TogetherBy = (typeof TOGETHER_BY)[number];

/** The lines of both result tables over several task forces, by name. */
export function rowsTogether(all: readonly NamedResults[], by: TogetherBy): readonly ResultRow<string>[] {
  return [...(by === 'task-force' ? all.map(rowOf) : byMunicipality(all))].sort((a, b) =>
    a.key.localeCompare(b.key, 'da'),
  );
}

function rowOf({ name, results: { reach, openings, placed } }: NamedResults): ResultRow<string> {
  return { key: name, ...reach, openings: openings.jobs + openings.visits, placed };
}

function byMunicipality(all: readonly NamedResults[]): readonly ResultRow<string>[] {
  const rows = new Map<string, ResultRow<string>>();
  for (const row of all.flatMap(({ results }) => results.byMunicipality)) {
    const before = rows.get(row.key);
    rows.set(row.key, before === undefined ? row : added(before, row));
  }
  return [...rows.values()];
}

function added(a: ResultRow<string>, b: ResultRow<string>): ResultRow<string> {
  return {
    key: a.key,
    ...addedReach(a, b),
    openings: a.openings + b.openings,
    placed: addedForms(a.placed, b.placed),
  };
}

function addedReach(a: Reach, b: Reach): Reach {
  return {
    companies: sumOf(a.companies, b.companies),
    others: sumOf(a.others, b.others),
    all: sumOf(a.all, b.all),
  };
}

function addedForms(a: FormCounts, b: FormCounts): FormCounts {
  const forms = EMPLOYMENT_FORMS.map((form) => [form, sumOf(a.forms[form], b.forms[form])]);
  return {
    forms: Object.fromEntries(forms) as FormCounts['forms'],
    sum: sumOf(a.sum, b.sum),
    paid: sumOf(a.paid, b.paid),
    rest: sumOf(a.rest, b.rest),
  };
}

/** What one of them may not show, both together may not; no data and a number are the number. */
function sumOf(a: Figure, b: Figure): Figure {
  if (a === 'hidden' || b === 'hidden') return 'hidden';
  return a === null ? b : a + (b ?? 0);
}
