import { expect, test } from 'vitest';
import { tidied } from '../../src/domain/typed/tidied.ts';

test.each([
  ['  Café\t Æblet \n', 'Café Æblet'],
  ['Cafe\u0301 A\u030aben', 'Café Åben'],
  ['ØST  lager', 'ØST lager'],
  ['   ', ''],
  [null, ''],
])('keeps of %j its own spelling: %j', (typed, kept) => {
  expect(tidied(typed)).toBe(kept);
});
