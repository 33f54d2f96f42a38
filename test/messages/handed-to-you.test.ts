import { expect, test } from 'vitest';
import { agree } from '../../src/domain/opening/handover.ts';
import { handOver } from '../../src/domain/opening/opening-acts.ts';
import { openingNoteCard } from '../../src/messages/note-card.ts';
import { cardLines } from '../../src/messages/plain-text.ts';
import { at, by, changedBy, JENS, LEAD, logged, METTE, TUESDAY } from '../support/builders.ts';
import { readingFor } from './reading-for.ts';

const WEDNESDAY = at('2026-11-18T10:00:00+01:00');
const agreed = changedBy(
  agree(
    logged(),
    { owner: METTE, channel: 'phone', date: '2026-11-19', callAhead: false },
    by(LEAD, TUESDAY),
  ),
);
const wordsOf = (opening: typeof agreed, now: Date) => {
  const card = openingNoteCard({ kind: 'handed_to_you', by: 'Bodil' }, opening, readingFor('da', now));
  return card === null ? '' : cardLines(card).join('\n');
};

test('what was agreed at the meeting is told to its owner with how and by when', () => {
  expect(wordsOf(agreed, TUESDAY)).toContain('Bodil har aftalt, at du ringer senest torsdag.');
});

test('given on to a colleague it is told as that, though the agreed day holds', () => {
  const given = changedBy(handOver(agreed, JENS, by(METTE, WEDNESDAY)));
  expect(wordsOf(given, WEDNESDAY)).toContain('Bodil har givet den videre til dig.');
});
