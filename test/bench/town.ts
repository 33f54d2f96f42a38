import { createHmac, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { type Bot, startBot } from '../../src/bot.ts';
import { readConfig } from '../../src/config.ts';
import type { RoomId } from '../../src/domain/ids.ts';
import { createLog } from '../../src/logging.ts';
import { startSlackServer } from '../../src/playground/slack-server.ts';
import { until } from '../../src/playground/until.ts';
import { close, listen } from '../../src/server.ts';
import { createStore } from '../../src/store/create-store.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { OPENING } from '../flows/town.ts';
import { BIRKHOLM } from '../support/builders.ts';
import { makePostgresDatabase } from '../support/databases.ts';
import type { Sent } from './measure.ts';
import { startPlatforms } from './platforms.ts';
import { type Server, startServer } from './processes.ts';

export const SECRET = 'signing-secret-of-birkholm';
export const TEAM = 'T1';
const LEADERS = 'C0LEADERS';
export const JOBCENTRE = 'C0JOBCENTRE';
export const TENANT = 'tenant-of-birkholm';
/** So many leaders in Slack, so that none waits for himself. */
const LEADERS_COUNT = 40;

export function signed(body: string, contentType = 'application/x-www-form-urlencoded'): Sent {
  const stamp = String(Math.floor(Date.now() / 1_000));
  const signature = createHmac('sha256', SECRET).update(`v0:${stamp}:${body}`).digest('hex');
  return {
    headers: {
      'content-type': contentType,
      'x-slack-request-timestamp': stamp,
      'x-slack-signature': `v0=${signature}`,
    },
    body,
  };
}

let triggers = 0;

/** `/spotjob` of one of the leaders in their room. */
export function command(): { sent: Sent; trigger: string } {
  triggers += 1;
  const trigger = `trigger-${triggers}`;
  const body = new URLSearchParams({
    team_id: TEAM,
    channel_id: LEADERS,
    channel_name: 'taskforce',
    user_id: `U${triggers % LEADERS_COUNT}`,
    user_name: 'leder',
    command: '/spotjob',
    text: '',
    response_url: 'http://127.0.0.1:1/response',
    trigger_id: trigger,
  }).toString();
  return { sent: signed(body), trigger };
}

/** A whole bot on a PostgreSQL of its own with one task force, before platforms that say yes to everything. */
export interface Town {
  readonly bot: Server;
  readonly store: ReturnType<typeof createStore>;
  readonly databaseUrl: string;
  readonly platforms: Awaited<ReturnType<typeof startPlatforms>>;
  readonly variables: Readonly<Record<string, string>>;
  /** A filled form of a new company, as Slack sends it. */
  submission(): { sent: Sent; company: string };
  /** "Spot et job", written to the bot in Teams by one person alone. */
  message(): { activity: Sent; conversation: string };
  stop(): Promise<void>;
}

export async function startTown(): Promise<Town> {
  const database = await makePostgresDatabase();
  const open = openPostgres(database.url, () => undefined);
  await open.migrate();
  const store = createStore(open);
  await found(store);
  const template = await recordSubmission(database.url);
  const platforms = await startPlatforms();
  const variables = {
    DATABASE_URL: database.url,
    SLACK_SIGNING_SECRET: SECRET,
    SLACK_BOT_TOKEN: 'xoxb-birkholm',
    SLACK_API_URL: platforms.slackApi,
    TEAMS_ALLOW_ANONYMOUS: '1',
    TEAMS_SERVICE_URLS: '127.0.0.1',
    PLAYGROUND: '0',
  };
  const bot = await startServer('test/bench/servers/bot.ts', variables);
  let companies = 0;
  let said = 0;
  return {
    bot,
    store,
    databaseUrl: database.url,
    platforms,
    variables,
    submission: () => {
      companies += 1;
      const company = `Firma ${companies}`;
      const payload = template.payload
        .replaceAll(template.token, randomUUID())
        .replaceAll(JSON.stringify(OPENING.company).slice(1, -1), company)
        .replaceAll('"id":"U0"', `"id":"U${companies % LEADERS_COUNT}"`);
      return { sent: signed(new URLSearchParams({ payload }).toString()), company };
    },
    message: () => {
      said += 1;
      const conversation = `chat-${said}`;
      return { activity: spoken(platforms.connector, conversation, said), conversation };
    },
    stop: async () => {
      await bot.stop();
      await platforms.stop();
      await open.close();
      await database.drop();
    },
  };
}

function spoken(serviceUrl: string, conversation: string, nth: number): Sent {
  const body = JSON.stringify({
    type: 'message',
    id: `message-${nth}`,
    timestamp: new Date().toISOString(),
    channelId: 'msteams',
    serviceUrl,
    from: { id: '29:karen', name: 'Karen Krogh', aadObjectId: 'aad-karen' },
    recipient: { id: '28:', name: 'Spot et job' },
    conversation: { id: conversation, conversationType: 'personal', tenantId: TENANT },
    channelData: { tenant: { id: TENANT } },
    locale: 'da-DK',
    text: 'spot et job',
    textFormat: 'plain',
  });
  return { headers: { 'content-type': 'application/json' }, body };
}

async function found(store: Town['store']): Promise<void> {
  const now = new Date();
  const karen = await store.directory.personOf({
    platform: 'slack',
    workspaceId: TEAM,
    userId: 'UKAREN',
    name: 'Karen',
  });
  await store.setUpCodes.issue('CODE', now);
  const room = (kind: 'task_force' | 'jobcentre', conversationId: string) => ({
    id: randomUUID() as RoomId,
    taskForceId: BIRKHOLM.id,
    kind,
    platform: 'slack',
    workspaceId: TEAM,
    conversationId,
    name: null,
    details: {},
  });
  const created = await store.taskForces.create({
    code: 'CODE',
    taskForce: { ...BIRKHOLM, foundedAt: now },
    rooms: [room('task_force', LEADERS), room('jobcentre', JOBCENTRE)],
    coordinator: karen.id,
    joinCode: 'JOIN',
    now,
    outbox: [],
  });
  if (created !== 'created') throw new Error(created);
  const inTeams = await store.directory.personOf({
    platform: 'teams',
    workspaceId: TENANT,
    userId: 'aad-karen',
    name: 'Karen Krogh',
  });
  await store.directory.grant(BIRKHOLM.id, inTeams.id, ['business_leader']);
}

/** The form as a person sends it, taken down once from a bot before the playground's Slack. */
async function recordSubmission(databaseUrl: string): Promise<{ payload: string; token: string }> {
  const slack = await startSlackServer({ signingSecret: SECRET, teamId: TEAM });
  const bot = await startBot(
    readConfig({
      PORT: '0',
      DATABASE_URL: databaseUrl,
      SLACK_SIGNING_SECRET: SECRET,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_API_URL: slack.apiUrl,
    }),
    createLog('error'),
  );
  let last = '';
  const recorder = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    last = Buffer.concat(chunks).toString('utf8');
    const { host, connection, 'content-length': length, ...headers } = request.headers;
    const answer = await fetch(`http://127.0.0.1:${bot.port}/slack/events`, {
      method: 'POST',
      headers: headers as Record<string, string>,
      body: last,
    });
    response.writeHead(answer.status).end(await answer.text());
  });
  const port = await listen(recorder, 0, '127.0.0.1');
  slack.connectTo(`http://127.0.0.1:${port}/slack/events`);
  slack.person('U0', 'Leder');
  slack.channel(LEADERS, { name: 'taskforce' });
  slack.channel(JOBCENTRE, { name: 'jobcenter', private: true });
  // A machine that does other things as well is slower than Slack's patience.
  slack.triggersLast(60_000);
  await slack.command('U0', LEADERS);
  const form = await until(() => slack.modalOf('U0'), 30_000);
  await slack.choose(form, 'category', 'canteen');
  await until(() => form.modal.blocks.some((block) => block.block_id?.startsWith('tasks')), 30_000);
  await slack.submit(form, { ...OPENING, tasks: ['dishwashing'] });
  const payload = new URLSearchParams(last).get('payload') ?? '';
  const token = /\\?"token\\?":\\?"([0-9a-f-]{36})/.exec(payload)?.[1];
  if (token === undefined) throw new Error(`no form was recorded: ${payload.slice(0, 400)}`);
  await stopAll(bot);
  recorder.closeAllConnections();
  await close(recorder);
  await slack.stop();
  return { payload, token };
}

async function stopAll(bot: Bot): Promise<void> {
  await bot.settled();
  await bot.stop();
}
