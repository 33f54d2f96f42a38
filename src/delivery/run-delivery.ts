import type { Logger } from 'pino';
import { type Delivery, MOST_AT_ONCE } from './deliver.ts';

/** With nothing to do, look this often for what others queued and for lanes that others paused. */
const LOOK_EVERY_MS = 500;

/** Pauses up to this long, as a platform's pace asks for, are kept to the millisecond; the end of others is found by looking. */
const SHORT_PAUSE_MS = 5_000;

export interface DeliveryLoop {
  /** Work was queued: look now. */
  wake(): void;
  /** Finishes what is in hand and takes nothing new. */
  stop(): Promise<void>;
  /** When it last looked at the outbox without an error; the process is not ready when that is long ago. */
  lastLook(): number;
}

/**
 * Works the outbox until stopped, looking for more whenever a message is done: none waits for one of another destination.
 * A fault, as a database that is gone, is logged and met by looking again.
 */
export function runDelivery(delivery: Delivery, log: Logger): DeliveryLoop {
  let running = true;
  let wakeUp: () => void = () => {};
  let woken = false;
  let looked = Date.now();
  const inHand = new Set<Promise<void>>();

  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, LOOK_EVERY_MS);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const wake = () => {
    woken = true;
    wakeUp();
  };

  const goOnAfter = (pauseMs: number) => {
    if (pauseMs > 0 && pauseMs <= SHORT_PAUSE_MS) setTimeout(wake, pauseMs).unref();
  };

  /** Whether there may be more that is due. */
  const begin = async (): Promise<boolean> => {
    const free = MOST_AT_ONCE - inHand.size;
    const begun = await delivery.begin(free);
    looked = Date.now();
    for (const message of begun) {
      const end = message
        .then(goOnAfter, (error: unknown) => log.error({ err: error }, 'a message was not settled'))
        .finally(() => {
          inHand.delete(end);
          wake();
        });
      inHand.add(end);
    }
    return begun.length === free;
  };

  const loop = async () => {
    while (running) {
      woken = false;
      let more = false;
      try {
        if (inHand.size < MOST_AT_ONCE) more = await begin();
      } catch (error) {
        log.error({ err: error }, 'the outbox could not be read');
      }
      if (running && !more && !woken) await pause();
    }
    await Promise.all(inHand);
  };
  const done = loop();

  return {
    wake,
    stop: async () => {
      running = false;
      wakeUp();
      await done;
    },
    lastLook: () => looked,
  };
}
