import type { Instant, PersonId, TaskForceId } from '../../domain/ids.ts';
import type { PlatformName } from '../intent.ts';

/** One thing that was done, refused, read or changed; ids only, never what people wrote. */
export interface AuditDraft {
  /** Null: of the installation, not of one task force. */
  readonly taskForceId: TaskForceId | null;
  readonly at: Instant;
  /** Null: the bot itself, or whoever runs it. */
  readonly by: PersonId | null;
  readonly platform: PlatformName | null;
  readonly what: string;
  readonly subject: string | null;
  readonly details: Readonly<Record<string, string | readonly string[]>>;
}

export interface AuditEntry extends AuditDraft {
  readonly id: string;
}

/** The end of a chain that is whole, and how many entries lead to it. */
export interface AuditHead {
  readonly taskForceId: TaskForceId | null;
  readonly length: number;
  readonly hash: string;
}

/** The first place at which a chain isn't what it was. */
export interface AuditBreak {
  readonly taskForceId: TaskForceId | null;
  readonly no: number;
  readonly why: 'link_missing' | 'entry_missing' | 'changed';
}

/** What happened, as a chain a task force: acts on openings and changes of roles are in it without being recorded. */
export interface Audit {
  record(draft: AuditDraft): Promise<void>;
  /** Gives at most so many waiting entries their place in the chain; the ends of the chains that grew. */
  link(limit: number): Promise<readonly AuditHead[]>;
  /** `waiting`: not in a chain yet. `unlinked`: neither in a chain nor waiting for one, so that somebody took it out. */
  verify(): Promise<{
    readonly heads: readonly AuditHead[];
    readonly broken: readonly AuditBreak[];
    readonly waiting: number;
    readonly unlinked: number;
  }>;
  /** The last entries, oldest first. */
  last(taskForceId: TaskForceId | null, limit: number): Promise<readonly AuditEntry[]>;
}
