import { beforeAll, expect, test } from 'vitest';
import type { Intent } from '../../src/app/intent.ts';
import { saidBy, startVillage, type Village } from './village.ts';

let village: Village;
beforeAll(async () => {
  village = await startVillage();
});

async function close(reason: string): Promise<string> {
  const { id: openingId, taskForceId } = await village.opening();
  const press = (act: 'claim' | 'close'): Intent => ({
    kind: 'press',
    press: { act, openingId, taskForceId },
  });
  await village.ask('Mette', 'jobcentre', press('claim'));
  return saidBy(await village.fillIn('Mette', 'jobcentre', press('close'), { reason }));
}

test('a job order is handed to the one who closes it as text that can be copied', async () => {
  expect((await close('job_order')).split('\n')).toEqual([
    'Jobordre',
    'Kopiér teksten til den almindelige rekruttering:',
    'Virksomhed: Café Æblet',
    'Kontakt: Karen Krogh · 20 30 40 57',
    'Sted: 8800 Viborg',
    'Opgave: Kantine: opvask',
    'Timer: 1–4 timer om ugen',
    'Antal pladser: 1',
    'Spot et job-nr.: SJ-1',
  ]);
});

test('any other closing just closes the form', async () => {
  expect(await close('no_candidate')).toBe('');
});
