import { createServer } from 'node:http';
import { createSlackAdapter } from '@chat-adapter/slack';
import { createPostgresState } from '@chat-adapter/state-pg';
import { Actions, type Adapter, Button, Card, CardText, Chat, Modal, TextInput } from 'chat';

/** The same job as a bot on Chat SDK would do it: a form for the command, the opening into its state, a card, and one who takes it. */
const state = createPostgresState({ url: process.env.DATABASE_URL ?? '' });
// Its own types don't fit each other where optional means absent.
const slack = createSlackAdapter({
  botToken: process.env.SLACK_BOT_TOKEN ?? '',
  signingSecret: process.env.SLACK_SIGNING_SECRET ?? '',
  apiUrl: process.env.SLACK_API_URL ?? '',
}) as Adapter;
const bot = new Chat<{ slack: Adapter }>({
  userName: 'spotjob',
  adapters: { slack },
  state,
  logger: 'silent',
});
const FIELDS = ['tasks', 'hours', 'company', 'contact_name', 'contact', 'place'] as const;
let claims = 0;

bot.onSlashCommand('/spotjob', async (event) => {
  await event.openModal(
    Modal({
      callbackId: 'opening',
      title: 'Spot et job',
      children: FIELDS.map((id) => TextInput({ id, label: id })),
    }),
  );
});

bot.onModalSubmit('opening', async (event) => {
  const company = event.values.company ?? '';
  await state.set(`opening:${company}`, { status: 'logged', version: 1, ...event.values });
  await state.appendToList(`timeline:${company}`, { kind: 'logged', by: event.user.userId });
  const card = Card({
    title: company,
    children: [
      CardText(FIELDS.map((field) => `${field}: ${event.values[field] ?? ''}`).join('\n')),
      Actions([Button({ id: 'claim', label: 'Tag den', value: company })]),
    ],
  });
  await bot.channel('slack:C0JOBCENTRE').post(card);
  return undefined;
});

bot.onAction('claim', async (event) => {
  const company = event.value ?? '';
  const lock = await state.acquireLock(`claim:${company}`, 5_000);
  if (lock === null) return;
  const opening = await state.get<Record<string, unknown>>(`opening:${company}`);
  if (opening?.status === 'logged') {
    await state.set(`opening:${company}`, { ...opening, status: 'claimed', owner: event.user.userId });
    await state.appendToList(`timeline:${company}`, { kind: 'claimed', by: event.user.userId });
    claims += 1;
  }
  await state.releaseLock(lock);
});

async function main(): Promise<void> {
  await bot.initialize();
  const server = createServer(async (request, response) => {
    if (request.method === 'GET') {
      response.end(String(claims));
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const answer = await bot.webhooks.slack(
      new Request('http://127.0.0.1/slack/events', {
        method: 'POST',
        headers: request.headers as Record<string, string>,
        body: Buffer.concat(chunks),
      }),
      {
        waitUntil: (work) => void work.catch((error: unknown) => process.stderr.write(`${String(error)}\n`)),
      },
    );
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    process.stdout.write(
      `Listens on http://127.0.0.1:${typeof address === 'object' ? address?.port : address}\n`,
    );
  });
  process.on('SIGTERM', () => process.exit(0));
}

void main();
