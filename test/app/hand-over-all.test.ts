import { beforeEach, describe, expect, test } from 'vitest';
import { createCompose } from '../../src/app/outgoing/compose-outgoing.ts';
import type { PersonId } from '../../src/domain/ids.ts';
import type { Opening } from '../../src/domain/opening/opening.ts';
import { TO_ROOM } from '../../src/messages/openings/act-forms.ts';
import { cardLines } from '../../src/messages/plain-text.ts';
import { COMPLETE, errorsOf, formOf, NOW, saidBy, startVillage, type Village } from './village.ts';

const GIVE_ALL = { kind: 'command', text: 'giv alt videre' } as const;

let village: Village;
let mette: PersonId;
let jens: PersonId;
beforeEach(async () => {
  village = await startVillage();
  mette = await village.give('Mette', ['consultant']);
  jens = await village.give('Jens', ['consultant']);
});

async function taken(company: string): Promise<Opening> {
  await village.fillIn('Karen', 'task_force', { kind: 'command', text: '' }, { ...COMPLETE, company });
  const { items } = await village.store.openings.open(village.taskForce.id, {}, 100);
  const opening = items.at(-1);
  if (opening === undefined) throw new Error('nothing was logged');
  const { id: openingId, taskForceId } = opening;
  await village.ask('Mette', 'jobcentre', { kind: 'press', press: { act: 'claim', openingId, taskForceId } });
  return opening;
}

const ownedBy = async (owner: PersonId) =>
  (await village.store.openings.open(village.taskForce.id, { owner }, 100)).items;

/** Every message that waits, as its receiver will read it; the newest of each lane last. */
async function told(): Promise<{ to: string; text: string }[]> {
  const compose = createCompose(village.store, { now: () => NOW });
  const all: { to: string; text: string }[] = [];
  for (;;) {
    const leased = await village.store.outbox.lease(100, 1_000);
    if (leased.length === 0) return all;
    for (const message of leased) {
      const composed = await compose(message);
      const to = message.to.kind === 'person' ? message.to.personId : 'room';
      if (composed !== null && message.outgoing.kind === 'note') {
        all.push({ to, text: cardLines(composed.card).join('\n') });
      }
      await village.store.outbox.settle(message, { kind: 'dropped' });
    }
  }
}

describe('giv alt videre', () => {
  test('moves all at once, and the receiver gets one list with the notes', async () => {
    const [first, second] = [await taken('Café Æblet'), await taken('Nørregård VVS')];
    await told();
    const answer = await village.fillIn('Mette', 'direct', GIVE_ALL, {
      to: jens,
      note: 'Jeg er tilbage 1. december',
      [`note_${second.number}`]: 'Spørg efter Bo',
    });
    expect(saidBy(answer)).toContain('Jens har nu dine 2 åbninger og har fået besked.');
    expect((await ownedBy(jens)).map(({ id }) => id)).toEqual([first.id, second.id]);
    const notes = await told();
    const list = notes.filter(({ to }) => to === jens);
    expect(list).toHaveLength(1);
    expect(list[0]?.text).toMatch(
      /Mette har givet dig 2 åbninger[\s\S]*SJ-1 · Café Æblet[\s\S]*20 30 40 57[\s\S]*“Jeg er tilbage 1. december”[\s\S]*SJ-2 · Nørregård VVS[\s\S]*“Spørg efter Bo”/,
    );
    expect(notes.filter(({ to, text }) => to !== jens && text.includes('Jens'))).toHaveLength(2);
  });

  test('gives single items to others, each with one list, and one back to everybody', async () => {
    const lone = await village.give('Lone', ['consultant']);
    const [first, second, third] = [await taken('Café Æblet'), await taken('VVS'), await taken('Planten')];
    await told();
    const answer = await village.fillIn('Mette', 'direct', GIVE_ALL, {
      to: jens,
      [`to_${first.number}`]: 'same',
      [`to_${second.number}`]: lone,
      [`note_${second.number}`]: 'Hun kender Bo',
      [`to_${third.number}`]: TO_ROOM,
    });
    expect(saidBy(answer)).toMatch(
      /Jens har nu din åbning[\s\S]*Lone har nu din åbning[\s\S]*ledig igen for alle/,
    );
    const owned = async (who: PersonId) => (await ownedBy(who)).map(({ id }) => id);
    expect([await owned(jens), await owned(lone), await owned(mette)]).toEqual([[first.id], [second.id], []]);
    const notes = await told();
    expect(notes.find(({ to }) => to === lone)?.text).toMatch(/SJ-2 · VVS[\s\S]*“Hun kender Bo”/);
    expect(notes.find(({ to }) => to === jens)?.text).not.toContain('VVS');
    expect(notes.filter(({ to, text }) => to === 'room' && text.includes('Planten')).length).toBeGreaterThan(
      0,
    );
  });

  test('somebody who is no colleague gets nothing, and nothing typed is lost', async () => {
    const [first] = [await taken('Café Æblet'), await taken('VVS')];
    const to = { to: jens, [`to_${first.number}`]: 'nobody', note: 'Ferie' };
    const refused = await village.fillIn('Mette', 'direct', GIVE_ALL, to);
    expect(errorsOf(refused)).toEqual({ [`to_${first.number}`]: 'Vælg en person.' });
    expect(await ownedBy(mette)).toHaveLength(2);
  });

  test('the leader whose company was talked to already hears who it is now', async () => {
    const { id: openingId, taskForceId } = await taken('Café Æblet');
    const talked = { kind: 'press', press: { act: 'record_contact', openingId, taskForceId } } as const;
    await village.fillIn('Mette', 'jobcentre', talked, { outcome: 'interested' });
    await village.fillIn('Mette', 'direct', GIVE_ALL, { to: jens });
    expect((await told()).map(({ text }) => text).join()).toContain('Jens fra jobcentret har overtaget den.');
  });

  test('the note stands in the story for the jobcentre, and not for leaders', async () => {
    await taken('Café Æblet');
    await village.fillIn('Mette', 'direct', GIVE_ALL, { to: jens, note: 'Ring efter kl. 10' });
    const story = async (user: string) =>
      saidBy(await village.ask(user, 'direct', { kind: 'command', text: 'SJ-1' }));
    expect(await story('Jens')).toContain('Mette gav den videre til Jens: “Ring efter kl. 10”');
    expect(await story('Karen')).toContain('Mette gav den videre til Jens');
    expect(await story('Karen')).not.toContain('Ring efter');
  });

  test('one form sent twice has one effect, also when something new came in between', async () => {
    await taken('Café Æblet');
    const { context } = formOf(await village.ask('Mette', 'direct', GIVE_ALL));
    const submit = { kind: 'submit', context, values: { to: jens } } as const;
    await village.ask('Mette', 'direct', submit);
    expect(saidBy(await village.ask('Mette', 'direct', submit))).toContain('Det er allerede givet videre.');
    const late = await taken('Nørregård VVS');
    expect(saidBy(await village.ask('Mette', 'direct', submit))).toContain('Det er allerede givet videre.');
    expect((await ownedBy(mette)).map(({ id }) => id)).toEqual([late.id]);
    expect((await told()).filter(({ to, text }) => to === jens && text.includes('givet dig'))).toHaveLength(
      1,
    );
  });

  test('back to everybody, each of the jobcentre’s rooms gets one list', async () => {
    await taken('Café Æblet');
    await taken('Nørregård VVS');
    await told();
    const answer = await village.fillIn('Mette', 'direct', GIVE_ALL, { to: TO_ROOM, note: 'Jeg er syg' });
    expect(saidBy(answer)).toContain('Dine 2 åbninger er ledige igen for alle.');
    const lists = (await told()).filter(({ to }) => to === 'room');
    expect(lists.map(({ text }) => text.split('\n')[0])).toEqual(Array(2).fill('2 åbninger er ledige igen'));
    expect(lists.filter(({ text }) => text.includes('Jeg er syg'))).toHaveLength(1);
  });

  test('what moved on before the list goes out is not in it', async () => {
    const [first, second] = [await taken('Café Æblet'), await taken('Nørregård VVS')];
    await village.fillIn('Mette', 'direct', GIVE_ALL, { to: jens });
    const { taskForceId } = first;
    const close = { kind: 'press', press: { act: 'close', openingId: first.id, taskForceId } } as const;
    await village.fillIn('Jens', 'jobcentre', close, { reason: 'job_order' });
    const [list] = (await told()).filter(({ to, text }) => to === jens && text.includes('givet dig'));
    expect(list?.text).toContain(`SJ-${second.number}`);
    expect(list?.text).not.toContain(`SJ-${first.number} `);
  });

  test('the form offers colleagues and the room, not oneself, and a note for each', async () => {
    const { number } = await taken('Café Æblet');
    const { fields } = formOf(await village.ask('Mette', 'direct', GIVE_ALL));
    const to = fields.flatMap((field) =>
      field.kind === 'choice' ? field.options.map(({ label }) => label) : [],
    );
    expect(to).toEqual(['Bodil', 'Jens', 'Tilbage til alle']);
    expect(fields.map(({ name }) => name)).toEqual(['about', 'to', 'note', `note_${number}`]);
  });

  test('whom it can’t be given to, a CPR number and a note too long come back beside their fields', async () => {
    const { number } = await taken('Café Æblet');
    const field = `note_${number}`;
    const sent = (values: Record<string, string>) => village.fillIn('Mette', 'direct', GIVE_ALL, values);
    expect(errorsOf(await sent({ to: mette }))).toEqual({ to: 'Vælg en person.' });
    expect(errorsOf(await sent({ to: jens, [field]: '120785-4321' }))).toEqual({
      [field]: expect.stringContaining('ligner et CPR-nummer'),
    });
    expect(errorsOf(await sent({ to: jens, [field]: 'x'.repeat(501) }))).toEqual({
      [field]: 'Skriv højst 500 tegn.',
    });
    expect(await ownedBy(mette)).toHaveLength(1);
  });

  test('one who has nothing is told so; the button stands in "mine" from two', async () => {
    expect(saidBy(await village.ask('Mette', 'direct', GIVE_ALL))).toContain('Du har ikke noget');
    const buttons = async () => {
      const answer = await village.ask('Mette', 'direct', { kind: 'command', text: 'mine' });
      return answer.kind === 'say' ? answer.card.buttons.map(({ label }) => label) : [];
    };
    await taken('Café Æblet');
    expect(await buttons()).not.toContain('Giv alt videre');
    await taken('Nørregård VVS');
    expect(await buttons()).toContain('Giv alt videre');
  });
});
