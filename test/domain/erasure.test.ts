import { describe, expect, test } from 'vitest';
import {
  eraseContact,
  eraseFrom,
  forget,
  holdsContact,
  inTheWay,
  namelessCompany,
} from '../../src/domain/erasure.ts';
import type { PersonId } from '../../src/domain/ids.ts';
import {
  BIRKHOLM,
  claimed,
  closed,
  filled,
  JENS,
  LEADER,
  logged,
  METTE,
  TUESDAY,
} from '../support/builders.ts';

const MOMENT = { taskForce: BIRKHOLM, now: TUESDAY };
const people = (...ids: PersonId[]) => new Set(ids);
const noted = (by: PersonId) => {
  const opening = closed();
  return { ...opening, details: { ...opening.details, cvr: '90123408', note: { text: 'Ring til Bo', by } } };
};

describe('what is forgotten of an opening', () => {
  const ALL = { contact: true, note: true, company: namelessCompany(7) };

  test('leaves what is counted and takes what names somebody, mentors and employers too', () => {
    const before = { ...filled(), details: noted(METTE).details };
    const after = forget(before, ALL);
    expect(JSON.stringify(after)).not.toMatch(/Asta|4520304057|Café|90123408|Bo|Ulla/);
    expect(after).toMatchObject({
      company: '(SJ-7)',
      contactName: '',
      contact: { phone: null, email: null },
      kind: before.kind,
      category: before.category,
      tasks: before.tasks,
      hours: before.hours,
      municipality: before.municipality,
      status: 'closed',
      version: before.version + 1,
    });
    expect(after.placements).toEqual(before.placements.map((one) => ({ ...one, mentor: null })));
  });

  test('takes nothing twice, and a company keeps the first name it got in the place of its own', () => {
    const once = forget(noted(METTE), ALL);
    expect(forget(once, { ...ALL, company: namelessCompany(99) })).toBe(once);
  });

  test('takes only what it is told to', () => {
    const opening = noted(METTE);
    const company = forget(opening, { contact: false, note: false, company: '(SJ-1)' });
    expect(company).toMatchObject({ contactName: 'Asta Holm', details: { cvr: null, note: { by: METTE } } });
    expect(forget(opening, { contact: false, note: false, company: null })).toBe(opening);
    expect(holdsContact(opening)).toBe(true);
    expect(holdsContact(forget(opening, { contact: true, note: false, company: null }))).toBe(false);
  });
});

test('a contact is whatever of a person is left: the name, the number, the address, or a mentor', () => {
  const bare = { ...closed(), contactName: '', contact: { phone: null, email: null } };
  expect(holdsContact(bare)).toBe(false);
  expect(holdsContact({ ...bare, contactName: 'Asta' })).toBe(true);
  expect(holdsContact({ ...bare, contact: { phone: '+4520304057', email: null } })).toBe(true);
  expect(holdsContact({ ...bare, contact: { phone: null, email: 'a@b.dk' } })).toBe(true);
  const { placements } = filled();
  expect(holdsContact({ ...bare, placements })).toBe(true);
  expect(holdsContact({ ...bare, placements: placements.map((one) => ({ ...one, mentor: null })) })).toBe(
    false,
  );
});

test('with the company’s name go its legal employers and its word on being named, and not without', () => {
  const [job] = filled().placements;
  if (job === undefined) throw new Error('somebody started');
  const opening = {
    ...filled(),
    placements: [{ ...job, legalEmployer: 'Vikar ApS' }],
    details: { ...filled().details, story: 'yes' as const },
  };
  const nameless = forget(opening, { contact: false, note: false, company: namelessCompany(12) });
  expect(nameless).toMatchObject({
    company: '(SJ-12)',
    details: { story: null },
    placements: [{ legalEmployer: null, mentor: 'Ulla' }],
  });
  expect(forget(nameless, { contact: false, note: false, company: namelessCompany(13) })).toBe(nameless);
  expect(forget(opening, { contact: true, note: false, company: null })).toMatchObject({
    company: 'Café Æblet',
    details: { story: 'yes' },
    placements: [{ legalEmployer: 'Vikar ApS', mentor: null }],
  });
  for (const name of ['(SJ-12) ApS', 'Kro (SJ-12)'])
    expect(
      forget({ ...opening, company: name }, { contact: false, note: false, company: '(SJ-1)' }).company,
    ).toBe('(SJ-1)');
});

describe('what a person’s erasure makes of an opening', () => {
  test('theirs that is open is withdrawn and loses its contact data', () => {
    const erased = eraseFrom(claimed(), people(LEADER), false, MOMENT);
    expect(erased?.events.map(({ kind }) => kind)).toEqual(['closed', 'contact_erased']);
    expect(erased?.next).toMatchObject({
      status: 'closed',
      reason: 'withdrawn',
      contactName: '',
      company: 'Café Æblet',
    });
    expect(erased?.next.version).toBe(claimed().version + 1);
  });

  test('theirs that is closed stays as it was closed', () => {
    const erased = eraseFrom(closed(), people(LEADER), false, MOMENT);
    expect(erased?.events).toEqual([{ kind: 'contact_erased' }]);
    expect(erased?.next).toMatchObject({ reason: 'job_order', contact: { phone: null, email: null } });
  });

  test('with somebody else’s contact data it stays whole, but for their note', () => {
    expect(eraseFrom(logged(), people(LEADER), true, MOMENT)).toBeNull();
    const erased = eraseFrom(noted(LEADER), people(LEADER), true, MOMENT);
    expect(erased?.events).toEqual([{ kind: 'note_deleted' }]);
    expect(erased?.next).toMatchObject({ contactName: 'Asta Holm', details: { note: null } });
  });

  test('one they only had is untouched; a note they wrote on it goes', () => {
    expect(eraseFrom(claimed(), people(METTE), false, MOMENT)).toBeNull();
    expect(eraseFrom(noted(METTE), people(METTE), false, MOMENT)?.events).toEqual([{ kind: 'note_deleted' }]);
    expect(eraseFrom(noted(METTE), people(JENS), false, MOMENT)).toBeNull();
  });

  test('an id they had before accounts were linked is theirs too', () => {
    expect(eraseFrom(noted(METTE), people(JENS, METTE), false, MOMENT)).not.toBeNull();
  });
});

describe('a contact person whom somebody else logged', () => {
  test('takes what is open with them, and the note, which may name them', () => {
    const open = { ...claimed(), details: noted(METTE).details };
    const erased = eraseContact(open, MOMENT);
    expect(erased?.events).toEqual([
      { kind: 'closed', reason: 'withdrawn', note: null },
      { kind: 'contact_erased' },
    ]);
    expect(erased?.next).toMatchObject({
      status: 'closed',
      closedBy: LEADER,
      company: 'Café Æblet',
      contactName: '',
      contact: { phone: null, email: null },
      details: { note: null, cvr: '90123408' },
      version: open.version + 1,
    });
  });

  test('leaves what is closed as it was closed, and nothing of them to take twice', () => {
    const erased = eraseContact(closed(), MOMENT);
    expect(erased?.events).toEqual([{ kind: 'contact_erased' }]);
    expect(erased?.next).toMatchObject({ reason: 'job_order', version: closed().version + 1 });
    if (erased === null) throw new Error('there was a contact');
    expect(eraseContact(erased.next, MOMENT)).toBeNull();
  });
});

test('in the way is what they own and is open, not what they logged or closed', () => {
  expect(inTheWay([claimed(), closed(), logged()], people(METTE)).owned).toEqual([claimed()]);
  expect(inTheWay([claimed()], people(LEADER)).owned).toEqual([]);
  expect(inTheWay([filled()], people(METTE)).owned, 'a job that is followed').toEqual([filled()]);
});
