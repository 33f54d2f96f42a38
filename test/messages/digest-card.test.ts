import { expect, test } from 'vitest';
import { askAgain } from '../../src/domain/opening/asking-again.ts';
import { close } from '../../src/domain/opening/closing.ts';
import { type DigestInput, digestOf } from '../../src/domain/reports/digest.ts';
import { digestCard } from '../../src/messages/overview/list-cards.ts';
import { cardLines } from '../../src/messages/plain-text.ts';
import {
  agreed,
  at,
  BIRKHOLM,
  by,
  changedBy,
  claimed,
  contacted,
  filled,
  jobsOf,
  logged,
  METTE,
  matching,
} from '../support/builders.ts';
import { readingFor } from './reading-for.ts';

const MONDAY = at('2026-11-23T08:00:00+01:00');

const BUSY: DigestInput = {
  open: [
    logged(at('2026-11-18T10:00:00+01:00'), { company: 'Café Æblet' }),
    claimed(at('2026-11-16T10:00:00+01:00'), {
      company: 'Nørregård VVS',
      category: 'warehouse',
      tasks: ['packing'],
      hours: { min: 5, max: 8 },
    }),
    contacted(at('2026-11-20T14:00:00+01:00'), true, { company: 'Solbakken Planteskole' }),
  ],
  loggedThisWeek: [
    logged(at('2026-11-18T10:00:00+01:00')),
    logged(at('2026-11-19T10:00:00+01:00'), {
      kind: 'visit_request',
      category: null,
      tasks: [],
      hours: null,
    }),
  ],
  toDecide: [],
  spotted: 62,
  placements: [],
};

const shown = (locale: 'da' | 'en', input: DigestInput) =>
  cardLines(digestCard(digestOf(input, { ...BIRKHOLM, target: 100 }, MONDAY), readingFor(locale, MONDAY)));

test('a busy week in Danish', () => {
  expect(shown('da', BUSY)).toEqual([
    'Spot et job · uge 48 · Birkholm',
    '62 job er spottet. Målet er 100 i job. 1 mere end sidst.',
    'Haster: 2 mangler et opkald eller næste skridt',
    'SJ-1 Nørregård VVS: Lager: pakke, 5–8 timer om ugen. Mette Holm har den. 5 hverdage.',
    '[Giv videre] [Se den]',
    'SJ-1 Café Æblet: Kantine: opvask, 3–5 timer om ugen. Ingen har taget den. 3 hverdage.',
    '[Giv videre] [Se den]',
    'Nyt: 1 åbning. 1 vil have besøg.',
    '1 er kontaktet og venter på næste skridt.',
    '1 virksomhed tænker over det.',
  ]);
});

test('the same week in English', () => {
  expect(shown('en', BUSY)).toEqual([
    'Spot et job · week 48 · Birkholm',
    '62 jobs have been spotted. The target is 100 in jobs. 1 more than last time.',
    'Urgent: 2 lack a call or a next step',
    'SJ-1 Nørregård VVS: Warehouse: packing, 5–8 hours a week. Mette Holm has it. 5 business days.',
    '[Hand over] [View]',
    'SJ-1 Café Æblet: Canteen: dishwashing, 3–5 hours a week. Nobody has taken it. 3 business days.',
    '[Hand over] [View]',
    'New: 1 opening. 1 wants a visit.',
    '1 contacted and waiting for the next step.',
    '1 company is thinking about it.',
  ]);
});

test('a week without anything is one line, not a page of zeros', () => {
  expect(shown('da', { open: [], loggedThisWeek: [], toDecide: [], spotted: 0, placements: [] })).toEqual([
    'Spot et job · uge 48 · Birkholm',
    '0 job er spottet. Målet er 100 i job. Ingen nye siden sidst.',
    'Der er ikke sket noget i ugen, og intet haster.',
  ]);
});

test('with people in jobs the promise is counted in people, and the search and the starts are told', () => {
  const placed = filled(at('2026-11-18T10:00:00+01:00'));
  const input: DigestInput = {
    open: [
      matching(at('2026-11-20T10:00:00+01:00'), { places: 3 }),
      agreed('2026-11-24', at('2026-11-20T10:00:00+01:00')),
      agreed('2026-11-26', at('2026-11-20T10:00:00+01:00')),
    ],
    loggedThisWeek: [],
    toDecide: [],
    spotted: 70,
    placements: jobsOf(placed),
  };
  expect(shown('da', input)).toEqual([
    'Spot et job · uge 48 · Birkholm',
    '1 af 100 er i lønnede timer. 1 mere end sidst. 70 job er spottet i alt.',
    'Intet haster. Godt gået!',
    'Nyt: ingen.',
    'Ingen venter på næste skridt.',
    '3 venter på kandidat.',
    '2 begynder: i morgen og torsdag.',
    '1 følges i job. 1 samtale er for sen.',
  ]);
  expect(shown('en', input)).toContain('2 start: tomorrow and Thursday.');
});

test('names at most eight that are overdue and counts the rest', () => {
  const open = Array.from({ length: 11 }, () => logged(at('2026-11-16T10:00:00+01:00')));
  const lines = shown('da', { open, loggedThisWeek: [], toDecide: [], spotted: 11, placements: [] });
  expect(lines.filter((line) => line.startsWith('SJ-'))).toHaveLength(8);
  expect(lines).toContain('… og 3 til. Skriv “liste” for at se dem alle.');
});

test('what waits for a decision is named, with a button to see it, also in a week that is quiet otherwise', () => {
  const closed = changedBy(close(claimed(), 'no_candidate', null, by(METTE)));
  const asked = changedBy(askAgain(closed, { taskForce: BIRKHOLM, now: at('2026-12-17T10:00:00+01:00') }));
  if (asked.status !== 'closed') throw new Error('it was closed');
  const lines = shown('da', { open: [], loggedThisWeek: [], toDecide: [asked], spotted: 0, placements: [] });
  expect(lines.join('\n')).toContain(
    'Tag stilling: 1 lukket\nSJ-1 · Café Æblet: Kantine: opvask\nVenter: på svar siden 17. december',
  );
});
