import { describe, expect, test } from 'vitest';
import type { PersonId } from '../../src/domain/ids.ts';
import { nameBroker } from '../../src/domain/opening/broker.ts';
import type { Opening } from '../../src/domain/opening/opening.ts';
import { start } from '../../src/domain/opening/placing.ts';
import { pageOf, worklistOf } from '../../src/domain/opening/worklist.ts';
import { may, ROLES } from '../../src/domain/permissions.ts';
import { digestOf, freshOf } from '../../src/domain/reports/digest.ts';
import { LOCALES, ROOM_KINDS } from '../../src/domain/task-force.ts';
import { openingNoteCard } from '../../src/messages/note-card.ts';
import { openingCard } from '../../src/messages/openings/opening-card.ts';
import { nudgeCard } from '../../src/messages/overview/list-cards.ts';
import { lookAt } from '../../src/messages/overview/look.ts';
import { workListCard } from '../../src/messages/overview/work-list.ts';
import { cardLines } from '../../src/messages/plain-text.ts';
import { digestCard } from '../../src/messages/results/digest-card.ts';
import {
  agreed,
  at,
  BIRKHOLM,
  by,
  changedBy,
  filled,
  JENS,
  jobsOf,
  LEAD,
  METTE,
  matching,
  presented,
  TERMS,
  visitBooked,
} from '../support/builders.ts';
import { readingFor } from './reading-for.ts';

const half = changedBy(start(agreed('2026-11-18', undefined, { places: 2 }), 1, TERMS, by(METTE)));
const WITH_CANDIDATES: readonly Opening[] = [presented(), agreed(), filled(), half];
const LATE = at('2026-12-15T10:00:00+01:00');

describe('a candidate reference', () => {
  test.each(ROOM_KINDS)('is nowhere in the payload for a %s room', (room) => {
    for (const opening of WITH_CANDIDATES) {
      for (const locale of LOCALES) {
        const card = openingCard(opening, { kind: 'room', room }, readingFor(locale));
        expect(JSON.stringify(card)).not.toContain('K-142');
      }
    }
  });

  test.each(ROLES)('a %s reads it alone, or not at all', (role) => {
    const sees = ['consultant', 'consultant_lead'].includes(role);
    expect(may([role], 'view_candidates')).toBe(sees);
    for (const opening of WITH_CANDIDATES) {
      const reader = { kind: 'person', id: JENS, roles: [role], isAuthor: true } as const;
      expect(JSON.stringify(openingCard(opening, reader, readingFor('da'))).includes('K-142')).toBe(sees);
    }
  });

  test('is read by the job broker whose own it is, with the contact and their acts, and by no other', () => {
    const own = changedBy(nameBroker(presented(), { kind: 'seat', place: 1 }, JENS, by(METTE)));
    const job = changedBy(nameBroker(half, { kind: 'placement', nth: 0 }, JENS, by(METTE)));
    const read = (opening: Opening, id: PersonId) =>
      openingCard(opening, { kind: 'person', id, roles: ['job_broker'], isAuthor: false }, readingFor('da'));
    for (const opening of [own, job]) {
      expect(cardLines(read(opening, JENS)).join('\n')).toMatch(/K-142[\s\S]*jobformidler: Jens/);
      expect(cardLines(read(opening, JENS)).join('\n')).toContain('20 30 40 57');
      expect(JSON.stringify(read(opening, LEAD))).not.toMatch(/K-142|4520304057|20 30 40 57/);
      expect(read(opening, LEAD).buttons).toEqual([]);
    }
    expect(read(job, JENS).buttons.map(({ label }) => label)).toEqual([
      'Følg op',
      'Ret timer',
      'Stoppet',
      'Jobformidler',
    ]);
  });

  test('stands in no list, nudge, note and digest, whoever reads it', () => {
    const reading = readingFor('da', LATE);
    const list = pageOf(worklistOf(WITH_CANDIDATES, BIRKHOLM, LATE), 0, 10);
    const open = WITH_CANDIDATES.filter((opening) => opening.status !== 'closed');
    const input = { open, fresh: freshOf([]), toDecide: [], spotted: 4, placements: jobsOf(half) };
    const cards = [
      workListCard(list, lookAt('everybody'), { roles: ['consultant'] }, reading),
      nudgeCard(open, { kind: 'person', id: METTE }, reading),
      digestCard(digestOf(input, BIRKHOLM, LATE), { room: null, ambassadors: [] }, reading),
      ...WITH_CANDIDATES.map((opening) => openingNoteCard({ kind: 'filled' }, opening, reading)),
      ...open.map((opening) => openingNoteCard({ kind: 'handed_to_you', by: 'Jens' }, opening, reading)),
    ];
    expect(JSON.stringify(cards)).not.toContain('K-142');
  });

  test('is told with where it stands', () => {
    const card = openingCard(
      half,
      { kind: 'person', id: METTE, roles: ['consultant'], isAuthor: false },
      readingFor('da'),
    );
    expect(cardLines(card)).toContain('Kandidater: K-142 (startet)');
  });
});

describe('the card after the first contact', () => {
  const jobcentre = (opening: Opening) =>
    openingCard(opening, { kind: 'room', room: 'jobcentre' }, readingFor('da'));
  test.each([
    [visitBooked(), 'Mette Holm besøger virksomheden fredag.', 'Besøg holdt'],
    [matching(), 'Mette Holm leder efter en kandidat.', 'Kandidat fundet'],
    [presented(), 'Mette Holm har præsenteret en kandidat for virksomheden.', 'De sagde ja'],
    [agreed(), 'Aftalt. Første dag er 30. november.', 'Startet'],
    [half, 'Mette Holm leder efter en kandidat. 1 af 2 besat.', 'Kandidat fundet'],
  ])('%# says where it stands and what comes next', (opening, state, button) => {
    expect(jobcentre(opening).subtitle).toBe(state);
    expect(jobcentre(opening).buttons[0]?.label).toBe(button);
  });

  test('of a filled one offers what there is to tell about the job', () => {
    expect(cardLines(jobcentre(filled())).slice(1, 2)).toEqual(['Lukket: besat.']);
    expect(jobcentre(filled()).buttons.map(({ label }) => label)).toEqual([
      'Følg op',
      'Ret timer',
      'Giv videre',
      'Stoppet',
      'Historik',
    ]);
  });
});
