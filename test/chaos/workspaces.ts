import { request as ask, createServer, type Server } from 'node:http';
import type { Store } from '../../src/app/ports/store.ts';
import { type SlackServer, startSlackServer } from '../../src/playground/slack-server.ts';
import { listen } from '../../src/server.ts';

/** Several workspaces of Slack, each with limits of its own, in which the bot is installed once. */
export interface Workspaces {
  readonly all: readonly SlackServer[];
  /** What Slack gives a bot that installs itself in many workspaces. */
  readonly variables: Readonly<
    Record<
      | 'SLACK_SIGNING_SECRET'
      | 'SLACK_CLIENT_ID'
      | 'SLACK_CLIENT_SECRET'
      | 'SLACK_STATE_SECRET'
      | 'SLACK_API_URL',
      string
    >
  >;
  stop(): Promise<void>;
}

export async function startWorkspaces(count: number): Promise<Workspaces> {
  const all = await Promise.all(
    Array.from({ length: count }, (_, nth) =>
      startSlackServer({ teamId: `T${nth + 1}`, botToken: `xoxb-${nth + 1}` }),
    ),
  );
  const [first] = all;
  if (first === undefined) throw new Error('There is no workspace.');
  const server = byToken(new Map(all.map((slack) => [`Bearer ${slack.botToken}`, slack.apiUrl])));
  const port = await listen(server, 0, '127.0.0.1');
  return {
    all,
    variables: {
      SLACK_SIGNING_SECRET: first.signingSecret,
      SLACK_CLIENT_ID: first.clientId,
      SLACK_CLIENT_SECRET: first.clientSecret,
      SLACK_STATE_SECRET: 'state-secret-of-chaos',
      SLACK_API_URL: `http://127.0.0.1:${port}/api/`,
    },
    stop: async () => {
      server.closeAllConnections();
      await Promise.all([
        new Promise((resolve) => server.close(resolve)),
        ...all.map((slack) => slack.stop()),
      ]);
    },
  };
}

/**
 * The one address of Slack's Web API: each call goes to the workspace whose token it carries. Passes on what comes as it comes, and what the workspace does with the connection too: its end, or no answer at all.
 */
function byToken(apiOf: ReadonlyMap<string, string>): Server {
  return createServer((incoming, outgoing) => {
    const api = apiOf.get(incoming.headers.authorization ?? '');
    if (api === undefined) {
      outgoing.writeHead(200, { 'content-type': 'application/json' });
      outgoing.end(JSON.stringify({ ok: false, error: 'not_authed' }));
      return;
    }
    const { method, headers, url = '' } = incoming;
    const onward = ask(new URL(url, api), { method, headers, agent: false }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.on('error', () => onward.destroy());
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  });
}

/** The bot is in each of them, as after an admin's yes there. */
export async function install({ installations }: Store, workspaces: readonly SlackServer[]): Promise<void> {
  for (const { teamId: id, botToken: token } of workspaces) {
    const bot = { token, scopes: ['chat:write'], id: 'B1', userId: 'UBOT' };
    const secret = { team: { id }, user: { id: 'UADMIN' }, bot, authVersion: 'v2' };
    await installations.keep({
      platform: 'slack',
      id,
      secret: JSON.stringify(secret),
      installedAt: new Date(),
    });
  }
}
