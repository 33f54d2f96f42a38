import type { Instant, PersonId, TaskForceId } from '../../domain/ids.ts';
import type { Selection } from '../../domain/reports/results.ts';
import type { Locale } from '../../domain/task-force.ts';
import type { Chart } from '../../messages/results/chart.ts';
import type { PictureSource } from '../../messages/view.ts';

/** What results are written as: tables with every number, or a page for the steering group, which holds no small ones. */
export const TABLE_FORMATS = ['xlsx', 'csv'] as const;
export const FILE_FORMATS = [...TABLE_FORMATS, 'pdf'] as const;

export type TableFormat = (typeof TABLE_FORMATS)[number];
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

/** A picture by its address; without one, by what it shows: then it is drawn as the message goes out. */
export function pictureOf(chart: Chart, links: Links | undefined): PictureSource {
  return links === undefined ? { kind: 'chart', chart } : { kind: 'address', url: links.picture(chart) };
}

/** Draws to PNG; null where that can't be done in time: no message waits for its picture. */
export type DrawInTime = (chart: Chart, size: PictureSize) => Promise<Uint8Array | null>;

/** `small` is sharp enough on a phone, and light enough to be part of a message. */
export type PictureSize = 'full' | 'small';

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
