import { foresee } from './foresee.ts';
import type { World } from './world.ts';

const HOUR_MS = 3_600_000;

/**
 * Lets the time pass until then, as it would: the clock stands at each moment at which something is due, and at each
 * full hour for what isn't foreseen, and what is sent has arrived before it goes on. A time that is past is now.
 */
export async function passTo(world: World, until: Date): Promise<void> {
  const { bot, clock } = world;
  for (;;) {
    const now = clock.now();
    const upcoming = (await foresee(bot.store, now))
      .map(({ at }) => at.getTime())
      .filter((at) => at > now.getTime());
    const nextHour = (Math.floor(now.getTime() / HOUR_MS) + 1) * HOUR_MS;
    const next = Math.min(until.getTime(), nextHour, ...upcoming);
    clock.moveTo(new Date(next));
    await bot.tick();
    await world.calm();
    if (next >= until.getTime()) return;
  }
}
