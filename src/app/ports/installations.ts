import type { Instant, TaskForceId } from '../../domain/ids.ts';
import type { PlatformName } from '../intent.ts';
import type { OutboxDraft } from '../outgoing/outgoing.ts';

/** A workspace, or an organisation that let the bot into its workspaces. */
export interface InstallationKey {
  readonly platform: PlatformName;
  readonly id: string;
}

/** That somebody who may do so let the bot in, and what it speaks there by. */
export interface Installation extends InstallationKey {
  /** What the platform gave us to speak by, as the platform's own code writes it; sealed where it is kept. */
  readonly secret: string;
  readonly installedAt: Instant;
}

/** Where the bot was let in, on a platform on which each workspace gives it a token of its own. */
export interface Installations {
  /** In the place of a former one, also of one that ended: whatever belongs to the workspace goes on. */
  keep(installation: Installation): Promise<void>;
  /** Another secret of the same installation. False, and nothing done, when it ended or was replaced meanwhile. */
  renew(installation: Installation): Promise<boolean>;
  /** The workspace's own, or else that of its organisation; null where the bot isn't let in, or no longer. */
  find(workspace: InstallationKey): Promise<Installation | null>;
  /** Remembers whose workspace it is. */
  belongs(workspace: InstallationKey, organisationId: string): Promise<void>;
  /** The task forces with a room there. */
  taskForcesIn(key: InstallationKey): Promise<readonly TaskForceId[]>;
  /**
   * It was let out again: forgets the secret and queues the messages, all or nothing. What is older than the installation
   * that stands is old news. False, and nothing done, for that and when it is told twice.
   *
   * @param at when it ended, by the platform's clock, in whole seconds
   */
  end(key: InstallationKey, at: Instant, outbox: readonly OutboxDraft[]): Promise<boolean>;
}

/** Platforms tell when something happened in whole seconds, cut off: what stands since this instant is newer. */
export function secondAfter(at: Instant): Instant {
  return new Date(at.getTime() + 1_000);
}
