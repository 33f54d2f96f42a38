import { expect, test } from 'vitest';
import { describeEachStore } from './each-store.ts';

describeEachStore('the key of links', (store) => {
  test('is one and the same for everybody who asks, also at once', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => store().linkKeys.key()));
    const distinct = new Set(keys.map((key) => Buffer.from(key).toString('hex')));
    expect([...distinct]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
    expect(Buffer.from(await store().linkKeys.key()).toString('hex')).toBe([...distinct][0]);
  });
});
