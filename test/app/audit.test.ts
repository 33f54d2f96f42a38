import { beforeEach, expect, test } from 'vitest';
import { formOf, startVillage, type Village } from './village.ts';

let village: Village;
beforeEach(async () => {
  village = await startVillage();
});

const last = async (of: 'task_force' | 'installation' = 'task_force') => {
  const entries = await village.store.audit.last(of === 'task_force' ? village.taskForce.id : null, 100);
  return entries.at(-1);
};

test('what somebody may not do is kept, with what they asked for', async () => {
  const karen = await village.give('Karen', ['business_leader']);
  await village.ask('Karen', 'task_force', { kind: 'command', text: 'indstillinger' });
  expect(await last()).toMatchObject({
    what: 'refused',
    by: karen,
    platform: 'slack',
    details: { permission: 'change_settings', intent: 'settings' },
  });
});

test('what the state of an opening forbids is kept too', async () => {
  const { id: openingId, taskForceId } = await village.opening();
  const claim = { kind: 'press', press: { act: 'claim', openingId, taskForceId } } as const;
  await village.ask('Mette', 'jobcentre', claim);
  await village.ask('Jens', 'jobcentre', claim);
  expect(await last()).toMatchObject({
    what: 'refused',
    subject: openingId,
    details: { code: 'already_claimed' },
  });
});

test('a look at contact data, a change of roles and of settings, an export and a knock at another’s door are kept', async () => {
  const { id: openingId, taskForceId } = await village.opening();
  await village.ask('Mette', 'jobcentre', {
    kind: 'press',
    press: { act: 'view_contact', openingId, taskForceId },
  });
  expect(await last()).toMatchObject({ what: 'contact_read', subject: openingId });
  const members = { kind: 'command', text: 'medlemmer' } as const;
  const { context: roles } = formOf(await village.fillIn('Bodil', 'direct', members, { person: 'Jens' }));
  const lead = { kind: 'submit', context: roles, values: { roles: ['consultant_lead'] } } as const;
  await village.ask('Bodil', 'direct', lead);
  expect(await last()).toMatchObject({ what: 'roles_given', details: { roles: ['consultant_lead'] } });
  const { person } = await village.store.directory.standing(
    { platform: 'slack', workspaceId: 'T1', userId: 'Bodil', name: null, details: {}, conversation: null },
    village.taskForce.foundedAt,
  );
  expect((await last())?.by).toBe(person.id);
  await village.ask('Mette', 'direct', { kind: 'press', press: { act: 'export_my_data', page: 1 } });
  expect(await last('installation')).toMatchObject({ what: 'data_exported' });
  const elsewhere = '0b6f0e2e-7f5e-4d0c-9a51-6a3f3b8f1c99';
  await village.ask('Mette', 'direct', {
    kind: 'press',
    press: { act: 'open_intake', taskForceId: elsewhere },
  });
  expect(await last('installation')).toMatchObject({ what: 'refused_foreign', subject: elsewhere });
  const { context } = await settingsForm();
  await village.ask('Bodil', 'direct', { kind: 'submit', context: context.context, values: context.values });
  expect(await last()).toMatchObject({ what: 'settings_changed' });
});

async function settingsForm() {
  const answer = await village.settings('target');
  if (answer.kind !== 'form') throw new Error('no form');
  const values = Object.fromEntries(
    answer.form.fields.flatMap((field) => ('value' in field ? [[field.name, field.value]] : [])),
  );
  return { context: { context: answer.form.context, values } };
}

test('nothing that people wrote is in it', async () => {
  await village.opening();
  await village.ask('Karen', 'task_force', { kind: 'command', text: 'hemmeligt ord' });
  const all = JSON.stringify(await village.store.audit.last(village.taskForce.id, 100));
  expect(all).toContain('opening.logged');
  expect(all).not.toMatch(/Æblet|Karen|20304057|hemmeligt/);
});
