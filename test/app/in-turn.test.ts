import { expect, test } from 'vitest';
import { createTurns } from '../../src/app/in-turn.ts';

const later = () => new Promise<void>((resolve) => setTimeout(resolve, 1));

test('works of one key follow one another in the order asked, whatever became of the one before', async () => {
  const inTurn = createTurns();
  const said: string[] = [];
  const work = (name: string, end: () => string) => async () => {
    said.push(`${name} begins`);
    await later();
    said.push(`${name} ends`);
    return end();
  };
  const fails = () => {
    throw new Error('no');
  };
  const outcomes = await Promise.allSettled([
    inTurn('SJ-1', work('first', fails)),
    inTurn(
      'SJ-1',
      work('second', () => 'done'),
    ),
    inTurn(
      'SJ-1',
      work('third', () => 'done as well'),
    ),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  expect(said).toEqual([
    ...['first begins', 'first ends'],
    ...['second begins', 'second ends'],
    ...['third begins', 'third ends'],
  ]);
});

test('works of different keys go side by side', async () => {
  const inTurn = createTurns();
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const waiting = inTurn('SJ-1', () => gate);
  expect(await inTurn('SJ-2', async () => 'not held up')).toBe('not held up');
  open();
  await waiting;
});
