import type pg from 'pg';
import type { Call, Message } from '../../src/playground/slack-server.ts';
import { textOf as slackText } from '../../src/playground/slack-server.ts';
import { textOf as teamsText } from '../../src/playground/teams-server.ts';
import type { Tally } from './people.ts';
import { JOBCENTRE, LEADERS, type Places } from './people.ts';

/** What is in the database and on the screens when all is quiet again. */
export interface Findings {
  readonly openings: number;
  /** Acknowledged to their sender, and not there. */
  readonly lost: readonly string[];
  /** There more than once. */
  readonly twice: readonly string[];
  /** With more than one owner taking it. */
  readonly claimedTwice: readonly number[];
  readonly claimed: number;
  /** Cards that are missing, or tell something else than the database. */
  readonly untrue: readonly string[];
  readonly doublesInSlack: number;
  readonly doublesInTeams: number;
  readonly waiting: number;
  readonly dead: number;
}

interface OpeningRow {
  readonly id: string;
  readonly number: number;
  readonly company: string;
  readonly owner: string | null;
  readonly claims: number;
}

export async function look(client: pg.Client, places: Places, tally: Tally): Promise<Findings> {
  const { rows: openings } = await client.query<OpeningRow>(`
    SELECT o.id, o.number, o.company, p.name AS owner,
      (SELECT count(*)::int FROM timeline_entry t WHERE t.opening_id = o.id AND t.event->>'kind' = 'claimed') AS claims
    FROM opening o LEFT JOIN person p ON p.id = o.owner ORDER BY o.number`);
  const { rows: cards } = await client.query<{ number: number; conversation: string; message_id: string }>(`
    SELECT o.number, r.conversation_id AS conversation, c.message_id
    FROM posted_card c JOIN opening o ON o.id = c.opening_id JOIN room r ON r.id = c.room_id`);
  const { rows: counts } = await client.query<{ waiting: number; dead: number }>(`
    SELECT count(*) FILTER (WHERE settled_at IS NULL)::int AS waiting,
      count(*) FILTER (WHERE status = 'dead')::int AS dead FROM outbox_message`);
  const companies = openings.map(({ company }) => company);
  const shown = screens(places);
  const untrue = openings.flatMap((opening) =>
    Object.keys(shown).flatMap((conversation) => {
      const posted = cards.find(
        (card) => card.number === opening.number && card.conversation === conversation,
      );
      const text = posted === undefined ? undefined : shown[conversation]?.get(posted.message_id);
      return text !== undefined && tells(text, opening)
        ? []
        : [`SJ-${opening.number} in ${conversation}: ${text}`];
    }),
  );
  const extra = (conversation: string) => (shown[conversation]?.size ?? 0) - openings.length;
  return {
    openings: openings.length,
    lost: [...tally.acknowledged].filter((company) => !companies.includes(company)),
    twice: companies.filter((company, index) => companies.indexOf(company) !== index),
    claimedTwice: openings.filter(({ claims }) => claims > 1).map(({ number }) => number),
    claimed: openings.filter(({ owner }) => owner !== null).length,
    untrue,
    doublesInSlack: extra(LEADERS) + extra(JOBCENTRE),
    doublesInTeams: extra(places.leaders.id) + extra(places.jobcentre.id),
    waiting: counts[0]?.waiting ?? -1,
    dead: counts[0]?.dead ?? -1,
  };
}

function tells(text: string, { number, company, owner }: OpeningRow): boolean {
  const head = text.startsWith(`SJ-${number} · ${company}`);
  return head && (owner === null ? !text.includes(' har den') : text.includes(`${owner} har den`));
}

/** The cards of openings that stand in each room: what they say, by the id under which they were posted. */
function screens({ slack, teams, leaders, jobcentre }: Places): Record<string, Map<string, string>> {
  const isCard = (text: string) => /^SJ-\d+ ·/.test(text);
  const inSlack = (channel: string) =>
    new Map(
      slack
        .messages(channel)
        .map((message) => [message.ts, slackText(message)] as const)
        .filter(([, text]) => isCard(text)),
    );
  const inTeams = (conversation: string) =>
    new Map(
      teams
        .messages({ id: conversation, type: 'channel', name: null, teamId: null })
        .map(
          (message) => [JSON.stringify({ conversation, activity: message.id }), teamsText(message)] as const,
        )
        .filter(([, text]) => isCard(text)),
    );
  return {
    [LEADERS]: inSlack(LEADERS),
    [JOBCENTRE]: inSlack(JOBCENTRE),
    [leaders.id]: inTeams(leaders.id),
    [jobcentre.id]: inTeams(jobcentre.id),
  };
}

/** Calls that came sooner after the one before, in the same channel, than Slack allows or had asked for. */
export function tooSoon(calls: readonly Call[], pauseMs: number): string[] {
  const writes = calls.filter(({ method }) => method === 'chat.postMessage' || method === 'chat.update');
  const last = new Map<string, Call>();
  return writes.flatMap((call) => {
    const channel = call.args.channel ?? '';
    const before = last.get(channel);
    last.set(channel, call);
    if (before === undefined) return [];
    const asked = before.fault?.kind === 'rate_limited' ? before.fault.retryAfter * 1_000 : pauseMs;
    const gap = call.at - before.at;
    return gap < asked - 5 ? [`${channel}: ${gap} ms instead of ${asked}`] : [];
  });
}

/** Messages that stand before one that was queued earlier in the same channel. */
export function outOfOrder(messages: readonly Message[]): string[] {
  const last = new Map<string, number>();
  return messages.flatMap((message) => {
    const reference = Number(JSON.stringify(message.metadata).match(/"reference":"(\d+)"/)?.[1]);
    if (Number.isNaN(reference)) return [];
    const before = last.get(message.channel) ?? 0;
    last.set(message.channel, Math.max(before, reference));
    return reference < before ? [`${message.channel}: ${reference} after ${before}`] : [];
  });
}
