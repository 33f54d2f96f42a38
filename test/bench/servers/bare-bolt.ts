import { App, HTTPReceiver, LogLevel } from '@slack/bolt';

/** Bolt with handlers that do nothing: what a request costs before anything of ours. */
const receiver = new HTTPReceiver({
  signingSecret: process.env.SLACK_SIGNING_SECRET ?? '',
  endpoints: ['/slack/events'],
  logLevel: LogLevel.ERROR,
});
const app = new App({
  receiver,
  authorize: async () => ({ botToken: 'xoxb-bare' }),
  logLevel: LogLevel.ERROR,
});
app.command('/spotjob', ({ ack }) => ack());
app.view(/.*/, ({ ack }) => ack());
async function main(): Promise<void> {
  const server = await app.start(0);
  const address = 'address' in server ? server.address() : null;
  process.stdout.write(
    `Listens on http://127.0.0.1:${typeof address === 'object' ? address?.port : address}\n`,
  );
  process.on('SIGTERM', () => process.exit(0));
}

void main();
