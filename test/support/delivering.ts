import { pino } from 'pino';
import type { Platform } from '../../src/app/ports/platform.ts';
import { LEASE_MS } from '../../src/delivery/lease.ts';
import type { DeliveryTools } from '../../src/delivery/tools.ts';

/** A platform without limits, pages or memory, which answers as the test says. */
export function barePlatform(send: Platform['send'], more: Partial<Platform> = {}): Platform {
  return {
    name: 'slack',
    commandPrefix: '',
    homePage: false,
    pauseMs: 0,
    paces: [],
    find: null,
    send,
    ...more,
  };
}

/** What delivery works with before one platform; nothing is logged or left to chance, and nobody waits for an invitation. */
export function bareTools({
  platform,
  ...tools
}: Pick<DeliveryTools, 'store' | 'compose'> &
  Partial<DeliveryTools> & { readonly platform: Platform }): DeliveryTools {
  return {
    platforms: new Map([[platform.name, platform]]),
    log: pino({ level: 'silent' }),
    leaseMs: LEASE_MS,
    blockedWaitMs: 0,
    jitter: () => 0,
    count: () => undefined,
    ...tools,
  };
}
