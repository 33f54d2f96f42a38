import type { Locale } from '../domain/task-force.ts';
import { targetOf } from './clock-moves.ts';
import { type Act, createDesk, type Desk, type Problem } from './desk.ts';
import { foresee } from './foresee.ts';
import type { Move } from './moves.ts';
import { openWorld, type WorldOptions, wipe } from './open-world.ts';
import { passTo } from './pass-time.ts';
import { type Doing, type Snapshot, takeSnapshot } from './snapshot.ts';
import { playStory } from './story.ts';
import type { World } from './world.ts';

/** Birkholm as the page uses it: acts, the clock, the story, and a fresh start. One of the last three at a time. */
export interface Playground {
  /** Null while Birkholm is being founded. */
  snapshot(): Promise<Snapshot | null>;
  /** Calls back soon after something changed, once for many changes; returns what ends it. */
  watch(changed: () => void): () => void;
  perform(act: Act): Promise<Problem | 'busy'>;
  move(by: Move): Promise<'moving' | 'busy' | 'nothing_due'>;
  story(): 'playing' | 'busy';
  reset(locale: Locale): 'resetting' | 'busy';
  /** Where the bot itself listens; null while there is none. */
  botPort(): number | null;
  /** Opens Birkholm, founding it if need be; comes before everything else. */
  open(): Promise<void>;
  stop(): Promise<void>;
}

const GATHER_CHANGES_MS = 60;
const SAVE_AFTER_MS = 500;

/** @param storyPauseMs between two steps of the story: long enough to see on the page what happened where */
export function createPlayground(options: Omit<WorldOptions, 'onChange'>, storyPauseMs = 2_500): Playground {
  const { log } = options;
  const watchers = new Set<() => void>();
  let open: { world: World; desk: Desk } | null = null;
  let doing: Doing = { kind: 'nothing' };
  let busy: Promise<void> | null = null;
  let telling: NodeJS.Timeout | null = null;
  let saving: NodeJS.Timeout | null = null;

  function changed(): void {
    telling ??= setTimeout(() => {
      telling = null;
      for (const tell of watchers) tell();
    }, GATHER_CHANGES_MS);
    saving ??= setTimeout(() => {
      saving = null;
      open?.world.save().catch((error: unknown) => log.error({ err: error }, 'the playground was not kept'));
    }, SAVE_AFTER_MS);
  }

  async function openAnew(locale: Locale): Promise<void> {
    const world = await openWorld({ ...options, locale, onChange: changed });
    open = { world, desk: createDesk(world) };
    changed();
  }

  /** Does it in the background, unless something else is under way. */
  function begin(what: Doing, work: () => Promise<void>): boolean {
    if (busy !== null) return false;
    doing = what;
    busy = work()
      .catch((error: unknown) => log.error({ err: error }, 'the playground could not go on'))
      .finally(() => {
        doing = { kind: 'nothing' };
        busy = null;
        changed();
      });
    changed();
    return true;
  }

  async function close(): Promise<void> {
    if (telling !== null) clearTimeout(telling);
    if (saving !== null) clearTimeout(saving);
    telling = null;
    saving = null;
    const closing = open;
    open = null;
    await closing?.world.save();
    await closing?.world.stop();
  }

  return {
    open: () => openAnew(options.locale),
    snapshot: async () => {
      const at = open;
      if (at === null) return null;
      try {
        return await takeSnapshot(at.world, at.desk, doing);
      } catch (error) {
        // Closed while it was read: there is none any more.
        if (open !== at) return null;
        throw error;
      }
    },
    watch: (tell) => {
      watchers.add(tell);
      return () => watchers.delete(tell);
    },
    perform: async (act) => {
      if (open === null || doing.kind === 'story') return 'busy';
      return open.desk.perform(act).finally(changed);
    },
    move: async (by) => {
      if (open === null || busy !== null) return 'busy';
      const { world } = open;
      const now = world.clock.now();
      const [next] = (await foresee(world.bot.store, now)).filter(({ at }) => at > now);
      const target = targetOf(by, now, next?.at ?? null, world.config.timezone);
      if (target === null) return 'nothing_due';
      return begin({ kind: 'passing' }, () => passTo(world, target)) ? 'moving' : 'busy';
    },
    story: () => {
      if (open === null) return 'busy';
      const { world } = open;
      const play = () =>
        playStory(world, {
          onStep: (told) => {
            doing = { kind: 'story', told };
            changed();
          },
          pauseMs: storyPauseMs,
        });
      return begin({ kind: 'story', told: null }, play) ? 'playing' : 'busy';
    },
    reset: (locale) => {
      if (open === null) return 'busy';
      const again = async () => {
        await close();
        changed();
        await wipe(options);
        await openAnew(locale);
      };
      return begin({ kind: 'nothing' }, again) ? 'resetting' : 'busy';
    },
    botPort: () => open?.world.bot.port ?? null,
    stop: async () => {
      await busy;
      await close();
    },
  };
}
