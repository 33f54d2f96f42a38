import { type CategoryId, isBuiltIn, isBuiltInTask, type TaskId } from '../domain/typed/categories.ts';
import type { WorkNames } from '../domain/typed/message-hints.ts';
import { offeredWork, type WorkCatalogue } from '../domain/typed/work-catalogue.ts';
import type { Wording } from './reading.ts';
import type { Texts } from './texts/da.ts';

/** What a kind of work is called: in the reader's language, or as the task force named its own. */
export function categoryName(id: CategoryId, { texts, taskForce: { work } }: Wording): string {
  return categoryNameIn(work, id, texts);
}

export function taskName(id: TaskId, { texts, taskForce: { work } }: Wording): string {
  return taskNameIn(work, id, texts);
}

/** Nothing is taken out of a catalogue: only what is read beside its task force has no name there. */
export function categoryNameIn({ own }: WorkCatalogue, id: CategoryId, texts: Texts): string {
  if (isBuiltIn(id)) return texts.category[id];
  return own.find((one) => one.id === id)?.name ?? texts.category.other;
}

export function taskNameIn({ ownTasks }: WorkCatalogue, id: TaskId, texts: Texts): string {
  if (isBuiltInTask(id)) return texts.task[id];
  return ownTasks.find((one) => one.id === id)?.name ?? texts.task.other;
}

/** The names that a message is searched for: what is offered. */
export function offeredNames(wording: Wording): WorkNames[] {
  const { categories, tasks } = offeredWork(wording.taskForce.work);
  return categories.map((category) => ({
    category,
    name: categoryName(category, wording),
    tasks: tasks(category).map((task) => ({ task, name: taskName(task, wording) })),
  }));
}
