import { describe, expect, test } from 'vitest';
import { rebuildForm } from '../../src/app/rebuild-form.ts';
import { FORM_NAMES } from '../../src/messages/form-context.ts';
import { CPR, CPR_OR_HALF } from '../support/cpr.ts';
import { COMPLETE, formOf, saidBy, startVillage } from './village.ts';

const TITLE = 'Skriv ikke CPR-numre';

describe('words with a CPR number, whatever stands around it', () => {
  test.each([
    `${CPR}`,
    `opret ${CPR}`,
    `forbind ${CPR}`,
    `SJ-1 ${CPR}`,
    `mine ${CPR}`,
    'Karl 1207854321 vil gerne',
    'sprog 12 07 85 4321',
    'møde start 120785–4321',
  ])('%s is refused and not said again', async (text) => {
    const village = await startVillage();
    for (const from of ['task_force', 'direct'] as const) {
      const answer = await village.ask('Karen', from, { kind: 'command', text });
      expect(saidBy(answer)).toContain(TITLE);
      expect(JSON.stringify(answer)).not.toMatch(CPR_OR_HALF);
    }
  });
});

test('somebody whom no task force knows reads it too, in the words of the place', async () => {
  const village = await startVillage();
  const own = saidBy(await village.ask('Fremmed', 'direct', { kind: 'command', text: CPR }));
  expect(own).toContain('Slet din besked, hvis du kan');
  const room = saidBy(await village.ask('Fremmed', 'task_force', { kind: 'command', text: CPR }));
  expect(room).toContain('Står din besked i rummet, kan andre læse den.');
});

test.each(['SJ-1', 'liste', 'ring til 20 30 40 57', '12.07.2026', 'CVR 90123408', 'P-nr. 1030456789'])(
  '%s passes',
  async (text) => {
    const village = await startVillage();
    await village.opening();
    expect(saidBy(await village.ask('Karen', 'task_force', { kind: 'command', text }))).not.toContain(TITLE);
  },
);

test('a code that a button or a form carries is screened too', async () => {
  const village = await startVillage();
  for (const act of ['open_set_up', 'link_accounts'] as const) {
    const answer = await village.ask('Karen', 'direct', { kind: 'press', press: { act, code: CPR } });
    expect(saidBy(answer)).toContain(TITLE);
  }
  const context = {
    form: 'set_up',
    token: '0b7f1c9a-9c1d-4a89-8b55-3d0f4c2f9d11',
    taskForceId: null,
    openingId: null,
    conversationId: null,
    extra: CPR,
  } as const;
  for (const kind of ['submit', 'reshape'] as const) {
    expect(saidBy(await village.ask('Karen', 'direct', { kind, context, values: {} }))).toContain(TITLE);
  }
});

test('every form refuses it in a field that it has and in one that it has not, and keeps the rest', async () => {
  const village = await startVillage();
  const { id: openingId, taskForceId } = await village.opening();
  for (const form of FORM_NAMES) {
    const context = {
      form,
      token: '0b7f1c9a-9c1d-4a89-8b55-3d0f4c2f9d11',
      taskForceId,
      openingId,
      conversationId: null,
      extra: null,
    };
    for (const user of ['Bodil', 'Mette']) {
      const from = user === 'Mette' ? 'jobcentre' : 'direct';
      const values = { note: CPR, anything: [CPR] };
      const answer = await village.ask(user, from, { kind: 'submit', context, values });
      expect(JSON.stringify(answer), form).not.toMatch(CPR_OR_HALF);
    }
  }
  const timeline = await village.store.openings.timeline(taskForceId, openingId);
  expect(JSON.stringify(timeline)).not.toMatch(CPR_OR_HALF);
});

test('a form that is sent back while nothing can be saved comes without it, and with the rest', async () => {
  const village = await startVillage();
  const opened = formOf(await village.ask('Karen', 'task_force', { kind: 'command', text: '' }));
  const typed = { ...COMPLETE, company: `Café ${CPR}` };
  const again = JSON.stringify(rebuildForm(opened.context, typed, 'Prøv igen.', 'da'));
  expect(again).toContain('Karen Krogh');
  expect(again).not.toMatch(CPR_OR_HALF);
});
