import * as z from 'zod';
import { type ApiAnswer, type ApiRefusal, Refusal } from './web-api.ts';
import type { Workspace } from './workspace.ts';

/** What each method wants of a token; history depends on the conversation. Others work with any. */
const NEEDED: Readonly<Record<string, string>> = {
  'chat.postMessage': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'chat.update': 'chat:write',
  'conversations.open': 'im:write',
  'files.completeUploadExternal': 'files:write',
  'files.getUploadURLExternal': 'files:write',
  'users.info': 'users:read',
};

/** What a token of the bot's own app may do; the manifest asks for it. */
export const ALL_SCOPES: readonly string[] = [
  'app_mentions:read',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:write',
  'users:read',
];

/** Rotated tokens last twelve hours, and may be renewed before that. */
const ROTATED_S = 12 * 60 * 60;

interface Token {
  readonly scopes: readonly string[];
  /** Milliseconds since 1970; null: until it is taken back. */
  endsAt: number | null;
  refreshToken: string | null;
  revoked: boolean;
}

/** How an admin says yes. */
export interface Approval {
  readonly scopes?: readonly string[];
  /** Whether the app has token rotation on. */
  readonly rotates?: boolean;
  /** For all of an organisation's workspaces. */
  readonly organisation?: { readonly id: string; readonly name: string };
}

const accessArguments = z.union([
  z.strictObject({
    client_id: z.string(),
    client_secret: z.string(),
    code: z.string(),
    redirect_uri: z.string().optional(),
  }),
  z.strictObject({
    client_id: z.string(),
    client_secret: z.string(),
    grant_type: z.literal('refresh_token'),
    refresh_token: z.string(),
  }),
]);

export interface AppCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Tokens as Slack gives and checks them. */
export function createTokens(workspace: Workspace, botToken: string, app: AppCredentials) {
  const tokens = new Map<string, Token>([
    [botToken, { scopes: ALL_SCOPES, endsAt: null, refreshToken: null, revoked: false }],
  ]);
  const codes = new Map<string, Approval>();

  function grant(scopes: readonly string[], rotates: boolean) {
    const token = `xoxb-${workspace.next()}`;
    const refreshToken = rotates ? `xoxe-1-${workspace.next()}` : null;
    const endsAt = rotates ? Date.now() + ROTATED_S * 1_000 : null;
    tokens.set(token, { scopes, endsAt, refreshToken, revoked: false });
    const rotation = refreshToken === null ? {} : { refresh_token: refreshToken, expires_in: ROTATED_S };
    return { access_token: token, token_type: 'bot', scope: scopes.join(','), ...rotation };
  }

  return {
    approve: (approval: Approval = {}): string => {
      const code = `code-${workspace.next()}`;
      codes.set(code, approval);
      return code;
    },

    /** Every token that was given so far. */
    revoke: () => {
      for (const token of tokens.values()) token.revoked = true;
    },

    /** `oauth.v2.access`: a code is exchanged once, a refresh token too. */
    access: (args: unknown): ApiAnswer => {
      const given = accessArguments.safeParse(args);
      if (!given.success) throw new Refusal('invalid_arguments');
      if (given.data.client_id !== app.clientId) throw new Refusal('invalid_client_id');
      if (given.data.client_secret !== app.clientSecret) throw new Refusal('bad_client_secret');
      if ('grant_type' in given.data) {
        const { refresh_token } = given.data;
        const former = [...tokens.values()].find((token) => token.refreshToken === refresh_token);
        if (former === undefined || former.revoked) throw new Refusal('invalid_refresh_token');
        former.refreshToken = null;
        return { ok: true, ...grant(former.scopes, true) };
      }
      const approval = codes.get(given.data.code);
      if (approval === undefined) throw new Refusal('invalid_code');
      codes.delete(given.data.code);
      const { scopes = ALL_SCOPES, rotates = false, organisation = null } = approval;
      return {
        ok: true,
        ...grant(scopes, rotates),
        bot_user_id: workspace.botUserId,
        app_id: 'A0SPOT',
        team: organisation === null ? { id: workspace.teamId, name: 'Birkholm' } : null,
        enterprise: organisation,
        is_enterprise_install: organisation !== null,
        authed_user: { id: 'UADMIN' },
      };
    },

    /** What is wrong with the token for this call; null when nothing is. */
    refusal: (
      authorization: string | undefined,
      method: string,
      channel: string | undefined,
    ): ApiRefusal | null => {
      if (authorization === undefined) return { ok: false, error: 'not_authed' };
      const token = tokens.get(authorization.replace(/^Bearer /, ''));
      if (token === undefined) return { ok: false, error: 'invalid_auth' };
      if (token.revoked) return { ok: false, error: 'token_revoked' };
      if (token.endsAt !== null && Date.now() >= token.endsAt) return { ok: false, error: 'token_expired' };
      const needed = method === 'conversations.history' ? historyScope(workspace, channel) : NEEDED[method];
      if (needed === undefined || token.scopes.includes(needed)) return null;
      return { ok: false, error: 'missing_scope', response_metadata: { messages: [needed] } };
    },
  };
}

function historyScope({ channels }: Workspace, id: string | undefined): string | undefined {
  const channel = channels.get(id ?? '');
  if (channel === undefined) return undefined;
  if (channel.with !== null) return 'im:history';
  return channel.private ? 'groups:history' : 'channels:history';
}
