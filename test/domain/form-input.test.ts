import { describe, expect, test } from 'vitest';
import { openingLabel, parseOpeningLabel } from '../../src/domain/ids.ts';
import { CATEGORIES, CATEGORY_IDS, isCategory, tasksOf } from '../../src/domain/typed/categories.ts';
import { isShortPhone, parseContact, readablePhone } from '../../src/domain/typed/contact.ts';
import { parseCvr } from '../../src/domain/typed/cvr.ts';
import { parseHours } from '../../src/domain/typed/hours.ts';
import { MUNICIPALITIES, parsePlace } from '../../src/domain/typed/place.ts';
import { holdsCprNumber } from '../../src/domain/typed/privacy.ts';
import file from './cases/form-inputs.json' with { type: 'json' };

type Typed = Readonly<Partial<Record<'hours' | 'cvr' | 'contact' | 'place' | 'company' | 'note', string>>>;
type Expected = Readonly<{
  hours?: { min: number; max: number } | null;
  cvr?: string;
  warnings?: readonly string[];
  contact?: string;
  municipality?: string;
  blocked?: boolean;
  field?: string;
}>;
const cases: readonly { id: string; typed: Typed; expect: Expected }[] = file.cases;

describe('the agreed cases of the form, as far as one field can tell', () => {
  const having = (field: keyof Typed) =>
    cases.flatMap(({ id, typed, expect: expected }) => {
      const text = typed[field];
      return text === undefined ? [] : [[id, text, expected] as const];
    });

  test.each(having('hours'))('%s: hours “%s”', (_, text, expected) => {
    const parsed = parseHours(text);
    if (expected.blocked === true) expect(parsed).toEqual({ kind: 'unreadable' });
    else if (expected.hours === null) expect(parsed).toEqual({ kind: 'unknown' });
    else expect(parsed).toEqual({ kind: 'hours', hours: expected.hours });
  });

  test.each(having('cvr').filter(([, , expected]) => expected.cvr !== undefined))(
    '%s: CVR “%s”',
    (_, text, expected) => {
      const passesModulus = !expected.warnings?.includes('cvr');
      expect(parseCvr(text)).toEqual({ kind: 'cvr', digits: expected.cvr, passesModulus });
    },
  );

  test.each(having('contact'))('%s: contact “%s”', (_, text, expected) => {
    expect(parseContact(text)).toEqual({ phone: expected.contact, email: null });
  });

  test.each(having('place'))('%s: place “%s”', (_, text, expected) => {
    expect(parsePlace(text)).toEqual({ kind: 'place', postcode: text, municipality: expected.municipality });
  });

  test.each([...having('company'), ...having('note')])('%s: CPR number in “%s”', (_, text, expected) => {
    const here = (expected.field === 'company' || expected.field === 'note') && expected.blocked === true;
    expect(holdsCprNumber(text)).toBe(here);
  });
});

describe('a CVR number', () => {
  const written = [
    '90123408',
    'DK90123408',
    'dk 90 12 34 08',
    'CVR 90123408',
    'CVR-nr. 90 12 34 08',
    'cvr nr.: 9012-3408',
    'CVR: DK-90123408',
    'CVR-nummer 90123408',
    'CVRnr. 90123408',
    'CVR:90123408',
    ' 90\u00a012\u00a034\u00a008 ',
  ];
  test.each(written)('is read from “%s”', (text) => {
    expect(parseCvr(text)).toEqual({ kind: 'cvr', digits: '90123408', passesModulus: true });
  });

  test.each(['90494511', '91978954', '91236737'])('%s passes the modulus', (text) => {
    expect(parseCvr(text)).toMatchObject({ passesModulus: true });
  });

  test('with any one digit wrong fails the modulus, and is kept', () => {
    for (let place = 0; place < 8; place += 1) {
      const wrong = [...'90123408']
        .map((digit, index) => (index === place ? (Number(digit) + 1) % 10 : digit))
        .join('');
      expect(parseCvr(wrong)).toEqual({ kind: 'cvr', digits: wrong, passesModulus: false });
    }
  });

  test.each(['', '9012340', '901234081', 'SE90123408', '9012340a', '٩٠١٢٣٤٠٨', 'Café Æblet'])(
    'is not “%s”',
    (text) => {
      expect(parseCvr(text)).toEqual({ kind: 'unreadable' });
    },
  );
});

describe('a contact', () => {
  const found: readonly (readonly [string, string | null, string | null])[] = [
    ['20304057', '+4520304057', null],
    ['20 30 40 57', '+4520304057', null],
    ['2030 4057', '+4520304057', null],
    ['20-30-40-57', '+4520304057', null],
    ['20.30.40.57', '+4520304057', null],
    ['+45 20 30 40 57', '+4520304057', null],
    ['(+45) 2030-4057', '+4520304057', null],
    ['+4520304057', '+4520304057', null],
    ['4520304057', '+4520304057', null],
    ['0045 20304057', '+4520304057', null],
    ['tlf.: 20304057', '+4520304057', null],
    ['tlf 0045 20 30 40 57', '+4520304057', null],
    ['Tlf. 20304057 (Mette)', '+4520304057', null],
    ['20\u00a030\u00a040\u00a057', '+4520304057', null],
    ['kl. 8-16 på 20304057', '+4520304057', null],
    ['20304057 / 86123456', '+4520304057', null],
    ['20304057 lok. 12', '+4520304057', null],
    ['+46 70 123 45 67', '+46701234567', null],
    ['0046701234567', '+46701234567', null],
    ['+49 30 901820', '+4930901820', null],
    ['+298 212345', '+298212345', null],
    ['mette@firma.dk', null, 'mette@firma.dk'],
    ['METTE@FIRMA.DK', null, 'mette@firma.dk'],
    ['20304057@firma.dk', null, '20304057@firma.dk'],
    ['mette.holm+job@mail.firma.co.uk', null, 'mette.holm+job@mail.firma.co.uk'],
    ['søren@blåbær.dk', null, 'søren@blåbær.dk'],
    ['Mail: mette@firma.dk.', null, 'mette@firma.dk'],
    ['<mette@firma.dk>', null, 'mette@firma.dk'],
    ['20304057 el. mette@firma.dk', '+4520304057', 'mette@firma.dk'],
    ['mette@firma.dk, 20304057', '+4520304057', 'mette@firma.dk'],
    ['20304057/mette@firma.dk', '+4520304057', 'mette@firma.dk'],
    ['mette2@firma24.dk og 2030 4057', '+4520304057', 'mette2@firma24.dk'],
    ['20304057 eller mette@firma', '+4520304057', null],
  ];
  test.each(found)('“%s” is the phone %s and the address %s', (text, phone, email) => {
    expect(parseContact(text)).toEqual({ phone, email });
  });

  const nothing = [
    '',
    'ring til Mette',
    '1234',
    '12345678',
    '2030405',
    '203040571',
    '+45 1234',
    '+999 12345678',
    'mette@firma',
    'mette@.dk',
    '@firma.dk',
    'mette(at)firma.dk',
  ];
  test.each(nothing)('“%s” is neither', (text) => {
    expect(parseContact(text)).toBeNull();
  });

  test('a Danish number that lacks digits is known by having nothing else in it', () => {
    const short = ['2030405', '20 30 40 5', '1234', '+45 1234', '0045 2030 405', '(20) 30-40-5'];
    expect(short.filter((text) => !isShortPhone(text))).toEqual([]);
    const others = ['', ' ', '12345678', '203040571', '+999 123', '+45', 'lokal 12', '5@', 'mette@firma'];
    expect(others.filter(isShortPhone)).toEqual([]);
  });

  test('an address longer than any mail server takes is none', () => {
    expect(parseContact(`${'a'.repeat(245)}@firma.dk`)).toEqual({
      phone: null,
      email: `${'a'.repeat(245)}@firma.dk`,
    });
    expect(parseContact(`${'a'.repeat(246)}@firma.dk`)).toBeNull();
  });

  test('a phone number is shown as people write it', () => {
    expect(readablePhone('+4520304057')).toBe('20 30 40 57');
    expect(readablePhone('+46701234567')).toBe('+46 70 123 45 67');
    expect(readablePhone('unreadable')).toBe('unreadable');
  });
});

describe('a place', () => {
  const places: readonly (readonly [string, string | null, string])[] = [
    ['8800', '8800', 'Viborg'],
    ['8800 Viborg', '8800', 'Viborg'],
    ['8800, Viborg', '8800', 'Viborg'],
    ['DK-8800', '8800', 'Viborg'],
    ['Storegade 12, 8800 Viborg', '8800', 'Viborg'],
    ['3700 Rønne', '3700', 'Bornholm'],
    ['9990', '9990', 'Frederikshavn'],
    ['8305', '8305', 'Samsø'],
    ['6720', '6720', 'Fanø'],
    ['1620 København V', '1620', 'København'],
    ['Viborg', null, 'Viborg'],
    [' viborg kommune ', null, 'Viborg'],
    ['Viborg  Kommune', null, 'Viborg'],
    ['Lyngby - Taarbæk', null, 'Lyngby-Taarbæk'],
    ['VIBORG', null, 'Viborg'],
    ['København', null, 'København'],
    ['Københavns Kommune', null, 'København'],
    ['Koebenhavn', null, 'København'],
    ['Århus', null, 'Aarhus'],
    ['Aarhus', null, 'Aarhus'],
    ['A\u030Arhus', null, 'Aarhus'],
    ['Ålborg', null, 'Aalborg'],
    ['Bornholms Kommune', null, 'Bornholm'],
    ['Nordfyn', null, 'Nordfyns'],
    ['Vesthimmerland', null, 'Vesthimmerlands'],
    ['Fåborg Midtfyn', null, 'Faaborg-Midtfyn'],
    ['Høje Tåstrup', null, 'Høje-Taastrup'],
    ['Lyngby-Tårbæk', null, 'Lyngby-Taarbæk'],
    ['Aeroe', null, 'Ærø'],
    ['Ringkøbing–Skjern', null, 'Ringkøbing-Skjern'],
  ];
  test.each(places)('“%s” has the postcode %s and lies in %s', (text, postcode, municipality) => {
    expect(parsePlace(text)).toEqual({ kind: 'place', postcode, municipality });
  });

  test.each([
    '',
    '0000',
    '880',
    '88000',
    'DK',
    'Danmark',
    'Malmö',
    '3900',
    'kommune',
    's',
    '3700 eller 8800',
    '__proto__',
  ])('“%s” is asked for again', (text) => {
    expect(parsePlace(text)).toEqual({ kind: 'unreadable' });
  });

  test('a postcode that spans several asks which, and takes one of them for an answer', () => {
    const question = { kind: 'ambiguous', postcode: '2000', municipalities: ['Frederiksberg', 'København'] };
    expect(parsePlace('2000')).toEqual(question);
    expect(parsePlace('2000', 'København')).toEqual({
      kind: 'place',
      postcode: '2000',
      municipality: 'København',
    });
    expect(parsePlace('2000', 'Viborg')).toEqual(question);
    expect(parsePlace('8800', 'København')).toMatchObject({ municipality: 'Viborg' });
  });

  test('the 98 municipalities stand in Danish order, and each is found by its own name and no other', () => {
    expect(MUNICIPALITIES).toHaveLength(98);
    expect([...MUNICIPALITIES].sort(new Intl.Collator('da').compare)).toEqual(MUNICIPALITIES);
    for (const name of MUNICIPALITIES) {
      expect(parsePlace(name)).toEqual({ kind: 'place', postcode: null, municipality: name });
      const official = `${name.toUpperCase().replace(/S$/, '')}S KOMMUNE`;
      expect(parsePlace(official)).toMatchObject({ municipality: name });
    }
  });

  test('every municipality can be reached by a postcode, and every postcode leads to municipalities', () => {
    const reached = new Set<string>();
    for (let code = 0; code <= 9999; code += 1) {
      const place = parsePlace(String(code).padStart(4, '0'));
      if (place.kind === 'place') reached.add(place.municipality);
      if (place.kind === 'ambiguous') {
        expect(new Set(place.municipalities).size).toBeGreaterThan(1);
        for (const name of place.municipalities) reached.add(name);
      }
    }
    expect([...reached].sort()).toEqual([...MUNICIPALITIES].sort());
  });
});

describe('categories', () => {
  test('sixteen of them, with four tasks each but “other”', () => {
    expect(CATEGORY_IDS).toHaveLength(16);
    const sizes = CATEGORY_IDS.map((id) => CATEGORIES[id].length);
    expect(sizes).toEqual([...Array(15).fill(4), 1]);
  });

  test('no task id is used twice, since labels are looked up by it', () => {
    const all = CATEGORY_IDS.flatMap((id) => [...CATEGORIES[id]]);
    expect(new Set(all).size).toBe(all.length);
  });

  test('only its own tasks belong to a category, in its own order', () => {
    expect(tasksOf('canteen', ['dishwashing', 'grass', 'chopping', 'chopping'])).toEqual([
      'chopping',
      'dishwashing',
    ]);
    expect(isCategory('canteen')).toBe(true);
    for (const text of ['kantine', '', 'toString', '__proto__']) expect(isCategory(text)).toBe(false);
  });
});

describe('the number people say aloud', () => {
  test.each(['SJ-142', 'sj 142', 'sj142', '142', ' SJ - 142 '])('“%s” is opening 142', (text) => {
    expect(parseOpeningLabel(text)).toBe(142);
  });
  test.each(['', 'SJ-', 'SJ-x', '14a', '-142', 'SJ-12345678', 'liste'])('“%s” is none', (text) => {
    expect(parseOpeningLabel(text)).toBeNull();
  });
  test('reads back as written', () => {
    expect(parseOpeningLabel(openingLabel(7))).toBe(7);
  });
});
