import type { daChoices } from '../da/choices.ts';

export const enChoices: typeof daChoices = {
  none: (typed) => `Nothing matches “${typed}”. Try another word.`,
  noneAtAll: 'There is nothing to choose here yet.',
};
