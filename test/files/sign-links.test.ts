import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FileRequest } from '../../src/app/ports/links.ts';
import type { PersonId, TaskForceId } from '../../src/domain/ids.ts';
import { resultsOf, WHOLE } from '../../src/domain/reports/results.ts';
import { LOCALES } from '../../src/domain/task-force.ts';
import { createLinks, readFileRequest, readPicture } from '../../src/files/sign-links.ts';
import { chartOf } from '../../src/messages/results/results-words.ts';
import { readingFor } from '../messages/reading-for.ts';
import { at, BIRKHOLM } from '../support/builders.ts';

const KEY = Buffer.alloc(32, 7);
const OTHER = Buffer.alloc(32, 8);
const links = createLinks('https://bot.example.dk/spot', KEY);

const REQUEST: FileRequest = {
  taskForceId: BIRKHOLM.id as TaskForceId,
  personId: '3f1d2c1a-5b7e-4d0c-9a51-6a3f3b8f1c02' as PersonId,
  format: 'xlsx',
  selection: {
    ...WHOLE,
    period: { kind: 'dates', from: '2026-01-01', to: '2026-02-01' },
    municipality: 'Ærø',
  },
  locale: 'da',
  until: at('2026-11-17T11:00:00Z'),
};
const NONE = { openings: [], placements: [], meetings: [] };
const NOW = at('2026-11-17T10:00:00Z');

test('what was asked for comes back from the address, which keeps the path of PUBLIC_URL', () => {
  const url = links.file(REQUEST);
  expect(url).toMatch(/^https:\/\/bot\.example\.dk\/spot\/files\/results\?/);
  expect(readFileRequest(url, KEY)).toEqual(REQUEST);
});

test('neither another installation’s key, nor another path, nor any changed letter opens anything', () => {
  const { pathname, search } = new URL(links.file(REQUEST));
  expect(readFileRequest(`${pathname}${search}`, OTHER)).toBeNull();
  expect(readPicture(`${pathname}${search}`, KEY)).toBeNull();
  fc.assert(
    fc.property(fc.nat(search.length - 1), fc.constantFrom('a', 'B', '0', '-', ''), (index, letter) => {
      const touched = search.slice(0, index) + letter + search.slice(index + 1);
      const read = readFileRequest(`${pathname}${touched}`, KEY);
      expect(read === null || JSON.stringify(read) === JSON.stringify(REQUEST)).toBe(true);
    }),
  );
});

test('what an older bot signed and this one doesn’t understand is no address', () => {
  const strange = { ...REQUEST, format: 'odt' } as unknown as FileRequest;
  expect(readFileRequest(links.file(strange), KEY)).toBeNull();
});

test.each(LOCALES)('the address of the longest picture in %s is short enough for Slack', (locale) => {
  const taskForce = { ...BIRKHOLM, name: '🦆'.repeat(60), target: 999_999 };
  const reading = { ...readingFor(locale, NOW), taskForce };
  const url = links.picture(chartOf(resultsOf(NONE, WHOLE, taskForce, NOW), reading));
  expect(url.length).toBeLessThan(2_000);
  expect(readPicture(url, KEY)?.title).toContain('🦆');
});
