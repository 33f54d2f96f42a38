import { createHash } from 'node:crypto';
import type { Presence } from '../../app/ports/people.ts';
import type { PlaceNews } from '../../app/ports/places.ts';
import type { ArrivalNews } from '../../app/task-force/note-arrival.ts';
import { conversationIdOf, isDirect, type TeamsActivity, teamOf, tenantOf } from './activity.ts';

/** What Teams tells of itself, without anybody asking for anything. */
export type Change =
  /** The app was added to a team, a group chat or somebody's own apps. */
  | { readonly kind: 'installed'; readonly news: ArrivalNews; readonly direct: boolean }
  | { readonly kind: 'removed'; readonly news: ArrivalNews }
  /** Taken out of the team or the chat, out of the workplace altogether, or added again. */
  | { readonly kind: 'people'; readonly presences: readonly Presence[] }
  /** What became of a channel, or of all channels of a team. */
  | { readonly kind: 'places'; readonly news: PlaceNews };

/** Null for what we don't act on. */
export function parseChange(activity: TeamsActivity): Change | null {
  switch (activity.type) {
    case 'installationUpdate':
      return installation(activity);
    case 'conversationUpdate':
      return membership(activity) ?? placeNews(activity);
    default:
      return null;
  }
}

/** An upgrade of the app changes nothing for anybody. */
function installation(activity: TeamsActivity): Change | null {
  const news = arrivalOf(activity);
  if (news === null) return null;
  switch (activity.action) {
    case 'add':
      return { kind: 'installed', news, direct: isDirect(activity) };
    case 'remove':
      return { kind: 'removed', news };
    default:
      return null;
  }
}

/** The bot's own coming and going is told here too, besides its installation: whichever is heard first counts. */
function membership(activity: TeamsActivity): Change | null {
  const { membersAdded, membersRemoved, recipient } = activity;
  const added = membersAdded ?? [];
  const removed = membersRemoved ?? [];
  const isBot = ({ id }: { id: string }) => id === recipient.id;
  const news = arrivalOf(activity);
  if (news === null) return null;
  if (added.some(isBot)) return { kind: 'installed', news, direct: isDirect(activity) };
  if (removed.some(isBot)) return { kind: 'removed', news };
  if (added.length + removed.length === 0 || isDirect(activity)) return null;
  return {
    kind: 'people',
    presences: [
      ...removed.map((member) => ({
        ...presenceOf(activity, member),
        here: false as const,
        from: left(activity),
      })),
      ...added.map((member) => ({ ...presenceOf(activity, member), here: true as const })),
    ],
  };
}

/** A person is known by their directory id, which Teams tells with the one it gives them itself. */
function presenceOf(
  activity: TeamsActivity,
  { id, aadObjectId }: { id: string; aadObjectId?: string | null | undefined },
): Pick<Presence, 'account'> {
  const workspaceId = tenantOf(activity) ?? '';
  return { account: { platform: 'teams', workspaceId, userId: aadObjectId ?? id } };
}

function left(activity: TeamsActivity) {
  return { conversationId: conversationIdOf(activity), details: teamOf(activity) };
}

function placeNews(activity: TeamsActivity): Change | null {
  const { channelData } = activity;
  const workspaceId = tenantOf(activity);
  const channelId = channelData?.channel?.id ?? null;
  if (workspaceId === null) return null;
  const channel = { platform: 'teams', workspaceId, conversationId: channelId ?? '' };
  const team = teamOf(activity);
  const all = { platform: 'teams', workspaceId, conversationId: team?.teamId ?? '', ...shared(team) };
  const news = (told: PlaceNews): Change => ({ kind: 'places', news: told });
  switch (channelData?.eventType) {
    case 'channelDeleted':
      return news({ place: channel, kind: 'away', reason: 'deleted' });
    case 'channelRestored':
      return news({ place: channel, kind: 'back' });
    case 'channelRenamed': {
      const name = channelData.channel?.name ?? null;
      return name === null ? null : news({ place: channel, kind: 'renamed', name });
    }
    case 'teamArchived':
      return news({ place: all, kind: 'away', reason: 'archived' });
    case 'teamDeleted':
    case 'teamHardDeleted':
      return news({ place: all, kind: 'away', reason: 'deleted' });
    case 'teamUnarchived':
    case 'teamRestored':
      return news({ place: all, kind: 'back' });
    default:
      return null;
  }
}

function shared(team: { readonly teamId: string } | null) {
  return team === null ? {} : { shared: team };
}

/** Null without a tenant: whoever it is, they belong to no workplace. */
function arrivalOf(activity: TeamsActivity): ArrivalNews | null {
  const workspaceId = tenantOf(activity);
  if (workspaceId === null) return null;
  const { from, serviceUrl, timestamp } = activity;
  const conversationId = conversationIdOf(activity);
  const team = teamOf(activity);
  const direct = isDirect(activity);
  // Whose own chat it is needs not be kept for longer than they are.
  const placeId = direct
    ? createHash('sha256').update(conversationId).digest('hex')
    : (team?.teamId ?? conversationId);
  const at = timestamp === undefined ? Number.NaN : Date.parse(timestamp);
  return {
    key: { platform: 'teams', workspaceId, placeId },
    at: new Date(Number.isNaN(at) ? Date.now() : at),
    place: direct ? null : { platform: 'teams', workspaceId, conversationId, ...shared(team) },
    account: direct ? { platform: 'teams', workspaceId, userId: from.aadObjectId ?? from.id } : null,
    address: serviceUrl,
  };
}
