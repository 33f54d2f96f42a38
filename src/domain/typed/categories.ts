/**
 * The kinds of small jobs and their tasks, in the order the form shows them. Ids are stored; labels live in the
 * catalogue. `other` has one task of the same name so that a thumb never meets an empty list.
 */
export const CATEGORIES = {
  cleaning: ['floors', 'toilets', 'tidying', 'laundry'],
  canteen: ['chopping', 'plating', 'dishwashing', 'clearing'],
  shop: ['restocking', 'shelf_trimming', 'checkout', 'shop_tidying'],
  warehouse: ['packing', 'sorting', 'picking', 'cardboard'],
  production: ['assembly', 'labels', 'inspection', 'sweeping'],
  grounds: ['grass', 'snow', 'leaves', 'weeds'],
  caretaking: ['small_repairs', 'waste', 'gutters', 'painting'],
  office: ['scanning', 'data_entry', 'shredding', 'mail'],
  service: ['meeting_rooms', 'coffee_machines', 'flowers', 'shopping'],
  transport: ['car_wash', 'driving', 'courier', 'vehicle_preparation'],
  hospitality: ['beds', 'linen', 'set_up', 'cloakroom'],
  farming: ['feeding', 'harvest', 'potting', 'stable_cleaning'],
  construction: ['site_tidying', 'materials', 'covering', 'tools'],
  care: ['table_setting', 'walks', 'care_laundry', 'playground'],
  digital: ['pictures', 'web_shop', 'posts', 'data'],
  other: ['other'],
} as const satisfies Record<string, readonly string[]>;

export type BuiltInCategory = keyof typeof CATEGORIES;
export type BuiltInTask = (typeof CATEGORIES)[BuiltInCategory][number];
/** What a coordinator added, a category or a task. It is never given twice, so what is stored keeps its name. */
export type OwnId = `own_${number}`;
export type CategoryId = BuiltInCategory | OwnId;
export type TaskId = BuiltInTask | OwnId;

export function isBuiltIn(text: string): text is BuiltInCategory {
  return Object.hasOwn(CATEGORIES, text);
}

export function isOwn(text: string): text is OwnId {
  return /^own_[1-9]\d{0,5}$/.test(text);
}

export function isCategory(text: string): text is CategoryId {
  return isBuiltIn(text) || isOwn(text);
}

export const CATEGORY_IDS: readonly BuiltInCategory[] = Object.keys(CATEGORIES).filter(isBuiltIn);

export const BUILT_IN_TASKS: readonly BuiltInTask[] = CATEGORY_IDS.flatMap((id) => [...CATEGORIES[id]]);

export function isBuiltInTask(text: string): text is BuiltInTask {
  return BUILT_IN_TASKS.some((task) => task === text);
}

/** The tasks among `texts` that belong to the category, in its own order, then the task force's own; strangers are dropped. */
export function tasksOf(category: CategoryId, texts: readonly string[]): TaskId[] {
  const builtIn: readonly TaskId[] = isBuiltIn(category) ? CATEGORIES[category] : [];
  return [...builtIn.filter((task) => texts.includes(task)), ...texts.filter(isOwn)];
}
