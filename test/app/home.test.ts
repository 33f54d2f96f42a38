import { beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '../../src/app/answer.ts';
import type { Intent } from '../../src/app/intent.ts';
import { createCompose } from '../../src/app/outgoing/compose-outgoing.ts';
import { cardLines } from '../../src/messages/plain-text.ts';
import type { Button, Card } from '../../src/messages/view.ts';
import { BIRKHOLM } from '../support/builders.ts';
import { formOf, NOW, saidBy, startVillage, type Village } from './village.ts';

let village: Village;
beforeEach(async () => {
  village = await startVillage();
  await village.give('Mette', ['consultant']);
  await village.give('Bodil', ['coordinator']);
});

const HOME: Intent = { kind: 'home' };
const cardOf = (answer: Answer): Card => {
  if (answer.kind === 'form' || answer.card === null) throw new Error(`no card, but ${answer.kind}`);
  return answer.card;
};
const buttonsOf = (card: Card): readonly Button[] => [
  ...card.sections.flatMap((section) => section.buttons),
  ...card.buttons,
];
const press = (user: string, card: Card, label: string) => {
  const button = buttonsOf(card).find((one) => one.label === label);
  if (button === undefined) throw new Error(`no ${label} among ${buttonsOf(card).map((one) => one.label)}`);
  return village.ask(user, 'direct', { kind: 'press', press: button.press });
};
const claim = async (user: string) => {
  const opening = await village.opening();
  const about = { openingId: opening.id, taskForceId: opening.taskForceId };
  await village.ask(user, 'jobcentre', { kind: 'press', press: { act: 'claim', ...about } });
};

describe('Home', () => {
  test('tells a consultant what waits for them, what nobody has, and the target', async () => {
    await claim('Mette');
    await village.opening();
    const home = await village.ask('Mette', 'direct', HOME);
    expect(home.kind).toBe('home');
    const read = saidBy(home);
    expect(read).toContain('Dit overblik · Birkholm');
    expect(read).toContain('1 åbning har ingen taget.');
    expect(read).toContain('2 job er spottet. Målet er 100 i job.');
    expect(read).toMatch(/Det venter på dig\nSENERE\nSJ-1 · Café Æblet/);
    expect(read).not.toContain('SJ-2');
  });

  test('says once that nothing waits, unless a filter hides it', async () => {
    const quiet = saidBy(await village.ask('Mette', 'direct', HOME));
    expect(quiet).toContain('Det venter på dig\nDer venter ikke noget på dig lige nu.\n');
    expect(quiet).not.toContain('Ingen lige nu');
    const form = formOf(await press('Mette', cardOf(await village.ask('Mette', 'direct', HOME)), 'Filtrér'));
    const values = { whose: 'mine', status: 'matching', urgency: 'any' };
    await village.ask('Mette', 'direct', { kind: 'submit', context: form.context, values });
    expect(saidBy(await village.ask('Mette', 'direct', HOME))).toContain(
      'Ingen lige nu med det filter · Mine · Finder kandidat',
    );
  });

  test('tells a leader first what they spotted, then what is open, and offers nothing that is the jobcentre’s', async () => {
    await claim('Mette');
    const home = cardOf(await village.ask('Karen', 'direct', HOME));
    expect(cardLines(home).join('\n')).toMatch(/Det har du spottet\nSJ-1[\s\S]*Åbne åbninger\nSJ-1/);
    const labels = buttonsOf(home).map(({ label }) => label);
    expect(labels).not.toContain('Tag den');
    expect(labels).not.toContain('Indstillinger');
    expect(JSON.stringify(home)).not.toMatch(/20 ?30 ?40 ?57/);
  });

  test('tells a leader what they spotted newest first, as “mine” does', async () => {
    await claim('Mette');
    await village.opening();
    await village.opening();
    const order = (text: string) => [...text.matchAll(/^SJ-\d/gm)].map(([label]) => label);
    const home = saidBy(await village.ask('Karen', 'direct', HOME));
    expect(order(home.slice(0, home.indexOf('Åbne åbninger')))).toEqual(['SJ-3', 'SJ-2', 'SJ-1']);
    const mine = saidBy(await village.ask('Karen', 'direct', { kind: 'command', text: 'mine' }));
    expect(order(mine)).toEqual(['SJ-3', 'SJ-2', 'SJ-1']);
  });

  test('tells the steering group the target alone, and counts out no few people', async () => {
    await village.opening();
    await village.give('Olga', ['observer']);
    const home = cardOf(await village.ask('Olga', 'direct', HOME));
    expect(JSON.stringify(home)).not.toMatch(/SJ-|Æblet/);
    expect(buttonsOf(home).map(({ label }) => label)).toEqual(['English', 'Hjælp']);
  });

  test('of somebody in no task force says how to get into one', async () => {
    expect(saidBy(await village.ask('Fremmed', 'direct', HOME))).toContain('opret');
  });

  test('turns its pages in its place, and is as it was left the next time', async () => {
    for (let count = 0; count < 12; count += 1) await village.opening();
    const first = cardOf(await village.ask('Karen', 'direct', HOME));
    expect(cardLines(first).join('\n')).toContain('1–10 af 12 · Hele taskforcen');
    const second = await press('Karen', first, 'Næste');
    expect(second.kind).toBe('home');
    expect(saidBy(second)).toContain('11–12 af 12');
    expect(saidBy(await village.ask('Karen', 'direct', HOME))).toContain('11–12 af 12');
    expect(saidBy(await press('Karen', cardOf(second), 'Forrige'))).toContain('1–10 af 12');
  });

  test('is narrowed by a form, and shown anew behind it', async () => {
    await claim('Mette');
    await village.opening();
    const home = cardOf(await village.ask('Mette', 'direct', HOME));
    const form = formOf(await press('Mette', home, 'Filtrér'));
    const values = { whose: 'everybody', status: 'logged', urgency: 'any' };
    const sent = await village.ask('Mette', 'direct', { kind: 'submit', context: form.context, values });
    expect(sent).toEqual({ kind: 'done', card: null });
    const again = saidBy(await village.ask('Mette', 'direct', HOME));
    expect(again).toContain('1 i alt · Hele taskforcen · Ny');
    expect(again).not.toContain('SJ-1 ·');
  });

  test('speaks the other language after one press', async () => {
    const home = cardOf(await village.ask('Mette', 'direct', HOME));
    expect(saidBy(await press('Mette', home, 'English'))).toContain('Your overview · Birkholm');
  });

  test('names the meeting that is on, and lets the coordinator end it', async () => {
    await village.fillIn(
      'Bodil',
      'task_force',
      { kind: 'command', text: 'møde start' },
      { kind: 'task_force' },
    );
    const home = cardOf(await village.ask('Bodil', 'direct', HOME));
    expect(cardLines(home).join('\n')).toContain('Lige nu: Taskforcemøde.');
    expect(formOf(await press('Bodil', home, 'Afslut møde')).context.form).toBe('end_meeting');
  });
});

describe('a Home that was opened', () => {
  /** Everything that could be sent now; a refreshed Home waits a second for others, and time stands still here. */
  const sendAll = async () => {
    for (;;) {
      const messages = await village.store.outbox.lease(100, 1_000);
      if (messages.length === 0) return;
      for (const message of messages) await village.store.outbox.settle(message, { kind: 'dropped' });
    }
  };

  test('is queued once for all that changes, and not for one who never opened theirs', async () => {
    await village.ask('Mette', 'direct', HOME);
    await village.opening();
    await village.opening();
    await sendAll();
    const members = await village.store.directory.members(BIRKHOLM.id);
    expect(members.filter(({ homes }) => homes !== undefined).map(({ person }) => person.name)).toEqual([
      'Mette',
    ]);
    expect(await village.store.outbox.depth()).toMatchObject({ waiting: 1 });
  });

  test('is nothing any more for one who left the task force', async () => {
    const id = await village.give('Mette', ['consultant']);
    await village.ask('Mette', 'direct', HOME);
    const outgoing = {
      kind: 'home',
      account: { platform: 'slack', workspaceId: 'T1', userId: 'Mette' },
    } as const;
    const message = {
      taskForceId: BIRKHOLM.id,
      to: { kind: 'person', personId: id } as const,
      outgoing,
    };
    const compose = createCompose(village.store, { now: () => NOW });
    expect(cardLines((await compose(message))?.card ?? fail()).join('\n')).toContain('Dit overblik');
    await village.give('Mette', []);
    expect(await compose(message)).toBeNull();
  });
});

function fail(): never {
  throw new Error('nothing was composed');
}

describe('a list', () => {
  test('of twelve has a second page, in the place of the first', async () => {
    for (let count = 0; count < 12; count += 1) await village.opening();
    const first = cardOf(await village.ask('Karen', 'task_force', { kind: 'command', text: 'liste' }));
    const second = await press('Karen', first, 'Næste');
    expect(second.kind).toBe('done');
    expect(saidBy(second)).toMatch(/SJ-11 ·[\s\S]*SJ-12 ·[\s\S]*11–12 af 12/);
  });

  test('is filtered, and says so when nothing is left', async () => {
    await village.opening();
    const list = cardOf(await village.ask('Mette', 'direct', { kind: 'command', text: 'liste' }));
    const form = formOf(await press('Mette', list, 'Filtrér'));
    const values = { whose: 'everybody', status: 'matching', urgency: 'any' };
    const sent = await village.ask('Mette', 'direct', { kind: 'submit', context: form.context, values });
    expect(saidBy(sent)).toContain('Ingen lige nu med det filter · Hele taskforcen · Finder kandidat');
  });

  test('refuses a choice that isn’t there, beside its field', async () => {
    const opened = await village.ask('Mette', 'direct', {
      kind: 'press',
      press: { act: 'filter_list', taskForceId: BIRKHOLM.id },
    });
    const { context } = formOf(opened);
    const values = { whose: 'my boss', status: 'any', urgency: 'any' };
    const sent = formOf(await village.ask('Mette', 'direct', { kind: 'submit', context, values }));
    expect(sent.fields.find(({ name }) => name === 'whose')).toHaveProperty('error');
  });

  test('of a leader shows no list of the consultants’ own, whatever the button says', async () => {
    await claim('Mette');
    const look = { whose: 'mine', status: null, urgency: null, page: 0 } as const;
    const list = await village.ask('Karen', 'direct', {
      kind: 'press',
      press: { act: 'show_list', taskForceId: BIRKHOLM.id, look },
    });
    expect(saidBy(list)).toContain('Åbne åbninger · Birkholm');
  });
});

describe('the history', () => {
  test('is told to the jobcentre, and not to another leader', async () => {
    await claim('Mette');
    const [opening] = (await village.store.openings.open(BIRKHOLM.id, {}, 1)).items;
    if (opening === undefined) throw new Error('nothing was logged');
    const about = { act: 'view_history', openingId: opening.id, taskForceId: BIRKHOLM.id } as const;
    const asked = (user: string, from: 'task_force' | 'jobcentre') =>
      village.ask(user, from, { kind: 'press', press: about });
    expect(saidBy(await asked('Mette', 'jobcentre'))).toMatch(
      /Historik · SJ-1 · Café Æblet[\s\S]*Mette tog den/,
    );
    const leader = saidBy(await asked('Søren', 'task_force'));
    expect(leader).toContain('Historien er for jobcentret');
    expect(leader).not.toContain('tog den');
  });
});
