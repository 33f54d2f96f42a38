import { describe, expect, test } from 'vitest';
import { fitsWords } from '../../src/domain/typed/searching.ts';
import fc from '../support/properties.ts';

describe('what is typed finds what begins with it', () => {
  test.each([
    ['Åse Mølgård', ['åse', 'ÅSE', 'aase', 'ase', 'møl', 'moel', 'mol', 'MØLGAARD', 'åse m', 'm å']],
    ['Café Æblet', ['cafe', 'café', 'æ', 'ae', 'aebl', 'CAFÉ ÆBLET', 'æblet café', '  æblet  ']],
    ['Björn Müller', ['björn', 'bjørn', 'bjoern', 'bjorn', 'muller', 'mü']],
    ['Nørregård VVS (Birkholm)', ['vvs', 'birk', 'nørregård', 'norregard v']],
    ['Hansen & Søn ApS', ['søn', 'hansen &', 'soen aps']],
    ['SJ-142 · Lager', ['142', 'sj-142', 'SJ 142', 'lager']],
  ])('%s', (name, typed) => {
    for (const words of typed) expect(fitsWords(name, words), words).toBe(true);
  });

  test.each([
    ['Åse Mølgård', ['gård', 'se', 'aese', 'mette', 'åse x']],
    ['Søren', ['oren', 'saren']],
    ['Anna', ['annabel', 'å']],
  ])('%s is not found by', (name, typed) => {
    for (const words of typed) expect(fitsWords(name, words), words).toBe(false);
  });

  test('nothing typed, or nothing but signs, leaves everything', () => {
    for (const nothing of ['', '   ', '–', '%_\\']) expect(fitsWords('Mette', nothing)).toBe(true);
  });
});

test('whatever a name is, the beginning of each of its words finds it, in any case and spelling', () => {
  const name = fc.string({ unit: fc.constantFrom(...'aæøåéöüBÆØÅ -&1'), minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(name, fc.nat(), fc.nat(), (text, which, length) => {
      const words = text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
      fc.pre(words.length > 0);
      const word = words[which % words.length] ?? '';
      const typed = word.slice(0, 1 + (length % word.length));
      for (const spelling of [typed, typed.toUpperCase(), typed.normalize('NFD')]) {
        expect(fitsWords(text, spelling), spelling).toBe(true);
      }
    }),
  );
});
