import type { CategoryId } from '../../domain/typed/categories.ts';
import {
  offeredWork,
  WORK_LIMITS,
  type WorkCatalogue,
  wholeWork,
} from '../../domain/typed/work-catalogue.ts';
import { choice, type Filled, text } from '../fields.ts';
import type { Texts } from '../texts/da.ts';
import type { Field } from '../view.ts';
import { categoryNameIn, taskNameIn } from '../work-words.ts';

/** The choice in the place of a category: one more is made. */
export const NEW_CATEGORY = 'new';
export type ChangeableCategory = Exclude<CategoryId, 'other'>;

/** As many names as can be added, with a comma and a space between them. */
export const NEW_TASKS_LIMIT = WORK_LIMITS.ownTasks * (WORK_LIMITS.name.max + 2);

/** Which one the form shows; null while none is chosen. "Other" isn't changed. */
export function categoryShown(
  filled: Filled,
  work: WorkCatalogue,
): ChangeableCategory | typeof NEW_CATEGORY | null {
  const typed = filled.one('work_category');
  if (typed === NEW_CATEGORY) return NEW_CATEGORY;
  return changeable(work).find((id) => id === typed) ?? null;
}

function changeable(work: WorkCatalogue): ChangeableCategory[] {
  return wholeWork(work).categories.filter((id) => id !== 'other');
}

/** Fields are named after their category: what stands in those of one is never read as another's. */
export function workFieldNames(category: ChangeableCategory | typeof NEW_CATEGORY) {
  return {
    shown: `work_shown_${category}`,
    tasks: `work_tasks_${category}`,
    added: `work_added_${category}`,
  } as const;
}

/** First which category; once chosen, whether it is shown, which of its tasks are, and what comes to them. */
export function workFields(filled: Filled, work: WorkCatalogue, texts: Texts): Field[] {
  const t = texts.settings.work;
  const offered: readonly string[] = offeredWork(work).categories;
  const options = changeable(work).map((id) => {
    const name = categoryNameIn(work, id, texts);
    return { value: id, label: offered.includes(id) ? name : t.hiddenName(name) };
  });
  const category = categoryShown(filled, work);
  return [
    choice(filled, 'work_category', t.category, [...options, { value: NEW_CATEGORY, label: t.newCategory }], {
      reshapes: true,
    }),
    ...(category === null
      ? []
      : category === NEW_CATEGORY
        ? newFields(filled, texts)
        : changeFields(filled, category, work, texts)),
  ];
}

function newFields(filled: Filled, texts: Texts): Field[] {
  const t = texts.settings.work;
  return [
    text(filled, 'work_name', t.name, WORK_LIMITS.name.max),
    text(filled, workFieldNames(NEW_CATEGORY).added, t.tasksOfNew, NEW_TASKS_LIMIT, {
      help: t.addedHelp,
      multiline: true,
    }),
  ];
}

function changeFields(
  filled: Filled,
  category: ChangeableCategory,
  work: WorkCatalogue,
  texts: Texts,
): Field[] {
  const t = texts.settings.work;
  const names = workFieldNames(category);
  const shown = choice(filled, names.shown, t.shown, [
    { value: 'shown', label: t.isShown },
    { value: 'hidden', label: t.isHidden },
  ]);
  const tasks = wholeWork(work).tasks(category);
  const ticked = filled.many(names.tasks);
  return [
    { ...shown, value: shown.value ?? (work.hidden.includes(category) ? 'hidden' : 'shown') },
    {
      kind: 'choices',
      ...filled.base(names.tasks, t.tasks),
      required: true,
      value: ticked.length > 0 ? ticked : offeredWork(work).tasks(category),
      options: tasks.map((task) => ({ value: task, label: taskNameIn(work, task, texts) })),
    },
    text(filled, names.added, t.added, NEW_TASKS_LIMIT, {
      help: t.addedHelp,
      required: false,
      multiline: true,
    }),
  ];
}
