import { describe, expect, test } from 'vitest';
import { type Command, parseCommand } from '../../src/app/commands.ts';
import { LOCALES } from '../../src/domain/task-force.ts';
import { textsIn } from '../../src/messages/reading.ts';
import type { Texts } from '../../src/messages/texts/da.ts';

describe('what people write', () => {
  const CASES: readonly (readonly [string, Command])[] = [
    ['', { name: 'spot' }],
    ['Spot et job', { name: 'spot' }],
    ['spot a job', { name: 'spot' }],
    ['liste', { name: 'list' }],
    ['LIST', { name: 'list' }],
    ['mine', { name: 'mine' }],
    ['SJ-142', { name: 'show', number: 142 }],
    ['sj 142', { name: 'show', number: 142 }],
    ['142', { name: 'show', number: 142 }],
    ['opret K7QM-29PX', { name: 'set_up', code: 'K7QM-29PX' }],
    ['set up K7QM-29PX', { name: 'set_up', code: 'K7QM-29PX' }],
    ['opret', { name: 'set_up', code: null }],
    ['sprog da', { name: 'language', locale: 'da' }],
    ['language English', { name: 'language', locale: 'en' }],
    ['sprog tysk', { name: 'language', locale: null }],
    ['møde start', { name: 'meeting', act: 'start' }],
    ['moede slut', { name: 'meeting', act: 'end' }],
    ['Møde', { name: 'meeting', act: 'start' }],
    ['meeting end', { name: 'meeting', act: 'end' }],
    ['giv alt videre', { name: 'hand_over_all' }],
    ['Hand over everything', { name: 'hand_over_all' }],
    ['forbind', { name: 'link', code: null }],
    ['Forbind K7QM 29PX', { name: 'link', code: 'K7QM 29PX' }],
    ['connect k7qm-29px', { name: 'link', code: 'k7qm-29px' }],
    ['hjælp', { name: 'help' }],
    ['hjaelp', { name: 'help' }],
    ['Hej!', { name: 'help' }],
    ['hello', { name: 'help' }],
    ['medlemmer', { name: 'members' }],
    ['Styregruppe', { name: 'steering' }],
    ['virksomhed  Café Æblet', { name: 'company', company: 'Café Æblet' }],
    ['company', { name: 'company', company: null }],
    ['steering group', { name: 'steering' }],
    ['Indstillinger', { name: 'settings' }],
    ['settings', { name: 'settings' }],
  ];
  test.each(CASES)('"%s"', (text, command) => {
    expect(parseCommand(text)).toEqual(command);
  });
});

describe('what is no command', () => {
  test.each([
    ['lsite', 'liste'],
    ['listte', 'liste'],
    ['medlemer', 'medlemmer'],
    ['hjelp', 'hjælp'],
    ['oprett ABCD', 'opret'],
    ['mine ting', 'mine'],
    ['liste Viborg', 'liste'],
  ])('"%s" is met with "%s"', (text, nearest) => {
    expect(parseCommand(text)).toEqual({ name: 'unknown', nearest });
  });

  test.each(['xyzzy', 'hvad koster det', 'tak', 'ok'])('"%s" is met without a guess', (text) => {
    expect(parseCommand(text)).toEqual({ name: 'unknown', nearest: null });
  });
});

describe('the words that help names', () => {
  const meant = {
    list: 'list',
    mine: 'mine',
    home: 'home',
    handOverAll: 'hand_over_all',
    setUp: 'set_up',
    members: 'members',
    meeting: 'meeting',
    board: 'board',
    company: 'company',
    steering: 'steering',
    results: 'results',
    digest: 'digest',
    settings: 'settings',
    language: 'language',
    link: 'link',
    myData: 'my_data',
    help: 'help',
  } satisfies Record<keyof Texts['help']['words'], Command['name']>;
  const cases = LOCALES.flatMap((locale) =>
    Object.entries(textsIn(locale).help.words).map(([of, words]) => [locale, words, of] as const),
  );
  test.each(cases)('in %s, “%s” is understood', (_locale, words, of) => {
    const first = words.replace('|', ' ');
    expect(parseCommand(first).name).toBe(meant[of as keyof typeof meant]);
  });
});
