import pg from 'pg';
import { makePostgresDatabase } from '../support/databases.ts';
import { pairs, post, type Row, type Sent } from './measure.ts';
import type { Called, Platforms } from './platforms.ts';
import { startServer } from './processes.ts';
import { command, JOBCENTRE, SECRET, signed, TEAM, type Town } from './town.ts';

const AT_ONCE = 10;
const MOST_TRIES = 10;

/** So many jobs from command to claim, ten at a time: how many a second, until the last claim is stored. */
async function jobsPerSecond(
  jobs: number,
  one: () => Promise<void>,
  claimed: () => Promise<number>,
): Promise<number> {
  const before = await claimed();
  const begun = performance.now();
  let left = jobs;
  const work = async () => {
    while (left > 0) {
      left -= 1;
      await one();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  while ((await claimed()) < before + jobs) await new Promise((resolve) => setTimeout(resolve, 5));
  return (jobs / (performance.now() - begun)) * 1_000;
}

function press(action: { action_id: string; block_id: string; value: string }): Sent {
  const user = { id: 'UMETTE', username: 'mette', name: 'mette', team_id: TEAM };
  const payload = {
    type: 'block_actions',
    user,
    team: { id: TEAM, domain: 'birkholm' },
    container: {
      type: 'message',
      message_ts: '1700000000.000100',
      channel_id: JOBCENTRE,
      is_ephemeral: false,
    },
    message: { ts: '1700000000.000100', text: '' },
    trigger_id: 'trigger-press',
    channel: { id: JOBCENTRE, name: 'jobcenter' },
    state: { values: {} },
    response_url: 'http://127.0.0.1:1/response',
    actions: [
      {
        ...action,
        type: 'button',
        action_ts: String(performance.now()),
        text: { type: 'plain_text', text: 'Tag den' },
      },
    ],
  };
  return signed(new URLSearchParams({ payload: JSON.stringify(payload) }).toString());
}

/** Sends the command and waits for its form. */
async function open(url: string, platforms: Platforms): Promise<Called> {
  const { sent, trigger } = command();
  const opened = platforms.next(({ what, args }) => what === 'views.open' && args.trigger_id === trigger);
  await post(`${url}/slack/events`, sent);
  return opened;
}

export async function chatSdkRow(town: Town, jobs: number, rounds: number): Promise<Row> {
  const { platforms, bot, databaseUrl, submission } = town;
  const made = await makePostgresDatabase();
  const sdk = await startServer('test/bench/servers/chat-sdk.ts', {
    DATABASE_URL: made.url,
    SLACK_SIGNING_SECRET: SECRET,
    SLACK_BOT_TOKEN: 'xoxb-birkholm',
    SLACK_API_URL: platforms.slackApi,
  });
  const ours = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  let companies = 0;

  const onSdk = async () => {
    const { args } = await open(sdk.url, platforms);
    companies += 1;
    const company = `Firma ${companies}`;
    const posted = platforms.next(
      ({ what, args: sent }) => what === 'chat.postMessage' && (sent.blocks ?? '').includes(`"${company}"`),
    );
    await post(`${sdk.url}/slack/events`, filled(args.view ?? '', company));
    const { args: card } = await posted;
    await post(`${sdk.url}/slack/events`, press(claimButtonOf(card.blocks ?? '')));
  };
  const onOurs = async () => {
    await open(bot.url, platforms);
    const { openingId, taskForceId } = await keep(bot.url, submission().sent);
    const value = JSON.stringify({ act: 'claim', taskForceId, openingId });
    await post(`${bot.url}/slack/events`, press({ action_id: 'press:0:0', block_id: 'b', value }));
  };
  try {
    const { base, mine, ratio } = await pairs(
      rounds,
      () => jobsPerSecond(jobs, onSdk, async () => Number(await (await fetch(sdk.url)).text())),
      () =>
        jobsPerSecond(jobs, onOurs, async () => {
          const { rows } = await ours.query(
            "SELECT count(*)::int AS n FROM opening WHERE status = 'claimed'",
          );
          return rows[0].n;
        }),
    );
    return {
      what: 'the whole job: command, form, claim',
      baseline: 'Chat SDK with its Slack adapter and PostgreSQL state',
      base: `${base.toFixed(1)} jobs/s`,
      mine: `${mine.toFixed(1)} jobs/s`,
      ratio,
      goal: { at: 'least', ratio: 1 },
    };
  } finally {
    await ours.end();
    await sdk.stop();
    await made.drop();
  }
}

/** Too late for Slack's patience, the form asks to be sent again: it is the same opening then. */
async function keep(url: string, sent: Sent): Promise<{ openingId: string; taskForceId: string }> {
  const begun = performance.now();
  for (let tries = 1; ; tries += 1) {
    const answer = await post(`${url}/slack/events`, sent);
    const openingId = /openingId\W+([0-9a-f-]{36})/.exec(answer)?.[1];
    const taskForceId = /taskForceId\W+([0-9a-f-]{36})/.exec(answer)?.[1];
    if (openingId !== undefined && taskForceId !== undefined) return { openingId, taskForceId };
    if (tries === MOST_TRIES)
      throw new Error(
        `not kept after ${Math.round(performance.now() - begun)} ms: ${answer.slice(answer.indexOf('"blocks"')).slice(0, 1_000)}`,
      );
  }
}

interface Block {
  readonly type: string;
  readonly block_id: string;
  readonly element?: { readonly action_id: string };
  readonly elements?: readonly { readonly action_id: string; readonly value: string }[];
}

/** The form of the SDK, every field filled in. */
function filled(viewJson: string, company: string): Sent {
  const view = JSON.parse(viewJson) as { blocks: Block[] };
  const values = Object.fromEntries(
    view.blocks.flatMap(({ block_id, element }) =>
      element === undefined
        ? []
        : [
            [
              block_id,
              {
                [element.action_id]: {
                  type: 'plain_text_input',
                  value: block_id === 'company' ? company : 'noget',
                },
              },
            ],
          ],
    ),
  );
  const payload = {
    type: 'view_submission',
    user: { id: 'U1', username: 'leder', name: 'leder', team_id: TEAM },
    team: { id: TEAM, domain: 'birkholm' },
    trigger_id: 'trigger-form',
    view: { ...view, id: 'V1', state: { values } },
  };
  return signed(new URLSearchParams({ payload: JSON.stringify(payload) }).toString());
}

function claimButtonOf(blocksJson: string) {
  for (const { block_id = 'b', elements = [] } of JSON.parse(blocksJson) as Block[]) {
    const button = elements.find(({ action_id }) => action_id === 'claim');
    if (button !== undefined) return { action_id: 'claim', block_id, value: button.value };
  }
  throw new Error('the card has no button');
}
