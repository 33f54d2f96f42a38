import type { WorkCatalogue } from '../../src/domain/typed/work-catalogue.ts';

/** As many kinds of work as a task force can have, with names as long as they can be, and as hostile. */
export const FULL_WORK: WorkCatalogue = {
  own: Array.from({ length: 20 }, (_, index) => ({
    id: `own_${index + 1}` as const,
    name: `*Bibliotek* <!channel> & _arkiv_ [x](y) ${index + 1}`.padEnd(40, 'æ'),
  })),
  ownTasks: Array.from({ length: 20 }, (_, index) => ({
    id: `own_${index + 21}` as const,
    category: 'own_1' as const,
    name: `\`bøger\` på <plads> @everyone ${index + 1}`.padEnd(40, 'ø'),
  })),
  hidden: ['own_2', 'own_22'],
};
