import type { Instant, PersonId, TaskForceId } from '../../domain/ids.ts';
import type { Selection } from '../../domain/reports/results.ts';
import type { Locale } from '../../domain/task-force.ts';
import type { Chart } from '../../messages/results/chart.ts';

export const FILE_FORMATS = ['xlsx', 'csv'] as const;

export type FileFormat = (typeof FILE_FORMATS)[number];

/** A file of results for one person, who must still be allowed to have it when it is fetched. */
export interface FileRequest {
  readonly taskForceId: TaskForceId;
  readonly personId: PersonId;
  readonly format: FileFormat;
  readonly selection: Selection;
  readonly locale: Locale;
  /** The link works until then. */
  readonly until: Instant;
}

/** Addresses at which the bot serves what a message can't hold: nobody can guess or alter them. */
export interface Links {
  picture(chart: Chart): string;
  file(request: FileRequest): string;
}

/** The secret that addresses are signed with: one for the whole installation, the same for every replica. */
export interface LinkKeys {
  /** Made by whoever asks first. */
  key(): Promise<Uint8Array>;
}
