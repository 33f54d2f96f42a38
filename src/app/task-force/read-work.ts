import { LOCALES } from '../../domain/task-force.ts';
import { BUILT_IN_TASKS, CATEGORIES, CATEGORY_IDS, isBuiltIn } from '../../domain/typed/categories.ts';
import { tidied } from '../../domain/typed/tidied.ts';
import {
  addCategory,
  changeCategory,
  splitNames,
  WORK_LIMITS,
  type WorkCatalogue,
  type WorkRefusal,
} from '../../domain/typed/work-catalogue.ts';
import type { Filled } from '../../messages/fields.ts';
import { textsIn } from '../../messages/reading.ts';
import {
  type ChangeableCategory,
  categoryShown,
  NEW_CATEGORY,
  NEW_TASKS_LIMIT,
  workFieldNames,
} from '../../messages/task-force/work-fields.ts';
import type { Texts } from '../../messages/texts/da.ts';

/** Whether the fields of the chosen category stood in the form that was sent; without a choice none are missing. */
export function hasWorkFields(filled: Filled, work: WorkCatalogue): boolean {
  const category = categoryShown(filled, work);
  if (category === null) return true;
  return category === NEW_CATEGORY
    ? filled.one('work_name') !== null || filled.one(workFieldNames(NEW_CATEGORY).added) !== null
    : filled.one(workFieldNames(category).shown) !== null;
}

/** The catalogue as it becomes; null where something is wrong, which is noted in `errors`. */
export function readWorkSettings(
  filled: Filled,
  work: WorkCatalogue,
  errors: Record<string, string>,
  texts: Texts,
): WorkCatalogue | null {
  const category = categoryShown(filled, work);
  if (category === null) {
    errors.work_category = texts.invalid.choice;
    return null;
  }
  const names = workFieldNames(category);
  const typed = filled.one(names.added) ?? '';
  if (typed.length > NEW_TASKS_LIMIT) {
    errors[names.added] = texts.invalid.tooLong(NEW_TASKS_LIMIT);
    return null;
  }
  const added = splitNames(typed);
  const changed =
    category === NEW_CATEGORY
      ? addCategory(work, tidied(filled.one('work_name')), added, builtInCategoryNames())
      : changeCategory(
          work,
          category,
          { shown: filled.one(names.shown) !== 'hidden', tasks: filled.many(names.tasks), added },
          builtInTaskNames(category),
        );
  if (changed.kind === 'work') return changed.work;
  const field = fieldOf(changed.refusal, category);
  errors[field] = refusalWords(changed.refusal, category, texts);
  return null;
}

/** In every language, since each reader sees their own; a wish for a visit stands in the same list. */
function builtInCategoryNames(): string[] {
  return LOCALES.map(textsIn).flatMap(({ category, visitRequest, visitRequestShort, results }) => [
    ...CATEGORY_IDS.map((id) => category[id]),
    visitRequest,
    visitRequestShort,
    results.table.noCategory,
  ]);
}

function builtInTaskNames(category: ChangeableCategory): string[] {
  if (!isBuiltIn(category)) return [];
  const tasks = BUILT_IN_TASKS.filter((task) => CATEGORIES[category].some((one) => one === task));
  return LOCALES.map(textsIn).flatMap(({ task }) => tasks.map((id) => task[id]));
}

function fieldOf(refusal: WorkRefusal, category: ChangeableCategory | typeof NEW_CATEGORY): string {
  const names = workFieldNames(category);
  switch (refusal.code) {
    case 'length':
    case 'double':
      return refusal.field === 'name' ? 'work_name' : names.added;
    case 'too_many_categories':
      return 'work_category';
    case 'too_many_tasks':
      return names.added;
    case 'no_tasks':
      return category === NEW_CATEGORY ? names.added : names.tasks;
  }
}

function refusalWords(
  refusal: WorkRefusal,
  category: ChangeableCategory | typeof NEW_CATEGORY,
  { settings: { work: t }, invalid }: Texts,
): string {
  const { min, max } = WORK_LIMITS.name;
  switch (refusal.code) {
    case 'length':
      return refusal.field === 'name' ? invalid.length(min, max) : t.invalid.length(min, max);
    case 'double':
      return t.invalid.double(refusal.name);
    case 'too_many_categories':
      return t.invalid.tooManyCategories(WORK_LIMITS.ownCategories);
    case 'too_many_tasks':
      return t.invalid.tooManyTasks(
        category === NEW_CATEGORY ? WORK_LIMITS.tasksOfNew : WORK_LIMITS.ownTasks,
      );
    case 'no_tasks':
      return invalid.tasks;
  }
}
