import pg from 'pg';
import { expect, test } from 'vitest';
import { type Message, textOf } from '../../src/playground/slack-server.ts';
import { until } from '../../src/playground/until.ts';
import { isPostgresReachable } from '../support/databases.ts';
import { JOBCENTRE, LEADERS_ROOM, logInSlack, setUpInSlack, startTown, type Town } from './town.ts';

const postgres = await isPostgresReachable();

/** Changes rows behind the bot's back. */
async function tamper(town: Town, ...statements: string[]): Promise<void> {
  const { environment } = town.database;
  if (!('DATABASE_URL' in environment)) throw new Error('this needs a server');
  const client = new pg.Client({ connectionString: environment.DATABASE_URL });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

const cardsOf = (town: Town, label: string, room = JOBCENTRE): Message[] =>
  town.slack.messages(room).filter((message) => textOf(message).startsWith(`${label} ·`));

function cardOf(town: Town, label: string, room = JOBCENTRE): Message {
  const [card, ...more] = cardsOf(town, label, room);
  if (card === undefined || more.length > 0) throw new Error(`${label} has ${more.length} cards too many`);
  return card;
}

async function metricsOf({ bot }: Town): Promise<string> {
  return (await fetch(`http://127.0.0.1:${bot.port}/metrics`)).text();
}

test.skipIf(!postgres)(
  'a card that was deleted, never arrived or is outdated is mended at night, and a nudge that was lost is given',
  async () => {
    const town = await startTown({ platforms: ['slack'] });
    await setUpInSlack(town);
    for (const _ of [1, 2, 3, 4]) await logInSlack(town);
    await town.calm();
    await town.setClock('2026-11-18T10:00:00+01:00');
    const nudges = () =>
      town.slack.messages(JOBCENTRE).filter((message) => textOf(message).includes('venter'));
    await until(() => nudges().length === 1);

    const [deleted, lost] = [cardOf(town, 'SJ-1'), cardOf(town, 'SJ-2')];
    const edits = { outdated: cardOf(town, 'SJ-3').edits, fine: cardOf(town, 'SJ-4').edits };
    town.slack.remove(deleted);
    town.slack.remove(lost);
    const card = (number: number) =>
      `room_id = (SELECT id FROM room WHERE conversation_id = '${JOBCENTRE}')
       AND opening_id = (SELECT id FROM opening WHERE number = ${number})`;
    await tamper(
      town,
      `UPDATE posted_card SET shown_at = shown_at - interval '2 days' WHERE ${card(1)}`,
      `DELETE FROM posted_card WHERE ${card(2)}`,
      `UPDATE posted_card SET version = version - 1 WHERE ${card(3)}`,
      `UPDATE nudge SET sent_at = NULL, decided_at = now() - interval '1 hour' WHERE id = (SELECT min(id) FROM nudge)`,
    );
    await town.setClock('2026-11-19T04:30:00+01:00');
    await town.restart();

    await until(() => ['SJ-1', 'SJ-2'].every((label) => cardsOf(town, label).length === 1));
    await until(() => cardOf(town, 'SJ-3').edits === edits.outdated + 1);
    await until(() => nudges().length === 2);
    await town.calm();
    expect(cardOf(town, 'SJ-4').edits).toBe(edits.fine);
    expect(cardsOf(town, 'SJ-1', LEADERS_ROOM)).toHaveLength(1);
    const metrics = await metricsOf(town);
    for (const line of ['card_missing', 'card_outdated', 'nudge_not_sent'])
      expect(metrics).toContain(`spotjob_omissions_total{what="${line}"} 1`);

    // Once a night, and nothing is left to find.
    await town.restart();
    await town.calm();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await metricsOf(town)).not.toMatch(/^spotjob_omissions_total\{.*\} [1-9]/m);
    await town.stop();
  },
  60_000,
);

test('each line of the log names the request that it belongs to, also when its message is sent; the answer names it too', async () => {
  const town = await startTown({ platforms: ['slack'] });
  await setUpInSlack(town);
  await logInSlack(town);
  await town.calm();
  const lines = town
    .logged()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { msg: string; cause?: string; kind?: string; intent?: string });
  const logged = lines.findLast(({ msg, intent }) => msg === 'answered' && intent === 'submit');
  expect(logged?.cause).toMatch(/^[0-9a-f-]{36}$/);
  const cards = lines.filter(({ kind }) => kind === 'opening_card');
  expect(cards).toHaveLength(2);
  for (const card of cards) expect(card.cause).toBe(logged?.cause);
  const health = await fetch(`http://127.0.0.1:${town.bot.port}/healthz`);
  expect(health.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  const metrics = await metricsOf(town);
  expect(metrics).toMatch(
    /spotjob_http_request_duration_seconds_count\{route="POST \/slack\/events",status="200"\} \d+/,
  );
  expect(metrics).toMatch(/spotjob_delivery_age_seconds_count\{platform="slack"\} \d+/);
  expect(metrics).toMatch(/spotjob_job_last_success_timestamp_seconds\{task="sweep"\} \d+/);
  await town.stop();
});
