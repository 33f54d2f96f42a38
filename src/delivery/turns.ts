import { everyMs, type Pace } from '../app/outgoing/pace.ts';
import type { Turn } from '../app/ports/outbox.ts';
import type { Address, Platform } from '../app/ports/platform.ts';

/** What is asked of a platform. */
export type Call = Exclude<Pace['of'], 'any'>;

/** The limits that one call uses up, each under a name that all who share it have in common. */
export function turnsFor(
  { name, paces }: Pick<Platform, 'name' | 'paces'>,
  { workspaceId }: Pick<Address, 'workspaceId'>,
  lane: string,
  call: Call,
): Turn[] {
  return paces
    .filter((pace) => pace.of === call || pace.of === 'any')
    .map((pace) => ({
      key: [
        name,
        pace.per === 'workspace' ? workspaceId : lane,
        pace.of,
        `${pace.most}/${pace.withinMs}ms`,
      ].join(' '),
      everyMs: everyMs(pace),
      burst: pace.burst,
    }));
}
