import type { Instant, PersonId } from '../domain/ids.ts';
import type { Locale, TaskForce } from '../domain/task-force.ts';
import { da, type Texts } from './texts/da.ts';
import { en } from './texts/en.ts';

/** All that turning state into words needs: in which language, for which task force, when, and what people are called. */
export interface Reading {
  readonly texts: Texts;
  readonly taskForce: TaskForce;
  readonly now: Instant;
  readonly name: (person: PersonId) => string;
  /** It stands for days where it is read, as a room's card does: no "i morgen" that is untrue tomorrow. */
  readonly lasting?: true;
}

/** What naming a kind of work needs: the task force may call its own what it likes. */
export interface Wording {
  readonly texts: Texts;
  readonly taskForce: Pick<TaskForce, 'work'>;
}

export function textsIn(locale: Locale): Texts {
  switch (locale) {
    case 'da':
      return da;
    case 'en':
      return en;
  }
}
