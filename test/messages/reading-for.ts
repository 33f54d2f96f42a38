import type { PersonId } from '../../src/domain/ids.ts';
import type { Locale } from '../../src/domain/task-force.ts';
import { type Reading, textsIn } from '../../src/messages/reading.ts';
import { BIRKHOLM, COORDINATOR, JENS, LEADER, METTE, TUESDAY } from '../support/builders.ts';

const NAMES = new Map<PersonId, string>([
  [LEADER, 'Karen Krogh'],
  [METTE, 'Mette Holm'],
  [JENS, 'Jens Dahl'],
  [COORDINATOR, 'Bodil Lund'],
]);

export function readingFor(locale: Locale, now: Date = TUESDAY): Reading {
  const texts = textsIn(locale);
  return { texts, taskForce: BIRKHOLM, now, name: (id) => NAMES.get(id) ?? texts.someone };
}
