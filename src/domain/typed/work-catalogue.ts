import {
  CATEGORIES,
  CATEGORY_IDS,
  type CategoryId,
  isBuiltIn,
  type OwnId,
  type TaskId,
} from './categories.ts';
import { folded } from './searching.ts';
import { tidied } from './tidied.ts';

export interface OwnCategory {
  readonly id: OwnId;
  readonly name: string;
}

export interface OwnTask extends OwnCategory {
  readonly category: CategoryId;
}

/** What a task force added to the kinds of work, and what it hides. Nothing is ever taken out: openings keep their names. */
export interface WorkCatalogue {
  readonly own: readonly OwnCategory[];
  readonly ownTasks: readonly OwnTask[];
  /** Categories and tasks, by their ids. */
  readonly hidden: readonly string[];
}

export const BUILT_IN_WORK: WorkCatalogue = { own: [], ownTasks: [], hidden: [] };

export const WORK_LIMITS = {
  /** In characters, of a category or a task. */
  name: { min: 2, max: 40 },
  ownCategories: 20,
  /** That were added to one category. */
  ownTasks: 20,
  tasksOfNew: 10,
} as const;

/** What a form offers or a reader accepts. */
export interface WorkOffer {
  readonly categories: readonly CategoryId[];
  readonly tasks: (category: CategoryId) => readonly TaskId[];
}

/** All there is, hidden or not: the built-in ones, the own ones, and "other" at the end. */
export function wholeWork({ own, ownTasks }: WorkCatalogue): WorkOffer {
  return {
    categories: [...CATEGORY_IDS.filter((id) => id !== 'other'), ...own.map(({ id }) => id), 'other'],
    tasks: (category) => [
      ...(isBuiltIn(category) ? CATEGORIES[category] : []),
      ...ownTasks.filter((task) => task.category === category).map(({ id }) => id),
    ],
  };
}

/** What a new opening can be about. `kept`: ids that an opening has already, and keeps though they were hidden. */
export function offeredWork(work: WorkCatalogue, kept: readonly string[] = []): WorkOffer {
  const whole = wholeWork(work);
  const offered = (id: string) => !work.hidden.includes(id) || kept.includes(id);
  return {
    categories: whole.categories.filter(offered),
    tasks: (category) => whole.tasks(category).filter(offered),
  };
}

/** "Café-arbejde", "cafe arbejde" and "CAFÉ ARBEJDE" are one name; so are "Gårdhave" and "Gaardhave". */
export function workKey(name: string): string {
  return folded(name)
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Names as they were typed, one beside the other: commas, semicolons or lines stand between them. */
export function splitNames(typed: string): string[] {
  return typed
    .split(/[,;\n]/)
    .map(tidied)
    .filter((part) => part !== '');
}

export type WorkRefusal =
  | { readonly code: 'length' | 'double'; readonly field: 'name' | 'tasks'; readonly name: string }
  | { readonly code: 'too_many_categories' | 'no_tasks' | 'too_many_tasks' };

export type ChangedWork =
  | { readonly kind: 'work'; readonly work: WorkCatalogue }
  | { readonly kind: 'refused'; readonly refusal: WorkRefusal };

const refused = (refusal: WorkRefusal): ChangedWork => ({ kind: 'refused', refusal });

/** The first name that can't be one, or that is there already, hidden ones too. */
function refusalOf(
  names: readonly string[],
  taken: readonly string[],
  field: 'name' | 'tasks',
): WorkRefusal | null {
  const keys = new Set(taken.map(workKey));
  for (const name of names) {
    const key = workKey(name);
    const { min, max } = WORK_LIMITS.name;
    if (name.length < min || name.length > max || key === '') return { code: 'length', field, name };
    if (keys.has(key)) return { code: 'double', field, name };
    keys.add(key);
  }
  return null;
}

/** Nothing is ever taken out of the catalogue, so the highest number is the last that was given. */
function nextIds({ own, ownTasks }: WorkCatalogue, count: number): OwnId[] {
  const last = Math.max(0, ...[...own, ...ownTasks].map(({ id }) => Number(id.slice('own_'.length))));
  return Array.from({ length: count }, (_, index) => `own_${last + 1 + index}` as const);
}

/** A category of the task force's own. `taken`: what the built-in ones are called, in every language. */
export function addCategory(
  work: WorkCatalogue,
  name: string,
  tasks: readonly string[],
  taken: readonly string[],
): ChangedWork {
  if (work.own.length >= WORK_LIMITS.ownCategories) return refused({ code: 'too_many_categories' });
  const refusal =
    refusalOf([name], [...taken, ...work.own.map((one) => one.name)], 'name') ??
    refusalOf(tasks, [], 'tasks');
  if (refusal !== null) return refused(refusal);
  if (tasks.length === 0) return refused({ code: 'no_tasks' });
  if (tasks.length > WORK_LIMITS.tasksOfNew) return refused({ code: 'too_many_tasks' });
  const [id, ...ids] = nextIds(work, tasks.length + 1);
  if (id === undefined) throw new RangeError('no id was made');
  return {
    kind: 'work',
    work: {
      ...work,
      own: [...work.own, { id, name }],
      ownTasks: [...work.ownTasks, ...named(ids, tasks, id)],
    },
  };
}

const named = (ids: readonly OwnId[], names: readonly string[], category: CategoryId): OwnTask[] =>
  ids.map((id, index) => ({ id, category, name: names[index] ?? '' }));

export interface CategoryChange {
  readonly shown: boolean;
  /** Those of its tasks that stay shown; at least one, or one is added. */
  readonly tasks: readonly string[];
  readonly added: readonly string[];
}

/** A category shown or hidden, and its tasks; "other" is always there as it is. `taken`: as its built-in tasks are called. */
export function changeCategory(
  work: WorkCatalogue,
  category: Exclude<CategoryId, 'other'>,
  { shown, tasks, added }: CategoryChange,
  taken: readonly string[],
): ChangedWork {
  const own = work.ownTasks.filter((task) => task.category === category);
  const refusal = refusalOf(added, [...taken, ...own.map(({ name }) => name)], 'tasks');
  if (refusal !== null) return refused(refusal);
  if (own.length + added.length > WORK_LIMITS.ownTasks) return refused({ code: 'too_many_tasks' });
  const all = wholeWork(work).tasks(category);
  const hiding = all.filter((task) => !tasks.includes(task));
  if (hiding.length === all.length && added.length === 0) return refused({ code: 'no_tasks' });
  const others = work.hidden.filter((id) => id !== category && !all.some((task) => task === id));
  return {
    kind: 'work',
    work: {
      ...work,
      ownTasks: [...work.ownTasks, ...named(nextIds(work, added.length), added, category)],
      hidden: [...others, ...(shown ? [] : [category]), ...hiding],
    },
  };
}
