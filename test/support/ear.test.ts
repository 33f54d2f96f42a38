import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { createEar, type Leak } from './ear.ts';

function heard(...parts: string[]): string[] {
  const leaks: Leak[] = [];
  const ear = createEar('here', (leak) => leaks.push(leak));
  for (const part of parts) ear(part);
  return leaks.map(({ line }) => line);
}

// Made up of parts, so that a failure of this test doesn't tell them either.
const SECRET = ['signing-secret', 'of-birkholm'].join('-');
const TOKEN = ['xoxb', 'birkholm'].join('-');
const KEY = Buffer.alloc(32, 7).toString('base64');
const log = (words: string) => `{"level":30,"time":1,"msg":"${words}"}\n`;

test.each([
  ['a signing secret', `SLACK: ${SECRET}\n`],
  ['a bot token', `token=${TOKEN}\n`],
  ['a rotating token', `${['xoxe', 'xoxb'].join('.')}-1-Mi0yLTEyMzQ\n`],
  ['a bearer token', `authorization: ${'Bearer'} eyJhbGciOiJSUzI1NiJ9.x\n`],
  ['an encryption key', `key ${KEY}\n`],
  ['a number in a log', log('rang 20 30 40 57')],
  ['a CPR number in a log', log('Karl 120785-4321')],
])('hears %s', (_what, text) => {
  expect(heard(text)).toHaveLength(1);
});

test('hears what is cut in two', () => {
  expect(heard('a log says sign', `${SECRET.slice(4)} here\n`)).toHaveLength(1);
});

test.each([
  'SLACK_BOT_TOKEN: begins with xoxb-\n',
  'Karen Krogh has SJ-1, 20 30 40 57: printed for whoever runs the bot\n',
  log('no name'),
  `${'a'.repeat(44)}\n`,
])('says nothing of %j', (text) => {
  expect(heard(text)).toEqual([]);
});

test('a child’s output is listened to, and its starter gets all of it', async () => {
  const child = spawn(process.execPath, ['-e', 'process.stdout.write("hej")']);
  let text = '';
  child.stdout.on('data', (chunk) => {
    text += String(chunk);
  });
  await once(child, 'close');
  expect(text).toBe('hej');
  expect(child.stdout.listenerCount('data')).toBe(2);
});
