import type { Config } from './config.ts';
import { knownKeysInUse } from './known-keys.ts';
import { INSTALL_PATH } from './platforms/slack/paths.ts';
import type { Database } from './store/open-database.ts';
import type { Sealing } from './store/sealing.ts';

/** What it is connected to, and how to go on, for the one who started it. @param code the first set-up code, told once */
export function startLines(config: Config, code: string | null): string[] {
  return [
    slackLine(config),
    config.teams === null
      ? 'Teams: not connected. Set MICROSOFT_APP_ID, MICROSOFT_APP_PASSWORD and MICROSOFT_APP_TENANT_ID.'
      : `Teams: connected, requests to /api/messages${config.teams.appId === '' ? ' (unsigned activities are accepted)' : ''}`,
    config.publicUrl === null
      ? 'Files: none. Set PUBLIC_URL to the address that Slack, Teams and browsers reach.'
      : `Pictures and files: served from ${config.publicUrl}`,
    ...(code === null
      ? []
      : [
          `First set-up code, shown only now: ${code}. In the task force's room write: /spotjob opret ${code}`,
        ]),
  ];
}

function slackLine({ slack, publicUrl }: Config): string {
  if (slack === null) return 'Slack: not connected. Set SLACK_SIGNING_SECRET and SLACK_BOT_TOKEN.';
  switch (slack.access.kind) {
    case 'one_workspace':
      return 'Slack: connected, requests to /slack/events';
    case 'many_workspaces':
      return `Slack: any workspace, which installs it at ${publicUrl ?? ''}${INSTALL_PATH}; requests to /slack/events`;
  }
}

export function databaseLine({ describe }: Database, migrations: readonly string[]): string {
  return `Database: ${describe}${migrations.length === 0 ? '' : ` (migrations applied: ${migrations.length})`}`;
}

/** Whether what is kept of people is sealed, and whether all of it is. */
export async function sealedLine(database: Database, sealing: Sealing): Promise<string> {
  const { keyId } = sealing;
  const inUse = await knownKeysInUse(database, sealing);
  if (keyId === null)
    return 'Encryption at rest: none, contact data is stored as it is. Set ENCRYPTION_KEY (`openssl rand -base64 32`).';
  const others = [...inUse].reduce((sum, [id, n]) => (id === keyId ? sum : sum + n), 0);
  const rest = others === 0 ? '' : `; ${others} names aren't yet, run \`npm run bot -- rotate-keys\``;
  return `Encryption at rest: contact data is sealed under key ${keyId}${rest}`;
}
