import { beforeEach, expect, test } from 'vitest';
import type { Answer } from '../../src/app/answer.ts';
import { COMPLETE, errorsOf, formOf, saidBy, startVillage, type Village } from './village.ts';

const SHOW = { kind: 'command', text: 'mine data' } as const;
const ERASE = { kind: 'press', press: { act: 'erase_me' } } as const;
const SURE = { sure: ['yes'], contacts: 'own' };

let village: Village;
beforeEach(async () => {
  village = await startVillage();
});

const claim = async (user: string) => {
  const { id: openingId, taskForceId } = await village.opening();
  await village.ask(user, 'jobcentre', { kind: 'press', press: { act: 'claim', openingId, taskForceId } });
};

/** Every part of the export, pasted together as the person is told to. */
async function exportOf(user: string): Promise<Record<string, unknown>> {
  const lines: string[] = [];
  for (let page = 1; ; page += 1) {
    const answer = await village.ask(user, 'direct', {
      kind: 'press',
      press: { act: 'export_my_data', page },
    });
    if (answer.kind !== 'say') throw new Error(saidBy(answer));
    lines.push(...answer.card.sections.flatMap((section) => section.lines.map((line) => line.join(''))));
    if (answer.card.buttons.length === 0) return JSON.parse(lines.join('\n'));
  }
}

test.each(['mine data', 'my data', 'Mine oplysninger'])('%s tells what is held, in numbers', async (text) => {
  await village.opening();
  const said = saidBy(await village.ask('Karen', 'direct', { kind: 'command', text }));
  expect(said).toContain('Navn: Karen');
  expect(said).toContain('Konti: Slack (Karen)');
  expect(said).toContain('Roller: Birkholm: Virksomhedsleder');
  expect(said).toContain('Lagt ind af dig: 1 åbning, 1 med kontaktoplysninger');
  expect(said).toContain('[Vis det hele] [Slet mine data]');
});

test('somebody in no task force has their own too, in English', async () => {
  await village.ask('Fremmed', 'direct', { kind: 'command', text: 'sprog en' });
  const said = saidBy(await village.ask('Fremmed', 'direct', SHOW));
  expect(said).toContain('What I hold about you');
  expect(said).toContain('Roles: none');
});

test('the export is whole, in as many parts as it takes, and holds nobody else’s contact', async () => {
  for (let n = 0; n < 25; n += 1) {
    await village.fillIn(
      'Karen',
      'task_force',
      { kind: 'command', text: '' },
      { ...COMPLETE, company: `Café ${n}` },
    );
  }
  await claim('Mette');
  const karens = await exportOf('Karen');
  expect(karens).toMatchObject({ person: { name: 'Karen' }, messagesWaiting: 1 });
  expect(karens.openingsLogged).toHaveLength(26);
  expect(JSON.stringify(karens.openingsLogged)).toContain('+4520304057');
  const mettes = await exportOf('Mette');
  expect(mettes.openingsHad).toMatchObject([{ taskForce: 'Birkholm', status: 'claimed' }]);
  expect(mettes.acts).toMatchObject([{ what: 'claimed', platform: 'slack' }]);
  expect(JSON.stringify(mettes)).not.toContain('4520304057');
});

test('an owner reads what must be given on first, before anything is asked', async () => {
  await claim('Mette');
  const said = saidBy(await village.ask('Mette', 'direct', ERASE));
  expect(said).toContain('Du har SJ-1. Ellers ringer ingen til dem.');
  expect(said).toContain('Skriv “/spotjob giv alt videre”');
  expect(said).toContain('Intet er slettet endnu.');
});

test('the last coordinator names another first', async () => {
  const said = () => village.ask('Bodil', 'direct', ERASE);
  expect(saidBy(await said())).toContain('Du er eneste koordinator i Birkholm.');
  await village.give('Ida', ['coordinator']);
  expect(formOf(await said()).title).toBe('Slet mine data');
});

test('nothing goes without a tick', async () => {
  await village.opening();
  const answer = await village.fillIn('Karen', 'direct', ERASE, { contacts: 'own' });
  expect(errorsOf(answer)).toEqual({ sure: 'Sæt kryds, hvis det skal slettes.' });
  expect(saidBy(await village.ask('Karen', 'direct', SHOW))).toContain('Navn: Karen');
});

test('erased, nothing is left but what is counted, and the receipt says what could not be', async () => {
  const { id, taskForceId } = await village.opening();
  await village.ask('Mette', 'jobcentre', {
    kind: 'press',
    press: { act: 'claim', openingId: id, taskForceId },
  });
  const said = saidBy(await village.fillIn('Karen', 'direct', ERASE, SURE));
  expect(said).toContain('Dine data er slettet');
  expect(said).toContain('Kontaktoplysninger slettet i 1 åbning.');
  expect(said).toContain('1 åben åbning trukket tilbage.');
  expect(said).toContain('1 besked til dig kommer ikke af sted.');
  expect(said).toMatch(
    /Det kunne jeg ikke slette:\n• Beskeder, som Slack eller Teams ikke længere lader mig rette/,
  );
  const opening = await village.store.openings.find(taskForceId, id);
  expect(opening).toMatchObject({
    contactName: '',
    contact: { phone: null },
    status: 'closed',
    company: 'Café Æblet',
  });
  const story = saidBy(await village.ask('Mette', 'jobcentre', { kind: 'command', text: 'SJ-1' }));
  expect(story).toContain('en kollega');
  expect(story).toContain('Kontaktoplysningerne er slettet');
  expect(story).not.toMatch(/Karen|20 30 40 57/);
});

test('somebody else’s contact data stays, and so does the opening', async () => {
  const { id, taskForceId } = await village.opening();
  await village.fillIn('Karen', 'direct', ERASE, { ...SURE, contacts: 'others' });
  expect(await village.store.openings.find(taskForceId, id)).toMatchObject({
    status: 'logged',
    contactName: 'Karen Krogh',
  });
});

test('cards are drawn anew where they stand, and the person hears no more', async () => {
  const { id } = await village.opening();
  await village.fillIn('Karen', 'direct', ERASE, SURE);
  const all = await allQueued(village);
  expect(all.every(({ to }) => to.kind === 'room')).toBe(true);
  expect(all.map(({ outgoing }) => outgoing)).toContainEqual(
    expect.objectContaining({ kind: 'opening_card', openingId: id, standing: true }),
  );
});

async function allQueued({ store }: Village) {
  const all: Awaited<ReturnType<typeof store.outbox.lease>>[number][] = [];
  const settle = async () => {
    for (const message of await store.outbox.lease(100, 0)) {
      all.push(message);
      await store.outbox.settle(message, { kind: 'dropped' });
    }
  };
  for (let round = 0; round < 10; round += 1) await settle();
  return all;
}

test('sent twice, the second finds nothing to erase', async () => {
  await village.opening();
  const { context } = formOf(await village.ask('Karen', 'direct', ERASE));
  const submit = (): Promise<Answer> =>
    village.ask('Karen', 'direct', { kind: 'submit', context, values: SURE });
  await submit();
  expect(saidBy(await submit())).toContain('Dine data er slettet');
  const { total } = await village.store.openings.open(village.taskForce.id, {}, 10);
  expect(total).toBe(0);
});
