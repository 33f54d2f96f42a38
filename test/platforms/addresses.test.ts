import { expect, test } from 'vitest';
import { isNestedBeyond } from '../../src/app/nesting.ts';
import { isSlackUrl, respond } from '../../src/platforms/slack/respond.ts';

const HOOK = 'https://hooks.slack.com/actions/T1/1/x';

test('Slack is answered at its own addresses, and nowhere else', () => {
  expect(isSlackUrl(HOOK, null)).toBe(true);
  expect(isSlackUrl('http://127.0.0.1:4000/response/1', 'http://127.0.0.1:4000/api/')).toBe(true);
  for (const url of [
    'http://hooks.slack.com/actions/x',
    'https://hooks.slack.com.evil.example/x',
    'https://evilslack.com/x',
    'https://slack.com@evil.example/x',
    'https://user:pass@hooks.slack.com/x',
    'https://169.254.169.254/latest/meta-data',
    'http://127.0.0.1:4000/response/1',
    'file:///etc/passwd',
    'not a url',
  ])
    expect([url, isSlackUrl(url, null)]).toEqual([url, false]);
  expect(isSlackUrl('http://127.0.0.1:4001/x', 'http://127.0.0.1:4000/api/')).toBe(false);
});

test('nothing is sent to another address', async () => {
  const sent = respond('http://127.0.0.1:9/x', null, { text: '', blocks: [] }, 'ephemeral', 100);
  await expect(sent).rejects.toThrow('not an address of Slack');
});

test.each([
  ['[[[]]]', 2, true],
  ['[[[]]]', 3, false],
  ['{"a":[{"b":1}]}', 2, true],
  ['[[],[],[],[]]', 2, false],
  ['"[[[[[["', 0, false],
  ['["\\"[[[["]', 1, false],
  [']]]][', 1, false],
])('%s is nested beyond %i: %s', (json, most, beyond) => {
  expect(isNestedBeyond(json, most)).toBe(beyond);
});
