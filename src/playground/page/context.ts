import type { Act } from '../desk.ts';
import type { Place, Snapshot, Somebody } from '../snapshot.ts';
import type { PageTexts } from './texts.ts';

export type Side = 'slack' | 'teams';

/** Who one is on a side, and where one reads. */
export interface Standpoint {
  as: Somebody['key'];
  place: string | null;
}

/** What a window asks of the page around it. */
export interface PageContext {
  texts(): PageTexts;
  at(side: Side): Standpoint;
  /** Goes to another person or room, and draws anew. */
  go(side: Side, to: Partial<Standpoint>): void;
  /** Does it as the one who one is; true when all went well. What went wrong is told on that side. */
  perform(side: Side, act: Act): Promise<boolean>;
  tell(side: Side, words: string | null): void;
  /** What is new since one last looked there. */
  unread(side: Side, place: Place, snapshot: Snapshot): number;
}

export function formatTime(iso: string, { zone }: Snapshot, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  }).format(new Date(iso));
}

export function formatDay(iso: string, { zone }: Snapshot, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: zone,
  }).format(new Date(iso));
}
