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

export type CategoryId = keyof typeof CATEGORIES;
export type TaskId = (typeof CATEGORIES)[CategoryId][number];

export function isCategory(text: string): text is CategoryId {
  return Object.hasOwn(CATEGORIES, text);
}

export const CATEGORY_IDS: readonly CategoryId[] = Object.keys(CATEGORIES).filter(isCategory);

/** The tasks among `texts` that belong to the category, in its own order; strangers are dropped. */
export function tasksOf(category: CategoryId, texts: readonly string[]): TaskId[] {
  return CATEGORIES[category].filter((task) => texts.includes(task));
}
