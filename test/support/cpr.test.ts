import { expect, test } from 'vitest';
import { CPR, CPR_OR_HALF } from './cpr.ts';

test.each([CPR, '1207854321', '120785–4321', '12 07 85 4321', 'kl. 4321', '"-4321"', 'Karl 120785, 4'])(
  '%s tells it',
  (text) => {
    expect(text).toMatch(CPR_OR_HALF);
  },
);

test.each([
  '680b4cc28e784321bf85ef720dae76d9',
  '0b7f1c9a-4321-4a89-8b55-3d0f4c2f9d11',
  '7e120785-9c1d-4a89-8b55-3d0f4c2f9d11',
  '{"time":1795944321000}',
  '1795948566.004321',
  'kQ4321/Zp+120785+bA==',
])('%s has its digits by chance', (text) => {
  expect(text).not.toMatch(CPR_OR_HALF);
});
