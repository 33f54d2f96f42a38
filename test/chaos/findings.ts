import type { Call, Message, SlackServer } from '../../src/playground/slack-server.ts';
import { loginNameOf, textOf as slackText } from '../../src/playground/slack-server.ts';
import type { TeamsServer } from '../../src/playground/teams-server.ts';
import { textOf as teamsText } from '../../src/playground/teams-server.ts';
import type { Places, Tally } from './people.ts';

/** Asks the database, whichever it is. */
export type Query = <Row>(sql: string) => Promise<readonly Row[]>;

/** What is in the database and on the screens of one task force when all is quiet again. */
export interface Findings {
  readonly openings: number;
  readonly claimed: number;
  readonly attempts: number;
  /** Cards in Teams beyond one an opening and room. */
  readonly doublesInTeams: number;
  /** What must not be. */
  readonly wrong: {
    /** Acknowledged to their sender, and not there. */
    readonly lost: readonly string[];
    /** There more than once. */
    readonly twice: readonly string[];
    /** With more than one owner taking it. */
    readonly claimedTwice: readonly string[];
    /** Attempts that were told to be kept and aren't, or that are there more often than they were sent. */
    readonly attemptsLost: readonly string[];
    readonly attemptsTwice: readonly string[];
    /** Cards that are missing, or tell something else than the database. */
    readonly untrue: readonly string[];
  };
}

interface OpeningRow {
  readonly number: number;
  readonly company: string;
  readonly owner: string | null;
  readonly claims: number;
  readonly attempts: number;
}

export async function look(query: Query, places: Places, tally: Tally): Promise<Findings> {
  const { id } = places.taskForce;
  const openings = await query<OpeningRow>(`
    SELECT o.number, o.company, p.name AS owner,
      (SELECT count(*)::int FROM timeline_entry t WHERE t.opening_id = o.id AND t.event->>'kind' = 'claimed') AS claims,
      (SELECT count(*)::int FROM timeline_entry t WHERE t.opening_id = o.id AND t.event->>'kind' = 'attempted') AS attempts
    FROM opening o LEFT JOIN person p ON p.id = o.owner WHERE o.task_force_id = '${id}' ORDER BY o.number`);
  const cards = await query<{ number: number; conversation: string; message_id: string }>(`
    SELECT o.number, r.conversation_id AS conversation, c.message_id
    FROM posted_card c JOIN opening o ON o.id = c.opening_id JOIN room r ON r.id = c.room_id
    WHERE o.task_force_id = '${id}'`);
  const companies = openings.map(({ company }) => company);
  const shown = screens(places);
  const messageOf = new Map(cards.map((card) => [`${card.number} ${card.conversation}`, card.message_id]));
  const untrue = openings.flatMap((opening) =>
    Object.keys(shown).flatMap((conversation) => {
      const text = shown[conversation]?.get(messageOf.get(`${opening.number} ${conversation}`) ?? '');
      return text !== undefined && tells(text, opening)
        ? []
        : [`SJ-${opening.number} in ${conversation}: ${text}`];
    }),
  );
  const extra = (conversation: string) => (shown[conversation]?.size ?? 0) - openings.length;
  const attemptsAt = (company: string) => tally.attempts.get(company) ?? { sent: 0, kept: 0 };
  const told = ({ company, attempts }: OpeningRow) =>
    `${company}: ${attempts} of ${JSON.stringify(attemptsAt(company))}`;
  return {
    openings: openings.length,
    claimed: openings.filter(({ owner }) => owner !== null).length,
    attempts: openings.reduce((sum, { attempts }) => sum + attempts, 0),
    doublesInTeams: extra(places.leaders.id) + extra(places.jobcentre.id),
    wrong: {
      lost: [...tally.acknowledged].filter((company) => !companies.includes(company)),
      twice: companies.filter((company, index) => companies.indexOf(company) !== index),
      claimedTwice: openings.filter(({ claims }) => claims > 1).map(({ company }) => company),
      attemptsLost: openings.filter((one) => one.attempts < attemptsAt(one.company).kept).map(told),
      attemptsTwice: openings.filter((one) => one.attempts > attemptsAt(one.company).sent).map(told),
      untrue,
    },
  };
}

/**
 * A platform may say what somebody is called after their card was made: until the next change it calls them by what they
 * log in with.
 */
function tells(text: string, { number, company, owner }: OpeningRow): boolean {
  if (!text.startsWith(`SJ-${number} · ${company}`)) return false;
  if (owner === null) return !text.includes(' har den');
  return [owner, loginNameOf(owner)].some((name) => text.includes(`${name} har den`));
}

/** The cards of openings that stand in each room: what they say, by the id under which they were posted. */
function screens({ slack, teams, leadersRoom, jobcentreRoom, leaders, jobcentre }: Places) {
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
  const shown: Record<string, Map<string, string>> = {
    [leadersRoom]: inSlack(leadersRoom),
    [jobcentreRoom]: inSlack(jobcentreRoom),
    [leaders.id]: inTeams(leaders.id),
    [jobcentre.id]: inTeams(jobcentre.id),
  };
  return shown;
}

/** Messages in Slack that were posted more than once: each names the outbox message that it is. */
export function doublesInSlack(slack: SlackServer): string[] {
  const seen = new Set<string>();
  return slack.everyMessage().flatMap((message) => {
    const reference = referenceOf(message);
    if (reference === null) return [];
    const key = `${message.channel} ${reference}`;
    const isDouble = seen.has(key);
    seen.add(key);
    return isDouble ? [key] : [];
  });
}

function referenceOf({ metadata }: Message): number | null {
  const found = JSON.stringify(metadata ?? null).match(/"reference":"(\d+)"/)?.[1];
  return found === undefined ? null : Number(found);
}

/** One call of a platform to a place where calls keep their distance. */
interface Paced {
  readonly place: string;
  readonly at: number;
  /** What the answer to it asked for; null: nothing. */
  readonly retryAfterMs: number | null;
}

export function writesToSlack(calls: readonly Call[]): Paced[] {
  return calls
    .filter(({ method }) => method === 'chat.postMessage' || method === 'chat.update')
    .map(({ args, at, fault }) => ({
      place: args.channel ?? '',
      at,
      retryAfterMs: fault?.kind === 'rate_limited' ? fault.retryAfter * 1_000 : null,
    }));
}

export function writesToTeams(calls: ReturnType<TeamsServer['calls']>): Paced[] {
  return calls
    .filter(({ operation }) => operation === 'post' || operation === 'update')
    .map(({ conversation, at, retryAfterMs }) => ({ place: conversation, at, retryAfterMs }));
}

/**
 * Calls that came sooner after the one before, in the same place, than the platform allows or had asked for: also those that
 * a platform's own client would make by itself within one attempt of ours.
 */
export function tooSoon(calls: readonly Paced[], pauseMs: number): string[] {
  const last = new Map<string, Paced>();
  return calls.flatMap((call) => {
    const before = last.get(call.place);
    last.set(call.place, call);
    if (before === undefined) return [];
    const asked = Math.max(before.retryAfterMs ?? 0, pauseMs);
    const gap = call.at - before.at;
    return gap < asked - 5 ? [`${call.place}: ${gap} ms instead of ${asked}`] : [];
  });
}

/** Messages that stand before one that was queued earlier in the same channel. */
export function outOfOrder(slack: SlackServer): string[] {
  const last = new Map<string, number>();
  return slack.everyMessage().flatMap((message) => {
    const reference = referenceOf(message);
    if (reference === null) return [];
    const before = last.get(message.channel) ?? 0;
    last.set(message.channel, Math.max(before, reference));
    return reference < before ? [`${message.channel}: ${reference} after ${before}`] : [];
  });
}
