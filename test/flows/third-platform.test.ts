import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Request } from '../../src/app/intent.ts';
import type { Platform } from '../../src/app/ports/platform.ts';
import { type Bot, startBot } from '../../src/bot.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/logging.ts';
import { cardLines } from '../../src/messages/plain-text.ts';
import type { Values } from '../../src/messages/view.ts';
import { until } from '../../src/playground/until.ts';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.ts';
import { OPENING, SET_UP_CODE } from './town.ts';

/**
 * A notice board in the hall: a platform that the core has never heard of. It draws cards as lines of text and keeps them
 * by number. Nothing in `domain/` or `app/` knows that it exists.
 */
function noticeBoard() {
  const notes = new Map<string, string>();
  const platform: Platform = {
    name: 'notice-board',
    commandPrefix: '',
    homePage: false,
    pauseMs: 0,
    paces: [],
    find: null,
    send: async (to, card, existing) => {
      const messageId = existing ?? String(notes.size + 1);
      notes.set(messageId, [`@ ${to.conversationId ?? to.userId}`, ...cardLines(card)].join('\n'));
      return { kind: 'sent', messageId };
    },
  };
  const says = (userId: string, room: string, intent: Request['intent']): Request => ({
    sender: {
      platform: 'notice-board',
      workspaceId: 'town-hall',
      userId,
      name: userId,
      details: {},
      conversation: { id: room, direct: false, name: room, details: {} },
    },
    intent,
    key: null,
  });
  return { platform, says, notes: () => [...notes.values()] };
}

let bot: Bot;
let database: FreshDatabase;
const board = noticeBoard();
beforeAll(async () => {
  database = await freshDatabase('any');
  const config = readConfig({ PORT: '0', SETUP_CODE: SET_UP_CODE, ...database.environment });
  bot = await startBot(config, createLog('silent'), { platforms: [board.platform] });
});
afterAll(async () => {
  await bot.stop();
  await database.drop();
});

async function fillIn(user: string, room: string, intent: Request['intent'], values: Values) {
  const opened = await bot.dispatch(board.says(user, room, intent));
  if (opened.kind !== 'form') throw new Error('no form opened');
  return bot.dispatch(board.says(user, room, { kind: 'submit', context: opened.form.context, values }));
}

test('a third platform lives with the core as it is: set up, log, claim', async () => {
  await fillIn(
    'Bodil',
    'hall',
    { kind: 'command', text: `opret ${SET_UP_CODE}` },
    {
      name: 'Birkholm',
      municipality: 'Viborg',
      target_group: 'Alle',
      rooms: 'here',
      language: 'da',
    },
  );
  await fillIn(
    'Bodil',
    'hall',
    { kind: 'command', text: '' },
    { ...OPENING, category: 'canteen', tasks: ['dishwashing'] },
  );
  const note = await until(() => board.notes().find((text) => text.includes('SJ-1 ·')));
  expect(note).toMatch(/@ hall\nSJ-1 · Café Æblet\nNy\. Ring senest[\s\S]*\[Tag den\]/);

  const opening = await bot.store.overview.due(new Date('2100-01-01'), 1);
  const [due] = opening;
  if (due === undefined) throw new Error('nothing was stored');
  const { id: openingId, taskForceId } = due;
  await bot.dispatch(
    board.says('Mette', 'hall', { kind: 'press', press: { act: 'claim', openingId, taskForceId } }),
  );
  await until(() => board.notes().find((text) => text.includes('Mette har den og ringer')));
});
