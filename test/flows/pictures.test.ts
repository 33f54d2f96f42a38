import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendDigests } from '../../src/app/timed/send-digests.ts';
import { fetchedBy, type Message, textOf } from '../../src/playground/slack-server.ts';
import { fetchedBy as teamsFetched } from '../../src/playground/teams/card-rules.ts';
import { textOf as teamsText } from '../../src/playground/teams-server.ts';
import { until } from '../../src/playground/until.ts';
import { at } from '../support/builders.ts';
import { LEADERS_ROOM, logInSlack, setUpInSlack, setUpInTeams, startTown, type Town } from './town.ts';

/** The bot without an address that anybody could fetch a picture from. */
const STARTING_MS = 60_000;
const WORDS = 'Birkholm · fra start. 0 af 100 i lønnede timer nu.';

async function monday({ bot, calm }: Town, instant: string): Promise<void> {
  await sendDigests(bot.store, at(instant), await bot.store.taskForces.all());
  await calm();
}

/** Width and height as a PNG's first chunk tells them. */
function sizeOf(png: Uint8Array): [number, number] {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
}

describe('in Slack', () => {
  let town: Town;
  beforeAll(async () => {
    town = await startTown({ platforms: ['slack'], byMinute: false });
    await setUpInSlack(town);
  }, STARTING_MS);
  afterAll(() => town.stop());

  const digests = (week: string): Message[] =>
    town.slack.directMessages('UBODIL').filter((message) => textOf(message).includes(`uge ${week}`));

  async function results(): Promise<Message> {
    const before = town.slack.ephemerals('UBODIL').length;
    await town.slack.command('UBODIL', LEADERS_ROOM, 'resultater');
    return until(() => town.slack.ephemerals('UBODIL')[before] ?? null);
  }

  test('the digest’s picture is uploaded with its words, and shown where it stands in the message', async () => {
    await monday(town, '2026-11-23T08:00:00+01:00');
    const [digest] = digests('48');
    const [picture] = digest === undefined ? [] : fetchedBy(digest);
    expect(picture?.label).toContain(WORDS);
    const file = town.slack.file(picture?.url ?? '');
    expect(file?.alt).toContain(WORDS);
    expect(Math.max(...sizeOf(file?.bytes ?? new Uint8Array(24)))).toBeLessThanOrEqual(1_024);
    expect(town.slack.calls('files.completeUploadExternal')[0]?.args).not.toHaveProperty('channel_id');
    expect(town.slack.refusals).toEqual([]);
  });

  test('an answer shows it too, and the same picture is uploaded once', async () => {
    const before = town.slack.calls('upload').length;
    const shown = [await results(), await results()].flatMap(fetchedBy);
    expect(new Set(shown.map(({ url }) => url)).size).toBe(1);
    expect(shown[0]?.label).toContain(WORDS);
    expect(town.slack.calls('upload').length - before).toBeLessThanOrEqual(1);
  });

  test('a picture that Slack hasn’t made ready yet is waited for', async () => {
    town.slack.picturesTake(1_200);
    await town.setClock('2026-11-24T10:00:00+01:00');
    const before = town.slack.refusals.length;
    await town.slack.command('UBODIL', LEADERS_ROOM, 'sprog en');
    await monday(town, '2026-11-30T08:00:00+01:00');
    const [digest] = town.slack.directMessages('UBODIL').filter((one) => textOf(one).includes('week 49'));
    expect(digest === undefined ? [] : fetchedBy(digest)).toHaveLength(1);
    expect(town.slack.refusals.slice(before).map(({ method }) => method)).toContain('chat.postMessage');
    town.slack.picturesTake(0);
    await town.slack.command('UBODIL', LEADERS_ROOM, 'sprog da');
  });

  test.each([
    [
      'the scope is missing',
      'files.getUploadURLExternal',
      { kind: 'error', error: 'missing_scope' },
      2,
      '01-11',
    ],
    ['Slack takes no bytes', 'upload', { kind: 'status', status: 500 }, 3, '01-18'],
    ['the upload never ends', 'upload', { kind: 'hang' }, 4, '01-25'],
    ['it is never complete', 'files.completeUploadExternal', { kind: 'status', status: 503 }, 5, '02-01'],
  ] as const)(
    'when %s the digest goes out in time, once, in words',
    async (_why, method, fault, week, day) => {
      // One more opening each time: a picture that Slack has already would hide the fault.
      await logInSlack(town);
      await town.calm();
      town.slack.fail(method, fault);
      const began = performance.now();
      await monday(town, `2027-${day}T08:00:00+01:00`);
      expect(performance.now() - began).toBeLessThan(10_000);
      const sent = town.slack.directMessages('UBODIL').filter((one) => textOf(one).includes(`uge ${week} ·`));
      expect(sent).toHaveLength(1);
      expect(sent.flatMap(fetchedBy)).toEqual([]);
      expect(sent.map(textOf).join()).toContain('Birkholm · fra start. 0 af');
      town.slack.heal();
    },
  );
});

describe('in Teams', () => {
  test('the picture is part of the card, as light as a message may be, and says the same in words', {
    timeout: STARTING_MS,
  }, async () => {
    const town = await startTown({ platforms: ['teams'], byMinute: false });
    try {
      const places = await setUpInTeams(town);
      const { teams } = town;
      await monday(town, '2026-11-23T08:00:00+01:00');
      const digest = await teams.waitFor(teams.chatWith(places.bodil), 'uge 48');
      const [picture] = teamsFetched(digest.card);
      expect(picture?.label).toContain(WORDS);
      const png = Buffer.from((picture?.url ?? '').replace('data:image/png;base64,', ''), 'base64');
      expect(sizeOf(png)[0]).toBe(600);
      expect(png.length).toBeLessThan(16_000);
      await teams.say(places.bodil, teams.chatWith(places.bodil), 'resultater');
      const results = await teams.waitFor(teams.chatWith(places.bodil), 'Resultater · Birkholm');
      expect(teamsFetched(results.card)[0]?.url).toMatch(/^data:image\/png;base64,/);
    } finally {
      await town.stop();
    }
  });

  test('what can’t be drawn is said', { timeout: STARTING_MS }, async () => {
    const town = await startTown({
      platforms: ['teams'],
      draw: () => Promise.reject(new Error('the font is gone')),
    });
    try {
      const places = await setUpInTeams(town);
      await monday(town, '2026-11-23T08:00:00+01:00');
      const digest = await town.teams.waitFor(town.teams.chatWith(places.bodil), 'uge 48');
      expect(teamsFetched(digest.card)).toEqual([]);
      expect(teamsText(digest)).toContain(WORDS);
      expect(town.logged()).toContain('a picture could not be drawn');
    } finally {
      await town.stop();
    }
  });
});
