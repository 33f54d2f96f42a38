import type { Locale } from '../domain/task-force.ts';
import { textsIn } from '../messages/reading.ts';
import type { Answer } from './answer.ts';
import type { Dispatch } from './dispatch.ts';
import type { Intent, Request, Sender } from './intent.ts';
import { rebuildForm } from './rebuild-form.ts';
import { say } from './scene.ts';

/** A limit on what comes in: so many at once, and one each `everyMs` in the long run. */
export interface AdmissionPace {
  readonly burst: number;
  readonly everyMs: number;
}

export interface AdmissionLimits {
  readonly perPerson: AdmissionPace;
  /** A whole meeting that presses at the same minute stays far below it. */
  readonly perWorkspace: AdmissionPace;
  /** Requests worked on side by side. More than the database has connections only wait there. */
  readonly atOnce: number;
  /** Requests that wait for their turn; beyond them people are told at once. */
  readonly waiting: number;
  /** Longest wait for a turn: with the work after it, an answer still comes before Slack gives up at 3 s. */
  readonly waitMs: number;
}

export const ADMISSION_LIMITS: AdmissionLimits = {
  perPerson: { burst: 20, everyMs: 500 },
  perWorkspace: { burst: 300, everyMs: 10 },
  atOnce: 20,
  waiting: 200,
  waitMs: 1_200,
};

/** Why somebody was asked to come back: they alone, their workspace, or everybody was too much. */
export type Refused = 'person' | 'workspace' | 'busy';

export interface AdmissionOptions {
  readonly limits: AdmissionLimits;
  /** A clock in milliseconds that only goes forward. */
  readonly runningMs: () => number;
  /** The language of those who weren't heard yet. */
  readonly locale: Locale;
  readonly onRefused: (why: Refused) => void;
}

export interface Admission {
  readonly dispatch: Dispatch;
  /** Keeps the language that the sender is answered in, so that a refusal needs no database. */
  heard(sender: Sender, locale: Locale): void;
  /** Requests worked on, and waiting for their turn. */
  load(): { readonly working: number; readonly waiting: number };
}

/** Nothing was done, and there is no form to give back: the platform says so in its own words, and keeps what was typed. */
export class TooBusyError extends Error {
  override readonly name = 'TooBusyError';
}

/**
 * What a client asks by itself, for every card that comes into sight and at every pause in somebody's typing: no haste of
 * the person's. It changes nothing, and counts for the workspace.
 */
const ASKED_BY_CLIENTS: ReadonlySet<Intent['kind']> = new Set(['look', 'choose', 'search']);

/**
 * Stands before `dispatch` and lets in what can be answered in time. Whoever is refused reads a sentence in their
 * language at once; a form comes back with everything typed in it. One process counts for itself.
 *
 * @throws TooBusyError for a form that can't be rebuilt without the database
 */
export function createAdmission(dispatch: Dispatch, options: AdmissionOptions): Admission {
  const { limits, runningMs, onRefused } = options;
  const people = createMeter(limits.perPerson, runningMs);
  const workspaces = createMeter(limits.perWorkspace, runningMs);
  const door = createDoor(limits);
  const locales = createMemory<Locale>();

  const refuse = (request: Request, why: Refused): Answer => {
    onRefused(why);
    const locale = locales.get(personKey(request.sender)) ?? options.locale;
    return answerRefused(request, why, locale);
  };

  return {
    dispatch: async (request) => {
      const { sender } = request;
      if (!ASKED_BY_CLIENTS.has(request.intent.kind) && !people.take(personKey(sender)))
        return refuse(request, 'person');
      if (!workspaces.take(workspaceKey(sender))) return refuse(request, 'workspace');
      if (!(await door.begin())) return refuse(request, 'busy');
      try {
        return await dispatch(request);
      } finally {
        door.end();
      }
    },
    heard: (sender, locale) => locales.set(personKey(sender), locale),
    load: door.load,
  };
}

const workspaceKey = ({ platform, workspaceId }: Sender) => JSON.stringify([platform, workspaceId]);
const personKey = ({ platform, workspaceId, userId }: Sender) =>
  JSON.stringify([platform, workspaceId, userId]);

function answerRefused({ intent }: Request, why: Refused, locale: Locale): Answer {
  const texts = textsIn(locale);
  const sentence = why === 'person' ? texts.admission.tooFast : texts.admission.busy;
  switch (intent.kind) {
    case 'look':
      return { kind: 'done', card: null };
    case 'command':
    case 'press':
    case 'home':
    case 'draft':
    case 'search':
    case 'choose':
      return say(texts.product, sentence);
    case 'submit':
    case 'reshape': {
      const form = rebuildForm(intent.context, intent.values, sentence, locale);
      if (form === null) throw new TooBusyError();
      return { kind: 'form', form, errors: true };
    }
  }
}

/** So many are remembered; the one that was used longest ago is forgotten first. */
const MOST_REMEMBERED = 10_000;

interface Memory<T> {
  get(key: string): T | undefined;
  set(key: string, value: T): void;
}

function createMemory<T>(): Memory<T> {
  const kept = new Map<string, T>();
  return {
    get: (key) => kept.get(key),
    set: (key, value) => {
      kept.delete(key);
      kept.set(key, value);
      const oldest = kept.keys().next().value;
      if (kept.size > MOST_REMEMBERED && oldest !== undefined) kept.delete(oldest);
    },
  };
}

/** Each key has one number: when its limit is whole again (the generic cell rate algorithm). */
function createMeter({ burst, everyMs }: AdmissionPace, runningMs: () => number) {
  const wholeAt = createMemory<number>();
  return {
    take: (key: string): boolean => {
      const now = runningMs();
      const at = Math.max(now, wholeAt.get(key) ?? now);
      if (at - now > (burst - 1) * everyMs) return false;
      wholeAt.set(key, at + everyMs);
      return true;
    },
  };
}

/** So many at once; the others wait in the order they came, for a bounded time. */
function createDoor({ atOnce, waiting, waitMs }: AdmissionLimits) {
  let working = 0;
  const queue: { go(): void }[] = [];

  const wait = () =>
    new Promise<boolean>((resolve) => {
      const place = {
        go: () => {
          clearTimeout(timer);
          resolve(true);
        },
      };
      const timer = setTimeout(() => {
        queue.splice(queue.indexOf(place), 1);
        resolve(false);
      }, waitMs);
      queue.push(place);
    });

  return {
    begin: async (): Promise<boolean> => {
      if (working < atOnce) {
        working += 1;
        return true;
      }
      return queue.length >= waiting ? false : wait();
    },
    end: () => {
      const next = queue.shift();
      // The place goes over to the next: nobody who comes in between takes it.
      if (next === undefined) working -= 1;
      else next.go();
    },
    load: () => ({ working, waiting: queue.length }),
  };
}
