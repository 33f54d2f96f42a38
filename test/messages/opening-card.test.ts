import { describe, expect, test } from 'vitest';
import { recordAttempt, snooze } from '../../src/domain/opening/opening-acts.ts';
import { ROLES, type Role } from '../../src/domain/permissions.ts';
import { ROOM_KINDS } from '../../src/domain/task-force.ts';
import { openingCard } from '../../src/messages/openings/opening-card.ts';
import { storyLines } from '../../src/messages/openings/story.ts';
import { cardLines } from '../../src/messages/plain-text.ts';
import { at, by, changedBy, claimed, closed, contacted, LEADER, logged, METTE } from '../support/builders.ts';
import { readingFor } from './reading-for.ts';

const PHONE = /20 30 40 57|20304057/;

describe('what a room reads', () => {
  test('the jobcentre’s card carries the contact and the acts', () => {
    const card = openingCard(logged(), { kind: 'room', room: 'jobcentre' }, readingFor('da'));
    expect(cardLines(card)).toEqual([
      'SJ-1 · Café Æblet',
      'Ny. Ring senest fredag.',
      'Opgave: Kantine: opvask',
      'Timer: 3–5 timer om ugen',
      'Sted: 8800 Viborg',
      'Kontakt: Asta Holm · 20 30 40 57',
      '[Tag den] [Udsæt] [Luk] [Historik]',
    ]);
  });

  test('the task force’s card carries neither', () => {
    const card = openingCard(claimed(), { kind: 'room', room: 'task_force' }, readingFor('da'));
    expect(cardLines(card)).toEqual([
      'SJ-1 · Café Æblet',
      'Mette Holm har den og ringer senest fredag.',
      'Opgave: Kantine: opvask',
      'Timer: 3–5 timer om ugen',
      'Sted: 8800 Viborg',
    ]);
  });

  test.each([
    ['da', 'jobcentre', logged(), 'Ny. Ring nu: fristen var 20. november.'],
    ['da', 'task_force', logged(), 'Ny. Jobcentret har ikke ringet endnu. Fristen var 20. november.'],
    [
      'da',
      'task_force',
      claimed(),
      'Mette Holm har den, men har ikke fået fat i virksomheden endnu. Fristen var 20. november.',
    ],
    ['en', 'jobcentre', logged(), 'New. Call now: the deadline was 20 November.'],
    ['en', 'task_force', logged(), 'New. The jobcentre hasn’t called yet. The deadline was 20 November.'],
    [
      'en',
      'jobcentre',
      claimed(),
      'Mette Holm has it, but hasn’t reached the company yet. The deadline was 20 November.',
    ],
  ] as const)(
    'after the deadline, in %s, the %s room reads what was not kept',
    (locale, room, opening, words) => {
      const late = readingFor(locale, at('2026-11-23T10:00:00+01:00'));
      expect(openingCard(opening, { kind: 'room', room }, late).subtitle).toBe(words);
    },
  );

  test('a shared room has the acts, and the contact only on demand', () => {
    const card = openingCard(claimed(), { kind: 'room', room: 'shared' }, readingFor('da'));
    expect(card.buttons.map((button) => button.label)).toEqual([
      'Kontaktet',
      'Ingen svarede',
      'Kontakt',
      'Book besøg',
      'Giv videre',
      'Udsæt',
      'Luk',
      'Historik',
    ]);
    expect(JSON.stringify(card)).not.toMatch(PHONE);
  });

  test('has three acts at hand, by state and by who reads; the others are rare', () => {
    const atHand = (card: ReturnType<typeof openingCard>) =>
      card.buttons.filter((button) => button.rare !== true).map((button) => button.label);
    const inRoom = (opening: Parameters<typeof openingCard>[0], room: 'jobcentre' | 'shared' = 'jobcentre') =>
      atHand(openingCard(opening, { kind: 'room', room }, readingFor('da')));
    expect(inRoom(logged())).toEqual(['Tag den', 'Udsæt', 'Luk', 'Historik']);
    expect(inRoom(logged(), 'shared')).toEqual(['Tag den', 'Udsæt', 'Kontakt']);
    expect(inRoom(claimed())).toEqual(['Kontaktet', 'Ingen svarede', 'Book besøg']);
    expect(inRoom(claimed(), 'shared')).toEqual(['Kontaktet', 'Ingen svarede', 'Kontakt']);
    expect(inRoom(contacted())).toEqual(['Kontaktet', 'Book besøg', 'Giv videre']);
    const leader = { kind: 'person', id: LEADER, roles: ['business_leader'], isAuthor: true } as const;
    expect(atHand(openingCard(claimed(), leader, readingFor('da')))).toEqual([
      'Tilføj mere',
      'Ret',
      'Træk tilbage',
    ]);
  });

  test.each(ROOM_KINDS.filter((kind) => kind !== 'jobcentre'))(
    'no contact detail is anywhere in the payload for a %s room',
    (room) => {
      for (const opening of [logged(), claimed(), contacted(), closed()]) {
        for (const locale of ['da', 'en'] as const) {
          expect(
            JSON.stringify(openingCard(opening, { kind: 'room', room }, readingFor(locale))),
          ).not.toMatch(PHONE);
        }
      }
    },
  );

  test('tries and a snooze stand on it while they matter', () => {
    const tried = changedBy(recordAttempt(claimed(), 'phone', by(METTE)));
    const card = openingCard(
      changedBy(snooze(tried, '2026-11-26', by(METTE))),
      { kind: 'room', room: 'jobcentre' },
      readingFor('da'),
    );
    expect(cardLines(card)).toContain('Forsøg: 1 (telefon)');
    expect(cardLines(card)).toContain('Udsat: til 26. november');
  });

  test('a closed one says why, and offers only to reopen', () => {
    const card = openingCard(closed(), { kind: 'room', room: 'jobcentre' }, readingFor('en'));
    expect(card.subtitle).toBe('Closed: passed on as a job order.');
    expect(card.buttons.map((button) => button.label)).toEqual(['Reopen', 'History']);
  });
});

describe('what one person reads', () => {
  test.each(ROLES)('a %s sees contact details only where the roles allow it', (role) => {
    const card = openingCard(
      logged(),
      { kind: 'person', id: null, roles: [role], isAuthor: false },
      readingFor('da'),
    );
    const sees = ['consultant', 'consultant_lead', 'coordinator'].includes(role);
    expect(PHONE.test(JSON.stringify(card))).toBe(sees);
  });

  test('the one who wrote them sees them, and may withdraw', () => {
    const card = openingCard(
      logged(),
      { kind: 'person', id: LEADER, roles: ['business_leader'], isAuthor: true },
      readingFor('da'),
    );
    expect(cardLines(card)).toContain('Kontakt: Asta Holm · 20 30 40 57');
    expect(card.buttons.map((button) => button.label)).toEqual(['Tilføj mere', 'Ret', 'Træk tilbage']);
  });

  test('only a coordinator is offered to reopen a closed one', () => {
    const offered = (role: Role) =>
      openingCard(
        closed(),
        { kind: 'person', id: null, roles: [role], isAuthor: false },
        readingFor('da'),
      ).buttons.map((button) => button.label);
    expect(offered('coordinator')).toEqual(['Genåbn']);
    expect(offered('consultant')).toEqual([]);
    expect(offered('consultant_lead')).toEqual([]);
  });

  test('reads the story in words, oldest first', () => {
    const happenings = [
      { at: at('2026-11-17T10:00:00+01:00'), by: LEADER, event: { kind: 'logged' } as const },
      { at: at('2026-11-18T08:05:00+01:00'), by: null, event: { kind: 'nudged', level: 1 } as const },
      { at: at('2026-11-18T09:30:00+01:00'), by: METTE, event: { kind: 'claimed' } as const },
    ];
    expect(storyLines(happenings, readingFor('da')).slice(1).flat()).toEqual([
      '17. november 10.00: Karen Krogh spottede jobbet',
      '18. november 08.05: Første rykker',
      '18. november 09.30: Mette Holm tog den',
    ]);
  });

  test('tells a withdrawal by the one who told of it apart from a closing by somebody else', () => {
    const note = 'De ombestemte sig.';
    const words = (by: typeof LEADER, why: string | null, locale: 'da' | 'en' = 'da') => {
      const event = { kind: 'closed', reason: 'withdrawn', note: why } as const;
      const happenings = [
        { at: at('2026-11-17T10:00:00+01:00'), by: LEADER, event: { kind: 'logged' } as const },
        { at: at('2026-11-18T09:30:00+01:00'), by, event },
      ];
      return storyLines(happenings, readingFor(locale)).at(-1)?.join('');
    };
    expect(words(LEADER, note)).toBe(
      '18. november 09.30: Karen Krogh trak den tilbage: “De ombestemte sig.”',
    );
    expect(words(LEADER, null)).toBe('18. november 09.30: Karen Krogh trak den tilbage');
    expect(words(LEADER, null, 'en')).toMatch(/: Karen Krogh withdrew it$/);
    expect(words(METTE, null)).toBe('18. november 09.30: Mette Holm lukkede den: trukket tilbage');
  });
});
