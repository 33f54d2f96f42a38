import { createServer } from 'node:http';
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';

/** botbuilder's adapter with an echo: what a message costs before anything of ours. */
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const answer = {
    socket: request.socket,
    status: (code: number) => {
      response.statusCode = code;
      return answer;
    },
    header: (name: string, value: unknown) => response.setHeader(name, String(value)),
    send: (body: unknown) => response.write(JSON.stringify(body)),
    end: () => response.end(),
  };
  const body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  await adapter.process({ method: 'POST', headers: request.headers, body }, answer, async (context) => {
    await context.sendActivity(context.activity.text);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(
    `Listens on http://127.0.0.1:${typeof address === 'object' ? address?.port : address}\n`,
  );
});
process.on('SIGTERM', () => process.exit(0));
